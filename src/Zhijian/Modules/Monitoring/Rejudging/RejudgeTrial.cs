using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Monitoring.Intake;
using Zhijian.Platform.Judging;
using Zhijian.Rules.Exposure;

namespace Zhijian.Modules.Monitoring.Rejudging;

/// <summary>Which results to try.</summary>
/// <param name="Version">A proposed version of the limits; null: the library as it is approved.</param>
/// <param name="Factor">Code; null: all.</param>
public sealed record TrialScope(Guid? Version, string? Factor, DateOnly? From, DateOnly? To);

/// <summary>A result that would be judged otherwise.</summary>
public sealed record Changed(MonitoringResult Result, string ReportNumber, string EmployerName, Verdict Verdict, decimal? Limit, string? LimitUnit, string? Edition, string? Clause, double? Ratio, string Working)
{
    /// <summary>A re-judgement says it already.</summary>
    public bool IsRecorded { get; init; }

    public bool IsSaidBy(Rejudgement? known) => known is not null && known.Verdict == Verdict && known.Limit == Limit;
}

/// <param name="Complete">False when the time was up before all were tried.</param>
public sealed record TrialOutcome(int Tried, int ChangedCount, int NewlyOver, int NoLongerOver, int Recorded, bool Complete, IReadOnlyList<Changed> First);

/// <summary>
/// A dry run: judges what is in force anew under other limits and says what would change. Writes nothing: sealed reports keep
/// their verdict, because the law of the sampling day decided.
/// </summary>
public sealed class RejudgeTrial(ZhijianDb db, ReportAccess access, LibraryBook library, IntakeBook approved, TimeProvider clock)
{
    const int Shown = 200, Page = 5000;
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public async Task<TrialOutcome> RunAsync(TrialScope scope, CancellationToken ct)
    {
        var until = clock.GetUtcNow() + Patience;
        var (tried, changed, over, under, recorded, complete) = (0, 0, 0, 0, 0, true);
        var first = new List<Changed>();
        await foreach (var page in PagesAsync(scope, ct))
        {
            tried += page.Tried;
            changed += page.Changes.Count;
            over += page.Changes.Count(c => c.Verdict == Verdict.Exceeds && c.Result.Verdict != Verdict.Exceeds);
            under += page.Changes.Count(c => c.Verdict != Verdict.Exceeds && c.Result.Verdict == Verdict.Exceeds);
            recorded += page.Changes.Count(c => c.IsRecorded);
            first.AddRange(page.Changes.Take(Shown - first.Count));
            if (clock.GetUtcNow() < until) continue;
            complete = page.IsLast;
            break;
        }
        return new(tried, changed, over, under, recorded, complete, first);
    }

    /// <summary>Every change, for an export.</summary>
    public async IAsyncEnumerable<Changed> AllAsync(TrialScope scope, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var page in PagesAsync(scope, ct))
            foreach (var change in page.Changes) yield return change;
    }

    async IAsyncEnumerable<(int Tried, List<Changed> Changes, bool IsLast)> PagesAsync(TrialScope scope, [EnumeratorCancellation] CancellationToken ct)
    {
        var book = scope.Version is null ? await approved.BookAsync(ct) : await library.LoadAsync(scope.Version, ct);
        for (var after = Guid.Empty; ;)
        {
            var rows = await (from result in db.Set<MonitoringResult>().AsNoTracking()
                              join report in access.Reports() on result.ReportId equals report.Id
                              where result.Id > after && result.InForce && (scope.Factor == null || result.FactorCode == scope.Factor)
                                  && (scope.From == null || result.SampledOn >= scope.From) && (scope.To == null || result.SampledOn <= scope.To)
                              orderby result.Id
                              select new { result, report.Number, report.EmployerName }).Take(Page).ToListAsync(ct);
            var changes = new List<Changed>();
            foreach (var row in rows)
                if (Judge(book, row.result, row.Number, row.EmployerName) is { } changed) changes.Add(changed);
            yield return (rows.Count, await MarkedAsync(changes, ct), rows.Count < Page);
            if (rows.Count < Page) yield break;
            after = rows[^1].result.Id;
        }
    }

    async Task<List<Changed>> MarkedAsync(List<Changed> changes, CancellationToken ct)
    {
        if (changes.Count == 0) return changes;
        var known = await NewestAsync(db, [.. changes.Select(c => c.Result.Id)], ct);
        return changes.ConvertAll(c => c.IsSaidBy(known.GetValueOrDefault(c.Result.Id)) ? c with { IsRecorded = true } : c);
    }

    /// <summary>The last re-judgement of each of these results.</summary>
    internal static async Task<IReadOnlyDictionary<Guid, Rejudgement>> NewestAsync(ZhijianDb db, Guid[] results, CancellationToken ct) =>
        (await db.Set<Rejudgement>().AsNoTracking().IgnoreQueryFilters([Conventions.ScopeFilter]).Where(r => EF.Parameter(results).Contains(r.ResultId)).ToListAsync(ct))
            .GroupBy(r => r.ResultId).ToDictionary(g => g.Key, g => g.MaxBy(r => r.At)!);

    static Changed? Judge(ReferenceBook book, MonitoringResult r, string number, string employer)
    {
        if (!book.Names.TryFind(r.FactorCode, out var factors)) return null;
        _ = Units.TryParse(r.Unit, out var unit);
        var sample = new Sample
        {
            Factor = -1, Day = r.SampledOn, Index = r.Index, Value = r.Value, Unit = unit, BelowDetection = r.BelowDetection, Fraction = r.Fraction, FreeSilicaPercent = r.FreeSilicaPercent,
            HoursPerDay = r.HoursPerDay, DaysPerWeek = r.DaysPerWeek, Intensity = r.Intensity, ExposureRatePercent = r.ExposureRatePercent, ImpulsesPerDay = r.ImpulsesPerDay,
        };
        var judged = book.Limits.JudgeAny(factors, sample);
        var limit = judged.LimitId < 0 ? null : book.Limits.Limit(judged.LimitId);
        decimal? applied = judged.Limit > 0 ? judged.Limit : null;
        if (judged.Verdict == r.Verdict && applied == r.Limit) return null;
        return new(r, number, employer, judged.Verdict, applied, limit?.Unit.Text(), limit?.Edition.Key, limit?.Clause, judged.Verdict == Verdict.Undetermined || r.Index.IsLevel() ? null : judged.Ratio, book.Limits.Working(sample, judged));
    }
}
