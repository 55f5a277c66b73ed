namespace Zhijian.Rules.Dues;

/// <summary>What is done about a duty that is not fulfilled, from mild to hard.</summary>
public enum LadderAction
{
    /// <summary>提醒: before the day.</summary>
    Remind = 1,

    /// <summary>逾期告知.</summary>
    Warn,

    /// <summary>交办: a task for who supervises.</summary>
    Task,

    /// <summary>列为疑似隐患.</summary>
    Danger,
}

/// <summary>A step, dated: what is done so many days after (negative: before) the day of the duty.</summary>
/// <param name="Kind">Of the duty; ending with * for all kinds that begin so. The longest that fits counts.</param>
/// <param name="Number">Order of the steps of a kind, from 1.</param>
/// <param name="DayOffset">Calendar days after the last day of the duty.</param>
/// <param name="Action">What is done.</param>
/// <param name="Article">Cited in the notice or the evidence.</param>
/// <param name="ValidFrom">First day of the step.</param>
/// <param name="ValidTo">Last day; null while it holds.</param>
public sealed record LadderStep(string Kind, int Number, int DayOffset, LadderAction Action, string? Article, DateOnly ValidFrom, DateOnly? ValidTo)
{
    public bool HoldsOn(DateOnly day) => ValidFrom <= day && (ValidTo is null || day <= ValidTo);
}

/// <summary>The ladder from the reminder to the suspected danger. The steps are the city's practice, kept as data, not law.</summary>
public static class DueLadder
{
    public const string AnyKind = "*";

    /// <summary>The steps of a duty on a day: those of the most exact kind that has any.</summary>
    public static IReadOnlyList<LadderStep> StepsOf(IEnumerable<LadderStep> ladder, string kind, DateOnly today) =>
        ladder.Where(s => s.HoldsOn(today) && Fits(s.Kind, kind)).GroupBy(s => s.Kind)
            .OrderBy(g => g.Key == kind ? 0 : 1).ThenByDescending(g => g.Key.Length).FirstOrDefault() is { } own ? [.. own.OrderBy(s => s.Number)] : [];

    public static bool Fits(string pattern, string kind) => pattern == kind || (pattern.EndsWith('*') && kind.StartsWith(pattern[..^1], StringComparison.Ordinal));

    /// <summary>The day on which something is to be done next; null when the ladder has been climbed.</summary>
    public static DateOnly? NextOn(IReadOnlyList<LadderStep> steps, int taken, DateOnly dueOn) =>
        steps.FirstOrDefault(s => s.Number > taken) is { } next ? dueOn.AddDays(next.DayOffset) : null;

    /// <summary>
    /// What is to be done today, after days of silence perhaps several steps; each comes once. A reminder whose duty has
    /// meanwhile become overdue is left out, because the notice of that says more.
    /// </summary>
    public static IReadOnlyList<LadderStep> Passed(IReadOnlyList<LadderStep> steps, int taken, DateOnly dueOn, DateOnly today)
    {
        var passed = steps.Where(s => s.Number > taken && dueOn.AddDays(s.DayOffset) <= today).ToList();
        return passed.Any(s => s.Action > LadderAction.Remind) ? [.. passed.Where(s => s.Action > LadderAction.Remind)] : [.. passed.TakeLast(1)];
    }

    /// <summary>Why steps make no ladder, in Chinese; null when they do.</summary>
    public static string? Fault(IReadOnlyList<LadderStep> steps)
    {
        for (var i = 0; i < steps.Count; i++)
        {
            if (steps[i].Number < 1) return "步骤序号应从 1 开始";
            if (i > 0 && steps[i].Number == steps[i - 1].Number) return $"步骤序号 {steps[i].Number} 重复";
            if (i > 0 && steps[i].DayOffset <= steps[i - 1].DayOffset) return $"第 {steps[i].Number} 步的天数应大于前一步";
            if (i > 0 && steps[i].Action < steps[i - 1].Action) return $"第 {steps[i].Number} 步的措施不能比前一步轻";
            if (steps[i].Action > LadderAction.Remind && steps[i].DayOffset < 1) return $"第 {steps[i].Number} 步应在到期之后";
        }
        return null;
    }
}
