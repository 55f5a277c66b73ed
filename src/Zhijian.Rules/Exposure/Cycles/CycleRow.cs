using Zhijian.Rules.Risk;

namespace Zhijian.Rules.Exposure.Cycles;

/// <summary>What an employer has to have done again and again.</summary>
public enum CycleDuty
{
    /// <summary>定期检测 by a qualified institution.</summary>
    PeriodicTest,

    /// <summary>现状评价.</summary>
    StatusEvaluation,

    /// <summary>控制效果评价 of a workplace with highly toxic substances.</summary>
    ControlEffectEvaluation,
}

public static class CycleDuties
{
    public static string Text(this CycleDuty duty) => duty switch
    {
        CycleDuty.PeriodicTest => "职业病危害因素检测",
        CycleDuty.StatusEvaluation => "职业病危害现状评价",
        _ => "职业病危害控制效果评价",
    };
}

/// <summary>Whom a row binds.</summary>
public enum CycleScope
{
    /// <summary>Employers of one hazard class.</summary>
    HazardClass,

    /// <summary>Workplaces with highly toxic substances, whatever the class.</summary>
    HighlyToxic,
}

/// <summary>A duty to repeat, in one span of law.</summary>
/// <param name="Duty">What.</param>
/// <param name="Scope">Whom.</param>
/// <param name="Class">With <see cref="CycleScope.HazardClass"/> the class, else null.</param>
/// <param name="Months">At least once in so many months.</param>
/// <param name="From">First day of the law.</param>
/// <param name="Until">Last day; null while in force.</param>
/// <param name="Article">Law and article.</param>
/// <param name="Source">law, secondary or recalled.</param>
public sealed record CycleRow(CycleDuty Duty, CycleScope Scope, HazardRiskClass? Class, int Months, DateOnly From, DateOnly? Until, string Article, string Source)
{
    public bool InForce(DateOnly day) => From <= day && (Until is null || day <= Until);
}

/// <summary>The rows of law: 安监总局令第47号 until the last day of January 2021, 国家卫生健康委员会令第5号 since, 国务院令第352号 all along.</summary>
public static class CycleRows
{
    private const string Order47 = "《工作场所职业卫生监督管理规定》（安监总局令第47号）第二十条";
    private const string Order5 = "《工作场所职业卫生管理规定》（国家卫生健康委员会令第5号）第二十条";
    private const string Regulation352 = "《使用有毒物品作业场所劳动保护条例》第二十六条";

    private static readonly DateOnly Order47From = new(2012, 6, 1);
    private static readonly DateOnly Order47Until = new(2021, 1, 31);
    private static readonly DateOnly Order5From = new(2021, 2, 1);
    private static readonly DateOnly Regulation352From = new(2002, 5, 12);

    /// <summary>How many days before the due date an employer is warned; editable by design.</summary>
    public const int WarnDays = 60;

    public static IReadOnlyList<CycleRow> All { get; } =
    [
        new(CycleDuty.PeriodicTest, CycleScope.HazardClass, HazardRiskClass.General, 12, Order47From, Order47Until, Order47, "recalled"),
        new(CycleDuty.PeriodicTest, CycleScope.HazardClass, HazardRiskClass.Serious, 12, Order47From, Order47Until, Order47, "recalled"),
        new(CycleDuty.PeriodicTest, CycleScope.HazardClass, HazardRiskClass.Severe, 12, Order47From, Order47Until, Order47, "recalled"),
        new(CycleDuty.StatusEvaluation, CycleScope.HazardClass, HazardRiskClass.Severe, 36, Order47From, Order47Until, Order47, "recalled"),
        new(CycleDuty.PeriodicTest, CycleScope.HazardClass, HazardRiskClass.General, 36, Order5From, null, Order5, "secondary"),
        new(CycleDuty.PeriodicTest, CycleScope.HazardClass, HazardRiskClass.Severe, 12, Order5From, null, Order5, "secondary"),
        new(CycleDuty.StatusEvaluation, CycleScope.HazardClass, HazardRiskClass.Severe, 36, Order5From, null, Order5, "secondary"),
        new(CycleDuty.PeriodicTest, CycleScope.HighlyToxic, null, 1, Regulation352From, null, Regulation352, "law"),
        new(CycleDuty.ControlEffectEvaluation, CycleScope.HighlyToxic, null, 6, Regulation352From, null, Regulation352, "law"),
    ];
}
