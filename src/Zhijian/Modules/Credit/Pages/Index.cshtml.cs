using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Organisations;
using Zhijian.Platform.Ui.Lists;
using Zhijian.Rules.Credit;

namespace Zhijian.Modules.Credit.Pages;

[Requires(CreditModule.View)]
public sealed class IndexModel(ZhijianDb db, CreditLists lists, DivisionDirectory divisions, Viewer viewer) : PageModel
{
    public ListPage<CreditListing> List { get; private set; } = null!;
    [BindProperty(SupportsGet = true)] public string? Tab { get; set; }
    public string Current => Tab is "open" or "listed" or "ended" or "all" ? Tab : "candidates";
    public bool MayHandle => viewer.May(CreditModule.Handle);
    public int Candidates { get; private set; }
    public int Running { get; private set; }
    public int Listed { get; private set; }

    public async Task OnGetAsync(ListRequest request, CancellationToken ct)
    {
        await divisions.LoadAsync(db, ct);
        var counts = await All().Where(l => l.IsOpen).GroupBy(l => l.State).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(ct);
        Candidates = counts.Where(c => c.Key == CreditState.Candidate).Sum(c => c.Count);
        Listed = counts.Where(c => c.Key is CreditState.Published or CreditState.Active or CreditState.RemovalRequested).Sum(c => c.Count);
        Running = counts.Sum(c => c.Count) - Candidates - Listed;
        List = await lists.Dishonesty.LoadAsync(Rows(), request, ct);
        List.EmptyText = Current == "candidates" ? "没有待告知的失信情形。每夜自动查找，也可以由执法人员提出。" : "没有符合条件的记录。";
    }

    public async Task<IActionResult> OnGetExportAsync(ListRequest request, CancellationToken ct)
    {
        await divisions.LoadAsync(db, ct);
        return await this.ExportAsync(lists.Dishonesty, Rows(), request, ct);
    }

    IQueryable<CreditListing> All() => db.Set<CreditListing>().AsNoTracking().InScopeOf(viewer.Scope);

    IQueryable<CreditListing> Rows() => Current switch
    {
        "open" => All().Where(l => l.IsOpen && !l.IsListed && l.State != CreditState.Candidate),
        "listed" => All().Where(l => l.IsListed),
        "ended" => All().Where(l => !l.IsOpen),
        "all" => All(),
        _ => All().Where(l => l.State == CreditState.Candidate),
    };
}
