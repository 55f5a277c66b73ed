using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Organisations;
using Zhijian.Platform.Ui;
using Zhijian.Platform.Ui.Lists;
using Zhijian.Platform.Ui.Pieces;
using Zhijian.Rules.Declarations;

namespace Zhijian.Modules.Declarations.Pages;

/// <summary>The desks' list: what this authority has to do, by deadline; what is overdue; everything it sees.</summary>
[Requires(DeclarationsModule.View)]
public sealed class IndexModel(ZhijianDb db, ReviewDesk desk, DeclarationList list, DivisionDirectory divisions, Viewer viewer, TimeProvider clock) : PageModel
{
    const int MostAtOnce = 200;

    public ListPage<DeclarationLine> List { get; private set; } = null!;
    [BindProperty(SupportsGet = true)] public string? Tab { get; set; }
    public BulkOutcome? Outcome { get; private set; }

    public Task OnGetAsync(ListRequest request, CancellationToken ct) => LoadAsync(request, ct);

    public async Task<IActionResult> OnGetExportAsync(ListRequest request, CancellationToken ct)
    {
        await divisions.LoadAsync(db, ct);
        return await this.ExportAsync(list.Definition, Rows(), request, ct);
    }

    [Requires(DeclarationsModule.Review)]
    public async Task<IActionResult> OnPostApproveAsync(Guid[]? ids, ListRequest request, CancellationToken ct)
    {
        if (ids is not { Length: > 0 and <= MostAtOnce })
        {
            this.Flash(ids is { Length: > MostAtOnce } ? $"一次最多审核 {MostAtOnce} 份。" : "请先选择要审核的申报。", Tone.Warning);
            return Redirect("/declarations");
        }
        Outcome = await desk.ApproveManyAsync(ids, ct);
        await LoadAsync(request, ct);
        return Page();
    }

    async Task LoadAsync(ListRequest request, CancellationToken ct)
    {
        await divisions.LoadAsync(db, ct);
        List = await list.Definition.LoadAsync(Rows(), request, ct);
        List.EmptyText = Tab switch { "all" => "辖区内还没有申报。", "overdue" => "没有超过办理期限的申报。", _ => "没有等待本机关办理的申报。" };
    }

    IQueryable<DeclarationLine> Rows()
    {
        var rows = DeclarationLine.Of(db);
        if (Tab == "all") return rows.Where(d => d.State != DeclarationState.Draft);
        var mine = rows.Where(d => d.State == DeclarationState.Submitted || d.State == DeclarationState.PaperReceived || d.State == DeclarationState.CancelRequested || d.State == DeclarationState.UnderVerification);
        var division = viewer.DivisionCode;
        mine = mine.Where(d => d.AuthorityCode == division);
        var today = Display.Today(clock);
        return Tab == "overdue" ? mine.Where(d => d.DeadlineOn < today) : mine;
    }
}
