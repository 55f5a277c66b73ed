using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Monitoring;
using Zhijian.Modules.Registry;
using Zhijian.Platform;
using Zhijian.Platform.Access;
using Zhijian.Platform.Notices;
using Zhijian.Rules.Dangers;
using Zhijian.Rules.Exposure;

namespace Zhijian.Modules.Dangers;

/// <summary>
/// What follows from a step, in the same transaction: who has what on the list, who is told, what the employer's file says. One
/// to-do for each employer and side, however many dangers it has; its day is the nearest of them.
/// </summary>
public sealed class DangerFollowUp(ZhijianDb db, Viewer viewer, NoticeBoard board, DangerBook book)
{
    const string EmployerSide = "danger.employer", OfficerSide = "danger.officer", Extension = "danger.extension";

    /// <summary>A report came: what it opened and what it measured again.</summary>
    internal async Task MeasuredAsync(ReportJudged report, IReadOnlyList<DangerFile> found, IReadOnlyList<DangerFile> touched, Change change, CancellationToken ct)
    {
        if (found.Count == 0 && touched.Count == 0) return;
        var today = ChinaTime.DateOf(change.At);
        if (found.Count > 0)
        {
            var worst = found.MaxBy(f => f.Row.Ratio ?? 0)!.Row;
            var text = $"检测报告 {report.ReportNumber} 有 {found.Count} 处超标，已列为隐患：{worst.PointName}{worst.FactorName} {worst.Value}，限值 {worst.Limit}";
            Happen(change, report.EmployerId, "danger.found", $"发现超标隐患 {found.Count} 处", text, today);
            await TellEmployerAsync(change, report.EmployerId, text, ct);
        }
        var good = touched.Count(f => f.Measured.Any(m => m.Qualified && m.Verdict is Verdict.Compliant or Verdict.Action));
        var bad = touched.Count(f => f.Measured.Any(m => m.Verdict == Verdict.Exceeds));
        if (good + bad > 0) Happen(change, report.EmployerId, "danger.retested", $"隐患复测：达标 {good} 处，仍超标 {bad} 处", $"检测报告 {report.ReportNumber}", today);
        foreach (var owner in touched.Where(f => f.Row.OwnerId is not null).GroupBy(f => f.Row.OwnerId!.Value))
            board.Tell(change, owner.Key, Texts.Cut($"{owner.First().Row.EmployerName}：检测报告 {report.ReportNumber} 涉及您负责的 {owner.Count()} 处隐患", 300), $"/dangers/{owner.First().Row.Id}");
        await RefreshAsync(report.EmployerId, change, ct);
    }

    /// <summary>After an act on dangers of one employer.</summary>
    /// <param name="told">What the employer reads; null: nothing.</param>
    internal async Task SteppedAsync(IReadOnlyList<DangerFile> files, string kind, string title, string? detail, string? told, Change change, CancellationToken ct)
    {
        var first = files[0].Row;
        Happen(change, first.EmployerId, kind, title, detail, ChinaTime.DateOf(change.At), $"/dangers/{first.Id}");
        if (told is not null) await TellEmployerAsync(change, first.EmployerId, told, ct);
        List<string> freed = [.. files.Where(f => !IsSuperiors(f.Row)).Select(f => f.Row.Id.ToString())];
        if (freed.Count > 0)
        {
            // The to-do is the superior's.
            await db.SaveChangesAsync(ct);
            using var all = viewer.ActAsPlatform();
            await board.CloseManyAsync(change, EscalationOf, freed, ct);
            await db.SaveChangesAsync(ct);
        }
        await RefreshAsync(first.EmployerId, change, ct);
    }

