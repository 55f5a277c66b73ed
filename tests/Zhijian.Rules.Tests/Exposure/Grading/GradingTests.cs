using System.Globalization;
using CsCheck;
using Zhijian.Rules.Exposure.Grading;

namespace Zhijian.Rules.Tests.Exposure.Grading;

public class GradingTests
{
    private static GradingEdition Edition(string standard) => GradingEditions.Named("GBZ/T " + standard)!;

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>The worked examples, and both sides of every bound.</summary>
    [Theory]
    [InlineData("30", "1.5", IntensityGrade.Two, "3", WorkGrade.One), InlineData("85", "4", IntensityGrade.Three, "48", WorkGrade.Three), InlineData("30", "0.8", IntensityGrade.Two, "0", WorkGrade.Zero)]
    [InlineData("9.9", "1", IntensityGrade.One, "1", WorkGrade.One), InlineData("10", "1", IntensityGrade.One, "2", WorkGrade.One), InlineData("50", "2", IntensityGrade.One, "2", WorkGrade.One)]
    [InlineData("50.1", "2", IntensityGrade.One, "4", WorkGrade.One), InlineData("80", "2", IntensityGrade.Two, "6", WorkGrade.One), InlineData("80.1", "2", IntensityGrade.Two, "9", WorkGrade.Two)]
    [InlineData("10", "8", IntensityGrade.One, "16", WorkGrade.Two), InlineData("10", "8.01", IntensityGrade.One, "16.02", WorkGrade.Three), InlineData("5", "2.01", IntensityGrade.Four, "5.025", WorkGrade.One)]
    public void Dust_2010(string silica, string ratio, IntensityGrade intensity, string g, WorkGrade grade)
    {
        var outcome = DustGrading.Grade(Edition("229.1-2010"), new(Number(silica), Number(ratio), intensity));
        Assert.Equal((Number(g), grade), (outcome.Index, outcome.Grade));
    }

    [Theory]
    [InlineData(ToxicityGrade.Extreme, "1.2", IntensityGrade.Two, "14.4", WorkGrade.Two), InlineData(ToxicityGrade.Extreme, "0.9", IntensityGrade.Two, "0", WorkGrade.Zero)]
    [InlineData(ToxicityGrade.Light, "1", IntensityGrade.Four, "0", WorkGrade.Zero), InlineData(ToxicityGrade.Medium, "2", IntensityGrade.Two, "6", WorkGrade.One)]
    [InlineData(ToxicityGrade.Medium, "2.01", IntensityGrade.Two, "6.03", WorkGrade.Two), InlineData(ToxicityGrade.High, "6", IntensityGrade.One, "24", WorkGrade.Two), InlineData(ToxicityGrade.High, "6.01", IntensityGrade.One, "24.04", WorkGrade.Three)]
    public void Chemical_2010(ToxicityGrade toxicity, string ratio, IntensityGrade intensity, string g, WorkGrade grade)
    {
        var outcome = ChemicalGrading.Grade(Edition("229.2-2010"), new(Number(ratio), toxicity, intensity, hasSpecialEffect: true));
        Assert.Equal((Number(g), grade), (outcome.Index, outcome.Grade));
    }

    [Theory]
    [InlineData(ToxicityGrade.High, "0.7", IntensityGrade.Two, false, "4.2", WorkGrade.One), InlineData(ToxicityGrade.Extreme, "1.2", IntensityGrade.One, false, "9.6", WorkGrade.Two)]
    [InlineData(ToxicityGrade.Light, "1.3", IntensityGrade.One, false, "1.3", WorkGrade.Two), InlineData(ToxicityGrade.Light, "1", IntensityGrade.One, false, "1", WorkGrade.One)]
    [InlineData(ToxicityGrade.Extreme, "0.5", IntensityGrade.Four, false, "0", WorkGrade.Zero), InlineData(ToxicityGrade.Light, "1.3", IntensityGrade.One, true, "1.3", WorkGrade.Three)]
    [InlineData(ToxicityGrade.Extreme, "5", IntensityGrade.Four, true, "100", WorkGrade.Three), InlineData(ToxicityGrade.High, "0.7", IntensityGrade.Two, true, "4.2", WorkGrade.Two)]
    public void Chemical_2025(ToxicityGrade toxicity, string ratio, IntensityGrade intensity, bool special, string g, WorkGrade grade)
    {
        var outcome = ChemicalGrading.Grade(Edition("229.2-2025"), new(Number(ratio), toxicity, intensity, special));
        Assert.Equal((Number(g), grade), (outcome.Index, outcome.Grade));
    }

    [Fact]
    public void Chemical_takes_the_highest_ratio_and_peaks_only_since_2025()
    {
        var work = new ChemicalWork(0.2m, 0.4m, null, 0.9m, ToxicityGrade.High, IntensityGrade.One);
        Assert.Equal(0, ChemicalGrading.Grade(Edition("229.2-2010"), work).Index);
        Assert.Equal(3.6m, ChemicalGrading.Grade(Edition("229.2-2025"), work).Index);
        var outcome = ChemicalGrading.Grade(Edition("229.2-2025"), new(1.3m, ToxicityGrade.Light, IntensityGrade.One, true));
        Assert.Equal("WD=1；B=1.3，WB=1.3；劳动强度Ⅰ，WL=1；G=1.3，Ⅰ级；B大于1，不低于Ⅱ级；有致癌、致突变、致畸、致敏或经皮吸收作用，上调为Ⅲ级", outcome.Working);
    }

