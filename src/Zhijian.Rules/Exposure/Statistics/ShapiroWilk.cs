using MathNet.Numerics;
using MathNet.Numerics.Distributions;

namespace Zhijian.Rules.Exposure.Statistics;

/// <summary>
/// The test of normality that EN 689:2018 asks for on the logarithms. Weights and significance after P. Royston, Applied
/// Statistics 44 (1995), algorithm AS R94; for 3 to 5,000 results.
/// </summary>
public readonly record struct ShapiroWilk(double W, double Significance)
{
    public const int Fewest = 3;
    public const int Most = 5000;

    private static readonly double[] LastWeight = [0, 0.221157, -0.147981, -2.071190, 4.434685, -2.706056];
    private static readonly double[] SecondWeight = [0, 0.042981, -0.293762, -1.752461, 5.682633, -3.582633];
    private static readonly double[] SmallMean = [0.5440, -0.39978, 0.025054, -0.6714e-3];
    private static readonly double[] SmallDeviation = [1.3822, -0.77857, 0.062767, -0.0020322];
    private static readonly double[] LargeMean = [-1.5861, -0.31082, -0.083751, 0.0038915];
    private static readonly double[] LargeDeviation = [-0.4803, -0.082676, 0.0030302];
    private static readonly double[] Ceiling = [-2.273, 0.459];

    /// <param name="values">In any order; not all equal.</param>
    public static ShapiroWilk Of(IReadOnlyCollection<double> values)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(values.Count, Fewest, nameof(values));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(values.Count, Most, nameof(values));
        var sorted = values.Order().ToArray();
        var mean = sorted.Average();
        var squares = sorted.Sum(x => (x - mean) * (x - mean));
        if (squares <= 0) throw new ArgumentException("All values are equal.", nameof(values));

        var weights = Weights(sorted.Length);
        var span = 0.0;
        for (var i = 0; i < weights.Length; i++) span += weights[i] * (sorted[^(i + 1)] - sorted[i]);
        var w = Math.Min(1, span * span / squares);
        return new(w, SignificanceOf(w, sorted.Length));
    }

    /// <summary>The weights of the upper half, largest value first.</summary>
    private static double[] Weights(int n)
    {
        if (n == 3) return [Constants.Sqrt1Over2];
        var scores = Enumerable.Range(1, n / 2).Select(i => -Normal.InvCDF(0, 1, (i - 0.375) / (n + 0.25))).ToArray();
        var sum = 2 * scores.Sum(m => m * m);
        var root = 1 / Math.Sqrt(n);

        var first = Polynomial.Evaluate(root, LastWeight) + scores[0] / Math.Sqrt(sum);
        if (n <= 5)
        {
            var scale = Math.Sqrt((sum - 2 * scores[0] * scores[0]) / (1 - 2 * first * first));
            return [first, .. scores.Skip(1).Select(m => m / scale)];
        }
        var second = Polynomial.Evaluate(root, SecondWeight) + scores[1] / Math.Sqrt(sum);
        var rest = Math.Sqrt((sum - 2 * scores[0] * scores[0] - 2 * scores[1] * scores[1]) / (1 - 2 * first * first - 2 * second * second));
        return [first, second, .. scores.Skip(2).Select(m => m / rest)];
    }

    private static double SignificanceOf(double w, int n)
    {
        if (n == 3) return Math.Clamp(6 / Math.PI * (Math.Asin(Math.Sqrt(w)) - Math.Asin(Math.Sqrt(0.75))), 0, 1);
        if (w >= 1) return 1;

        var y = Math.Log(1 - w);
        var log = Math.Log(n);
        if (n > 11) return StandardNormal.Cdf(-(y - Polynomial.Evaluate(log, LargeMean)) / Math.Exp(Polynomial.Evaluate(log, LargeDeviation)));

        var ceiling = Polynomial.Evaluate(n, Ceiling);
        if (y >= ceiling) return 0;
        return StandardNormal.Cdf(-(-Math.Log(ceiling - y) - Polynomial.Evaluate(n, SmallMean)) / Math.Exp(Polynomial.Evaluate(n, SmallDeviation)));
    }
}
