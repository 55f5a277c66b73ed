using CsCheck;
using Zhijian.Rules.Exposure.Statistics;

namespace Zhijian.Rules.Tests.Exposure.Statistics;

public class DecisionAndPlotTests
{
    private static IReadOnlyList<double> Chart(double limit, params GroupResult[] results) => DecisionChart.Of(results, limit).Value!.Probabilities;

    /// <summary>Integrated apart on a finer grid.</summary>
    [Fact]
    public void Decision_chart_worked_through()
    {
        var complete = Chart(15, 3.161, 4.151, 3.756, 2.202, 1.535, 20.76, 8.42, 7.81, 2.72, 4.43);
        Assert.Equal([0, 0, 0.0029, 0.3813, 0.6158], complete.Select(p => Math.Round(p, 4)), (a, b) => Math.Abs(a - b) < 0.01);
        var censored = Chart(5, 0.8, 1.2, 0.35, 2.4, 0.6, 1.9, GroupResult.Below(0.3), GroupResult.Below(0.5), GroupResult.Below(0.5));
        Assert.Equal([0, 0, 0.3223, 0.5096, 0.1681], censored.Select(p => Math.Round(p, 4)), (a, b) => Math.Abs(a - b) < 0.01);
    }

    [Fact]
    public void Chances_add_up_and_a_higher_result_moves_them_up() => Gen.Select(Gen.Double[-4, 1].Array[3, 8], Gen.Double[1.5, 5]).Sample((logs, factor) =>
    {
        double Expected(double scale) => Chart(1, [.. logs.Select(y => new GroupResult(Math.Exp(y) * scale))]).Select((p, i) => p * i).Sum();
        Assert.Equal(1, Chart(1, [.. logs.Select(y => new GroupResult(Math.Exp(y)))]).Sum(), 1e-9);
        Assert.True(Expected(factor) >= Expected(1) - 1e-9);
    }, iter: 20);

    [Fact]
    public void All_non_detects_still_say_something()
    {
        var chart = DecisionChart.Of([.. Enumerable.Repeat(GroupResult.Below(0.02), 8)], 1).Value!;
        Assert.True((int)chart.MostLikely <= 1);
        Assert.True(chart.Probabilities[4] < 0.01);
        Assert.Equal(GroupRefusalCode.TooFew, DecisionChart.Of([], 1).Refusal!.Code);
        Assert.Equal(GroupRefusalCode.ValueNotPositive, DecisionChart.Of([0], 1).Refusal!.Code);
    }

    [Fact]
    public void Points_of_a_complete_group_are_Bloms()
    {
        var points = ProbabilityPlot.Points([4, 1, 2]);
        Assert.Equal([1, 2, 4], points.Select(p => p.Value));
        Assert.Equal([StandardNormal.Quantile(0.625 / 3.25), 0, StandardNormal.Quantile(2.625 / 3.25)], points.Select(p => p.Score), (a, b) => Math.Abs(a - b) < 1e-12);
    }

    /// <summary>Four of eight below 1: the detected four share the upper half of the paper.</summary>
    [Fact]
    public void Non_detects_push_the_detected_up()
    {
        var nd = GroupResult.Below(1);
        var points = ProbabilityPlot.Points([nd, nd, nd, nd, 1, 2, 3, 4]);
        Assert.Equal(4, points.Count);
        Assert.Equal(StandardNormal.Quantile(0.5 + 0.5 * 0.625 / 4.25), points[0].Score, 1e-12);
    }

    [Fact]
    public void Points_rise_whatever_the_detection_limits() => Gen.Select(Gen.Double[0.1, 10].Array[1, 12], Gen.Double[0.1, 10].Array[0, 6]).Sample((values, limits) =>
    {
        var points = ProbabilityPlot.Points([.. values.Select(v => new GroupResult(v)), .. limits.Select(GroupResult.Below)]);
        Assert.Equal(values.Length, points.Count);
        for (var i = 1; i < points.Count; i++) Assert.True(points[i].Score > points[i - 1].Score && points[i].Value >= points[i - 1].Value);
    });

    [Fact]
    public void Line_passes_through_the_geometric_mean()
    {
        var fit = LognormalFitting.Fit([1, 2, 4]).Value!;
        Assert.Equal(2, ProbabilityPlot.Line(fit, 0, 1)[0].Value, 1e-12);
        Assert.Equal(2 * fit.GeometricDeviation, ProbabilityPlot.Line(fit, 0, 1)[1].Value, 1e-12);
    }
}