    [Theory]
    [InlineData("32", "0", "60", IntensityGrade.Two, WorkGrade.Four), InlineData("29", "0", "100", IntensityGrade.One, WorkGrade.Zero)]
    [InlineData("29.9", "0", "100", IntensityGrade.One, WorkGrade.Zero), InlineData("30", "0", "100", IntensityGrade.One, WorkGrade.One), InlineData("33.9", "0", "100", IntensityGrade.One, WorkGrade.Four), InlineData("34", "0", "100", IntensityGrade.One, WorkGrade.SpecialAssessment)]
    [InlineData("30", "0", "25", IntensityGrade.Two, WorkGrade.Zero), InlineData("30", "0", "25.1", IntensityGrade.Two, WorkGrade.One), InlineData("27", "3", "50", IntensityGrade.Two, WorkGrade.One)]
    [InlineData("20", "0", "80", IntensityGrade.Three, WorkGrade.SpecialAssessment), InlineData("20", "0", "51", IntensityGrade.Four, WorkGrade.SpecialAssessment), InlineData("28", "0", "50", IntensityGrade.Four, WorkGrade.One)]
    public void Heat_2025(string wbgt, string clothing, string rate, IntensityGrade intensity, WorkGrade grade) =>
        Assert.Equal(grade, HeatGrading.Grade(Edition("229.3-2025"), new(Number(wbgt), Number(clothing), Number(rate), intensity)).Grade);

    [Theory]
    [InlineData("92.3", null, null, WorkGrade.Two), InlineData("84.9", null, null, WorkGrade.Zero), InlineData("85", null, null, WorkGrade.One), InlineData("89.99", null, null, WorkGrade.One)]
    [InlineData("90", null, null, WorkGrade.Two), InlineData("95", null, null, WorkGrade.Three), InlineData("100", null, null, WorkGrade.Four)]
    [InlineData(null, "139.9", 100, WorkGrade.Zero), InlineData(null, "140", 100, WorkGrade.One), InlineData(null, "142.5", 100, WorkGrade.Two), InlineData(null, "145", 100, WorkGrade.Three), InlineData(null, "147.5", 100, WorkGrade.Four), InlineData(null, "160", 1, WorkGrade.Four)]
    [InlineData(null, "131", 101, WorkGrade.One), InlineData(null, "135", 1000, WorkGrade.Three), InlineData(null, "127.4", 1001, WorkGrade.Three), InlineData(null, "127.5", 10000, WorkGrade.Four)]
    [InlineData("92", "140", 50, WorkGrade.Two), InlineData("86", "146", 50, WorkGrade.Three)]
    public void Noise_2012(string? level, string? peak, int? impulses, WorkGrade grade) =>
        Assert.Equal(grade, NoiseGrading.Grade(Edition("229.4-2012"), new(level is null ? null : Number(level), peak is null ? null : Number(peak), impulses)).Grade);

    [Fact]
    public void What_is_not_known_is_undetermined_and_says_why()
    {
        var (dust, chemical, heat, noise) = (Edition("229.1-2010"), Edition("229.2-2025"), Edition("229.3-2025"), Edition("229.4-2012"));
        (GradingOutcome Outcome, string Reason)[] cases =
        [
            (DustGrading.Grade(Edition("229.1-2025"), new(30, 1.5m, IntensityGrade.Two)), "GBZ/T 229.1-2025的分级表尚未取得原文，不能判级"),
            (HeatGrading.Grade(Edition("229.3-2010"), new(32, 0, 60, IntensityGrade.Two)), "GBZ/T 229.3-2010的分级表尚未取得原文，不能判级"),
            (HeatGrading.Grade(Edition("229.3-2010"), new(32, 0, 12, IntensityGrade.Two)), "GBZ/T 229.3-2010不适用于每日累计接触高温不足1小时的作业"),
            (DustGrading.Grade(null, new(30, 1.5m, IntensityGrade.Two)), "采样日没有施行中的作业分级标准"),
            (DustGrading.Grade(dust, new(null, 1.5m, IntensityGrade.Two)), "缺少游离二氧化硅含量，不能判级"),
            (DustGrading.Grade(dust, new(101, 1.5m, IntensityGrade.Two)), "游离二氧化硅含量应在0%至100%之间"),
            (DustGrading.Grade(dust, new(30, 1.5m, null)), "缺少体力劳动强度分级，不能判级"),
            (ChemicalGrading.Grade(chemical, new(null, null, null, null, ToxicityGrade.High, IntensityGrade.One)), "没有可与职业接触限值比较的结果，不能判级"),
            (ChemicalGrading.Grade(chemical, new(1.5m, null, IntensityGrade.One)), "缺少毒物危害程度级别（GBZ 230），不能判级"),
            (ChemicalGrading.Grade(chemical, new(1.5m, ToxicityGrade.High, null)), "缺少体力劳动强度分级，不能判级"),
            (HeatGrading.Grade(heat, new(30, 0, 0, IntensityGrade.One)), "接触时间率应大于0%且不超过100%"),
            (HeatGrading.Grade(heat, new(30, 0, 50, null)), "缺少体力劳动强度分级，不能判级"),
            (NoiseGrading.Grade(noise, new(null)), "没有噪声测量结果，不能判级"),
            (NoiseGrading.Grade(noise, new(90, 141)), "缺少每日脉冲次数，不能判级"),
            (NoiseGrading.Grade(noise, new(90, 141, 10_001)), "每日脉冲次数超过10000次，标准未作规定"),
        ];
        Assert.All(cases, c => Assert.Equal((null, c.Reason), (c.Outcome.Grade, c.Outcome.Working)));
    }

