using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform;
using Zhijian.Platform.Access;
using Zhijian.Platform.Hosting;
using Zhijian.Platform.Notices;
using Zhijian.Platform.Organisations;

namespace Zhijian.Modules.Oversight.Warnings;

/// <summary>What a look at a rule came to.</summary>
public sealed record SweepResult(int Found, int Closed);

/// <summary>
/// One look at one rule: what it finds is kept or refreshed, what it finds no more is closed, and who has to know is told. All in one
/// transaction and by a few statements, however many employers there are; done twice it changes nothing.
/// </summary>
public sealed class WarningSweep(ZhijianDb db, WritePath write, Viewer viewer, NoticeBoard board, DivisionDirectory divisions, ServerSettings settings)
{
    const string Columns = "subject, employer_id, title, division_code, scope_path, authority_code, amount, before, since";

    public Task<SweepResult> LookAsync(WarningRule rule, Guid run, CancellationToken ct) => write.CommitAsync(new("oversight.warn", Quiet: true), async change =>
    {
        using var _ = viewer.ActAsPlatform();
        if (db.IsPostgres) await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtextextended('warnings', 0))", ct);
        await divisions.LoadAsync(db, ct);
        var today = ChinaTime.DateOf(change.At);
        var found = rule.HoldsOn(today) ? await FindAsync(rule, run, today, ct) : 0;
        var closed = await CloseAsync(rule, run, today, ct);
        await TellAsync(change, rule, today, ct);
        if (found + closed > 0) change.Note(nameof(EarlyWarning), rule.Code, "bulk", new { Found = found, Closed = closed });
        return new SweepResult(found, closed);
    }, ct);

    async Task<int> FindAsync(WarningRule rule, Guid run, DateOnly today, CancellationToken ct)
    {
        var period = await RollUps.PeriodAsync(db, ct) ?? RollUps.MonthOf(today);
        var (select, values) = WarningSql.Of(rule, today, period, settings.HomeDivision, db.IsPostgres);
        var all = values.ToList();
        string P(object value) { all.Add(value); return $"{{{all.Count - 1}}}"; }
        // What was handled and stands for long asks again.
        var again = rule.RepeatDays is { } days ? $"CASE WHEN warnings.state = 'Handled' AND warnings.handled_on <= {P(today.AddDays(-days))} THEN 'Open' ELSE warnings.state END" : "warnings.state";
        var untold = rule.RepeatDays is { } after ? $"CASE WHEN warnings.state = 'Handled' AND warnings.handled_on <= {P(today.AddDays(-after))} THEN NULL ELSE warnings.told_on END" : "warnings.told_on";
        // Its pieces are the program's own; every value goes as a parameter.
        var sql = $"""
            INSERT INTO warnings (id, version, rule_code, kind, state, found_on, seen_by, {Columns})
            SELECT {WarningSql.NewKey(db.IsPostgres)}, 0, {P(rule.Code)}, {P(rule.Kind.ToString())}, 'Open', {P(today)}, {P(run)}, {Columns} FROM ({select}) AS s WHERE true
            ON CONFLICT (rule_code, subject) WHERE closed_on IS NULL DO UPDATE SET
                title = excluded.title, division_code = excluded.division_code, scope_path = excluded.scope_path, authority_code = excluded.authority_code,
                amount = excluded.amount, before = excluded.before, since = excluded.since, seen_by = excluded.seen_by, state = {again}, told_on = {untold}
            """;
        return await db.Database.ExecuteSqlRawAsync(sql, all, ct);
    }

    Task<int> CloseAsync(WarningRule rule, Guid run, DateOnly today, CancellationToken ct) =>
        db.Set<EarlyWarning>().Where(w => w.RuleCode == rule.Code && w.ClosedOn == null && w.SeenBy != run)
            .ExecuteUpdateAsync(s => s.SetProperty(w => w.ClosedOn, today).SetProperty(w => w.State, WarningState.Closed), ct);

    /// <summary>One to-do for each authority and rule, and one message to each of its supervisors: nobody reads a thousand.</summary>
    async Task TellAsync(Change change, WarningRule rule, DateOnly today, CancellationToken ct)
    {
        var fresh = await db.Set<EarlyWarning>().Where(w => w.RuleCode == rule.Code && w.ToldOn == null && w.ClosedOn == null)
            .GroupBy(w => w.AuthorityCode).Select(g => new { Authority = g.Key, Count = g.Count() }).ToListAsync(ct);
        foreach (var place in fresh.OrderBy(f => f.Authority, StringComparer.Ordinal))
        {
            var people = await SupervisorsAsync(place.Authority, ct);
            var link = $"/oversight/warnings?rule={rule.Code}";
            foreach (var (id, _) in people) board.Tell(change, id, $"预警：{rule.Title}，新增 {place.Count} 条", link);
            if (!await board.IsOpenAsync(WarningDesk.Subject, Key(rule.Code, place.Authority), ct) && divisions.Find(place.Authority) is not null)
                board.Open(new()
                {
                    Title = Texts.Cut($"处置预警：{rule.Title}", 200), Link = link, Permission = OversightModule.Handle, DivisionCode = place.Authority, OnlyThere = true,
                    SubjectKind = WarningDesk.Subject, SubjectId = Key(rule.Code, place.Authority), CreatedAt = change.At,
                });
            var told = Texts.Cut($"{divisions.Name(place.Authority)}：{(people.Count == 0 ? "没有监管科室账号" : string.Join('、', people.Select(p => p.Name)))}", WarningTables.Told);
            await db.Set<EarlyWarning>().Where(w => w.RuleCode == rule.Code && w.ToldOn == null && w.ClosedOn == null && w.AuthorityCode == place.Authority)
                .ExecuteUpdateAsync(s => s.SetProperty(w => w.ToldOn, today).SetProperty(w => w.ToldTo, told), ct);
        }
        await CloseTodosAsync(db, board, change, [rule.Code], ct);
    }

    public static string Key(string rule, string authority) => $"{rule}@{authority}";

    /// <summary>Takes to-dos away of which nothing waits any more.</summary>
    public static async Task CloseTodosAsync(ZhijianDb db, NoticeBoard board, Change change, IReadOnlyList<string> rules, CancellationToken ct)
    {
        string[] codes = [.. rules];
        var waiting = (await db.Set<EarlyWarning>().IgnoreQueryFilters([Conventions.ScopeFilter]).Where(w => EF.Parameter(codes).Contains(w.RuleCode) && w.State == WarningState.Open).Select(w => new { w.RuleCode, w.AuthorityCode }).Distinct().ToListAsync(ct))
            .Select(w => Key(w.RuleCode, w.AuthorityCode)).ToHashSet();
        foreach (var code in codes)
        {
            var open = await db.Set<Todo>().IgnoreQueryFilters([Conventions.ScopeFilter]).Where(t => t.SubjectKind == WarningDesk.Subject && t.SubjectId.StartsWith(code + "@") && t.DoneAt == null).Select(t => t.SubjectId).ToListAsync(ct);
            foreach (var key in open.Where(k => !waiting.Contains(k))) await board.CloseAsync(change, WarningDesk.Subject, key, ct);
        }
    }

    async Task<List<(Guid Id, string Name)>> SupervisorsAsync(string authority, CancellationToken ct) =>
        (await db.Users.AsNoTracking().Where(u => u.DivisionCode == authority && u.OrganisationId == null && !u.Disabled && u.Roles.Any(r => r.Role == Role.CitySupervisor || r.Role == Role.CountySupervisor))
            .OrderBy(u => u.FullName).Select(u => new { u.Id, u.FullName }).ToListAsync(ct)).ConvertAll(u => (u.Id, u.FullName));
}
