using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Zhijian.Data;
using Zhijian.Modules.Registry;
using Zhijian.Platform;
using Zhijian.Platform.Access;
using Zhijian.Platform.Hosting;
using Zhijian.Platform.Hosting.Commands;

namespace Zhijian.Modules.Oversight;

/// <summary>
/// Keeps the figures exact: what an employer adds is computed from the records and laid against what was added before, in one
/// transaction with the touch that asked for it. Done twice it changes nothing; broken off it is done again.
/// </summary>
public sealed class RollUps(ZhijianDb db, WritePath write, Viewer viewer, TimeProvider clock) : IProof
{
    public string Name => "统计汇总";
    public Task<IReadOnlyList<string>> DifferencesAsync(CancellationToken ct) => VerifyAsync(ct);

    const int Batch = 500, Load = 2000, MonthsBack = 11;
    /// <summary>How long it is kept who changed; the sums of the months stay.</summary>
    public const int MonthsExplained = 24;
    const string PeriodKey = "oversight.period", ExplainedKey = "oversight.explained";

    public static DateOnly MonthOf(DateOnly day) => new(day.Year, day.Month, 1);

    static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The month that is kept up to date; null before the first count.</summary>
    public static async Task<DateOnly?> PeriodAsync(ZhijianDb db, CancellationToken ct) =>
        await Installation.ReadAsync(db, PeriodKey, ct) is { } text ? Day(text) : null;

    /// <summary>Counts anew who was touched or grew older since.</summary>
    /// <returns>How many touches and aged employers were found; 0: all is fresh.</returns>
    public Task<int> RollAsync(CancellationToken ct) => write.CommitAsync(new("oversight.roll", Quiet: true), async change =>
    {
        using var _ = viewer.ActAsPlatform();
        await AloneAsync(ct);
        var today = ChinaTime.DateOf(change.At);
        if (await PeriodAsync(db, ct) is not { } period) return 0;
        // A database from before it was kept who changed begins to keep it now.
        if (await Installation.ReadAsync(db, ExplainedKey, ct) is null) await SetMonthAsync(ExplainedKey, period, ct);
        period = await TurnMonthAsync(period, MonthOf(today), ct);
        var touches = await db.Set<FigureTouch>().OrderBy(t => t.Id).Take(Batch).ToListAsync(ct);
        var aged = await db.Set<FigureMember>().Where(m => m.ChangesOn <= today).OrderBy(m => m.ChangesOn).Select(m => m.EmployerId).Take(Batch).ToListAsync(ct);
        if (touches.Count + aged.Count == 0) return 0;
        await CountAsync([.. touches.Select(t => t.EmployerId).Concat(aged).Distinct()], period, today, ct);
        db.RemoveRange(touches);
        await db.SaveChangesAsync(ct);
        return touches.Count + aged.Count;
    }, ct);

    async Task CountAsync(Guid[] ids, DateOnly period, DateOnly today, CancellationToken ct)
    {
        var before = await db.Set<FigureMember>().Where(m => EF.Parameter(ids).Contains(m.EmployerId)).ToDictionaryAsync(m => m.EmployerId, ct);
        var cells = new FigureCells();
        foreach (var facts in await new EmployerFactsReader(db).ReadAsync(ids, ct))
        {
            var now = facts.On(today, past: false);
            now.Since = period;
            cells.Add(period, now, 1);
            if (!before.TryGetValue(now.EmployerId, out var old))
            {
                db.Add(now);
                continue;
            }
            cells.Add(period, old, -1);
            if (old.Counts(now)) now.Since = old.Since;
            else if (old.Since < period) db.Add(FigurePast.Of(old, period.AddMonths(-1)));
            db.Entry(old).CurrentValues.SetValues(now);
        }
        await cells.WriteAsync(db, ct);
    }

