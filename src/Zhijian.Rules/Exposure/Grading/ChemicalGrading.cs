namespace Zhijian.Rules.Exposure.Grading;

/// <summary>毒物危害程度级别, GBZ 230.</summary>
public enum ToxicityGrade
{
    Light = 1,
    Medium = 2,
    High = 3,
    Extreme = 4,
}

/// <summary>Work with a chemical. The ratios are unrounded; those without a limit are null.</summary>
/// <param name="TwaRatio">C_TWA / PC-TWA.</param>
/// <param name="StelRatio">C_STE / PC-STEL.</param>
/// <param name="MacRatio">C_ME / MAC.</param>
/// <param name="PeakRatio">Peak / (3 × PC-TWA), 2025 edition only.</param>
/// <param name="Toxicity">Null when the substance is not graded.</param>
/// <param name="Intensity">Null when not assessed.</param>
/// <param name="HasSpecialEffect">Carcinogenic, mutagenic, teratogenic, sensitising or absorbed through the skin, 2025 edition only.</param>
public sealed record ChemicalWork(
    decimal? TwaRatio, decimal? StelRatio, decimal? MacRatio, decimal? PeakRatio, ToxicityGrade? Toxicity, IntensityGrade? Intensity, bool HasSpecialEffect = false)
{
    /// <summary>With one ratio already chosen as the highest.</summary>
    public ChemicalWork(decimal ratio, ToxicityGrade? toxicity, IntensityGrade? intensity, bool hasSpecialEffect = false)
        : this(ratio, null, null, null, toxicity, intensity, hasSpecialEffect)
    {
    }
}

/// <summary>化学物作业分级, GBZ/T 229.2, editions 2010 and 2025: G = WD·WB·WL.</summary>
public static class ChemicalGrading
{
    /// <summary>What differs between the editions.</summary>
    /// <param name="RatioFrom">The ratio up to which WB is 0; above it WB is the ratio.</param>
    /// <param name="Grades">By G.</param>
    /// <param name="WithPeaks">Peaks count.</param>
    /// <param name="LeastAboveLimit">The grade that work above the limit has at least.</param>
    /// <param name="RaisesSpecialEffects">Special effects raise by one grade, to Ⅲ at most.</param>
    private sealed record Table(decimal RatioFrom, IReadOnlyList<WeightRow<WorkGrade>> Grades, bool WithPeaks, WorkGrade LeastAboveLimit, bool RaisesSpecialEffects);

    private static readonly decimal[] Toxicity = [1, 2, 4, 8];

    private static readonly Dictionary<string, Table> Tables = new()
    {
        ["GBZ/T 229.2-2010"] = new(1m, [new(1, true, WorkGrade.Zero), new(6, true, WorkGrade.One), new(24, true, WorkGrade.Two), new(null, false, WorkGrade.Three)], false, WorkGrade.Zero, false),
        ["GBZ/T 229.2-2025"] = new(0.5m, [new(0, true, WorkGrade.Zero), new(6, true, WorkGrade.One), new(24, true, WorkGrade.Two), new(null, false, WorkGrade.Three)], true, WorkGrade.Two, true),
    };

    public static GradingOutcome Grade(GradingEdition? edition, ChemicalWork work)
    {
        if (GradingOutcome.Refuse(GradingSubject.Chemical, edition) is { } refused) return refused;
        var table = Tables[edition!.Standard];
        decimal?[] ratios = [work.TwaRatio, work.StelRatio, work.MacRatio, table.WithPeaks ? work.PeakRatio : null];
        if (ratios.Max() is not { } b) return GradingOutcome.Undetermined(edition, "没有可与职业接触限值比较的结果，不能判级");
        if (ratios.Min() < 0) throw new ArgumentOutOfRangeException(nameof(work));
        // Without weight of the ratio G is 0, whatever the other two weigh.
        if (b <= table.RatioFrom && !(work.HasSpecialEffect && table.RaisesSpecialEffects) && (work.Toxicity is null || work.Intensity is null))
            return GradingOutcome.Graded(edition, WorkGrade.Zero, 0, $"B={GradingOutcome.Format(b)}，WB=0；G=0，{WorkGrade.Zero.Text()}");
        if (work.Toxicity is not { } toxicity) return GradingOutcome.Undetermined(edition, "缺少毒物危害程度级别（GBZ 230），不能判级");
        if (work.Intensity is not { } intensity) return GradingOutcome.Undetermined(edition, "缺少体力劳动强度分级，不能判级");

        var (wd, wb, wl) = (Toxicity[(int)toxicity - 1], b <= table.RatioFrom ? 0 : b, WeightRows.Of(intensity));
        var g = wd * wb * wl;
        var grade = WeightRows.Find(table.Grades, g);
        var working = $"WD={GradingOutcome.Format(wd)}；B={GradingOutcome.Format(b)}，WB={GradingOutcome.Format(wb)}；劳动强度{intensity.Text()}，WL={GradingOutcome.Format(wl)}；G={GradingOutcome.Format(g)}，{grade.Text()}";
        if (b > 1 && grade < table.LeastAboveLimit)
        {
            grade = table.LeastAboveLimit;
            working += $"；B大于1，不低于{grade.Text()}";
        }
        if (work.HasSpecialEffect && table.RaisesSpecialEffects && grade < WorkGrade.Three)
        {
            grade++;
            working += $"；有致癌、致突变、致畸、致敏或经皮吸收作用，上调为{grade.Text()}";
        }
        return GradingOutcome.Graded(edition, grade, g, working);
    }
}
