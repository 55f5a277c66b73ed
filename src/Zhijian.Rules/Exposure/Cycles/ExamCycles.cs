using Zhijian.Rules.Exposure.Grading;

namespace Zhijian.Rules.Exposure.Cycles;

/// <summary>What decides how often a worker is examined.</summary>
public enum ExamFactor
{
    Noise,

    /// <summary>Dust or chemical with a grade of GBZ/T 229.</summary>
    DustOrChemical,
    Heat,
}

/// <summary>One row: from this measure on, one exam in so many months; null: none is asked for.</summary>
/// <param name="Factor">Of the exposure.</param>
/// <param name="FromMeasure">Noise: L_EX in dB(A); dust and chemicals: number of the grade; heat: 0.</param>
/// <param name="Months">Between exams.</param>
public readonly record struct ExamCycleRow(ExamFactor Factor, decimal FromMeasure, int? Months);

/// <summary>How often, with the reason; undetermined says why.</summary>
public sealed record ExamCycle(bool Determined, int? Months, string Working);

/// <summary>在岗期间职业健康检查周期, GBZ 188-2025 (read in public code). The cells of GBZ 188-2014 are not sourced.</summary>
public static class ExamCycles
{
    /// <summary>GBZ 188-2025 in force.</summary>
    public static DateOnly From2025 { get; } = new(2026, 8, 1);

    /// <summary>A grade that was never assessed counts as Ⅱ.</summary>
    private const WorkGrade Ungraded = WorkGrade.Two;

    public static IReadOnlyList<ExamCycleRow> Rows { get; } =
    [
        new(ExamFactor.Noise, 0, null), new(ExamFactor.Noise, 80, 24), new(ExamFactor.Noise, 85, 12),
        new(ExamFactor.DustOrChemical, 0, 24), new(ExamFactor.DustOrChemical, 2, 12),
        new(ExamFactor.Heat, 0, 12),
    ];

    public static ExamCycle OfNoise(decimal level, DateOnly day) => Find(ExamFactor.Noise, level, day, $"噪声等效声级{level:0.#} dB(A)");

    public static ExamCycle OfGrade(WorkGrade? grade, DateOnly day) =>
        Find(ExamFactor.DustOrChemical, (int)(grade ?? Ungraded), day, grade is { } known ? $"作业分级{known.Text()}" : $"未作业分级，按{Ungraded.Text()}");

    public static ExamCycle OfHeat(DateOnly day) => Find(ExamFactor.Heat, 0, day, "高温作业");

    /// <summary>The last day for the exam on leaving: an exam in the 90 days before counts, else within 30 days before (安监总局令第49号第十五条).</summary>
    public static bool CountsAsExitExam(DateOnly exam, bool periodic, DateOnly leaving) =>
        exam <= leaving && leaving.DayNumber - exam.DayNumber <= (periodic ? 90 : 30);

    private static ExamCycle Find(ExamFactor factor, decimal measure, DateOnly day, string facts)
    {
        if (day < From2025) return new(false, null, "GBZ 188-2014的周期表尚未取得原文，不能确定检查周期");
        var months = Rows.Last(row => row.Factor == factor && row.FromMeasure <= measure).Months;
        return new(true, months, months is { } m ? $"{facts}，每{m / 12}年一次（GBZ 188-2025）" : $"{facts}，不要求在岗期间检查（GBZ 188-2025）");
    }
}
