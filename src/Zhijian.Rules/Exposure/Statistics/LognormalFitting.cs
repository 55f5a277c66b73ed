namespace Zhijian.Rules.Exposure.Statistics;

/// <summary>Fits the lognormal distribution that EN 689:2018 and the AIHA strategy assume.</summary>
public static class LognormalFitting
{
    /// <summary>EN 689:2018 5.5.2 starts at three.</summary>
    public const int FewestResults = 3;

    public const int FewestDetected = 3;

    /// <summary>Above this share of non-detects the deviation rests on too little; customary bound of the maximum-likelihood method.</summary>
    public const double MostCensored = 0.8;

    private const int MostRounds = 200;
    private const double Tolerance = 1e-12;

    public static GroupOutcome<LognormalFit> Fit(IReadOnlyCollection<GroupResult> results)
    {
        if (Refuse(results) is { } refusal) return refusal;

        var detected = results.Where(r => !r.BelowDetection).Select(r => Math.Log(r.Value)).Order().ToArray();
        var mean = detected.Average();
        var deviation = Math.Sqrt(detected.Sum(y => (y - mean) * (y - mean)) / (detected.Length - 1));
        if (detected.Length == results.Count) return new LognormalFit(mean, deviation, results.Count, results.Count, FitMethod.Complete, 0);

        // In units of the detected results' own deviation, so that neither the unit of measurement nor its size matters.
        var limits = results.Where(r => r.BelowDetection).Select(r => (Math.Log(r.Value) - mean) / deviation).Order().ToArray();
        for (var i = 0; i < detected.Length; i++) detected[i] = (detected[i] - mean) / deviation;
        if (Maximise(detected, limits) is not var (location, precision, rounds))
            return new GroupRefusal(GroupRefusalCode.NotConverged, "含未检出结果的最大似然估计未收敛，不能给出统计量");

        var n = results.Count;
        return new LognormalFit(mean + deviation * location / precision, deviation / precision * Math.Sqrt(n / (n - 1.0)), n, detected.Length, FitMethod.CensoredMaximumLikelihood, rounds);
    }

    private static GroupRefusal? Refuse(IReadOnlyCollection<GroupResult> results)
    {
        var index = 0;
        foreach (var result in results)
        {
            index++;
            if (!double.IsFinite(result.Value) || result.Value <= 0)
                return new(GroupRefusalCode.ValueNotPositive, $"第{index}个结果不是大于零的数；未检出的结果应填检出限并注明未检出");
        }
        if (results.Count < FewestResults) return new(GroupRefusalCode.TooFew, $"只有{results.Count}个结果，至少需要{FewestResults}个");
        var detected = results.Where(r => !r.BelowDetection).Select(r => r.Value).ToArray();
        if (detected.Length == 0) return new(GroupRefusalCode.AllBelowDetection, $"{results.Count}个结果全部未检出，不能估计分布");
        if (detected.Length < FewestDetected)
            return new(GroupRefusalCode.TooFewDetected, $"{results.Count}个结果中只检出{detected.Length}个，至少需要检出{FewestDetected}个才能估计分布");
        if (1 - (double)detected.Length / results.Count > MostCensored)
            return new(GroupRefusalCode.TooManyBelowDetection, $"{results.Count}个结果中{results.Count - detected.Length}个未检出，超过{MostCensored:0%}，不能估计分布");
        // Equal but for rounding, also when a unit was converted.
        if (detected.Max() / detected.Min() - 1 < 1e-12)
            return new(GroupRefusalCode.NoVariation, $"检出的{detected.Length}个结果完全相同，不能估计变异，请核对数据");
        return null;
    }

    /// <summary>
    /// Newton's method with halved steps in α = μ/σ and θ = 1/σ, in which the log-likelihood is concave (Olsen 1978): the
    /// way up leads to the one maximum from anywhere.
    /// </summary>
    /// <returns>α, θ and the rounds, or null when not converged.</returns>
    private static (double Location, double Precision, int Rounds)? Maximise(double[] detected, double[] limits)
    {
        var (a, t) = (0.0, 1.0);
        var value = LogLikelihood(detected, limits, a, t);
        for (var round = 1; round <= MostRounds; round++)
        {
            var (ga, gt, haa, hat, htt) = Derivatives(detected, limits, a, t);
            var determinant = haa * htt - hat * hat;
            if (!(determinant > 0)) return null;
            var stepA = (htt * ga - hat * gt) / determinant;
            var stepT = (haa * gt - hat * ga) / determinant;

            // The decrement says how far below the maximum we stand.
            if (ga * stepA + gt * stepT < Tolerance * Tolerance * detected.Length) return (a, t, round);
            var length = 1.0;
            for (; length > 1e-10; length /= 2)
            {
                if (t + length * stepT <= 0) continue;
                var next = LogLikelihood(detected, limits, a + length * stepA, t + length * stepT);
                if (next < value - 1e-13 * Math.Abs(value)) continue;
                (a, t, value) = (a + length * stepA, t + length * stepT, next);
                break;
            }
            if (length <= 1e-10) return null;
            if (Math.Abs(length * stepA) + Math.Abs(length * stepT) < Tolerance * (1 + Math.Abs(a) + t)) return (a, t, round);
        }
        return null;
    }

    private static double LogLikelihood(double[] detected, double[] limits, double a, double t)
    {
        var sum = detected.Length * Math.Log(t);
        foreach (var y in detected) sum -= (t * y - a) * (t * y - a) / 2;
        foreach (var limit in limits) sum += StandardNormal.LogCdf(t * limit - a);
        return sum;
    }

    /// <summary>Gradient and negative second derivatives.</summary>
    private static (double A, double T, double AA, double AT, double TT) Derivatives(double[] detected, double[] limits, double a, double t)
    {
        var n = detected.Length;
        var (ga, gt, haa, hat, htt) = (0.0, n / t, (double)n, 0.0, n / (t * t));
        foreach (var y in detected)
        {
            ga += t * y - a;
            gt -= (t * y - a) * y;
            hat -= y;
            htt += y * y;
        }
        foreach (var limit in limits)
        {
            var z = t * limit - a;
            var mills = StandardNormal.InverseMills(z);
            var curvature = mills * (z + mills);
            ga -= mills;
            gt += mills * limit;
            haa += curvature;
            hat -= curvature * limit;
            htt += curvature * limit * limit;
        }
        return (ga, gt, haa, hat, htt);
    }
}
