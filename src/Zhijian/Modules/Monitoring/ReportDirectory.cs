using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Ui;
using Zhijian.Rules.Exposure;

namespace Zhijian.Modules.Monitoring;

/// <summary>A sealed report in the words in which it was told.</summary>
public sealed record SealedReport(ReportJudged Judged, DateTime SealedAt);

/// <summary>What other modules read of judged reports.</summary>
public sealed class ReportDirectory(ZhijianDb db)
{
    /// <summary>
    /// Reports in force on these employers, oldest sampling first, as far as they tell of points and factors that were over
    /// the limit at least once: what a danger begins with, and all that was measured there afterwards.
    /// </summary>
    public async Task<IReadOnlyList<SealedReport>> OverLimitAsync(IReadOnlyCollection<Guid> employers, CancellationToken ct)
    {
        Guid[] ids = [.. employers];
        var results = db.Set<MonitoringResult>().AsNoTracking().Where(r => EF.Parameter(ids).Contains(r.EmployerId) && r.InForce);
        var told = await results.Where(r => results.Any(x => x.PointId == r.PointId && x.FactorCode == r.FactorCode && x.Verdict == Verdict.Exceeds))
            .OrderBy(r => r.ReportId).ThenBy(r => r.Ordinal).ToListAsync(ct);
        Guid[] reportIds = [.. told.Select(r => r.ReportId).Distinct()], pointIds = [.. told.Select(r => r.PointId).Distinct()];
        var reports = await db.Set<MonitoringReport>().AsNoTracking().Where(r => EF.Parameter(reportIds).Contains(r.Id)).ToListAsync(ct);
        var points = await db.Set<SamplingPoint>().AsNoTracking().Where(p => EF.Parameter(pointIds).Contains(p.Id)).ToDictionaryAsync(p => p.Id, ct);
        var byReport = told.ToLookup(r => r.ReportId);
        return [.. reports.OrderBy(r => r.SampledTo).ThenBy(r => r.Number, StringComparer.Ordinal).Select(r => new SealedReport(Judged(r, byReport[r.Id], points), r.SealedAt!.Value))];
    }

    /// <summary>The event of a report: each point and factor once, by its worst index.</summary>
    internal static ReportJudged Judged(MonitoringReport report, IEnumerable<MonitoringResult> results, IReadOnlyDictionary<Guid, SamplingPoint> points) => new(
        report.Id, report.Number, report.EmployerId, report.WorkplaceId, report.ByInstitution ? report.FilerId : null, report.ByInstitution ? report.FilerName : null, report.Qualified,
        [.. results.GroupBy(r => (r.PointId, r.FactorCode)).Select(g => Of(g.OrderBy(r => r.Verdict.Weight()).ThenByDescending(r => r.Ratio ?? 0).First(), points))]);

    static PointResult Of(MonitoringResult r, IReadOnlyDictionary<Guid, SamplingPoint> points) => new(
        r.Id, r.PointId, points[r.PointId].Place, r.FactorCode, r.FactorName, r.Index.Symbol(), r.SampledOn, r.Verdict, $"{(r.BelowDetection ? "<" : "")}{Display.Number(r.Value)} {r.Unit}".Trim(),
        r.Limit is { } limit ? $"{Display.Number(limit)} {r.LimitUnit}" : "", r.Ratio, r.Edition ?? "", r.Clause ?? "", r.Working, r.Persons);
}
