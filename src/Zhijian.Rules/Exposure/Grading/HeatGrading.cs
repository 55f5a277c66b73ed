namespace Zhijian.Rules.Exposure.Grading;

/// <summary>Work in heat.</summary>
/// <param name="Wbgt">°C, time-weighted.</param>
/// <param name="ClothingValue">CAV, °C added for clothing; 0 for ordinary work clothes.</param>
/// <param name="RatePercent">接触时间率: heat time over 8 h, above 0 … 100.</param>
/// <param name="Intensity">Null when not assessed.</param>
public sealed record HeatWork(decimal Wbgt, decimal ClothingValue, decimal RatePercent, IntensityGrade? Intensity);

/// <summary>
/// 高温作业分级, GBZ/T 229.3-2025: grade Ⅰ starts at a WBGT, each further degree raises by one, beyond Ⅳ the standard asks for
/// a special assessment of heat stress. The cells of the 2010 edition are not sourced.
/// </summary>
public static class HeatGrading
{
    private static readonly decimal[] Rates = [25, 50, 75, 100];

    /// <summary>°C at which grade Ⅰ starts, intensity Ⅰ to Ⅳ by rate; null: always a special assessment.</summary>
    private static readonly decimal?[][] Starts =
    [
        [33, 32, 31, 30],
        [32, 30, 29, 28],
        [31, 29, 28, null],
        [30, 28, null, null],
    ];

    /// <summary>The 2010 edition does not grade work of less than an hour a day: 60 / 480 min.</summary>
    private const decimal LeastRate2010 = 12.5m;

    public static GradingOutcome Grade(GradingEdition? edition, HeatWork work)
    {
        if (edition is { Standard: "GBZ/T 229.3-2010" } && work.RatePercent < LeastRate2010)
            return GradingOutcome.Undetermined(edition, $"{edition.Standard}不适用于每日累计接触高温不足1小时的作业");
        if (GradingOutcome.Refuse(GradingSubject.Heat, edition) is { } refused) return refused;
        if (work.RatePercent is <= 0 or > 100) return GradingOutcome.Undetermined(edition, "接触时间率应大于0%且不超过100%");
        if (work.Intensity is not { } intensity) return GradingOutcome.Undetermined(edition, "缺少体力劳动强度分级，不能判级");

        var column = Array.FindIndex(Rates, rate => work.RatePercent <= rate);
        var effective = work.Wbgt + work.ClothingValue;
        var facts = $"劳动强度{intensity.Text()}，接触时间率{GradingOutcome.Format(work.RatePercent)}%，WBGT有效值{GradingOutcome.Format(effective)}℃";
        if (Starts[(int)intensity - 1][column] is not { } start)
            return GradingOutcome.Graded(edition!, WorkGrade.SpecialAssessment, null, $"{facts}；该劳动强度和接触时间率{WorkGrade.SpecialAssessment.Text()}");

        var steps = (int)Math.Clamp(Math.Floor(effective - start) + 1, 0, (int)WorkGrade.SpecialAssessment);
        var grade = (WorkGrade)steps;
        return GradingOutcome.Graded(edition!, grade, null, $"{facts}；{GradingOutcome.Format(start)}℃起为Ⅰ级，每升高1℃提高一级；{(grade == WorkGrade.Zero ? "未达Ⅰ级" : grade.Text())}");
    }
}
