using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;

namespace Zhijian.Modules.Monitoring;

/// <summary>
/// What a viewer sees of reports: supervisors the sealed ones of their places, an employer those on itself, an institution those
/// that it filed. Drafts are seen by who writes them only.
/// </summary>
public sealed class ReportAccess(ZhijianDb db, Viewer viewer)
{
    public IQueryable<MonitoringReport> Reports()
    {
        var rows = db.Set<MonitoringReport>().AsNoTracking();
        if (viewer.OrganisationId is not { } own) return rows.InScopeOf(viewer.Scope).Where(r => r.State == ReportState.Sealed);
        // Its own are another party's rows by place and owner: this one term stands in for the filter.
        return rows.IgnoreQueryFilters([Conventions.ScopeFilter]).Where(r => r.FilerId == own || (r.EmployerId == own && r.State == ReportState.Sealed));
    }

    public async Task<MonitoringReport> FindAsync(Guid id, CancellationToken ct) =>
        await Reports().SingleOrDefaultAsync(r => r.Id == id, ct) ?? throw new NotFoundException();

    /// <summary>The results of a report that was found.</summary>
    public IQueryable<MonitoringResult> ResultsOf(MonitoringReport report) =>
        db.Set<MonitoringResult>().AsNoTracking().IgnoreQueryFilters([Conventions.ScopeFilter]).Where(r => r.ReportId == report.Id);

    /// <summary>The points of the viewer's places; for an institution those that it sampled.</summary>
    public IQueryable<SamplingPoint> Points()
    {
        if (viewer.OrganisationId is not { } own) return db.Set<SamplingPoint>().AsNoTracking().InScopeOf(viewer.Scope);
        return db.Set<SamplingPoint>().AsNoTracking().IgnoreQueryFilters([Conventions.ScopeFilter]).Where(p => p.EmployerId == own
            || db.Set<MonitoringResult>().Any(x => x.PointId == p.Id && db.Set<MonitoringReport>().Any(r => r.Id == x.ReportId && r.FilerId == own)));
    }

    /// <summary>What the viewer may see of all that was found at a point.</summary>
    public IQueryable<PointHistory> HistoryOf(SamplingPoint point) =>
        from result in db.Set<MonitoringResult>().AsNoTracking()
        join report in Reports() on result.ReportId equals report.Id
        where result.PointId == point.Id && result.InForce
        select new PointHistory { Result = result, Report = report };
}

public sealed class PointHistory
{
    public required MonitoringResult Result { get; init; }
    public required MonitoringReport Report { get; init; }
}