    /// <summary>Closed months stay; the new one begins with the standing of the last.</summary>
    async Task<DateOnly> TurnMonthAsync(DateOnly period, DateOnly now, CancellationToken ct)
    {
        if (period >= now) return period;
        for (; period < now; period = period.AddMonths(1))
        {
            var next = period.AddMonths(1);
            await db.Database.ExecuteSqlAsync($"INSERT INTO figure_cells (period, dimension, division_code, scope_path, value, measure, amount) SELECT {next}, dimension, division_code, scope_path, value, measure, amount FROM figure_cells WHERE period = {period}", ct);
        }
        var forgotten = period.AddMonths(-MonthsExplained);
        await db.Set<FigurePast>().Where(p => p.Through < forgotten).ExecuteDeleteAsync(ct);
        await SetMonthAsync(PeriodKey, period, ct);
        return period;
    }

    async Task SetMonthAsync(string key, DateOnly month, CancellationToken ct)
    {
        var text = month.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        if (await db.Set<InstallationSetting>().FindAsync([key], ct) is { } setting) setting.Value = text;
        else db.Add(new InstallationSetting { Key = key, Value = text });
        await db.SaveChangesAsync(ct);
    }

    /// <summary>
    /// Counts everything from the records: the present month, and the months before it as the days of today's records tell them.
    /// Months that were kept before are replaced.
    /// </summary>
    public Task RebuildAsync(CancellationToken ct) => write.CommitAsync(new("oversight.rebuild", "重新统计全部指标"), async change =>
    {
        using var _ = viewer.ActAsPlatform();
        await AloneAsync(ct);
        var today = ChinaTime.DateOf(change.At);
        var period = MonthOf(today);
        var months = Enumerable.Range(1, MonthsBack).Select(back => period.AddMonths(-back)).ToList();
        await db.Set<FigureTouch>().ExecuteDeleteAsync(ct);
        await db.Set<FigureMember>().ExecuteDeleteAsync(ct);
        await db.Set<FigurePast>().ExecuteDeleteAsync(ct);
        var first = months[^1];
        await db.Set<FigureCell>().Where(c => c.Period >= first).ExecuteDeleteAsync(ct);
        var cells = new FigureCells();
        await foreach (var facts in AllAsync(ct))
        {
            var (members, pasts) = (new List<FigureMember>(), new List<FigurePast>());
            foreach (var fact in facts)
            {
                // Newest first: a standing goes back until the first month in which it was another.
                var later = fact.On(today, past: false);
                var (member, upTo) = (later, period);
                cells.Add(period, later, 1);
                later.Since = period;
                foreach (var month in months)
                {
                    var stood = fact.On(month.AddMonths(1).AddDays(-1), past: true);
                    cells.Add(month, stood, 1);
                    stood.Since = month;
                    if (stood.Counts(later))
                    {
                        later.Since = month;
                        continue;
                    }
                    if (later != member) pasts.Add(FigurePast.Of(later, upTo));
                    (later, upTo) = (stood, month);
                }
                if (later != member) pasts.Add(FigurePast.Of(later, upTo));
                members.Add(member);
            }
            await Bulk.CopyAsync(db, members, ct);
            await Bulk.CopyAsync(db, pasts.Where(p => Measures.All.Any(m => p.Of(m) != 0)), ct);
        }
        await Bulk.CopyAsync(db, cells.Rows, ct);
        change.Note(nameof(FigureCell), "all", "bulk", new { Period = period });
        await SetMonthAsync(PeriodKey, period, ct);
        await SetMonthAsync(ExplainedKey, first, ct);
    }, ct);

