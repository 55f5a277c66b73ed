using Zhijian.Data;
using Zhijian.Rules.Dangers;

namespace Zhijian.Modules.Dangers;

/// <summary>
/// A danger with its history and measurements, as acts need it. Every act asks the rules; what they refuse is refused here in
/// their words, and what they allow is written as lines that were never there before.
/// </summary>
public sealed class DangerFile(HiddenDanger row, IReadOnlyList<DangerLine> lines, IReadOnlyList<DangerResult> results)
{
    readonly List<DangerLine> added = [];
    readonly List<DangerResult> measured = [];

    public HiddenDanger Row => row;
    /// <summary>Oldest first.</summary>
    public IEnumerable<DangerLine> Lines => lines.Concat(added);
    public IEnumerable<DangerResult> Results => results.Concat(measured);
    /// <summary>Not stored yet.</summary>
    public IReadOnlyList<DangerLine> Added => added;
    public IReadOnlyList<DangerResult> Measured => measured;

    /// <summary>The measurement that a recheck relies on: the last after the danger was opened.</summary>
    public DangerResult? Retest => Results.Where(r => r.SampledOn > row.OpenedOn).OrderBy(r => r.SampledOn).ThenBy(r => r.Qualified).ThenBy(r => r.At).LastOrDefault();

    /// <summary>Somebody acted between the reading of the row and that of its history.</summary>
    public bool IsTorn => Lines.LastOrDefault(l => l.Act is not null) is { } last && last.To != row.State;

    /// <summary>As the rules know it.</summary>
    public Danger ToDanger()
    {
        var steps = Lines.Where(l => l.Act is not null).ToList();
        var begin = steps.FindLastIndex(l => l.Act is DangerActKind.Order or DangerActKind.Reopen);
        var recheck = steps.Skip(begin + 1).LastOrDefault(l => l.Act == DangerActKind.Recheck);
        return Danger.Restore(row.State, row.Subject, row.OpenedOn, row.Deadline, row.RecheckRequestedOn, recheck is null ? null : ToResult(recheck),
            [.. steps.Select(l => new DangerStep(l.On, l.Act!.Value, l.From!.Value, l.To!.Value, l.Note))], row.AskedDeadline);
    }

    RecheckResult ToResult(DangerLine line) => new(line.On,
        new(new(line.FirstOfficerId!.Value.ToString(), line.FirstOfficer!), new(line.SecondOfficerId!.Value.ToString(), line.SecondOfficer!)), line.Removed == true,
        row.Subject is { } subject && line.ResultId is { } id ? Results.FirstOrDefault(r => r.Id == id)?.ToRetest(subject) : null);

    /// <summary>A danger just found.</summary>
    public static DangerFile Open(HiddenDanger row, DangerClocks clocks)
    {
        row.Take(Danger.Find(row.FoundOn, row.Subject), clocks);
        return new(row, [], []);
    }

    /// <param name="by">Who does it.</param>
    /// <param name="note">In place of the rules' own words in the history.</param>
    /// <exception cref="Refusal">The rules do not allow it.</exception>
    public DangerLine Apply(DangerAct act, DangerClocks clocks, string by, DateTime at, string? note = null)
    {
        var before = ToDanger();
        var outcome = before.Apply(act, clocks.Terms);
        if (!outcome.Succeeded) throw new Refusal(outcome.Refusal + "。");
        return Write(before, outcome.Danger, clocks, by, at, note);
    }

    /// <summary>Takes the passing of the deadline into account.</summary>
    /// <returns>Null when nothing passed.</returns>
    public DangerLine? Expire(DateOnly today, DangerClocks clocks, string by, DateTime at)
    {
        var before = ToDanger();
        var now = before.AsOf(today);
        return now.State == before.State ? null : Write(before, now, clocks, by, at, null);
    }

    DangerLine Write(Danger before, Danger after, DangerClocks clocks, string by, DateTime at, string? note)
    {
        foreach (var step in after.History.Skip(before.History.Count))
            added.Add(new()
            {
                DangerId = row.Id, Number = ++row.Lines, On = step.On, At = at, Act = step.Act, From = step.From, To = step.To, Title = step.Act.Text(),
                Note = Texts.CutIfAny(step.Act == DangerActKind.Expire ? step.Note : string.Join("：", new[] { step.Note, note }.Where(n => !string.IsNullOrWhiteSpace(n))), DangerTables.Text), By = step.Act == DangerActKind.Expire ? "系统" : by,
            });
        row.Take(after, clocks);
        return added[^1];
    }

    /// <summary>A line that changes no state: an assignment, a reminder, a further measurement.</summary>
    public DangerLine Remark(DateOnly on, string title, string? note, string by, DateTime at)
    {
        var line = new DangerLine { DangerId = row.Id, Number = ++row.Lines, On = on, At = at, Title = title, Note = Texts.CutIfAny(note, DangerTables.Text), By = by };
        added.Add(line);
        return line;
    }

    /// <summary>A measurement at its point and factor.</summary>
    public void Measure(DangerResult result)
    {
        measured.Add(result);
        if (row.LatestSampledOn > result.SampledOn) return;
        (row.LatestSampledOn, row.LatestValue, row.LatestVerdict) = (result.SampledOn, result.Value, result.Verdict);
    }
}
