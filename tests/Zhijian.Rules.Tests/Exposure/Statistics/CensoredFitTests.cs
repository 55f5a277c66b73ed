using CsCheck;
using Zhijian.Rules.Exposure.Statistics;

namespace Zhijian.Rules.Tests.Exposure.Statistics;

public class CensoredFitTests
{
    private static LognormalFit Fit(params GroupResult[] results)
    {
        var outcome = LognormalFitting.Fit(results);
        Assert.True(outcome.Succeeded, outcome.Refusal?.Message);
        return outcome.Value;
    }

    private static GroupRefusalCode? Refused(params GroupResult[] results) => LognormalFitting.Fit(results).Refusal?.Code;

    /// <summary>Several detection limits; the maximum was sought apart by another method.</summary>
    [Fact]
    public void Six_detected_and_three_not()
    {
        var fit = Fit(0.8, 1.2, 0.35, 2.4, 0.6, 1.9, GroupResult.Below(0.3), GroupResult.Below(0.5), GroupResult.Below(0.5));
        Assert.Equal(FitMethod.CensoredMaximumLikelihood, fit.Method);
        Assert.Equal((9, 6), (fit.Count, fit.Detected));
        Assert.Equal(-0.5100523993917714, fit.LogMean, 1e-6);
        Assert.Equal(0.937852244805275, fit.LogDeviation / Math.Sqrt(9 / 8.0), 1e-6);
    }

    [Fact]
    public void Without_non_detects_it_is_the_ordinary_fit()
    {
        var fit = Fit(1, Math.E, Math.E * Math.E);
        Assert.Equal((FitMethod.Complete, 1.0, 1.0), (fit.Method, Math.Round(fit.LogMean, 12), Math.Round(fit.LogDeviation, 12)));
    }

    /// <summary>A non-detect below a very small limit says almost nothing but that it is low; one below a huge limit says nothing at all.</summary>
    [Fact]
    public void A_non_detect_below_a_limit_beyond_everything_leaves_the_likelihood_as_it_was() =>
        Gen.Double[-2, 3].Array[5, 20].Where(logs => logs.Max() - logs.Min() > 0.5).Sample(logs =>
        {
            GroupResult[] detected = [.. logs.Select(y => new GroupResult(Math.Exp(y)))];
            var (ordinary, censored) = (Fit(detected), Fit([.. detected, GroupResult.Below(1e30)]));
            var n = logs.Length;
            Assert.Equal(ordinary.LogMean, censored.LogMean, 1e-9);
            Assert.Equal(ordinary.LogDeviation * Math.Sqrt((n - 1.0) / n), censored.LogDeviation * Math.Sqrt(n / (n + 1.0)), 1e-9);
        }, iter: 100);

    [Fact]
    public void A_lower_detection_limit_lowers_the_mean() =>
        Gen.Select(Gen.Double[-2, 3].Array[4, 12].Where(logs => logs.Max() - logs.Min() > 0.5), Gen.Double[-4, 2], Gen.Double[0.1, 3]).Sample((logs, limit, lower) =>
        {
            GroupResult[] detected = [.. logs.Select(y => new GroupResult(Math.Exp(y)))];
            var high = Fit([.. detected, GroupResult.Below(Math.Exp(limit))]);
            var low = Fit([.. detected, GroupResult.Below(Math.Exp(limit - lower))]);
            Assert.True(low.LogMean < high.LogMean);
        }, iter: 200);

    /// <summary>Between the lowest and the highest that the non-detects could have been.</summary>
    [Fact]
    public void Always_converges_and_lies_below_taking_the_limits_as_values() =>
        Gen.Select(Gen.Double[-6, 6].Array[3, 12], Gen.Double[-8, 6].Array[1, 10]).Where((d, c) => d.Max() - d.Min() > 0.2 && c.Length <= 3 * d.Length).Sample((detected, limits) =>
        {
            var fit = Fit([.. detected.Select(y => new GroupResult(Math.Exp(y))), .. limits.Select(y => GroupResult.Below(Math.Exp(y)))]);
            Assert.True(fit.LogMean <= detected.Concat(limits).Average() + 1e-9);
            Assert.True(fit.LogDeviation > 0 && fit.Iterations < 60, $"{fit}");
        }, iter: 2000);