    /// <summary>Brings the to-dos of an employer's dangers to what they are now.</summary>
    internal async Task RefreshAsync(Guid employerId, Change change, CancellationToken ct)
    {
        await db.SaveChangesAsync(ct);
        using var all = viewer.ActAsPlatform();
        var open = await db.Set<HiddenDanger>().AsNoTracking().Where(d => d.EmployerId == employerId && d.IsOpen)
            .Select(d => new Open(d.Id, d.EmployerName, d.DivisionCode, d.AuthorityCode, d.OwnerId, d.State, d.Turn, d.NextOn, d.Grade, d.AskedDeadline)).ToListAsync(ct);
        var (mine, desks) = TodosOf(employerId, open, change.At);
        await KeepAsync(change, EmployerSide, employerId.ToString("N"), mine, ct);
        await KeepAllAsync(change, OfficerSide, employerId, desks, ct);
        await KeepAllAsync(change, Extension, employerId, open.Where(d => d.AskedDeadline is not null).Select(d => ExtensionTodo(employerId, d, change.At)).ToDictionary(t => t.SubjectId), ct);
        await db.SaveChangesAsync(ct);
    }

    async Task KeepAllAsync(Change change, string kind, Guid employerId, Dictionary<string, Todo> wanted, CancellationToken ct)
    {
        var prefix = $"{employerId:N}/";
        var standing = await db.Set<Todo>().Where(t => t.SubjectKind == kind && t.SubjectId.StartsWith(prefix) && t.DoneAt == null).Select(t => t.SubjectId).ToListAsync(ct);
        foreach (var gone in standing.Where(id => !wanted.ContainsKey(id)).Distinct()) await board.CloseAsync(change, kind, gone, ct);
        foreach (var (id, todo) in wanted) await KeepAsync(change, kind, id, todo, ct);
    }

    /// <summary>An answer is due before the deadline passes.</summary>
    static Todo ExtensionTodo(Guid employerId, Open danger, DateTime at) => new()
    {
        Title = Texts.Cut($"答复延期申请：{danger.EmployerName}申请延至 {danger.AskedDeadline:yyyy-MM-dd}", 200), Link = $"/dangers/{danger.Id}", Permission = danger.OwnerId is null ? DangersModule.Handle : null, UserId = danger.OwnerId,
        DivisionCode = danger.AuthorityCode, OnlyThere = true, DueOn = danger.NextOn, SubjectKind = Extension, SubjectId = $"{employerId:N}/{danger.Id:N}", CreatedAt = at,
    };

    /// <summary>What the employer and each desk have on their lists.</summary>
    static (Todo? Employer, Dictionary<string, Todo> Desks) TodosOf(Guid employerId, List<Open> open, DateTime at) => (
        EmployerTodo(employerId, [.. open.Where(d => d.Turn == DangerTurn.Employer)], at),
        open.Where(d => d.Turn == DangerTurn.Supervisor).GroupBy(d => (d.AuthorityCode, d.OwnerId))
            .Select(g => OfficerTodo(employerId, $"{employerId:N}/{g.Key.AuthorityCode}/{g.Key.OwnerId?.ToString("N")}", [.. g], at)).ToDictionary(t => t.SubjectId));

    /// <summary>For a city that is made at once.</summary>
    internal static IEnumerable<Todo> TodosOf(Guid employerId, IEnumerable<HiddenDanger> dangers, DateTime at)
    {
        var (mine, desks) = TodosOf(employerId, [.. dangers.Where(d => d.IsOpen).Select(d => new Open(d.Id, d.EmployerName, d.DivisionCode, d.AuthorityCode, d.OwnerId, d.State, d.Turn, d.NextOn, d.Grade, d.AskedDeadline))], at);
        return mine is null ? desks.Values : desks.Values.Prepend(mine);
    }

    sealed record Open(Guid Id, string EmployerName, string DivisionCode, string AuthorityCode, Guid? OwnerId, DangerState State, DangerTurn Turn, DateOnly? NextOn, DangerGrade Grade, DateOnly? AskedDeadline);

