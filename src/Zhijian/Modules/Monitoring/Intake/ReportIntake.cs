using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Declarations;
using Zhijian.Modules.Monitoring.Indicators;
using Zhijian.Modules.Registry;
using Zhijian.Modules.Registry.Risk;
using Zhijian.Platform;
using Zhijian.Platform.Access;
using Zhijian.Rules.Declarations;
using Zhijian.Rules.Exposure;
using Zhijian.Rules.Monitoring;
using Verdict = Zhijian.Rules.Exposure.Verdict;

namespace Zhijian.Modules.Monitoring.Intake;

/// <summary>
/// Seals checked reports inside the open transaction: rows with their verdicts, points, what other reports say, and the events
/// that follow. Whoever files may not see the place that he writes to, so it is written as the platform.
/// </summary>
public sealed class ReportIntake(ZhijianDb db, Viewer viewer, IntakeFacts facts, ReportComparer comparer, MonitoringDues dues)
{
    /// <param name="draft">The tracked draft that the only report comes from; null for reports that come whole.</param>
    public async Task<IReadOnlyList<MonitoringReport>> SealAsync(Change change, IReadOnlyList<PreparedReport> reports, ReportDoor door, CancellationToken ct, MonitoringReport? draft = null)
    {
        if (reports.Count == 0) return [];
        var filer = await facts.FilerAsync(ct);
        Guid[] places = [.. reports.Select(r => r.Place!.Id).Distinct()];
        var maker = new ReportMaker(await facts.PointsAsync(places, ct));
        var declared = await facts.DeclaredAsync(places, ct);
        var today = ChinaTime.DateOf(change.At);
        using var _ = viewer.ActAsPlatform();
        var made = reports.Select(r => maker.Make(r, draft ?? New(filer, r, door, change.At), change.At, viewer.Name)).ToList();
        var findings = made.SelectMany(m => m.From.Findings.Select(f => Findings.Of(m.Report, f, today))).Concat(await comparer.FindAsync(made, today, ct)).ToList();
        foreach (var report in made) report.Report.FindingCount = findings.Count(f => f.ReportId == report.Report.Id);
        if (draft is null) db.AddRange(made.Select(m => m.Report));
        foreach (var previous in made.Select(m => m.Report.PreviousId).OfType<Guid>()) await ReplaceAsync(previous, ct);
        db.AddRange(findings);
        await db.SaveChangesAsync(ct);
        await WriteAsync(change, maker, made, ct);
        foreach (var report in made) Tell(change, report, declared);
        await dues.SettleAsync(change, [.. made.Select(m => m.Report)], today, ct);
        return [.. made.Select(m => m.Report)];
    }

    static MonitoringReport New(Filer filer, PreparedReport from, ReportDoor door, DateTime at) => new()
    {
        Id = Guid.CreateVersion7(at), FilerId = filer.Id, FilerName = filer.Name, ByInstitution = filer.IsInstitution, Number = from.Form.Number, Door = door, CreatedAt = at,
        EmployerId = from.Employer!.Id, EmployerName = from.Employer.Name, WorkplaceId = from.Place!.Id, WorkplaceName = from.Place.Name, DivisionCode = from.Place.DivisionCode, CountyCode = from.Place.CountyCode,
        Revision = (from.Corrects?.Revision ?? 0) + 1, PreviousId = from.Corrects?.Id, CorrectionReason = from.CorrectionReason,
    };

    async Task WriteAsync(Change change, ReportMaker maker, List<MadeReport> made, CancellationToken ct)
    {
        var origin = made.Count == 1 ? made[0].Report.Id.ToString() : $"{made[0].Report.Id}+{made.Count - 1}";
        if (maker.NewPoints.Count > 0) await Bulk.InsertAsync(db, change, origin, maker.NewPoints, ct);
        await Bulk.InsertAsync(db, change, origin, made.SelectMany(m => m.Results), ct);
        if (made.Any(m => m.Visits.Count > 0)) await Bulk.InsertAsync(db, change, origin, made.SelectMany(m => m.Visits), ct);
        if (made.Any(m => m.Curves.Count > 0)) await Bulk.InsertAsync(db, change, origin, made.SelectMany(m => m.Curves), ct);
    }

    /// <summary>The corrected revision stays as it was filed, and counts no more.</summary>
    async Task ReplaceAsync(Guid previous, CancellationToken ct)
    {
        var report = await db.Set<MonitoringReport>().SingleAsync(r => r.Id == previous, ct);
        if (!report.InForce) throw new Refusal("这份报告已经有更新的版本。");
        report.InForce = false;
        foreach (var result in await db.Set<MonitoringResult>().Where(r => r.ReportId == previous).ToListAsync(ct)) result.InForce = false;
    }

    static void Tell(Change change, MadeReport made, ILookup<Guid, string> declared)
    {
        var report = made.Report;
        var link = $"/monitoring/{report.Id}";
        change.Raise(ReportDirectory.Judged(report, made.Results, made.Points.ToDictionary(p => p.Id)));
        change.Raise(new EmployerHappening(report.EmployerId, report.SampledTo!.Value, "monitoring.sealed", $"{report.Kind.Text()}报告{report.Number}{(report.Revision > 1 ? $"（第{report.Revision}版）" : "")}",
            $"{report.FilerName}；{report.RowCount}个结果，超标{report.ExceedsCount}个", link));
        if (report.Kind != ReportKind.Routine) change.Raise(new ExposuresJudged(report.EmployerId, report.WorkplaceId, [.. made.Results.Where(r => r.Verdict != Verdict.Undetermined && r.FactorCode.Length <= 12)
            .GroupBy(r => r.FactorCode).Select(g => new FactorFinding(g.Key, g.Any(r => r.Verdict == Verdict.Exceeds), g.Max(r => r.SampledOn)))], $"report:{report.Number}", link));
        // Measured and never detected shows that it is absent.
        var missing = made.Results.Where(r => !r.BelowDetection && !declared[report.WorkplaceId].Contains(r.FactorCode)).Select(r => r.FactorName).Distinct().ToList();
        if (missing.Count == 0) return;
        var cause = $"报告{report.Number}检出未申报的因素：{string.Join("、", missing.Take(10))}";
        change.Raise(new DeclarationCalledFor(report.EmployerId, report.WorkplaceId, DeclarationTrigger.TestDiffers, report.IssuedOn ?? report.SampledTo.Value, Texts.Cut(cause, 300), link));
    }
}