    /// <summary>Non-detects far below the detected, where the tail of the normal distribution underflows.</summary>
    [Fact]
    public void Absurd_distances_do_not_break_it()
    {
        var fit = Fit(100, 100.001, 100.002, GroupResult.Below(1e-12));
        Assert.True(fit.LogDeviation > 5 && double.IsFinite(fit.LogMean));
        Assert.True(double.IsFinite(StandardNormal.LogCdf(-200)));
        Assert.Equal(StandardNormal.LogCdf(-24.999999), StandardNormal.LogCdf(-25.000001), 1e-4);
        Assert.Equal(StandardNormal.InverseMills(-24.999999), StandardNormal.InverseMills(-25.000001), 1e-5);
    }

    [Fact]
    public void Refusals()
    {
        var nd = GroupResult.Below(0.1);
        Assert.Equal(GroupRefusalCode.TooFew, Refused(1, 2));
        Assert.Equal(GroupRefusalCode.TooFew, Refused());
        Assert.Equal(GroupRefusalCode.AllBelowDetection, Refused(nd, nd, nd));
        Assert.Equal(GroupRefusalCode.TooFewDetected, Refused(1, 2, nd, nd));
        Assert.Equal(GroupRefusalCode.TooManyBelowDetection, Refused([1, 2, 3, .. Enumerable.Repeat(nd, 13)]));
        Assert.Null(Refused([1, 2, 3, .. Enumerable.Repeat(nd, 12)]));
        Assert.Equal(GroupRefusalCode.NoVariation, Refused(0.1 + 0.2, 0.3, 0.3, 0.3));
        Assert.All([0, -1, double.NaN, double.PositiveInfinity], bad => Assert.Equal(GroupRefusalCode.ValueNotPositive, Refused(1, 2, 3, bad)));
        Assert.Equal("第4个结果不是大于零的数；未检出的结果应填检出限并注明未检出", LognormalFitting.Fit([1, 2, 3, -1]).Refusal!.Message);
        Assert.Equal("4个结果中只检出2个，至少需要检出3个才能估计分布", LognormalFitting.Fit([1, 2, nd, nd]).Refusal!.Message);
    }

    [Fact]
    public void Statistics_say_how_non_detects_were_treated()
    {
        var group = GroupStatistics.Of([0.8, 1.2, 0.35, GroupResult.Below(0.3), GroupResult.Below(0.3), GroupResult.Below(0.3), GroupResult.Below(0.3)], 5).Value!;
        Assert.Null(group.Normality);
        Assert.Contains(group.Notes, note => note.StartsWith("4个结果未检出", StringComparison.Ordinal));
        Assert.Contains("未检出超过一半，估计仅供参考", group.Notes);
    }

    /// <summary>
    /// The promise of the upper limit: it lies above the true percentile at least as often as it says. 2,000 groups from one
    /// fixed seed, a third of the results below detection.
    /// </summary>
    [Theory]
    [InlineData(0.70), InlineData(0.95)]
    public void The_upper_limit_keeps_its_confidence(double confidence)
    {
        var random = new Random(689);
        var factors = new Dictionary<int, double>();
        var (kept, groups) = (0, 0);
        while (groups < 2000)
        {
            var results = Enumerable.Range(0, 9).Select(_ => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()))
                .Select(y => y < -0.43 ? GroupResult.Below(Math.Exp(-0.43)) : Math.Exp(y)).ToArray();
            if (LognormalFitting.Fit(results) is not { Succeeded: true } outcome) continue;
            groups++;
            if (!factors.TryGetValue(outcome.Value.Detected, out var factor)) factors[outcome.Value.Detected] = factor = ToleranceFactor.Of(outcome.Value.Detected, 0.95, confidence);
            if (outcome.Value.LogMean + factor * outcome.Value.LogDeviation >= 1.6448536) kept++;
        }
        Assert.True(kept / 2000.0 >= confidence, $"{kept / 2000.0}");
    }
}
