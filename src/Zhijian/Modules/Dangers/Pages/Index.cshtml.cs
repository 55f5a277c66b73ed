using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Access.Pages;
using Zhijian.Platform.Organisations;
using Zhijian.Platform.Ui;
using Zhijian.Platform.Ui.Lists;
using Zhijian.Platform.Ui.Pieces;
using Zhijian.Rules.Dangers;

namespace Zhijian.Modules.Dangers.Pages;

/// <summary>The board: how many dangers stand where, and the list behind each number.</summary>
[Requires(DangersModule.View)]
public sealed class IndexModel(ZhijianDb db, DangerDesk desk, SupervisionDesk supervision, DangerList list, DangerBoard board, DivisionDirectory divisions, Viewer viewer) : PageModel
{
    public ListPage<HiddenDanger> List { get; private set; } = null!;
    public IReadOnlyList<BoardLine> Board { get; private set; } = [];
    [BindProperty(SupportsGet = true)] public string? Tab { get; set; }
    /// <summary>Only one employer's, from its to-do.</summary>
    public string? EmployerName { get; private set; }
    public bool MayHandle => viewer.May(DangersModule.Handle);

    public Task OnGetAsync(ListRequest request, CancellationToken ct) => LoadAsync(request, ct);

    public async Task<IActionResult> OnGetExportAsync(ListRequest request, CancellationToken ct)
    {
        await divisions.LoadAsync(db, ct);
        return await this.ExportAsync(list.Definition, Rows(request), request, ct);
    }

    [Requires(DangersModule.Handle)]
    public Task<IActionResult> OnPostRegisterAsync(Guid[]? ids, ListRequest request, CancellationToken ct) =>
        ActAsync(async () => { await desk.RegisterAsync(ids ?? [], this.Key(), ct); return $"已登记 {ids!.Length} 处隐患。"; }, request, ct);

    [Requires(DangersModule.Urge)]
    public Task<IActionResult> OnPostRemindAsync(Guid[]? ids, ListRequest request, CancellationToken ct) =>
        ActAsync(async () => $"已催办 {await supervision.RemindAsync(ids ?? [], this.Key(), ct)} 处隐患（今天已催办、不在整改中的除外）。", request, ct);

    [Requires(DangersModule.Handle)]
    public Task<IActionResult> OnPostMineAsync(Guid[]? ids, ListRequest request, CancellationToken ct) =>
        ActAsync(async () => { await supervision.AssignAsync(ids ?? [], viewer.UserId, this.Key(), ct); return $"已将 {ids!.Length} 处隐患指派给您。"; }, request, ct);

    async Task<IActionResult> ActAsync(Func<Task<string>> act, ListRequest request, CancellationToken ct)
    {
        string? done = null;
        if (await this.TryAsync(async () => done = await act(), ""))
        {
            this.Flash(done!);
            return Redirect("/dangers" + (request.With(("handler", null)) is { Length: > 1 } query ? query : ""));
        }
        await LoadAsync(request, ct);
        return Page();
    }

    async Task LoadAsync(ListRequest request, CancellationToken ct)
    {
        await divisions.LoadAsync(db, ct);
        Board = await board.LinesAsync(ct);
        List = await list.Definition.LoadAsync(Rows(request), request, ct);
        EmployerName = Guid.TryParse(request["employer"], out _) ? List.Items.FirstOrDefault()?.EmployerName ?? "该单位" : null;
        List.EmptyText = Tab switch { "closed" => "还没有销号的隐患。", "listed" => "没有挂牌督办的隐患。", "overdue" => "没有逾期的隐患。", "escalated" => "没有报上级督办的隐患。", _ => "检测报告超标、检查发现的问题会列在这里。" };
    }

    IQueryable<HiddenDanger> Rows(ListRequest request) => RowsOf(request, Tab);

    internal IQueryable<HiddenDanger> RowsOf(ListRequest request, string? tab)
    {
        var rows = Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions.AsNoTracking(db.Set<HiddenDanger>()).InScopeOf(viewer.Scope);
        if (Guid.TryParse(request["employer"], out var employer)) rows = rows.Where(d => d.EmployerId == employer);
        if (request["authority"] is { } authority) rows = rows.Where(d => d.AuthorityCode == authority);
        return tab switch
        {
            "closed" => rows.Where(d => d.State == DangerState.Closed),
            "listed" => rows.Where(d => d.ListedOn != null && d.IsOpen),
            "escalated" => rows.Where(d => d.EscalatedOn != null && d.IsOpen),
            "overdue" => rows.Where(d => d.State == DangerState.Overdue),
            "all" => rows,
            _ => rows.Where(d => d.IsOpen),
        };
    }
}
