using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Access.Pages;
using Zhijian.Platform.Organisations;
using Zhijian.Platform.Ui.Lists;

namespace Zhijian.Modules.Oversight.Warnings.Pages;

[Requires(OversightModule.View)]
public sealed class IndexModel(ZhijianDb db, WarningList list, WarningBook book, WarningDesk desk, DivisionDirectory divisions, Viewer viewer) : PageModel
{
    public ListPage<EarlyWarning> List { get; private set; } = null!;
    [BindProperty(SupportsGet = true)] public string? Tab { get; set; }
    public string Current => Tab is "handled" or "closed" or "all" ? Tab : "open";
    public int Open => ByRule.Sum(r => r.Count);
    public IReadOnlyList<(WarningRule Rule, int Count)> ByRule { get; private set; } = [];
    public bool MayRun => viewer.May(OversightModule.LookNow);

    public async Task OnGetAsync(ListRequest request, CancellationToken ct)
    {
        await divisions.LoadAsync(db, ct);
        var counts = await All().Where(w => w.State == WarningState.Open).GroupBy(w => w.RuleCode).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(ct);
        ByRule = [.. book.All.Select(r => (r, counts.FirstOrDefault(c => c.Key == r.Code)?.Count ?? 0)).Where(r => r.Item2 > 0)];
        List = await list.Definition.LoadAsync(Rows(), request, ct);
        List.EmptyText = Current == "open" ? "没有待处置的预警。" : "没有符合条件的预警。";
    }

    public async Task<IActionResult> OnGetExportAsync(ListRequest request, CancellationToken ct)
    {
        await divisions.LoadAsync(db, ct);
        return await this.ExportAsync(list.Definition, Rows(), request, ct);
    }

    [Requires(OversightModule.LookNow)]
    public async Task<IActionResult> OnPostNowAsync(CancellationToken ct) => Redirect($"/jobs/{await desk.LookNowAsync(this.Key(), ct)}");

    IQueryable<EarlyWarning> All() => db.Set<EarlyWarning>().AsNoTracking().InScopeOf(viewer.Scope);

    IQueryable<EarlyWarning> Rows() => Current switch
    {
        "handled" => All().Where(w => w.State == WarningState.Handled),
        "closed" => All().Where(w => w.State == WarningState.Closed),
        "all" => All(),
        _ => All().Where(w => w.State == WarningState.Open),
    };
}

/// <summary>The rules as data, with what stands of each.</summary>
[Requires(OversightModule.View)]
public sealed class RulesModel(WarningBook book) : PageModel
{
    public IReadOnlyList<WarningRule> Rules => book.All;

    public void OnGet()
    {
    }
}
