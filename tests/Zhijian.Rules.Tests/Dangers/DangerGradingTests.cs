using Zhijian.Rules.Dangers;

namespace Zhijian.Rules.Tests.Dangers;

public sealed class DangerGradingTests
{
    static readonly DateOnly On = new(2026, 6, 10);
    static readonly GradeLine[] Lines =
    [
        new("toxic", DangerGrade.Major, 1, null, null, true, new(2002, 5, 12), null, "高毒物品浓度超过限值"),
        new("double", DangerGrade.Major, 2, null, null, false, new(2012, 6, 1), new(2026, 6, 30), "达到限值的 2 倍及以上"),
        new("noise", DangerGrade.Major, null, 10, "dB(A)", false, new(2012, 6, 1), null, "超过限值 10 dB(A) 及以上"),
    ];

    static DangerGrade Grade(GradedFacts facts, DateOnly? on = null) => DangerGrading.Of(Lines, facts, on ?? On).Grade;

    [Theory]
    [InlineData("1.999", false, DangerGrade.General)]
    [InlineData("2", false, DangerGrade.Major)]
    [InlineData("1.01", true, DangerGrade.Major)]
    [InlineData("1.01", false, DangerGrade.General)]
    public void A_ratio_is_graded(string ratio, bool toxic, DangerGrade expected) =>
        Assert.Equal(expected, Grade(new(decimal.Parse(ratio, System.Globalization.CultureInfo.InvariantCulture), null, "mg/m³", toxic)));

    [Theory]
    [InlineData("9.9", "dB(A)", DangerGrade.General)]
    [InlineData("10", "dB(A)", DangerGrade.Major)]
    [InlineData("10", "℃", DangerGrade.General)]
    public void A_level_is_graded_by_its_excess_in_its_own_unit(string excess, string unit, DangerGrade expected) =>
        Assert.Equal(expected, Grade(new(null, decimal.Parse(excess, System.Globalization.CultureInfo.InvariantCulture), unit, false)));

    [Fact]
    public void Nothing_measured_is_general() => Assert.Equal(new(DangerGrade.General, null), DangerGrading.Of(Lines, new(null, null, null, true), On));

    [Fact]
    public void A_line_holds_to_its_last_day()
    {
        var facts = new GradedFacts(3, null, "mg/m³", false);
        Assert.Equal(DangerGrade.Major, Grade(facts, new(2026, 6, 30)));
        Assert.Equal(DangerGrade.General, Grade(facts, new(2026, 7, 1)));
        Assert.Equal(DangerGrade.General, Grade(facts, new(2012, 5, 31)));
        Assert.Equal("达到限值的 2 倍及以上", DangerGrading.Of(Lines, facts, On).Reason);
    }

    [Fact]
    public void A_higher_ratio_is_never_graded_lower()
    {
        for (var tenth = 0; tenth < 100; tenth++)
            Assert.True(Grade(new(tenth / 10m, null, null, false)) <= Grade(new((tenth + 1) / 10m, null, null, false)));
    }
}
