using MathNet.Numerics;
using MathNet.Numerics.Distributions;

namespace Zhijian.Rules.Exposure.Statistics;

/// <summary>The standard normal distribution with tails that neither underflow nor divide by zero.</summary>
internal static class StandardNormal
{
    /// <summary>Below it the distribution function underflows; the asymptotic series is exact to the last digits there.</summary>
    private const double FarTail = -25;

    private static readonly double LogRootTwoPi = 0.5 * Math.Log(2 * Math.PI);

    public static double Cdf(double z) => 0.5 * SpecialFunctions.Erfc(-z / Constants.Sqrt2);

    public static double Quantile(double probability) => Normal.InvCDF(0, 1, probability);

    public static double LogCdf(double z) => z > FarTail ? Math.Log(Cdf(z)) : -z * z / 2 - LogRootTwoPi - Math.Log(InverseMills(z));

    /// <summary>Density over distribution function: how strongly a non-detect below z pulls downwards.</summary>
    public static double InverseMills(double z)
    {
        if (z > FarTail) return Math.Exp(-z * z / 2 - LogRootTwoPi) / Cdf(z);
        var inverseSquare = 1 / (z * z);
        return -z / (1 - inverseSquare * (1 - inverseSquare * (3 - 15 * inverseSquare)));
    }
}
