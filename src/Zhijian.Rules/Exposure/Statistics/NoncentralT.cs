using MathNet.Numerics;
using MathNet.Numerics.Integration;

namespace Zhijian.Rules.Exposure.Statistics;

/// <summary>
/// The noncentral t distribution, which the numerics library lacks: (Z + δ) / s with s² = χ²/ν. Integrated over s, since
/// given s the rest is normal; checked against published tolerance factors.
/// </summary>
internal static class NoncentralT
{
    /// <summary>Standard deviations of s on either side of 1 that are integrated; beyond lies less than 1e-15.</summary>
    private const double Reach = 9;

    private const int Nodes = 128;

    /// <summary>P(T ≤ t).</summary>
    public static double Cdf(double t, double freedom, double noncentrality)
    {
        var spread = Reach / Math.Sqrt(2 * freedom);
        var (from, to) = (Math.Max(0, 1 - spread), 1 + spread);
        var logScale = Math.Log(2) + freedom / 2 * Math.Log(freedom / 2) - SpecialFunctions.GammaLn(freedom / 2);

        // For large t the normal factor is nearly a step: the panels meet where it stands, and there the nodes lie densest.
        var step = t == 0 ? from : Math.Clamp(noncentrality / t, from, to);
        return Math.Clamp(Panel(from, step) + Panel(step, to), 0, 1);

        double Panel(double a, double b) => b - a < 1e-12 ? 0 : GaussLegendreRule.Integrate(Integrand, a, b, Nodes);

        double Integrand(double s) => s <= 0 && freedom > 1
            ? 0
            : Math.Exp(logScale + (freedom - 1) * Math.Log(Math.Max(s, double.Epsilon)) - freedom * s * s / 2) * StandardNormal.Cdf(t * s - noncentrality);
    }
}
