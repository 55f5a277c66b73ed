using System.Linq.Expressions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Registry;
using Zhijian.Modules.Registry.Dues;
using Zhijian.Platform.Access;
using Zhijian.Platform.Access.Pages;
using Zhijian.Platform.Organisations;
using Zhijian.Platform.Ui;
using Zhijian.Platform.Ui.Forms;
using Zhijian.Platform.Ui.Lists;
using Zhijian.Rules.Dangers;

namespace Zhijian.Modules.Dangers.Pages;

/// <summary>A suspicion with the name of its employer.</summary>
public sealed class CandidateRow
{
    public Guid Id { get; init; }
    public Guid EmployerId { get; init; }
    public required string EmployerName { get; init; }
    public required string DivisionCode { get; init; }
    public required string Article { get; init; }
    public required string Evidence { get; init; }
    public DateOnly FoundOn { get; init; }
    public DateOnly? LapsedOn { get; init; }
    public DateOnly? JudgedOn { get; init; }
    public string? JudgedWhy { get; init; }
    public Guid? DangerId { get; init; }
}

/// <summary>疑似隐患: what duties and declarations raised; officers take each up or dismiss it with a reason.</summary>
[Requires(DangersModule.View)]
public sealed class CandidatesModel(ZhijianDb db, DangerIntake intake, DivisionDirectory divisions, Viewer viewer) : PageModel
{
    public ListPage<CandidateRow> List { get; private set; } = null!;
    [BindProperty(SupportsGet = true)] public string? Tab { get; set; }
    /// <summary>The one that is being judged.</summary>
    public CandidateRow? Chosen { get; private set; }
    public bool MayHandle => viewer.May(DangersModule.Handle);
    public IReadOnlyList<Option> Grades { get; } = [.. Enum.GetValues<DangerGrade>().Select(g => new Option(g.ToString(), g.Text()))];

    static readonly Expression<Func<CandidateRow, bool>> Waiting = c => c.JudgedOn == null && c.LapsedOn == null;

    ListDefinition<CandidateRow> Definition => new ListDefinition<CandidateRow>("danger-candidates", "疑似隐患")
        .Key(c => c.Id)
        .Column("evidence", "情况", c => c.Evidence, c => c.Wide().Link(x => x.DangerId is { } danger ? $"/dangers/{danger}" : x.JudgedOn is null && x.LapsedOn is null ? $"/dangers/candidates?id={x.Id}" : null))
        .Column("employer", "用人单位", c => c.EmployerName, c => c.Wide().Link(x => $"/registry/{x.EmployerId}"))
        .Column("article", "条款", c => c.Article)
        .Computed("place", "所在区划", c => divisions.Name(c.DivisionCode), c => c.NoWrap())
        .Column("found", "列入日期", c => c.FoundOn, c => c.Sortable().NoWrap())
        .Computed("outcome", "处理", c => c.DangerId is not null ? "已列入隐患" : c.JudgedOn is not null ? $"不列入：{c.JudgedWhy}" : c.LapsedOn is not null ? "已自行消除" : "待处理")
        .Search("单位名称", (rows, q) => rows.Where(c => c.EmployerName.Contains(q)))
        .OrderBy("found");

    public Task OnGetAsync(ListRequest request, CancellationToken ct) => LoadAsync(request, ct);

    public async Task<IActionResult> OnGetExportAsync(ListRequest request, CancellationToken ct)
    {
        await divisions.LoadAsync(db, ct);
        return await this.ExportAsync(Definition, Rows(), request, ct);
    }

    [Requires(DangersModule.Handle)]
    public async Task<IActionResult> OnPostTakeUpAsync(Guid candidate, string? finding, DangerGrade grade, ListRequest request, CancellationToken ct)
    {
        var danger = Guid.Empty;
        if (await this.TryAsync(async () => danger = await intake.TakeUpAsync(candidate, finding, grade, this.Key(), ct), ""))
        {
            this.Flash("已列入隐患并登记。");
            return Redirect($"/dangers/{danger}");
        }
        await LoadAsync(request, ct);
        return Page();
    }

    [Requires(DangersModule.Handle)]
    public async Task<IActionResult> OnPostDismissAsync(Guid candidate, string? reason, ListRequest request, CancellationToken ct)
    {
        if (await this.TryAsync(() => intake.DismissAsync(candidate, reason, this.Key(), ct), ""))
        {
            this.Flash("已记录：不列入隐患。");
            return Redirect("/dangers/candidates");
        }
        await LoadAsync(request, ct);
        return Page();
    }

    async Task LoadAsync(ListRequest request, CancellationToken ct)
    {
        await divisions.LoadAsync(db, ct);
        List = await Definition.LoadAsync(Rows(), request, ct);
        List.EmptyText = Tab == "all" ? "还没有疑似隐患。" : "没有等待处理的疑似隐患。";
        Chosen = Guid.TryParse(request["id"], out var id) ? await All().Where(Waiting).SingleOrDefaultAsync(c => c.Id == id, ct) : null;
    }

    IQueryable<CandidateRow> Rows() => Tab == "all" ? All() : All().Where(Waiting);

    /// <summary>The employer may stand in another county; who sees the suspicion sees whose it is.</summary>
    IQueryable<CandidateRow> All() => db.Set<DangerCandidate>().InScopeOf(viewer.Scope).AsNoTracking().Join(db.Set<Employer>(), c => c.EmployerId, e => e.Id, (c, e) => new CandidateRow
    {
        Id = c.Id, EmployerId = c.EmployerId, EmployerName = e.Name, DivisionCode = c.DivisionCode, Article = c.Article, Evidence = c.Evidence, FoundOn = c.FoundOn,
        LapsedOn = c.LapsedOn, JudgedOn = c.JudgedOn, JudgedWhy = c.JudgedWhy, DangerId = c.DangerId,
    });
}
