using CsCheck;
using Zhijian.Rules.Exposure;

namespace Zhijian.Rules.Tests.Exposure;

public class MixtureTests
{
    private const string Narcosis = "麻醉", Irritation = "刺激";

    private static MixturePart Part(string factor, decimal value, decimal limit, params string[] effects) => new(factor, ExposureIndex.TimeWeighted, value, limit, effects);

    /// <summary>T6: toluene 25/50 and xylene 30/50 exceed together, though each is within its limit.</summary>
    [Fact]
    public void Toluene_and_xylene_exceed_together()
    {
        var mixture = Assert.Single(Mixtures.Of([Part("甲苯", 25, 50, Narcosis), Part("二甲苯", 30, 50, Narcosis), Part("氨", 19, 20, Irritation)], 0.5m));
        Assert.Equal((Narcosis, 1.10m, Verdict.Exceeds), (mixture.Effect, mixture.Ratio, mixture.Verdict));
        Assert.Equal("麻醉：二甲苯 30/50 + 甲苯 25/50 = 1.1，大于 1，超过限值", mixture.Working);
    }

    [Theory]
    [InlineData(25, 25, Verdict.Action), InlineData(25, 25.001, Verdict.Exceeds), InlineData(12.5, 12.5, Verdict.Action), InlineData(12.5, 12.4, Verdict.Compliant)]
    public void The_sum_is_held_against_one_and_against_the_action_level(double a, double b, Verdict verdict) =>
        Assert.Equal(verdict, Assert.Single(Mixtures.Of([Part("甲", (decimal)a, 50, Narcosis), Part("乙", (decimal)b, 50, Narcosis)], 0.5m)).Verdict);

    [Fact]
    public void Only_what_was_measured_alike_and_acts_alike_is_added_up()
    {
        Assert.Empty(Mixtures.Of([Part("甲", 40, 50, Narcosis), Part("乙", 40, 50, Irritation), Part("丙", 40, 50)], 0.5m));
        Assert.Empty(Mixtures.Of([Part("甲", 40, 50, Narcosis), Part("乙", 90, 100, Narcosis) with { Index = ExposureIndex.ShortTerm }], 0.5m));
        // One substance twice is no mixture; in a mixture its highest ratio counts.
        Assert.Empty(Mixtures.Of([Part("甲", 40, 50, Narcosis), Part("甲", 20, 50, Narcosis)], 0.5m));
        Assert.Equal(0.9m, Assert.Single(Mixtures.Of([Part("甲", 40, 50, Narcosis), Part("甲", 20, 50, Narcosis), Part("乙", 5, 50, Narcosis)], 0.5m)).Ratio);
    }

    [Fact]
    public void Two_effects_of_the_same_substances_are_one_mixture()
    {
        var mixtures = Mixtures.Of([Part("甲", 10, 50, Narcosis, Irritation), Part("乙", 10, 50, Irritation, Narcosis), Part("丙", 40, 50, Irritation)], 0.5m);
        Assert.Equal([(Irritation, 1.2m), (Narcosis, 0.4m)], mixtures.Select(m => (m.Effect, m.Ratio)));
        Assert.Equal("刺激、麻醉", Assert.Single(Mixtures.Of([Part("甲", 10, 50, Narcosis, Irritation), Part("乙", 10, 50, Irritation, Narcosis)], 0.5m)).Effect);
    }

    private static readonly Gen<decimal> Values = Gen.Int[0, 10_000].Select(v => v / 100m);

    [Fact]
    public void The_order_of_samples_does_not_matter_and_more_of_one_never_weighs_less() => Gen.Select(Values, Values, Values).Sample((a, b, more) =>
    {
        MixturePart[] parts = [Part("甲", a, 50, Narcosis), Part("乙", b, 20, Narcosis)];
        var one = Assert.Single(Mixtures.Of(parts, 0.5m));
        Assert.Equal(one.Ratio, Assert.Single(Mixtures.Of([parts[1], parts[0]], 0.5m)).Ratio);
        var heavier = Assert.Single(Mixtures.Of([parts[0] with { Value = a + more }, parts[1]], 0.5m));
        Assert.True(heavier.Ratio >= one.Ratio && heavier.Verdict >= one.Verdict);
    });

    [Fact]
    public void A_limit_of_nothing_is_no_limit() => Assert.Throws<ArgumentOutOfRangeException>(() => Mixtures.Of([Part("甲", 1, 0, Narcosis)], 0.5m));
}
