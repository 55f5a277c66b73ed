using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Monitoring.Intake;
using Zhijian.Modules.Registry;
using Zhijian.Rules.Exposure;
using Zhijian.Rules.Monitoring;

namespace Zhijian.Modules.Monitoring.Indicators;

/// <summary>
/// Holds reports against all others, a few queries for a batch: one person at two places, curves that were copied, the same
/// rows under another number. Works as the platform: the other report may be anybody's.
/// </summary>
public sealed class ReportComparer(ZhijianDb db)
{
    const int MostCompared = 20;

    sealed record Seen(Guid ReportId, Guid WorkplaceId, string Number, string EmployerName);
    sealed record SeenVisit(Seen By, string Sampler, Visit Visit);
    sealed record SeenCurve(Seen By, string Fingerprint, string FactorCode, int Count);

    public async Task<IReadOnlyList<Finding>> FindAsync(IReadOnlyList<MadeReport> batch, DateOnly today, CancellationToken ct)
    {
        var findings = new List<Finding>();
        await VisitsAsync(batch, findings, today, ct);
        await CurvesAsync(batch, findings, today, ct);
        await ContentAsync(batch, findings, today, ct);
        return findings;
    }

    async Task VisitsAsync(IReadOnlyList<MadeReport> batch, List<Finding> findings, DateOnly today, CancellationToken ct)
    {
        var mine = batch.SelectMany(m => m.Visits.Select(v => new SeenVisit(Of(m), v.Sampler, new(v.Day, v.From, v.To, m.From.Place!.Longitude, m.From.Place.Latitude)))).ToList();
        if (mine.Count == 0) return;
        var filer = batch[0].Report.FilerId;
        string[] names = [.. mine.Select(v => v.Sampler).Distinct()];
        var (from, to) = (mine.Min(v => v.Visit.Day), mine.Max(v => v.Visit.Day));
        var known = await (from visit in db.Set<SamplingVisit>().AsNoTracking()
                           join report in db.Set<MonitoringReport>() on visit.ReportId equals report.Id
                           join place in db.Set<Workplace>() on visit.WorkplaceId equals place.Id
                           where visit.FilerId == filer && visit.Day >= @from && visit.Day <= to && EF.Parameter(names).Contains(visit.Sampler) && report.InForce
                           select new { report.Id, visit.WorkplaceId, report.Number, report.EmployerName, visit.Sampler, visit.Day, visit.From, visit.To, place.Longitude, place.Latitude }).ToListAsync(ct);
        var all = known.Select(k => new SeenVisit(new(k.Id, k.WorkplaceId, k.Number, k.EmployerName), k.Sampler, new(k.Day, k.From, k.To, k.Longitude, k.Latitude))).Concat(mine).ToLookup(v => (v.Sampler, v.Visit.Day));
        foreach (var made in batch)
        {
            var found = from visit in mine.Where(v => v.By.ReportId == made.Report.Id)
                        from other in all[(visit.Sampler, visit.Visit.Day)]
                        where other.By.WorkplaceId != visit.By.WorkplaceId && !IsSame(made, other.By)
                        let why = Travel.Impossible(visit.Visit, other.Visit)
                        where why is not null
                        select (visit.Sampler, other.By, why);
            foreach (var places in found.GroupBy(f => f.Sampler))
            {
                var (sampler, other, why) = places.First();
                findings.Add(Make(made, FindingCode.SamplerElsewhere, $"采样人员{sampler}：{why}；另一处为{other.EmployerName}（报告{other.Number}）{More([.. places.Select(p => p.By)])}", other, today));
            }
        }
    }

