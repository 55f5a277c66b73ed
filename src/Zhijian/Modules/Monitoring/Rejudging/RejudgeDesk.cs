using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Registry;
using Zhijian.Platform;
using Zhijian.Platform.Access;
using Zhijian.Platform.Ui;
using Zhijian.Rules.Exposure;

namespace Zhijian.Modules.Monitoring.Rejudging;

/// <summary>
/// Records what an approved version of the limits says of results that were sealed before it was approved, though it held on their
/// day. The sealed verdict stays; what is over the limit now is a danger like any other.
/// </summary>
public sealed class RejudgeDesk(ZhijianDb db, WritePath write, Viewer viewer, RejudgeTrial trial)
{
    public const int Most = 2000;

    /// <returns>Results that were judged anew.</returns>
    public async Task<int> RecordAsync(TrialScope scope, string? ground, string? key, CancellationToken ct)
    {
        var why = Texts.Needed(ground, RejudgementTable.GroundLength, "Ground", "重新判定的依据（文件和条款）");
        if (scope.Version is not null) throw new Refusal("版本还没有批准，不能据以重新判定。", "Version");
        // Judged before the transaction: hundreds of thousands of results may have to be looked at.
        var changes = new List<Changed>();
        await foreach (var change in trial.AllAsync(scope, ct))
        {
            if (change.IsRecorded) continue;
            if (changes.Count == Most) throw new Refusal($"一次最多重新判定 {Most} 个结果，请按危害因素或采样日期缩小范围。", "Factor");
            changes.Add(change);
        }
        return await write.CommitAsync(new("monitoring.rejudge", why, key), change => KeepAsync(change, changes, why, ct), ct);
    }

    async Task<int> KeepAsync(Change change, List<Changed> changes, string ground, CancellationToken ct)
    {
        Guid[] ids = [.. changes.Select(c => c.Result.Id)];
        using var _ = viewer.ActAsPlatform();
        // A correction may have taken the place of a report, or somebody may have recorded the same, while this was worked out.
        var inForce = (await db.Set<MonitoringResult>().Where(r => EF.Parameter(ids).Contains(r.Id) && r.InForce).Select(r => r.Id).ToListAsync(ct)).ToHashSet();
        var known = await RejudgeTrial.NewestAsync(db, ids, ct);
        var now = changes.Where(c => inForce.Contains(c.Result.Id) && !c.IsSaidBy(known.GetValueOrDefault(c.Result.Id))).ToList();
        if (now.Count == 0) throw new Refusal("没有需要重新判定的结果。");
        db.AddRange(now.Select(c => new Rejudgement
        {
            ReportId = c.Result.ReportId, ResultId = c.Result.Id, EmployerId = c.Result.EmployerId, DivisionCode = c.Result.DivisionCode, FactorName = c.Result.FactorName, Index = c.Result.Index, Before = c.Result.Verdict,
            Verdict = c.Verdict, Limit = c.Limit, LimitUnit = c.LimitUnit, Edition = c.Edition, Working = Texts.Cut(c.Working, ReportTables.WorkingLength), Ground = ground, At = change.At, By = viewer.Name,
        }));
        await db.SaveChangesAsync(ct);
        Guid[] reportIds = [.. now.Select(c => c.Result.ReportId).Distinct()], pointIds = [.. now.Select(c => c.Result.PointId).Distinct()];
        var reports = await db.Set<MonitoringReport>().AsNoTracking().Where(r => EF.Parameter(reportIds).Contains(r.Id)).ToDictionaryAsync(r => r.Id, ct);
        var points = await db.Set<SamplingPoint>().AsNoTracking().Where(p => EF.Parameter(pointIds).Contains(p.Id)).ToDictionaryAsync(p => p.Id, ct);
        foreach (var report in now.GroupBy(c => c.Result.ReportId)) Tell(change, reports[report.Key], [.. report], points, known);
        return now.Count;
    }

    static void Tell(Change change, MonitoringReport report, IReadOnlyList<Changed> changes, Dictionary<Guid, SamplingPoint> points, IReadOnlyDictionary<Guid, Rejudgement> known)
    {
        var over = changes.Where(c => c.Verdict == Verdict.Exceeds && (known.GetValueOrDefault(c.Result.Id)?.Verdict ?? c.Result.Verdict) != Verdict.Exceeds).ToList();
        change.Raise(new EmployerHappening(report.EmployerId, ChinaTime.DateOf(change.At), "monitoring.rejudged", $"报告{report.Number}有 {changes.Count} 个结果重新判定", $"其中超标 {over.Count} 个；封存的原判定保留", $"/monitoring/{report.Id}"));
        if (over.Count == 0) return;
        // Only what is over the limit now: what no longer is closes nothing, a danger is closed by a retest.
        change.Raise(new ReportJudged(report.Id, report.Number, report.EmployerId, report.WorkplaceId, report.ByInstitution ? report.FilerId : null, report.ByInstitution ? report.FilerName : null, report.Qualified,
            [.. over.GroupBy(c => (c.Result.PointId, c.Result.FactorCode)).Select(g => g.MaxBy(c => c.Ratio ?? 0)!).Select(c => new PointResult(
                c.Result.Id, c.Result.PointId, points[c.Result.PointId].Place, c.Result.FactorCode, c.Result.FactorName, c.Result.Index.Symbol(), c.Result.SampledOn, c.Verdict, Pages.ResultList.ValueText(c.Result),
                c.Limit is { } limit ? $"{Display.Number(limit)} {c.LimitUnit}" : "", c.Ratio, c.Edition ?? "", c.Clause ?? "", c.Working, c.Result.Persons))]));
    }
}
