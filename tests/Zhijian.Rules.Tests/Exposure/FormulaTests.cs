using CsCheck;
using Zhijian.Rules.Exposure;

namespace Zhijian.Rules.Tests.Exposure;

public class FormulaTests
{
    private static readonly PeakRule Rule = new(15, 4, 60);

    [Fact]
    public void Time_weighted_averages_are_divided_by_eight_hours()
    {
        Assert.Equal(220, Concentrations.TimeWeightedAverage([new(400, 3), new(160, 2), new(120, 2), new(0, 1)]));
        Assert.Equal(153.75m, Concentrations.TimeWeightedAverage([new(300, 2.5m), new(60, 3), new(120, 2.5m)]));
        Assert.Equal(25, Concentrations.TimeWeightedAverage([new(50, 4)]));
    }

    [Fact]
    public void The_order_of_samples_does_not_matter() =>
        Gen.Select(Gen.Int[0, 100000], Gen.Int[1, 240], (c, t) => new TimedValue(c / 100m, t / 60m)).Array[1, 12].Sample(samples =>
        {
            var turned = samples.Reverse().ToArray();
            Assert.Equal((double)Concentrations.TimeWeightedAverage(samples), (double)Concentrations.TimeWeightedAverage(turned), 1e-9);
            Assert.Equal((double)Heat.TimeWeightedWbgt(samples), (double)Heat.TimeWeightedWbgt(turned), 1e-9);
        });

    [Theory]
    [InlineData(60, 10, 40)]
    [InlineData(60, 15, 60)]
    [InlineData(60, 20, 60)]
    public void Short_contacts_are_spread_over_a_quarter_of_an_hour(decimal c, decimal minutes, decimal expected) => Assert.Equal(expected, Concentrations.ShortTermExposure(c, minutes));

    [Fact]
    public void Volumes_come_to_20_degrees_and_101_3_kilopascal()
    {
        Assert.Equal(28.64m, Math.Round(Concentrations.StandardVolume(30, 30, 100.0m), 2));
        Assert.Equal(30, Concentrations.StandardVolume(30, 20, 101.3m));
        Assert.False(Concentrations.NeedsStandardVolume(35, 98.8m));
        Assert.True(Concentrations.NeedsStandardVolume(35.1m, 101.3m));
        Assert.True(Concentrations.NeedsStandardVolume(20, 103.5m));
    }

    [Fact]
    public void A_volume_fraction_comes_back_from_a_mass_concentration() =>
        Gen.Select(Gen.Int[1, 1_000_000], Gen.Int[200, 40_000]).Sample((ppm, mass) =>
        {
            var back = Concentrations.Ppm(Concentrations.MgPerM3(ppm / 1000m, mass / 100m), mass / 100m);
            Assert.True(Math.Abs(back - ppm / 1000m) < 1e-20m);
        });

    [Fact]
    public void Benzene_of_1_ppm_is_about_3_and_a_quarter_milligrams() => Assert.Equal(3.249m, Math.Round(Concentrations.MgPerM3(1, 78.11m), 3));

    [Fact]
    public void Substances_of_the_same_effect_are_added()
    {
        var ratio = Concentrations.MixtureRatio([(25, 50), (30, 50)]);
        Assert.Equal(1.10m, ratio);
        Assert.Equal(Verdict.Exceeds, Concentrations.JudgeMixture(ratio, 0.5m));
        Assert.Equal(Verdict.Action, Concentrations.JudgeMixture(1, 0.5m));
        Assert.Equal(Verdict.Compliant, Concentrations.JudgeMixture(0.49m, 0.5m));
    }

    [Theory]
    [InlineData(12, 5, 0.5)]
    [InlineData(10, 5, 0.70)]
    [InlineData(8, 6, 0.78125)]
    [InlineData(8, 5, 1)]
    [InlineData(6, 6, 1)] // six days, but only 36 h
    [InlineData(10, 4, 0.70)]
    [InlineData(10, 6, 0.5625)] // the week is stricter than the day
    [InlineData(12, 5.5, 0.482954545)] // 66 h: 40/66 · 102/128, stricter than the 0.5 of the day
    [InlineData(14, 5, 0.357142857)] // 70 h, but five days: the day alone
    public void Long_shifts_reduce(decimal hours, decimal days, double factor) => Assert.Equal(factor, (double)LongShift.Factor(hours, days), 1e-8);

    [Fact]
    public void A_reduced_limit_loses_nothing_by_rounding() => Assert.Equal(0.25m, LongShift.Reduce(0.3m, 9, 5));

    [Fact]
    public void Peaks_must_be_short_few_and_apart()
    {
        Assert.Equal(PeakFacts.WithinRule, Rule.Assess([new(0, 15), new(75, 10), new(145, 1), new(300, 15)]));
        Assert.Equal(PeakFacts.WithinRule, Rule.Assess([new(300, 15), new(0, 15), new(145, 1), new(75, 10)]));
        Assert.Equal(PeakFacts.BreaksRule, Rule.Assess([new(0, 15.5m)]));
        Assert.Equal(PeakFacts.BreaksRule, Rule.Assess([new(0, 15), new(74, 10)]));
        Assert.Equal(PeakFacts.BreaksRule, Rule.Assess([new(0, 1), new(100, 1), new(200, 1), new(300, 1), new(400, 1)]));
    }

    [Fact]
    public void Noise_of_a_day()
    {
        Assert.Equal(88.67, Noise.DailyExposure([(88, 4), (92, 2), (80, 2)]), 0.005);
        Assert.Equal(88.05, Noise.DailyExposure([(91, 3), (85, 4), (78, 1)]), 0.005);
        Assert.Equal(86.99, Noise.DailyExposure([(90, 4)]), 0.005);
        Assert.Equal(84.76, Noise.DailyExposure(83, 12), 0.005);
        Assert.Equal(88.97, Noise.DailyExposure(88, 10), 0.005);
        Assert.Equal(Noise.DailyExposure([(88, 4), (92, 2), (80, 2)]), Noise.DailyExposure(Noise.EquivalentLevel([(80, 2), (92, 2), (88, 4)]), 8), 1e-9);
    }

    [Fact]
    public void Noise_of_a_week()
    {
        Assert.Equal(84.79, Noise.WeeklyExposure([84, 84, 84, 84, 84, 84]), 0.005);
        Assert.Equal(85.52, Noise.WeeklyExposure([86, 87, 84, 88]), 0.005);
    }

    [Fact]
    public void Heat_indices()
    {
        Assert.Equal(30.65m, Heat.IndoorWbgt(27.5m, 38));
        Assert.Equal(29.90m, Heat.OutdoorWbgt(26, 42, 33));
        Assert.Equal(28.62m, Math.Round(Heat.TimeWeightedWbgt([new(30.65m, 90), new(27.4m, 150)]), 2));
        Assert.Equal(30.0m, Heat.UnevenWbgt(31.2m, 30.0m, 28.8m));
        Assert.Equal(75, Heat.ExposureRatePercent(6));
    }

    [Fact]
    public void Vibration_comes_to_four_hours()
    {
        Assert.Equal(5, Vibration.FourHourEquivalent(5, 4), 1e-12);
        Assert.Equal(10, Vibration.FourHourEquivalent(5, 16), 1e-12);
        Assert.Equal(5, Vibration.Combined([(5, 1), (5, 3)]), 1e-12);
    }

    [Fact]
    public void Microwave_dose_is_spread_over_the_hours() => Assert.Equal(100, Radiation.MicrowaveAverageLimit(400, 4));
}
