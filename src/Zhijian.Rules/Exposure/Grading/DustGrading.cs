namespace Zhijian.Rules.Exposure.Grading;

/// <summary>Work with dust.</summary>
/// <param name="FreeSilicaPercent">0 … 100; null when not analysed.</param>
/// <param name="Ratio">B = C_TWA / PC-TWA, unrounded.</param>
/// <param name="Intensity">Null when not assessed.</param>
public sealed record DustWork(decimal? FreeSilicaPercent, decimal Ratio, IntensityGrade? Intensity);

/// <summary>生产性粉尘作业分级, GBZ/T 229.1-2010: G = WM·WB·WL. The 2025 edition is not sourced.</summary>
public static class DustGrading
{
    private static readonly WeightRow<decimal>[] Silica = [new(10, false, 1), new(50, true, 2), new(80, true, 4), new(null, false, 6)];

    private static readonly WeightRow<WorkGrade>[] Grades = [new(0, true, WorkGrade.Zero), new(6, true, WorkGrade.One), new(16, true, WorkGrade.Two), new(null, false, WorkGrade.Three)];

    /// <summary>WB: 0 below the limit, 1 up to twice, then the ratio itself.</summary>
    private static decimal RatioWeight(decimal ratio) => ratio < 1 ? 0 : ratio <= 2 ? 1 : ratio;

    public static GradingOutcome Grade(GradingEdition? edition, DustWork work)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(work.Ratio);
        if (GradingOutcome.Refuse(GradingSubject.Dust, edition) is { } refused) return refused;
        if (work.FreeSilicaPercent is < 0 or > 100) return GradingOutcome.Undetermined(edition, "游离二氧化硅含量应在0%至100%之间");
        // Without weight of the ratio G is 0, whatever the other two weigh.
        if (RatioWeight(work.Ratio) == 0 && (work.FreeSilicaPercent is null || work.Intensity is null))
            return GradingOutcome.Graded(edition!, WorkGrade.Zero, 0, $"超限倍数B={GradingOutcome.Format(work.Ratio)}，WB=0；G=0，{WorkGrade.Zero.Text()}");
        if (work.FreeSilicaPercent is not { } silica) return GradingOutcome.Undetermined(edition, "缺少游离二氧化硅含量，不能判级");
        if (work.Intensity is not { } intensity) return GradingOutcome.Undetermined(edition, "缺少体力劳动强度分级，不能判级");

        var (wm, wb, wl) = (WeightRows.Find(Silica, silica), RatioWeight(work.Ratio), WeightRows.Of(intensity));
        var g = wm * wb * wl;
        var grade = WeightRows.Find(Grades, g);
        return GradingOutcome.Graded(edition!, grade, g,
            $"游离二氧化硅{GradingOutcome.Format(silica)}%，WM={GradingOutcome.Format(wm)}；超限倍数B={GradingOutcome.Format(work.Ratio)}，WB={GradingOutcome.Format(wb)}；劳动强度{intensity.Text()}，WL={GradingOutcome.Format(wl)}；G={GradingOutcome.Format(g)}，{grade.Text()}");
    }
}