    static Todo? EmployerTodo(Guid employerId, List<Open> mine, DateTime at) => mine.Count == 0 ? null : new()
    {
        Title = $"整改隐患 {mine.Count} 处{(mine.Count(d => d.Grade == DangerGrade.Major) is > 0 and var major ? $"（重大 {major} 处）" : "")}",
        Link = mine.Count == 1 ? $"/my/dangers/{mine[0].Id}" : "/my/dangers", OrganisationId = employerId, DivisionCode = mine[0].DivisionCode, DueOn = mine.Min(d => d.NextOn),
        SubjectKind = EmployerSide, SubjectId = employerId.ToString("N"), CreatedAt = at,
    };

    static Todo OfficerTodo(Guid employerId, string id, List<Open> dangers, DateTime at)
    {
        var states = string.Join("、", dangers.GroupBy(d => d.State).OrderBy(g => g.Key).Select(g => $"{g.Key.Text()} {g.Count()} 处"));
        return new()
        {
            Title = Texts.Cut($"办理隐患：{dangers[0].EmployerName}（{states}）", 200), Link = dangers.Count == 1 ? $"/dangers/{dangers[0].Id}" : $"/dangers?employer={employerId}&turn={nameof(DangerTurn.Supervisor)}",
            Permission = dangers[0].OwnerId is null ? DangersModule.Handle : null, UserId = dangers[0].OwnerId, DivisionCode = dangers[0].AuthorityCode, OnlyThere = true,
            DueOn = dangers.Min(d => d.NextOn), SubjectKind = OfficerSide, SubjectId = id, CreatedAt = at,
        };
    }

    /// <summary>The standing item is left alone when it says the same, so that lists do not jump.</summary>
    async Task KeepAsync(Change change, string kind, string id, Todo? wanted, CancellationToken ct)
    {
        var standing = await db.Set<Todo>().AsNoTracking().Where(t => t.SubjectKind == kind && t.SubjectId == id && t.DoneAt == null).ToListAsync(ct);
        if (wanted is not null && standing is [var one] && one.Title == wanted.Title && one.DueOn == wanted.DueOn && one.Link == wanted.Link) return;
        if (standing.Count > 0) await board.CloseAsync(change, kind, id, ct);
        if (wanted is not null) board.Open(wanted);
    }

    internal async Task TellEmployerAsync(Change change, Guid employerId, string text, CancellationToken ct)
    {
        using var all = viewer.ActAsPlatform();
        foreach (var user in await db.Users.Where(u => u.OrganisationId == employerId && !u.Disabled).Select(u => u.Id).ToListAsync(ct)) board.Tell(change, user, Texts.Cut(text, 300), "/my/dangers");
    }

    /// <summary>For the superior authority: what its county did not bring to an end in time.</summary>
    internal void Escalate(HiddenDanger danger, string superior, Change change) => board.Open(new()
    {
        Title = Texts.Cut($"督办逾期隐患：{danger.EmployerName} {danger.PointName}{danger.FactorName}", 200), Link = $"/dangers/{danger.Id}", Permission = DangersModule.Supervise, DivisionCode = superior,
        OnlyThere = true, DueOn = ChinaTime.DateOf(change.At).AddDays(book.Clocks(ChinaTime.DateOf(change.At)).Terms.Recheck.Count), SubjectKind = EscalationOf, SubjectId = danger.Id.ToString(), CreatedAt = change.At,
    });

    /// <summary>It stays on the superior's list until it is put right, given a new deadline or taken up as a case.</summary>
    static bool IsSuperiors(HiddenDanger danger) => danger is { IsOpen: true, EscalatedOn: not null } && danger.State != DangerState.CaseFiled;

    internal const string EscalationOf = "danger.escalation";

    static void Happen(Change change, Guid employerId, string kind, string title, string? detail, DateOnly on, string? link = null) =>
        change.Raise(new EmployerHappening(employerId, on, kind, Texts.Cut(title, 200), Texts.CutIfAny(detail, 500), link));
}