    async Task CurvesAsync(IReadOnlyList<MadeReport> batch, List<Finding> findings, DateOnly today, CancellationToken ct)
    {
        var mine = batch.SelectMany(m => m.Curves.Select(c => new SeenCurve(Of(m), c.Fingerprint, c.FactorCode, c.Count))).ToList();
        if (mine.Count == 0) return;
        string[] prints = [.. mine.Select(c => c.Fingerprint).Distinct()];
        // The oldest of each curve: whoever copies does so many times, and a finding names one source.
        var curves = db.Set<ResultCurve>().AsNoTracking().Where(c => EF.Parameter(prints).Contains(c.Fingerprint));
        var known = await (from print in curves.Select(c => c.Fingerprint).Distinct()
                           from curve in curves.Where(c => c.Fingerprint == print).OrderBy(c => c.ReportId).Take(MostCompared)
                           join report in db.Set<MonitoringReport>() on curve.ReportId equals report.Id
                           where report.InForce
                           orderby report.Id
                           select new { report.Id, curve.WorkplaceId, report.Number, report.EmployerName, curve.Fingerprint, curve.FactorCode, curve.Count }).ToListAsync(ct);
        var all = known.Select(k => new SeenCurve(new(k.Id, k.WorkplaceId, k.Number, k.EmployerName), k.Fingerprint, k.FactorCode, k.Count)).Concat(mine).ToLookup(c => c.Fingerprint);
        foreach (var made in batch)
        {
            var found = from curve in mine.Where(c => c.By.ReportId == made.Report.Id)
                        from other in all[curve.Fingerprint]
                        where other.By.WorkplaceId != curve.By.WorkplaceId && !IsSame(made, other.By)
                        select (curve.FactorCode, curve.Count, other.By);
            foreach (var copies in found.GroupBy(f => f.FactorCode))
            {
                var (factor, count, other) = copies.First();
                var name = made.Results.First(r => r.FactorCode == factor).FactorName;
                findings.Add(Make(made, FindingCode.CopiedCurve, $"{name}的{count}个检出结果与{other.EmployerName}（报告{other.Number}）逐个相同{More([.. copies.Select(c => c.By)])}", other, today));
            }
        }
    }

    async Task ContentAsync(IReadOnlyList<MadeReport> batch, List<Finding> findings, DateOnly today, CancellationToken ct)
    {
        string[] digests = [.. batch.Select(m => m.Report.RowsDigest!).Distinct()];
        var known = await db.Set<MonitoringReport>().AsNoTracking().Where(r => EF.Parameter(digests).Contains(r.RowsDigest) && r.InForce)
            .Select(r => new { r.RowsDigest, By = new Seen(r.Id, r.WorkplaceId, r.Number, r.EmployerName) }).ToListAsync(ct);
        var all = known.Select(k => (Digest: k.RowsDigest!, k.By)).Concat(batch.Select(m => (Digest: m.Report.RowsDigest!, By: Of(m)))).ToLookup(d => d.Digest, d => d.By);
        foreach (var made in batch)
            if (all[made.Report.RowsDigest!].FirstOrDefault(o => !IsSame(made, o)) is { } other)
                findings.Add(Make(made, FindingCode.SameContent, $"全部{made.Results.Count}行与{other.EmployerName}的报告{other.Number}相同", other, today));
    }

    /// <summary>What else speaks for the same doubt: one finding, however often it was done.</summary>
    static string More(IReadOnlyList<Seen> others) => others.DistinctBy(o => o.ReportId).Count() - 1 is var more && more == 0 ? "" : more >= MostCompared - 1 ? $"，另有 {more} 份以上报告" : $"，另有 {more} 份报告";

    /// <summary>Itself, or the revision that it corrects.</summary>
    static bool IsSame(MadeReport made, Seen other) => other.ReportId == made.Report.Id || other.ReportId == made.Report.PreviousId;

    static Seen Of(MadeReport made) => new(made.Report.Id, made.Report.WorkplaceId, made.Report.Number, made.Report.EmployerName);

    static Finding Make(MadeReport made, FindingCode code, string message, Seen other, DateOnly today) => Findings.Of(made.Report, new(code, message), today, other.ReportId);
}

static class Findings
{
    public static Finding Of(MonitoringReport report, ReportFinding found, DateOnly today, Guid? other = null) => new()
    {
        ReportId = report.Id, FilerId = report.FilerId, FilerName = report.FilerName, ReportNumber = report.Number, EmployerName = report.EmployerName, DivisionCode = report.DivisionCode, ScopePath = report.ScopePath,
        Code = found.Code, Message = Texts.Cut(found.Message, ReportTables.WorkingLength), OtherReportId = other, FoundOn = today,
    };
}
