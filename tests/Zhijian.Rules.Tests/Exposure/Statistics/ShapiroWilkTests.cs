using Zhijian.Rules.Exposure.Statistics;

namespace Zhijian.Rules.Tests.Exposure.Statistics;

public class ShapiroWilkTests
{
    private static readonly double[] Logs = [.. new[] { 3.161, 4.151, 3.756, 2.202, 1.535, 20.76, 8.42, 7.81, 2.72, 4.43, 5.661, 6.651, 6.256, 4.702 }.Select(x => Math.Log(x))];

    /// <summary>The weights of eleven men (kg), the example of Shapiro and Wilk's own paper.</summary>
    [Fact]
    public void Eleven_men()
    {
        var test = ShapiroWilk.Of([148, 154, 158, 160, 161, 162, 166, 170, 182, 195, 236]);
        Assert.Equal(0.7888147, test.W, 1e-6);
        Assert.Equal(0.0067038, test.Significance, 1e-6);
    }

    /// <summary>Reference values of an independent implementation: every branch by the number of results.</summary>
    [Theory]
    [InlineData(3, 0.9769600629806519, 0.7089782953262329), InlineData(4, 0.9258596301078796, 0.5702832937240601), InlineData(5, 0.9250152111053467, 0.5627949237823486)]
    [InlineData(6, 0.8632510304450989, 0.200601726770401), InlineData(10, 0.9523285627365112, 0.6960909962654114)]
    public void By_count(int count, double w, double significance)
    {
        var test = ShapiroWilk.Of(Logs[..count]);
        Assert.Equal(w, test.W, 1e-5);
        Assert.Equal(significance, test.Significance, 1e-4);
    }

    [Fact]
    public void Normal_quantiles_pass_and_an_outlier_fails()
    {
        double[] quantiles = [.. Enumerable.Range(1, 40).Select(i => StandardNormal.Quantile(i / 41.0))];
        Assert.True(ShapiroWilk.Of(quantiles).Significance > 0.9);
        Assert.True(ShapiroWilk.Of([.. quantiles, 12]).Significance < 0.001);
    }

    [Fact]
    public void Too_few_or_equal_values_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => { ShapiroWilk.Of([1, 2]); });
        Assert.Throws<ArgumentException>(() => { ShapiroWilk.Of([1, 1, 1]); });
    }
}
