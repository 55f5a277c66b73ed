using Zhijian.Rules.Exposure.Statistics;

namespace Zhijian.Rules.Tests.Exposure.Statistics;

public class ComplianceTestTests
{
    private static GroupResult[] Same(int count, double value) => [.. Enumerable.Repeat(new GroupResult(value), count)];

    [Theory]
    [InlineData(3, 0.099, ComplianceOutcome.Complies), InlineData(3, 0.1, ComplianceOutcome.Undecided)]
    [InlineData(4, 0.149, ComplianceOutcome.Complies), InlineData(4, 0.15, ComplianceOutcome.Undecided)]
    [InlineData(5, 0.199, ComplianceOutcome.Complies), InlineData(5, 0.2, ComplianceOutcome.Undecided)]
    [InlineData(3, 1, ComplianceOutcome.Undecided), InlineData(3, 1.01, ComplianceOutcome.DoesNotComply)]
    [InlineData(2, 0.01, ComplianceOutcome.Undecided), InlineData(1, 1.01, ComplianceOutcome.DoesNotComply), InlineData(0, 0, ComplianceOutcome.Undecided)]
    public void Preliminary(int count, double value, ComplianceOutcome outcome) => Assert.Equal(outcome, ComplianceTest.Preliminary(Same(count, value), 1).Outcome);

    [Fact]
    public void A_non_detect_counts_as_its_limit_but_never_as_an_exceedance()
    {
        Assert.Equal(ComplianceOutcome.Complies, ComplianceTest.Preliminary([0.05, 0.05, GroupResult.Below(0.09)], 1).Outcome);
        Assert.Equal(ComplianceOutcome.Undecided, ComplianceTest.Preliminary([0.05, 0.05, GroupResult.Below(0.2)], 1).Outcome);
        Assert.Equal(ComplianceOutcome.Undecided, ComplianceTest.Preliminary([0.05, 0.05, GroupResult.Below(2)], 1).Outcome);
    }

    [Fact]
    public void Messages_show_the_working()
    {
        Assert.Equal("3个结果的最大值为限值的0.08倍，初步检验要求小于0.1倍，符合", ComplianceTest.Preliminary(Same(3, 0.4), 5).Message);
        Assert.Equal("3个结果的最大值为限值的0.5倍，初步检验要求小于0.1倍，不能判定，应补足至少6个结果", ComplianceTest.Preliminary(Same(3, 2.5), 5).Message);
        Assert.Equal("1个结果超过限值，初步检验不符合", ComplianceTest.Preliminary([0.1, 0.1, 6], 5).Message);
    }

    [Fact]
    public void Statistical_needs_six()
    {
        var five = new LognormalFit(0, 1, 5, 5, FitMethod.Complete, 0);
        Assert.Equal("只有5个结果，统计检验至少需要6个", ComplianceTest.Statistical(five, 100).Message);
        var six = five with { Count = 6, Detected = 6 };
        Assert.Equal(ComplianceOutcome.Complies, ComplianceTest.Statistical(six, Math.Exp(2.188)).Outcome);
        Assert.Equal(ComplianceOutcome.DoesNotComply, ComplianceTest.Statistical(six, Math.Exp(2.185)).Outcome);
    }
}
