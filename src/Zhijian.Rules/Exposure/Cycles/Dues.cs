using Zhijian.Rules.Risk;

namespace Zhijian.Rules.Exposure.Cycles;

public enum DueState
{
    Later,

    /// <summary>The warning has begun.</summary>
    Warning,

    /// <summary>Today, or never done: at once.</summary>
    Now,
    Overdue,
}

/// <summary>Something that makes a status evaluation due at once, whatever the cycle.</summary>
public enum EvaluationTrigger
{
    /// <summary>发生职业病危害事故.</summary>
    Accident,

    /// <summary>初次申请职业卫生安全许可证或者有效期届满换证, order 47 only (recalled).</summary>
    Permit,

    /// <summary>主管部门规定的其他情形.</summary>
    Ordered,
}

/// <param name="Trigger">What happened.</param>
/// <param name="On">When.</param>
public readonly record struct EvaluationEvent(EvaluationTrigger Trigger, DateOnly On);

/// <summary>What is known of the employer.</summary>
public sealed record CycleFacts
{
    /// <summary>By the catalogue in force; null when not classified.</summary>
    public HazardRiskClass? Class { get; init; }
    public bool HighlyToxic { get; init; }

    /// <summary>Last day of sampling of the latest test by a qualified institution; null: never.</summary>
    public DateOnly? LastTest { get; init; }
    public DateOnly? LastStatusEvaluation { get; init; }
    public DateOnly? LastControlEffectEvaluation { get; init; }
    public IReadOnlyCollection<EvaluationEvent> Events { get; init; } = [];

    internal DateOnly? Last(CycleDuty duty) => duty switch
    {
        CycleDuty.PeriodicTest => LastTest,
        CycleDuty.StatusEvaluation => LastStatusEvaluation,
        _ => LastControlEffectEvaluation,
    };
}

/// <summary>When a duty falls due next, with its working in Chinese.</summary>
public sealed record Due(CycleDuty Duty, DateOnly On, DateOnly WarnFrom, DueState State, string Article, string Working);

/// <summary>The dues of an employer, or why some cannot be told.</summary>
public sealed record DueList(IReadOnlyList<Due> Dues, IReadOnlyList<string> Undetermined);

/// <summary>
/// Next due dates: last sampling date + the period of the law in force on the day asked about. What was missed under
/// an earlier law stays a matter of that time.
/// </summary>
public static class Dues
{
    private static readonly DateOnly PermitUntil = new(2021, 1, 31);

    /// <param name="facts">Of the employer.</param>
    /// <param name="today">The day asked about.</param>
    /// <param name="warnDays">Before the due date.</param>
    /// <param name="rows">Other rows of law.</param>
    public static DueList Of(CycleFacts facts, DateOnly today, int warnDays = CycleRows.WarnDays, IReadOnlyList<CycleRow>? rows = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(warnDays);
        var inForce = (rows ?? CycleRows.All).Where(row => row.InForce(today)).OrderBy(row => row.Months).ToArray();
        var undetermined = new List<string>();
        if (facts.Class is not { } hazard) undetermined.Add("尚未确定职业病危害风险类别，不能确定检测周期");
        else if (!inForce.Any(row => row.Class == hazard))
            undetermined.Add(inForce.Any(row => row.Class is not null) ? $"现行规定没有“{hazard.Text()}”一类，请按现行目录重新分类" : $"{today:yyyy-MM-dd}没有施行中的检测周期规定");

        var dues = inForce.Where(row => row.Scope == CycleScope.HighlyToxic ? facts.HighlyToxic : row.Class == facts.Class)
            .Select(row => FromCycle(row, facts.Last(row.Duty)))
            .Concat(FromEvents())
            // Where two rows of law ask for the same, the earlier date stands; of two equal dates the shorter period.
            .GroupBy(due => due.Duty).Select(group => group.MinBy(due => due.On)!)
            .OrderBy(due => due.On).ThenBy(due => due.Duty).ToArray();
        return new(dues, undetermined);

        Due FromCycle(CycleRow row, DateOnly? last)
        {
            if (last is not { } day) return Make(row.Duty, today, row.Article, $"从未进行{row.Duty.Text()}，应立即进行（{row.Article}）", never: true);
            var on = day.AddMonths(row.Months);
            return Make(row.Duty, on, row.Article, $"上次采样日期{day:yyyy-MM-dd}，{Period(row.Months)}至少一次，应于{on:yyyy-MM-dd}前完成（{row.Article}）");
        }

        IEnumerable<Due> FromEvents() => facts.Events
            .Where(e => e.On <= today && !(facts.LastStatusEvaluation >= e.On) && (e.Trigger != EvaluationTrigger.Permit || e.On <= PermitUntil))
            .Select(e => Make(CycleDuty.StatusEvaluation, e.On, ArticleOf(e.On), $"{e.On:yyyy-MM-dd}{Words(e.Trigger)}，应及时进行现状评价（{ArticleOf(e.On)}）"));

        Due Make(CycleDuty duty, DateOnly on, string article, string working, bool never = false)
        {
            var warnFrom = on.DayNumber > warnDays ? on.AddDays(-warnDays) : DateOnly.MinValue;
            var state = never || on == today ? DueState.Now : on < today ? DueState.Overdue : today >= warnFrom ? DueState.Warning : DueState.Later;
            return new(duty, on, warnFrom, state, article, working);
        }
    }

    private static string Period(int months) => months % 12 == 0 ? $"每{months / 12}年" : months == 6 ? "每半年" : $"每{months}个月";

    private static string Words(EvaluationTrigger trigger) => trigger switch
    {
        EvaluationTrigger.Accident => "发生职业病危害事故",
        EvaluationTrigger.Permit => "申请或者更换职业卫生安全许可证",
        _ => "出现主管部门规定应当评价的情形",
    };

    private static string ArticleOf(DateOnly day) => day <= PermitUntil
        ? "《工作场所职业卫生监督管理规定》（安监总局令第47号）第二十一条"
        : "《工作场所职业卫生管理规定》（国家卫生健康委员会令第5号）第二十一条";
}
