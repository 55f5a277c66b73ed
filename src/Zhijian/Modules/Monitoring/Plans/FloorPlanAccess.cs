using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Registry;
using Zhijian.Platform.Access;

namespace Zhijian.Modules.Monitoring.Plans;

/// <summary>
/// Who sees the plans of a workplace: supervisors of the place, the employer itself, and an institution that filed a sealed
/// report on the workplace. Points on a plan are shown to whoever sees the point.
/// </summary>
public sealed class FloorPlanAccess(ZhijianDb db, Viewer viewer)
{
    public IQueryable<FloorPlan> Plans()
    {
        var rows = db.Set<FloorPlan>().AsNoTracking();
        if (viewer.OrganisationId is not { } own) return rows.InScopeOf(viewer.Scope);
        return rows.IgnoreQueryFilters([Conventions.ScopeFilter]).Where(p => p.EmployerId == own
            || db.Set<MonitoringReport>().Any(r => r.WorkplaceId == p.WorkplaceId && r.FilerId == own && r.State == ReportState.Sealed));
    }

    /// <exception cref="NotFoundException">Not there, or not for this viewer: the same answer.</exception>
    public async Task<FloorPlan> FindAsync(Guid id, CancellationToken ct) => await Plans().SingleOrDefaultAsync(p => p.Id == id, ct) ?? throw new NotFoundException();

    /// <summary>The workplace as its plans are seen, with or without any.</summary>
    /// <exception cref="NotFoundException">Not there, or not for this viewer: the same answer.</exception>
    public async Task<Workplace> WorkplaceAsync(Guid id, CancellationToken ct)
    {
        var rows = db.Set<Workplace>().AsNoTracking();
        var seen = viewer.OrganisationId is not { } own ? rows.InScopeOf(viewer.Scope)
            : rows.IgnoreQueryFilters([Conventions.ScopeFilter]).Where(w => w.EmployerId == own || db.Set<MonitoringReport>().Any(r => r.WorkplaceId == w.Id && r.FilerId == own && r.State == ReportState.Sealed));
        return await seen.SingleOrDefaultAsync(w => w.Id == id, ct) ?? throw new NotFoundException();
    }

    /// <summary>Marks on plans that were found, of points that were found.</summary>
    public async Task<IReadOnlyList<FloorPlanMark>> MarksAsync(IReadOnlyCollection<Guid> plans, IReadOnlyCollection<Guid> points, CancellationToken ct)
    {
        if (plans.Count == 0 || points.Count == 0) return [];
        Guid[] planIds = [.. plans], pointIds = [.. points];
        return await db.Set<FloorPlanMark>().AsNoTracking().IgnoreQueryFilters([Conventions.ScopeFilter])
            .Where(m => EF.Parameter(planIds).Contains(m.PlanId) && EF.Parameter(pointIds).Contains(m.PointId)).ToListAsync(ct);
    }
}
