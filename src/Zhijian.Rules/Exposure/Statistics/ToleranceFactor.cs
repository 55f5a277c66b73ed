using MathNet.Numerics.RootFinding;

namespace Zhijian.Rules.Exposure.Statistics;

/// <summary>
/// One-sided tolerance factors k of a normal sample: with the stated confidence, mean + k·s lies above the stated part of
/// the distribution. U_R of EN 689:2018 table F.1 is k(n, 0.95, 0.70); the AIHA strategy uses k(n, 0.95, 0.95).
/// </summary>
public static class ToleranceFactor
{
    private const double Precision = 1e-10;
    private const int Rounds = 200;

    /// <param name="count">Results, 2 or more.</param>
    /// <param name="coverage">From 0.5 to below 1.</param>
    /// <param name="confidence">From 0.5 to below 1.</param>
    public static double Of(int count, double coverage, double confidence)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 2);
        if (coverage is not (>= 0.5 and < 1)) throw new ArgumentOutOfRangeException(nameof(coverage));
        if (confidence is not (>= 0.5 and < 1)) throw new ArgumentOutOfRangeException(nameof(confidence));

        var root = Math.Sqrt(count);
        var noncentrality = root * StandardNormal.Quantile(coverage);
        double Missing(double k) => NoncentralT.Cdf(root * k, count - 1, noncentrality) - confidence;

        var upper = 2.0;
        while (Missing(upper) < 0) upper *= 2;
        return Brent.FindRoot(Missing, 0, upper, Precision, Rounds);
    }

    /// <summary>The part of the distribution that lies above mean + k·s at most, with the stated confidence: <see cref="Of"/> read backwards.</summary>
    public static double UpperExceedance(int count, double k, double confidence)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 2);
        var root = Math.Sqrt(count);
        double Surplus(double z) => NoncentralT.Cdf(root * k, count - 1, root * z) - confidence;

        var (lower, upper) = (Math.Min(k, 0) - 1, Math.Max(k, 0) + 1);
        while (Surplus(lower) < 0 && lower > -1e6) lower *= 2;
        while (Surplus(upper) > 0 && upper < 1e6) upper *= 2;
        return StandardNormal.Cdf(-Brent.FindRoot(Surplus, lower, upper, Precision, Rounds));
    }
}
