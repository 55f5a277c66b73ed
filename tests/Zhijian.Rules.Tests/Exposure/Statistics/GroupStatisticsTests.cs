using CsCheck;
using Zhijian.Rules.Exposure.Statistics;

namespace Zhijian.Rules.Tests.Exposure.Statistics;

public class GroupStatisticsTests
{
    private static readonly double[] Ten = [3.161, 4.151, 3.756, 2.202, 1.535, 20.76, 8.42, 7.81, 2.72, 4.43];

    private static readonly Gen<double[]> Groups = Gen.Double[-2, 3].Array[6, 15].Select(logs => logs.Select(Math.Exp).ToArray());

    private static GroupStatistics Assess(IEnumerable<GroupResult> results, double limit)
    {
        var outcome = GroupStatistics.Of([.. results], limit);
        Assert.True(outcome.Succeeded, outcome.Refusal?.Message);
        return outcome.Value;
    }

    private static GroupResult[] Detected(params double[] values) => [.. values.Select(v => new GroupResult(v))];

    /// <summary>Every figure of one group, computed apart with another library.</summary>
    [Fact]
    public void Ten_results_worked_through()
    {
        var group = Assess(Detected(Ten), 15);
        Assert.Equal(4.403308982569829, group.Fit.GeometricMean, 1e-9);
        Assert.Equal(2.125182737744552, group.Fit.GeometricDeviation, 1e-9);
        Assert.Equal(5.654428941692212, group.Fit.ArithmeticMean, 1e-9);
        Assert.Equal(15.21591628989129, group.Percentile95.Value, 1e-5);
        Assert.Equal(19.966834131607182, group.Percentile95.Upper70, 1e-5);
        Assert.Equal(39.52007432637503, group.Percentile95.Upper95, 1e-5);
        Assert.Equal(0.05198595674722095, group.Exceedance.Value, 1e-7);
        Assert.Equal(0.09408389378059878, group.Exceedance.Upper70, 1e-7);
        Assert.Equal(0.21545171879900948, group.Exceedance.Upper95, 1e-7);
        Assert.Equal(0.9523285627365112, group.Normality!.Value.W, 1e-6);
        Assert.Equal(ComplianceOutcome.DoesNotComply, group.Compliance.Outcome);
        Assert.Equal("U = 1.626，临界值 U_R = 2.005，不符合", group.Compliance.Message);
        Assert.Equal((ExposureCategory.PoorlyControlled, ExposureCategory.PoorlyControlled), (group.Category, group.CautiousCategory));
        Assert.Empty(group.Notes);
    }

    /// <summary>Each sample far below the limit of 1, and yet nothing is proved.</summary>
    [Fact]
    public void Three_lucky_samples_do_not_pass_for_safety()
    {
        var group = Assess(Detected(0.12, 0.3, 0.07), 1);
        Assert.Equal(ComplianceOutcome.Undecided, group.Compliance.Outcome);
        Assert.True(group.Percentile95.Upper95 > 1);
        Assert.Equal(ExposureCategory.PoorlyControlled, group.CautiousCategory);
        Assert.Contains(group.Notes, note => note.Contains("只有3个结果"));
    }

    [Fact]
    public void Order_does_not_matter() => Groups.Sample(values =>
    {
        var (one, other) = (Assess(Detected(values), 10), Assess(Detected([.. values.Reverse()]), 10));
        Assert.Equal(one.Fit, other.Fit);
        Assert.Equal((one.Percentile95, one.Exceedance, one.Normality), (other.Percentile95, other.Exceedance, other.Normality));
        Assert.Equal(one.Decision.Probabilities, other.Decision.Probabilities);
    }, iter: 20);

    [Fact]
    public void Another_unit_changes_the_figures_by_the_factor_only() => Gen.Select(Groups, Gen.Double[0.001, 1000]).Sample((values, factor) =>
    {
        GroupResult[] mixed = [.. values.Select((v, i) => new GroupResult(v, i == 0))];
        var (one, other) = (Assess(mixed, 10), Assess(mixed.Select(r => r with { Value = r.Value * factor }), 10 * factor));
        Assert.Equal(1, other.Percentile95.Upper95 / one.Percentile95.Upper95 / factor, 1e-6);
        Assert.Equal(1, other.Fit.GeometricDeviation / one.Fit.GeometricDeviation, 1e-6);
        Assert.Equal(one.Exceedance.Upper95, other.Exceedance.Upper95, 1e-6);
        Assert.Equal(one.CautiousCategory, other.CautiousCategory);
    }, iter: 20);

    [Fact]
    public void Limits_of_confidence_lie_above_what_they_limit() => Groups.Sample(values =>
    {
        var group = Assess(Detected(values), 10);
        Assert.True(group.Percentile95.Value < group.Percentile95.Upper70 && group.Percentile95.Upper70 < group.Percentile95.Upper95);
        Assert.True(group.Exceedance.Value <= group.Exceedance.Upper70 && group.Exceedance.Upper70 <= group.Exceedance.Upper95);
        Assert.True(group.CautiousCategory >= group.Category);
        Assert.InRange(group.Fit.ArithmeticMean, group.Fit.GeometricMean, group.Fit.GeometricMean * Math.Exp(group.Fit.LogDeviation * group.Fit.LogDeviation / 2));
        Assert.Equal(group.Compliance.Outcome == ComplianceOutcome.Complies, group.Percentile95.Upper70 <= group.Limit);
        Assert.Equal(group.Exceedance.Upper95 < 0.05, group.Percentile95.Upper95 < group.Limit);
    }, iter: 50);

    [Fact]
    public void A_higher_highest_result_raises_every_upper_figure() => Gen.Select(Groups, Gen.Double[1.05, 20]).Sample((values, factor) =>
    {
        var raised = values.Order().ToArray();
        raised[^1] *= factor;
        var (before, after) = (Assess(Detected(values), 10), Assess(Detected(raised), 10));
        Assert.True(after.Percentile95.Value > before.Percentile95.Value);
        Assert.True(after.Percentile95.Upper70 > before.Percentile95.Upper70);
        Assert.True(after.Percentile95.Upper95 > before.Percentile95.Upper95);
    }, iter: 30);

    [Fact]
    public void An_added_result_above_the_percentile_raises_it() => Gen.Select(Groups, Gen.Double[1.01, 50]).Sample((values, factor) =>
    {
        var before = Assess(Detected(values), 10).Percentile95.Value;
        Assert.True(Assess(Detected([.. values, Math.Max(before, values.Max()) * factor]), 10).Percentile95.Value > before);
    }, iter: 30);

    [Fact]
    public void The_limit_must_be_above_zero() =>
        Assert.All([0, -1, double.NaN, double.PositiveInfinity], limit => Assert.Throws<ArgumentOutOfRangeException>(() => { GroupStatistics.Of(Detected(Ten), limit); }));

    [Theory]
    [InlineData(0.01, 0), InlineData(0.0101, 1), InlineData(0.1, 1), InlineData(0.5, 2), InlineData(0.51, 3), InlineData(1, 3), InlineData(1.0001, 4)]
    public void Categories(double ratio, int category) => Assert.Equal(category, (int)ExposureCategories.Of(ratio));
}