    [Theory]
    [InlineData(GradingSubject.Dust, "2026-01-31", "GBZ/T 229.1-2010"), InlineData(GradingSubject.Dust, "2026-02-01", "GBZ/T 229.1-2025")]
    [InlineData(GradingSubject.Chemical, "2026-01-31", "GBZ/T 229.2-2010"), InlineData(GradingSubject.Chemical, "2026-02-01", "GBZ/T 229.2-2025")]
    [InlineData(GradingSubject.Heat, "2026-01-31", "GBZ/T 229.3-2010"), InlineData(GradingSubject.Heat, "2026-02-01", "GBZ/T 229.3-2025")]
    [InlineData(GradingSubject.Noise, "2026-02-01", "GBZ/T 229.4-2012"), InlineData(GradingSubject.Noise, "2012-01-01", null)]
    public void Edition_to_the_day(GradingSubject subject, string day, string? standard) =>
        Assert.Equal(standard, GradingEditions.InForce(subject, DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture))?.Standard);

    [Fact]
    public void Editions_of_a_part_never_overlap() => Assert.All(GradingEditions.All.GroupBy(e => e.Subject), part =>
        Assert.All(part.OrderBy(e => e.From).Zip(part.OrderBy(e => e.From).Skip(1)), pair => Assert.Equal(pair.First.Until!.Value.AddDays(1), pair.Second.From)));

    [Fact]
    public void An_edition_of_another_part_is_a_mistake() =>
        Assert.Throws<ArgumentException>(() => { DustGrading.Grade(Edition("229.4-2012"), new(30, 1, IntensityGrade.One)); });

    [Fact]
    public void A_higher_ratio_never_lowers_a_grade() =>
        Gen.Select(Gen.Int[0, 3000].Select(n => n / 100m), Gen.Int[0, 1000].Select(n => n / 100m), Gen.Int[1, 4], Gen.Int[1, 4], Gen.Bool).Sample((ratio, more, toxicity, intensity, special) =>
        {
            var (t, i) = ((ToxicityGrade)toxicity, (IntensityGrade)intensity);
            foreach (var edition in (string[])["229.2-2010", "229.2-2025"])
                Assert.True(ChemicalGrading.Grade(Edition(edition), new(ratio + more, t, i, special)).Grade >= ChemicalGrading.Grade(Edition(edition), new(ratio, t, i, special)).Grade);
            var dust = Edition("229.1-2010");
            Assert.True(DustGrading.Grade(dust, new(20m * toxicity, ratio + more, i)).Grade >= DustGrading.Grade(dust, new(20m * toxicity, ratio, i)).Grade);
            var noise = Edition("229.4-2012");
            Assert.True(NoiseGrading.Grade(noise, new(70 + ratio + more)).Grade >= NoiseGrading.Grade(noise, new(70 + ratio)).Grade);
            var heat = Edition("229.3-2025");
            Assert.True(HeatGrading.Grade(heat, new(20 + ratio + more, 0, 25m * toxicity, i)).Grade >= HeatGrading.Grade(heat, new(20 + ratio, 0, 25m * toxicity, i)).Grade);
        });

    /// <summary>WB = 0 makes G = 0, so a grade needs no other facts; special effects may still raise it.</summary>
    [Fact]
    public void Work_well_below_the_limit_is_graded_without_the_other_weights()
    {
        Assert.Equal(WorkGrade.Zero, DustGrading.Grade(GradingEditions.Named("GBZ/T 229.1-2010"), new(null, 0.8m, null)).Grade);
        Assert.Equal(WorkGrade.Zero, ChemicalGrading.Grade(GradingEditions.Named("GBZ/T 229.2-2010"), new(0.9m, null, null)).Grade);
        Assert.Equal(WorkGrade.Zero, ChemicalGrading.Grade(GradingEditions.Named("GBZ/T 229.2-2025"), new(0.5m, null, null)).Grade);
        Assert.Null(ChemicalGrading.Grade(GradingEditions.Named("GBZ/T 229.2-2025"), new(0.5m, null, null, true)).Grade);
        Assert.Null(ChemicalGrading.Grade(GradingEditions.Named("GBZ/T 229.2-2025"), new(0.6m, null, null)).Grade);
    }
}
