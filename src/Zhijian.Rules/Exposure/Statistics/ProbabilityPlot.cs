namespace Zhijian.Rules.Exposure.Statistics;

/// <summary>A detected result on log-probability paper.</summary>
/// <param name="Score">Normal quantile of the plotting position: the horizontal axis.</param>
/// <param name="Value">In the unit of the results: the logarithmic vertical axis.</param>
public readonly record struct PlotPoint(double Score, double Value);

/// <summary>
/// Points of a log-probability plot: the nearer to a line, the better the lognormal fits. Non-detects are not drawn but move
/// the detected ones to their places (Hirsch and Stedinger 1987, with Blom's 3/8).
/// </summary>
public static class ProbabilityPlot
{
    private const double Blom = 0.375;

    /// <summary>In rising order of the value.</summary>
    public static IReadOnlyList<PlotPoint> Points(IReadOnlyCollection<GroupResult> results)
    {
        var detected = results.Where(r => !r.BelowDetection).Select(r => r.Value).Order().ToArray();
        double[] bounds = [double.NegativeInfinity, .. results.Where(r => r.BelowDetection).Select(r => r.Value).Distinct().Order()];

        var slices = new Stack<(double[] Values, double Above, double AboveNext)>();
        var aboveNext = 0.0;
        for (var j = bounds.Length - 1; j >= 0; j--)
        {
            var next = j + 1 < bounds.Length ? bounds[j + 1] : double.PositiveInfinity;
            var values = detected.Where(v => v >= bounds[j] && v < next).ToArray();
            var below = results.Count(r => r.BelowDetection ? r.Value <= bounds[j] : r.Value < bounds[j]);
            var share = values.Length + below == 0 ? 0 : (double)values.Length / (values.Length + below);
            var above = aboveNext + share * (1 - aboveNext);
            slices.Push((values, above, aboveNext));
            aboveNext = above;
        }

        var points = new List<PlotPoint>(detected.Length);
        foreach (var (values, above, next) in slices)
        {
            for (var i = 0; i < values.Length; i++)
            {
                var position = 1 - above + (above - next) * (i + 1 - Blom) / (values.Length + 1 - 2 * Blom);
                points.Add(new(StandardNormal.Quantile(position), values[i]));
            }
        }
        return points;
    }

    /// <summary>The fitted line between two scores.</summary>
    public static IReadOnlyList<PlotPoint> Line(LognormalFit fit, double from = -2.5, double to = 2.5) =>
        [new(from, Math.Exp(fit.LogMean + from * fit.LogDeviation)), new(to, Math.Exp(fit.LogMean + to * fit.LogDeviation))];
}
