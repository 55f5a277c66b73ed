using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Monitoring.Institutions;
using Zhijian.Platform.Access;
using Zhijian.Rules.Monitoring;

namespace Zhijian.Modules.Monitoring.Pages;

/// <summary>An institution as supervision sees it: its records, and its reports of the viewer's places together.</summary>
[Requires(MonitoringModule.Supervise)]
public sealed class InstitutionViewModel(ZhijianDb db, ReportAccess access) : PageModel
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    public InstitutionFile Records { get; private set; } = null!;
    public int Reports { get; private set; }
    public int Results { get; private set; }
    public int Exceeds { get; private set; }
    public LimitEdge Edge { get; private set; } = JustUnderLimit.Of(0, 0);
    public IReadOnlyList<(FindingCode Code, int Count)> Findings { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await InstitutionFile.FindAsync(db, Id, ct) is not { } found) return NotFound();
        Records = found;
        var sums = await access.Reports().Where(r => r.FilerId == Id && r.InForce).GroupBy(r => r.FilerId)
            .Select(g => new { Count = g.Count(), Rows = g.Sum(r => r.RowCount), Over = g.Sum(r => r.ExceedsCount), Under = g.Sum(r => r.JustUnderCount), JustOver = g.Sum(r => r.JustOverCount) }).SingleOrDefaultAsync(ct);
        if (sums is not null) (Reports, Results, Exceeds, Edge) = (sums.Count, sums.Rows, sums.Over, JustUnderLimit.Of(sums.Under, sums.JustOver));
        Findings = [.. (await db.Set<Finding>().AsNoTracking().Where(f => f.FilerId == Id).GroupBy(f => f.Code).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(ct)).OrderByDescending(f => f.Count).Select(f => (f.Key, f.Count))];
        return Page();
    }
}
