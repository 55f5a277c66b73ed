using System.Globalization;

namespace Zhijian.Rules.Exposure.Statistics;

public enum ComplianceOutcome
{
    /// <summary>More measurements are needed.</summary>
    Undecided,
    Complies,
    DoesNotComply,
}

/// <summary>What the test came to, with its working.</summary>
/// <param name="Outcome">Whether it complies.</param>
/// <param name="Statistic">U of EN 689; null in the preliminary test.</param>
/// <param name="Critical">U_R, or the fraction of the limit of the preliminary test.</param>
/// <param name="Message">The working in Chinese.</param>
public sealed record ComplianceDecision(ComplianceOutcome Outcome, double? Statistic, double? Critical, string Message);

/// <summary>One row of the preliminary test: with so many results, all must lie below the fraction of the limit.</summary>
public readonly record struct PreliminaryRow(int Count, double Fraction);

/// <summary>The tests of compliance with a limit, EN 689:2018 5.5 (recalled; U_R agrees with its table F.1).</summary>
public static class ComplianceTest
{
    public const double Coverage = 0.95;
    public const double Confidence = 0.70;
    public const int FewestForStatistics = 6;

    /// <summary>EN 689:2018 5.5.2.</summary>
    public static IReadOnlyList<PreliminaryRow> PreliminaryRows { get; } = [new(3, 0.1), new(4, 0.15), new(5, 0.2)];

    /// <summary>
    /// Three to five results: complies when all lie below the fraction of the limit, does not when one lies above the limit,
    /// else at least six are needed. A non-detect counts as its detection limit.
    /// </summary>
    public static ComplianceDecision Preliminary(IReadOnlyCollection<GroupResult> results, double limit)
    {
        if (!(limit > 0)) throw new ArgumentOutOfRangeException(nameof(limit));
        // A result above the limit decides whatever the number of results.
        var over = results.Count(r => !r.BelowDetection && r.Value > limit);
        if (over > 0) return new(ComplianceOutcome.DoesNotComply, null, 1, $"{over}个结果超过限值，初步检验不符合");

        var row = PreliminaryRows.LastOrDefault(r => r.Count <= results.Count);
        if (row.Count == 0) return new(ComplianceOutcome.Undecided, null, null, $"只有{results.Count}个结果，初步检验至少需要{PreliminaryRows[0].Count}个");
        var highest = results.Max(r => r.Value) / limit;
        var text = string.Create(CultureInfo.InvariantCulture, $"{results.Count}个结果的最大值为限值的{highest:0.###}倍，初步检验要求小于{row.Fraction:0.##}倍");
        return highest < row.Fraction
            ? new(ComplianceOutcome.Complies, null, row.Fraction, text + "，符合")
            : new(ComplianceOutcome.Undecided, null, row.Fraction, $"{text}，不能判定，应补足至少{FewestForStatistics}个结果");
    }

    /// <summary>
    /// Six results or more: with 70 % confidence less than 5 % of exposures lie above the limit, U = (ln limit − ln GM) / ln GSD ≥ U_R.
    /// </summary>
    public static ComplianceDecision Statistical(LognormalFit fit, double limit)
    {
        if (!(limit > 0)) throw new ArgumentOutOfRangeException(nameof(limit));
        if (fit.Count < FewestForStatistics) return new(ComplianceOutcome.Undecided, null, null, $"只有{fit.Count}个结果，统计检验至少需要{FewestForStatistics}个");
        var u = fit.Distance(limit);
        var critical = ToleranceFactor.Of(fit.Detected, Coverage, Confidence);
        var complies = u >= critical;
        return new(complies ? ComplianceOutcome.Complies : ComplianceOutcome.DoesNotComply, u, critical,
            string.Create(CultureInfo.InvariantCulture, $"U = {u:0.###}，临界值 U_R = {critical:0.###}，{(complies ? "符合" : "不符合")}"));
    }
}
