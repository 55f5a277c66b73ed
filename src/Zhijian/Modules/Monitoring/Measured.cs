using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Registry;
using Zhijian.Rules.Monitoring;
using Verdict = Zhijian.Rules.Exposure.Verdict;

namespace Zhijian.Modules.Monitoring;

/// <summary>The newest periodic test or evaluation in force; an employer's own routine monitoring is not what a form asks for.</summary>
sealed class Measured(ZhijianDb db) : IMeasurements
{
    public async Task<IReadOnlyDictionary<Guid, MeasuredReport>> NewestAsync(IReadOnlyCollection<Guid> workplaces, CancellationToken ct)
    {
        Guid[] wanted = [.. workplaces];
        var reports = (await db.Set<MonitoringReport>().AsNoTracking().Where(r => EF.Parameter(wanted).Contains(r.WorkplaceId) && r.InForce && r.Kind != ReportKind.Routine && r.SampledTo != null)
            .Select(r => new { r.Id, r.WorkplaceId, r.Number, r.FilerName, On = r.SampledTo!.Value }).ToListAsync(ct))
            .GroupBy(r => r.WorkplaceId).Select(g => g.OrderByDescending(r => r.On).ThenByDescending(r => r.Id).First()).ToList();
        if (reports.Count == 0) return new Dictionary<Guid, MeasuredReport>();
        Guid[] ids = [.. reports.Select(r => r.Id)];
        var results = (await (from result in db.Set<MonitoringResult>().AsNoTracking()
                              join point in db.Set<SamplingPoint>() on result.PointId equals point.Id
                              where EF.Parameter(ids).Contains(result.ReportId)
                              select new { result.ReportId, result.PointId, result.FactorCode, result.BelowDetection, result.Persons, result.Verdict, point.Workshop }).ToListAsync(ct)).ToLookup(r => r.ReportId);
        return reports.ToDictionary(r => r.WorkplaceId, r => new MeasuredReport(r.WorkplaceId, r.Number, r.FilerName, r.On,
            results[r.Id].Select(x => x.PointId).Distinct().Count(), results[r.Id].Where(x => x.Verdict == Verdict.Exceeds).Select(x => x.PointId).Distinct().Count(),
            [.. results[r.Id].Where(x => !x.BelowDetection).GroupBy(x => (x.Workshop, x.FactorCode)).OrderBy(g => g.Key.Workshop, StringComparer.Ordinal).ThenBy(g => g.Key.FactorCode, StringComparer.Ordinal)
                .Select(g => new ReportedFactor(g.Key.Workshop, g.Key.FactorCode, Sum(g.GroupBy(x => x.PointId).Select(p => p.Max(x => x.Persons)))))]));
    }

    /// <summary>The indices of a factor at one point are the same persons; points add up.</summary>
    static int? Sum(IEnumerable<int?> persons) => persons.ToList() is var all && all.Exists(p => p is not null) ? all.Sum(p => p ?? 0) : null;
}