    /// <summary>Brings all up to date and compares every figure of the present month with a full recount, and the months before it with the standings that were kept.</summary>
    /// <returns>What differs, in words; none: exact.</returns>
    public async Task<IReadOnlyList<string>> VerifyAsync(CancellationToken ct)
    {
        while (await RollAsync(ct) > 0) db.ChangeTracker.Clear();
        using var _ = viewer.ActAsPlatform();
        // One moment of the database, without keeping anybody from writing: sums and records are of the same moment.
        await using var moment = await SnapshotAsync(ct);
        if (await PeriodAsync(db, ct) is not { } period) return [];
        var (cells, differences) = (new FigureCells(), new List<string>());
        await foreach (var facts in AllAsync(ct)) await CompareAsync(facts, period, cells, differences, ct);
        var right = cells.Rows.ToDictionary(c => (c.Dimension, c.DivisionCode, c.Value, c.Measure), c => c.Amount);
        await foreach (var cell in db.Set<FigureCell>().AsNoTracking().Where(c => c.Period == period).AsAsyncEnumerable().WithCancellation(ct))
        {
            right.Remove((cell.Dimension, cell.DivisionCode, cell.Value, cell.Measure), out var amount);
            if (amount != cell.Amount) differences.Add($"{cell.DivisionCode} {cell.Dimension} {cell.Value} {cell.Measure.Text()}：汇总 {cell.Amount}，重新统计 {amount}");
        }
        differences.AddRange(right.Select(r => $"{r.Key.DivisionCode} {r.Key.Dimension} {r.Key.Value} {r.Key.Measure.Text()}：没有汇总，重新统计 {r.Value}"));
        if (await Installation.ReadAsync(db, ExplainedKey, ct) is { } explained)
        {
            var (kept, forgotten) = (Day(explained), period.AddMonths(-MonthsExplained));
            differences.AddRange(await KeptMonths.DifferencesAsync(db, kept > forgotten ? kept : forgotten, period, ct));
        }
        return differences;
    }

    async Task CompareAsync(IReadOnlyList<EmployerFacts> facts, DateOnly period, FigureCells cells, List<string> differences, CancellationToken ct)
    {
        Guid[] ids = [.. facts.Select(f => f.Employer.Id)];
        var kept = await db.Set<FigureMember>().AsNoTracking().Where(m => EF.Parameter(ids).Contains(m.EmployerId)).ToDictionaryAsync(m => m.EmployerId, ct);
        // Who was touched meanwhile is counted in a moment, by right.
        var waiting = (await db.Set<FigureTouch>().Where(t => EF.Parameter(ids).Contains(t.EmployerId)).Select(t => t.EmployerId).ToListAsync(ct)).ToHashSet();
        foreach (var fact in facts)
        {
            var (now, old) = (fact.On(Today, past: false), kept.GetValueOrDefault(fact.Employer.Id));
            if (waiting.Contains(fact.Employer.Id))
            {
                if (old is not null) cells.Add(period, old, 1);
                continue;
            }
            cells.Add(period, now, 1);
            differences.AddRange(Measures.All.Where(m => now.Of(m) != (old?.Of(m) ?? 0)).Select(m => $"{now.Name}（{now.EmployerId}）{m.Text()}：汇总 {old?.Of(m) ?? 0}，重新统计 {now.Of(m)}"));
        }
    }

    async Task<IDbContextTransaction> SnapshotAsync(CancellationToken ct)
    {
        if (db.IsPostgres) return await db.Database.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, ct);
        await db.Database.OpenConnectionAsync(ct);
        return (await db.Database.UseTransactionAsync(((SqliteConnection)db.Database.GetDbConnection()).BeginTransaction(deferred: true), ct))!;
    }

    async IAsyncEnumerable<IReadOnlyList<EmployerFacts>> AllAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        for (var after = Guid.Empty; ;)
        {
            Guid[] ids = [.. await db.Set<Employer>().AsNoTracking().Where(e => e.Id > after).OrderBy(e => e.Id).Select(e => e.Id).Take(Load).ToListAsync(ct)];
            if (ids.Length == 0) yield break;
            yield return await new EmployerFactsReader(db).ReadAsync(ids, ct);
            after = ids[^1];
        }
    }

    /// <summary>One counts at a time, on whichever node: two that both took off the same old sum would take it off twice.</summary>
    async Task AloneAsync(CancellationToken ct)
    {
        if (db.IsPostgres) await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtextextended('oversight', 0))", ct);
    }

    public DateOnly Today => ChinaTime.DateOf(clock.GetUtcNow());
}
