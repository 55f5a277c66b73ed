using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Monitoring.Assessing;
using Zhijian.Modules.Monitoring.Plans;
using Zhijian.Modules.Registry;
using Zhijian.Modules.Registry.Dues;
using Zhijian.Modules.Registry.Tabs;
using Zhijian.Rules.Exposure;
using Zhijian.Rules.Exposure.Consistency;

namespace Zhijian.Modules.Monitoring.Tabs;

/// <summary>检测: what is due, what exceeds now, declared against measured, and the reports.</summary>
sealed class MonitoringTab(ZhijianDb db, ReportAccess access, Intake.IntakeBook book, Assessor assessor, FloorViews floors, TimeProvider clock) : IEmployerTab
{
    const int MostReports = 20, MostExceeding = 50, MostAssessed = 2000;

    public string Key => "monitoring";
    public string Title => "检测";
    public int Order => 35;
    public string? Permission => MonitoringModule.View;
    public string View => "/Modules/Monitoring/Tabs/_Monitoring.cshtml";

    public sealed record Exceeding(string Point, Guid PointId, MonitoringResult Result);
    public sealed record Model(
        IReadOnlyList<Due> Dues, IReadOnlyList<Exceeding> Exceeding, IReadOnlyList<ConsistencyFinding> Consistency, IReadOnlyList<MonitoringReport> Reports, int ReportCount, string EmployerName, Assessment Assessment, IReadOnlyList<WorkplacePlan> Plans);
    public sealed record WorkplacePlan(string Workplace, Pages.PointPlan Plan, FloorView Floor);

    public async Task<int?> CountAsync(Guid employerId, CancellationToken ct) => await Mine(employerId).CountAsync(ct);

    public async Task<object> ModelAsync(EmployerTabContext context, CancellationToken ct)
    {
        var id = context.Employer.Id;
        var dues = await db.Set<Due>().AsNoTracking().Where(d => d.EmployerId == id && d.SettledOn == null && d.Kind.StartsWith(MonitoringDues.Prefix)).OrderBy(d => d.DueOn).ToListAsync(ct);
        var reports = await Mine(id).OrderByDescending(r => r.SampledTo).ThenBy(r => r.Id).Take(MostReports).ToListAsync(ct);
        var (assessment, plans) = await NewestAsync(id, ct);
        return new Model(dues, await ExceedingAsync(id, ct), await ConsistencyAsync(id, ct), reports, reports.Count < MostReports ? reports.Count : await Mine(id).CountAsync(ct), context.Employer.Name, assessment, plans);
    }

    IQueryable<MonitoringReport> Mine(Guid employerId) => access.Reports().Where(r => r.EmployerId == employerId && r.InForce);

    /// <summary>Points whose newest result of a factor exceeds.</summary>
    async Task<IReadOnlyList<Exceeding>> ExceedingAsync(Guid employerId, CancellationToken ct)
    {
        var results = db.Set<MonitoringResult>().AsNoTracking().Where(r => r.EmployerId == employerId && r.InForce);
        var over = await (from result in results
                          join point in db.Set<SamplingPoint>() on result.PointId equals point.Id
                          where result.Verdict == Verdict.Exceeds && !results.Any(n => n.PointId == result.PointId && n.FactorCode == result.FactorCode && n.SampledOn > result.SampledOn)
                          orderby result.SampledOn descending, result.Id
                          select new { result, point }).Take(MostExceeding).ToListAsync(ct);
        return [.. over.Select(o => new Exceeding(o.point.Place, o.point.Id, o.result))];
    }

    /// <summary>What the newest results of all points say together.</summary>
    async Task<(Assessment, IReadOnlyList<WorkplacePlan>)> NewestAsync(Guid employerId, CancellationToken ct)
    {
        var results = db.Set<MonitoringResult>().AsNoTracking().Where(r => r.EmployerId == employerId && r.InForce);
        var newest = await (from result in results
                            join point in db.Set<SamplingPoint>() on result.PointId equals point.Id
                            where !results.Any(n => n.PointId == result.PointId && n.FactorCode == result.FactorCode && n.SampledOn > result.SampledOn)
                            orderby result.SampledOn descending, result.Id
                            select new { result, point }).Take(MostAssessed).ToListAsync(ct);
        List<MonitoringResult> found = [.. newest.Select(n => n.result)];
        var points = newest.Select(n => n.point).DistinctBy(p => p.Id).ToDictionary(p => p.Id);
        return (await assessor.OfAsync(found, points.ToDictionary(p => p.Key, p => p.Value.Place), ct), await PlansAsync(found, points, ct));
    }

    /// <summary>A plan for each workplace that has points.</summary>
    async Task<IReadOnlyList<WorkplacePlan>> PlansAsync(List<MonitoringResult> found, Dictionary<Guid, SamplingPoint> points, CancellationToken ct)
    {
        Guid[] ids = [.. found.Select(r => r.WorkplaceId).Distinct()];
        var names = await db.Set<Workplace>().AsNoTracking().Where(w => EF.Parameter(ids).Contains(w.Id)).ToDictionaryAsync(w => w.Id, w => w.Name, ct);
        var plans = new Dictionary<Guid, Pages.PointPlan>();
        foreach (var workplace in found.GroupBy(r => r.WorkplaceId))
            if (Pages.PointPlan.From([.. workplace], points) is { } plan) plans[workplace.Key] = plan;
        var drawn = await floors.OfAsync(plans, Platform.Ui.Display.Today(clock), ct);
        return [.. plans.Select(p => new WorkplacePlan(names.GetValueOrDefault(p.Key) ?? "工作场所", p.Value, drawn[p.Key])).OrderBy(p => p.Workplace, StringComparer.Ordinal)];
    }

    async Task<IReadOnlyList<ConsistencyFinding>> ConsistencyAsync(Guid employerId, CancellationToken ct)
    {
        var measured = await db.Set<MonitoringResult>().AsNoTracking().Where(r => r.EmployerId == employerId && r.InForce).GroupBy(r => new { r.FactorCode, r.FactorName })
            .Select(g => new MeasuredFactor(g.Key.FactorCode, g.Key.FactorName, g.Count(), g.Sum(r => r.BelowDetection ? 0 : 1), g.Max(r => r.SampledOn))).ToListAsync(ct);
        var codes = await db.Set<Exposure>().AsNoTracking().Where(e => e.EmployerId == employerId && e.Source.StartsWith("declaration")).Select(e => e.FactorCode).Distinct().ToListAsync(ct);
        if (codes.Count == 0) return [];
        var catalogue = await book.CatalogueAsync(ct);
        return [.. ConsistencyCheck.Factors([.. codes.Select(c => catalogue.Find(c)).OfType<Platform.Reference.FactorFace>().Select(f => new DeclaredFactor(f.Code, f.Name, f.Entries.Count > 0))], measured)];
    }
}
