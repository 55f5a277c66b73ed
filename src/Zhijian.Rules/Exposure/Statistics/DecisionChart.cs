namespace Zhijian.Rules.Exposure.Statistics;

/// <summary>Where the truth is sought before the results are seen: evenly over the logarithms of both figures.</summary>
/// <param name="LowestMean">Geometric mean as a part of the limit.</param>
/// <param name="HighestMean">Geometric mean as a part of the limit.</param>
/// <param name="LowestDeviation">Geometric standard deviation, above 1.</param>
/// <param name="HighestDeviation">Geometric standard deviation.</param>
public sealed record DecisionPrior(double LowestMean, double HighestMean, double LowestDeviation, double HighestDeviation)
{
    /// <summary>After Hewett et al., J. Occup. Environ. Hyg. 3 (2006); the bounds are recalled and meant to be replaced where a better judgement exists.</summary>
    public static DecisionPrior Default { get; } = new(0.0001, 5, 1.05, 4);
}

/// <summary>
/// How likely each exposure category is in view of the results (Bayesian decision analysis). It answers also where too few
/// were detected for an estimate: the likelihood of a non-detect is that of lying below its limit.
/// </summary>
public sealed record DecisionChart
{
    private const int MeanSteps = 200;
    private const int DeviationSteps = 60;

    private DecisionChart(double[] probabilities) => Probabilities = probabilities;

    /// <summary>Of categories 0 to 4; they add up to 1.</summary>
    public IReadOnlyList<double> Probabilities { get; }

    public ExposureCategory MostLikely => (ExposureCategory)Enumerable.Range(0, Probabilities.Count).MaxBy(i => Probabilities[i]);

    /// <summary>At least one result; values above zero.</summary>
    public static GroupOutcome<DecisionChart> Of(IReadOnlyCollection<GroupResult> results, double limit, DecisionPrior? prior = null)
    {
        if (!(limit > 0)) throw new ArgumentOutOfRangeException(nameof(limit));
        if (results.Count == 0) return new GroupRefusal(GroupRefusalCode.TooFew, "没有检测结果");
        if (results.Any(r => !double.IsFinite(r.Value) || r.Value <= 0)) return new GroupRefusal(GroupRefusalCode.ValueNotPositive, "检测结果应为大于零的数");

        var detected = results.Where(r => !r.BelowDetection).Select(r => Math.Log(r.Value / limit)).Order().ToArray();
        var censored = results.Where(r => r.BelowDetection).Select(r => Math.Log(r.Value / limit)).GroupBy(y => y).OrderBy(g => g.Key).Select(g => (Limit: g.Key, Count: g.Count())).ToArray();
        var mean = detected.Length == 0 ? 0 : detected.Average();
        var squares = detected.Sum(y => (y - mean) * (y - mean));

        var grid = Grid(prior ?? DecisionPrior.Default).Select(cell => (cell.Category, Log: LogLikelihood(cell.Mean, cell.Deviation))).ToArray();
        var highest = grid.Max(cell => cell.Log);
        var probabilities = new double[ExposureCategories.UpperBounds.Count + 1];
        foreach (var (category, log) in grid) probabilities[(int)category] += Math.Exp(log - highest);
        var total = probabilities.Sum();
        for (var i = 0; i < probabilities.Length; i++) probabilities[i] /= total;
        return new DecisionChart(probabilities);

        double LogLikelihood(double m, double s)
        {
            var log = -detected.Length * Math.Log(s) - (squares + detected.Length * (mean - m) * (mean - m)) / (2 * s * s);
            foreach (var (bound, count) in censored) log += count * StandardNormal.LogCdf((bound - m) / s);
            return log;
        }
    }

    /// <summary>Midpoints of the cells: logarithms of mean over limit and of the deviation.</summary>
    private static IEnumerable<(double Mean, double Deviation, ExposureCategory Category)> Grid(DecisionPrior prior)
    {
        var z = StandardNormal.Quantile(0.95);
        for (var j = 0; j < DeviationSteps; j++)
        {
            var s = Between(prior.LowestDeviation, prior.HighestDeviation, j, DeviationSteps);
            for (var i = 0; i < MeanSteps; i++)
            {
                var m = Between(prior.LowestMean, prior.HighestMean, i, MeanSteps);
                yield return (m, s, ExposureCategories.Of(Math.Exp(m + z * s)));
            }
        }
    }

    private static double Between(double lowest, double highest, int step, int steps) =>
        Math.Log(lowest) + (step + 0.5) / steps * Math.Log(highest / lowest);
}
