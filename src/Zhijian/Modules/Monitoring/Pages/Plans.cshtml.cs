using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Monitoring.Plans;
using Zhijian.Modules.Registry;
using Zhijian.Platform.Access;
using Zhijian.Platform.Ui;

namespace Zhijian.Modules.Monitoring.Pages;

/// <summary>The floor plans of a workplace, every revision of them.</summary>
[Requires(MonitoringModule.View)]
public sealed class PlansModel(ZhijianDb db, FloorPlanAccess access, Viewer viewer, TimeProvider clock) : PageModel
{
    /// <summary>More than a workplace can have: twenty plans, most with a few revisions.</summary>
    const int Most = 200;

    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    public Workplace Workplace { get; private set; } = null!;
    public string EmployerName { get; private set; } = "";
    public IReadOnlyList<(FloorPlan Plan, int Marks, bool IsCurrent)> Plans { get; private set; } = [];
    public bool MayPlan => viewer.May(MonitoringModule.Plan);

    public async Task OnGetAsync(CancellationToken ct)
    {
        Workplace = await access.WorkplaceAsync(Id, ct);
        EmployerName = await db.EmployerNameAsync(Workplace.EmployerId, ct);
        var plans = await access.Plans().Where(p => p.WorkplaceId == Id).OrderBy(p => p.WithdrawnAt != null).ThenBy(p => p.Name).ThenByDescending(p => p.Revision).Take(Most).ToListAsync(ct);
        Guid[] ids = [.. plans.Select(p => p.Id)];
        var marks = await db.Set<FloorPlanMark>().IgnoreQueryFilters([Conventions.ScopeFilter]).Where(m => EF.Parameter(ids).Contains(m.PlanId)).GroupBy(m => m.PlanId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var current = FloorView.Valid(plans, Display.Today(clock)).Select(p => p.Id).ToHashSet();
        Plans = [.. plans.Select(p => (p, marks.GetValueOrDefault(p.Id), current.Contains(p.Id)))];
    }
}

static class EmployerNames
{
    /// <summary>Of a workplace that was found: the employer may stand in another county, or be another party to the viewer.</summary>
    public static Task<string> EmployerNameAsync(this ZhijianDb db, Guid id, CancellationToken ct) =>
        db.Set<Employer>().IgnoreQueryFilters([Conventions.ScopeFilter]).Where(e => e.Id == id).Select(e => e.Name).SingleAsync(ct);
}
