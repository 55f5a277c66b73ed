namespace Zhijian.Rules.Exposure.Statistics;

/// <summary>A percentile or a share, with its upper confidence limits.</summary>
/// <param name="Value">The estimate.</param>
/// <param name="Upper70">Confidence of EN 689.</param>
/// <param name="Upper95">Confidence of the AIHA strategy.</param>
public readonly record struct UpperBounded(double Value, double Upper70, double Upper95);

/// <summary>
/// Exposure statistics of a group of results against a limit, so that a few lucky samples do not pass for safety: EN 689:2018
/// and the AIHA strategy side by side.
/// </summary>
public sealed record GroupStatistics
{
    public required LognormalFit Fit { get; init; }
    public required double Limit { get; init; }

    /// <summary>95th percentile; its upper limits are the UTL of EN 689 (70 %) and of AIHA (95 %).</summary>
    public required UpperBounded Percentile95 { get; init; }

    /// <summary>Share of exposures above the limit, 0 … 1.</summary>
    public required UpperBounded Exceedance { get; init; }

    public required ExposureCategory Category { get; init; }

    /// <summary>By the upper limit (95 %) of the percentile: the category that can be relied on.</summary>
    public required ExposureCategory CautiousCategory { get; init; }

    /// <summary>Preliminary test below six results, statistical test from six.</summary>
    public required ComplianceDecision Compliance { get; init; }

    /// <summary>Of the logarithms; null with non-detects.</summary>
    public required ShapiroWilk? Normality { get; init; }

    public required DecisionChart Decision { get; init; }

    /// <summary>What a reader must know before trusting the figures, in Chinese.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <param name="results">In the unit of the limit, in any order; from one similar exposure group.</param>
    /// <param name="limit">Above zero.</param>
    public static GroupOutcome<GroupStatistics> Of(IReadOnlyCollection<GroupResult> results, double limit)
    {
        if (!(limit > 0) || !double.IsFinite(limit)) throw new ArgumentOutOfRangeException(nameof(limit));
        var fitting = LognormalFitting.Fit(results);
        if (!fitting.Succeeded) return fitting.Refusal;
        var decision = DecisionChart.Of(results, limit);
        if (!decision.Succeeded) return decision.Refusal;

        var fit = fitting.Value;
        var percentile = new UpperBounded(fit.Percentile(0.95), fit.UpperPercentile(0.95, 0.70), fit.UpperPercentile(0.95, 0.95));
        var normality = NormalityOf(fit, results);
        return new GroupStatistics
        {
            Fit = fit,
            Limit = limit,
            Percentile95 = percentile,
            Exceedance = new(fit.Exceedance(limit), fit.UpperExceedance(limit, 0.70), fit.UpperExceedance(limit, 0.95)),
            Category = ExposureCategories.Of(percentile.Value / limit),
            CautiousCategory = ExposureCategories.Of(percentile.Upper95 / limit),
            Compliance = fit.Count < ComplianceTest.FewestForStatistics ? ComplianceTest.Preliminary(results, limit) : ComplianceTest.Statistical(fit, limit),
            Normality = normality,
            Decision = decision.Value,
            Notes = [.. NotesOn(fit, normality)],
        };
    }

    private static ShapiroWilk? NormalityOf(LognormalFit fit, IReadOnlyCollection<GroupResult> results) =>
        fit.Method == FitMethod.Complete && fit.Count <= ShapiroWilk.Most ? ShapiroWilk.Of([.. results.Select(r => Math.Log(r.Value))]) : null;

    private static IEnumerable<string> NotesOn(LognormalFit fit, ShapiroWilk? normality)
    {
        if (fit.Count < ComplianceTest.FewestForStatistics) yield return $"只有{fit.Count}个结果，置信上限很宽，宜补足至少{ComplianceTest.FewestForStatistics}个";
        if (normality is { Significance: < 0.05 }) yield return "对数值不服从正态分布（Shapiro–Wilk检验，P < 0.05），应检查是否混入了不同的接触人群";
        if (fit.GeometricDeviation > 3) yield return "几何标准差大于3，变异过大，应检查相似接触人群的划分";
        if (fit.Method == FitMethod.Complete) yield break;
        yield return $"{fit.Count - fit.Detected}个结果未检出，按左删失对数正态分布作最大似然估计；置信上限按检出个数取系数，偏于安全";
        if (fit.Detected * 2 < fit.Count) yield return "未检出超过一半，估计仅供参考";
    }
}
