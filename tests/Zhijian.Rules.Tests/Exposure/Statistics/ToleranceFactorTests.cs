using CsCheck;
using Zhijian.Rules.Exposure.Statistics;

namespace Zhijian.Rules.Tests.Exposure.Statistics;

public class ToleranceFactorTests
{
    /// <summary>Published one-sided factors k(n, 0.95, confidence): 0.70 is U_R of EN 689, 0.95 stands in every handbook.</summary>
    [Theory]
    [InlineData(3, 0.95, 7.656), InlineData(5, 0.95, 4.203), InlineData(6, 0.95, 3.708), InlineData(10, 0.95, 2.911), InlineData(20, 0.95, 2.396), InlineData(30, 0.95, 2.220)]
    [InlineData(6, 0.70, 2.187), InlineData(7, 0.70, 2.120), InlineData(8, 0.70, 2.072), InlineData(9, 0.70, 2.035), InlineData(10, 0.70, 2.005), InlineData(20, 0.70, 1.870), InlineData(30, 0.70, 1.820)]
    public void Agrees_with_published_tables(int count, double confidence, double published) =>
        Assert.Equal(published, ToleranceFactor.Of(count, 0.95, confidence), 0.0006);

    /// <summary>Reference values of an independent implementation.</summary>
    [Theory]
    [InlineData(5, 4, 3, 0.8006175480725889), InlineData(20, 5, 3, 0.9995226005215075), InlineData(0.5, 2, 1, 0.29342253607483315), InlineData(200, 5, 20, 0.99997007204164)]
    [InlineData(-1, 3, 1, 0.035976570761234505), InlineData(3, 50, 2.5, 0.678807681918035), InlineData(2, 1, 1, 0.6228719644602817)]
    public void Noncentral_t(double t, double freedom, double noncentrality, double expected) =>
        Assert.Equal(expected, NoncentralT.Cdf(t, freedom, noncentrality), 1e-9);

    [Fact]
    public void Large_samples_approach_the_normal_quantile() =>
        Assert.Equal(1.645 + 0.5244 * Math.Sqrt(1 / 2000.0 + 1.645 * 1.645 / 4000), ToleranceFactor.Of(2000, 0.95, 0.70), 0.002);

    [Fact]
    public void Falls_with_the_count_and_rises_with_coverage_and_confidence() =>
        Gen.Select(Gen.Int[3, 60], Gen.Double[0.55, 0.97], Gen.Double[0.55, 0.97]).Sample((n, coverage, confidence) =>
        {
            var k = ToleranceFactor.Of(n, coverage, confidence);
            return ToleranceFactor.Of(n + 1, coverage, confidence) < k || confidence < 0.7
                ? ToleranceFactor.Of(n, coverage + 0.02, confidence) > k && ToleranceFactor.Of(n, coverage, confidence + 0.02) > k
                : throw new InvalidOperationException($"{n} {coverage} {confidence}");
        }, iter: 40);

    [Fact]
    public void Exceedance_reads_the_factor_backwards() =>
        Gen.Select(Gen.Int[3, 40], Gen.Double[0.5, 0.99], Gen.Double[0.6, 0.97]).Sample((n, coverage, confidence) =>
            Math.Abs(ToleranceFactor.UpperExceedance(n, ToleranceFactor.Of(n, coverage, confidence), confidence) - (1 - coverage)) < 1e-7, iter: 40);

    [Theory]
    [InlineData(-60), InlineData(-3), InlineData(0), InlineData(3), InlineData(60)]
    public void Exceedance_stays_a_share_at_the_ends(double k)
    {
        var share = ToleranceFactor.UpperExceedance(6, k, 0.95);
        Assert.InRange(share, 0, 1);
        Assert.True(share >= StandardNormal.Cdf(-k), $"{share}");
    }

    [Theory]
    [InlineData(1, 0.95, 0.95), InlineData(6, 1, 0.95), InlineData(6, 0.95, 0), InlineData(6, double.NaN, 0.95)]
    public void Nonsense_is_refused(int count, double coverage, double confidence) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => { ToleranceFactor.Of(count, coverage, confidence); });
}
