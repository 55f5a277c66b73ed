using CsCheck;
using Zhijian.Rules.Exposure;
using static Zhijian.Rules.Tests.Exposure.SmallBook;

namespace Zhijian.Rules.Tests.Exposure;

public class LimitBookTests
{
    private static Judgement Judge(Sample sample) => Book.Judge(sample);

    [Theory]
    [InlineData("two hundred", ExposureIndex.TimeWeighted, 220, Verdict.Exceeds, ExposureBand.Four)] // T1
    [InlineData("two hundred", ExposureIndex.TimeWeighted, 153.75, Verdict.Action, ExposureBand.Three)] // T2
    [InlineData("toluene", ExposureIndex.TimeWeighted, 45, Verdict.Action, ExposureBand.Three)] // T3
    [InlineData("toluene", ExposureIndex.ShortTerm, 110, Verdict.Exceeds, ExposureBand.Four)] // T3
    [InlineData("other dust", ExposureIndex.Peak, 22, Verdict.Action, ExposureBand.Three)] // T4
    [InlineData("other dust", ExposureIndex.Peak, 41, Verdict.Exceeds, ExposureBand.Four)] // T4
    [InlineData("fifty", ExposureIndex.TimeWeighted, 25, Verdict.Action, ExposureBand.Two)] // T10: the action level and still band Ⅱ
    [InlineData("fifty", ExposureIndex.TimeWeighted, 24.999, Verdict.Compliant, ExposureBand.Two)]
    [InlineData("fifty", ExposureIndex.TimeWeighted, 0.5, Verdict.Compliant, ExposureBand.Zero)]
    [InlineData("fifty", ExposureIndex.TimeWeighted, 5, Verdict.Compliant, ExposureBand.One)]
    [InlineData("fifty", ExposureIndex.TimeWeighted, 50, Verdict.Action, ExposureBand.Three)]
    [InlineData("formaldehyde", ExposureIndex.Ceiling, 0.5, Verdict.Action, ExposureBand.Three)]
    [InlineData("formaldehyde", ExposureIndex.Ceiling, 0.51, Verdict.Exceeds, ExposureBand.Four)]
    [InlineData("manganese", ExposureIndex.Peak, 0.45, Verdict.Action, ExposureBand.Three)] // 3 × 0.15 to the last digit
    public void Concentrations_are_judged(string factor, ExposureIndex index, decimal value, Verdict verdict, ExposureBand band)
    {
        var judged = Judge(Sample(factor, index, value));
        Assert.Equal((verdict, band), (judged.Verdict, judged.Band));
    }

    [Fact]
    public void A_peak_between_three_and_five_times_needs_its_facts()
    {
        var peak = Sample("other dust", ExposureIndex.Peak, 30);
        Assert.Equal((Verdict.Undetermined, Reason.PeakFactsMissing), (Judge(peak).Verdict, Judge(peak).Reason));
        Assert.Equal((Verdict.Action, 40m), (Judge(peak with { Peaks = PeakFacts.WithinRule }).Verdict, Judge(peak with { Peaks = PeakFacts.WithinRule }).Limit));
        Assert.Equal((Verdict.Exceeds, 24m), (Judge(peak with { Peaks = PeakFacts.BreaksRule }).Verdict, Judge(peak with { Peaks = PeakFacts.BreaksRule }).Limit));
        Assert.Equal(Verdict.Exceeds, Judge(peak with { Value = 40.1m, Peaks = PeakFacts.WithinRule }).Verdict);
        Assert.Equal(Verdict.Undetermined, Judge(peak with { Value = 40 }).Verdict);
    }

    [Theory] // the excursion limits of 2007
    [InlineData("manganese", 0.45)]
    [InlineData("five", 12.5)]
    [InlineData("fifty", 100)]
    [InlineData("two hundred", 300)]
    [InlineData("other dust", 16)] // T5: 18 exceeds
    public void Excursions_of_2007(string factor, decimal limit)
    {
        Assert.Equal((Verdict.Action, limit), (Judge(Sample(factor, ExposureIndex.Peak, limit, In2018)).Verdict, Judge(Sample(factor, ExposureIndex.Peak, limit, In2018)).Limit));
        Assert.Equal(Verdict.Exceeds, Judge(Sample(factor, ExposureIndex.Peak, limit + 2, In2018)).Verdict);
    }

    [Fact]
    public void What_has_a_short_term_limit_has_no_peak_rule_and_the_other_way_round()
    {
        Assert.Equal(Reason.NoLimitForIndex, Judge(Sample("toluene", ExposureIndex.Peak, 1)).Reason);
        Assert.Equal(Reason.NoLimitForIndex, Judge(Sample("fifty", ExposureIndex.ShortTerm, 1)).Reason);
        Assert.Equal(Reason.NoLimitForIndex, Judge(Sample("formaldehyde", ExposureIndex.Peak, 1)).Reason);
        Assert.Equal(Reason.NoLimitForIndex, Judge(Sample("noise", ExposureIndex.TimeWeighted, 1)).Reason);
    }

    [Theory]
    [InlineData("2007-10-31", null)]
    [InlineData("2007-11-01", "2007")]
    [InlineData("2020-03-31", "2007")]
    [InlineData("2020-04-01", "2019")]
    [InlineData("2022-10-31", "2019")]
    [InlineData("2022-11-01", null)]
    [InlineData("2022-12-30", null)]
    [InlineData("2022-12-31", "A1")]
    [InlineData("2025-05-01", "A1")] // the second amendment leaves benzene alone
    public void The_day_of_sampling_decides_the_edition(string day, string? edition)
    {
        var judged = Judge(Sample("benzene", ExposureIndex.TimeWeighted, 4, DateOnly.Parse(day)));
        if (edition is null)
        {
            Assert.Equal(Verdict.Undetermined, judged.Verdict);
            Assert.Contains(judged.Reason, new[] { Reason.NoStandardInForce, Reason.EditionUncertain });
            return;
        }
        Assert.Equal(edition, Book.Limit(judged.LimitId).Edition.Key);
        Assert.Equal(edition == "A1" ? Verdict.Exceeds : Verdict.Action, judged.Verdict);
    }

    [Fact]
    public void Where_the_day_of_a_change_is_unknown_only_what_both_limits_say_is_a_verdict()
    {
        var day = new DateOnly(2022, 12, 1);
        Assert.Equal(Verdict.Compliant, Judge(Sample("benzene", ExposureIndex.TimeWeighted, 1.4m, day)).Verdict);
        Assert.Equal(Verdict.Exceeds, Judge(Sample("benzene", ExposureIndex.TimeWeighted, 6.1m, day)).Verdict);
        Assert.Equal(3, Judge(Sample("benzene", ExposureIndex.TimeWeighted, 6.1m, day)).Limit);
        Assert.Equal(Reason.EditionUncertain, Judge(Sample("benzene", ExposureIndex.TimeWeighted, 3.1m, day)).Reason);
        Assert.Equal(Verdict.Action, Judge(Sample("toluene", ExposureIndex.TimeWeighted, 40, day)).Verdict);
    }

    [Fact]
    public void A_limit_begins_and_ends_with_its_edition()
    {
        Assert.Equal(Reason.NoStandardInForce, Judge(Sample("acetochlor", ExposureIndex.TimeWeighted, 1, new(2025, 4, 30))).Reason);
        Assert.Equal(Verdict.Exceeds, Judge(Sample("acetochlor", ExposureIndex.TimeWeighted, 1, new(2025, 5, 1))).Verdict);
        Assert.Equal(Verdict.Action, Judge(Sample("nitric oxide", ExposureIndex.TimeWeighted, 10, new(2020, 3, 31))).Verdict);
        Assert.Equal(Reason.NoLimitForIndex, Judge(Sample("nitric oxide", ExposureIndex.TimeWeighted, 10, new(2020, 4, 1))).Reason);
        Assert.Equal(Reason.LimitUnknown, Judge(Sample("unknown figure", ExposureIndex.TimeWeighted, 10)).Reason);
    }

    [Fact]
    public void A_report_can_be_judged_under_a_named_edition()
    {
        var sample = Sample("benzene", ExposureIndex.TimeWeighted, 4, In2018);
        Assert.Equal(Verdict.Exceeds, Judge(sample with { Day = Book.DayOf("A1") }).Verdict);
        Assert.Equal(Verdict.Action, Judge(sample with { Day = Book.DayOf("2019") }).Verdict);
        Assert.Throws<ArgumentException>(() => Book.DayOf("1999"));
    }

    [Theory]
    [InlineData(10, DustFraction.Total, 1)]
    [InlineData(50, DustFraction.Respirable, 0.7)]
    [InlineData(50.1, DustFraction.Total, 0.7)]
    [InlineData(80, DustFraction.Respirable, 0.3)]
    [InlineData(80.1, DustFraction.Unstated, 0.5)]
    [InlineData(100, DustFraction.Respirable, 0.2)]
    public void Silica_dust_has_bands(decimal silica, DustFraction fraction, decimal limit) =>
        Assert.Equal(limit, Judge(Sample("silica", ExposureIndex.TimeWeighted, 0.1m) with { FreeSilicaPercent = silica, Fraction = fraction }).Limit);

    [Fact]
    public void Dusts_need_the_facts_that_their_limits_rest_on()
    {
        Assert.Equal(Reason.SilicaMissing, Judge(Sample("silica", ExposureIndex.TimeWeighted, 1)).Reason);
        Assert.Equal(Reason.SilicaBelowBands, Judge(Sample("silica", ExposureIndex.TimeWeighted, 1) with { FreeSilicaPercent = 9.9m }).Reason);
        Assert.Equal(Reason.NoLimitForFraction, Judge(Sample("other dust", ExposureIndex.TimeWeighted, 1) with { Fraction = DustFraction.Respirable }).Reason);
        // From 10 % on cement is silica dust, whatever it is called.
        Assert.Equal(4, Judge(Sample("cement", ExposureIndex.TimeWeighted, 0.8m) with { FreeSilicaPercent = 9.9m }).Limit);
        Assert.Equal(1, Judge(Sample("cement", ExposureIndex.TimeWeighted, 0.8m) with { FreeSilicaPercent = 10 }).Limit);
        Assert.Equal(Unit.FibrePerMl, Book.Limit(Judge(Sample("asbestos", ExposureIndex.TimeWeighted, 0.1m) with { Unit = Unit.FibrePerMl }).LimitId).Unit);
    }

    [Fact]
    public void Long_shifts_reduce_the_average_only()
    {
        Assert.Equal(25, Judge(Sample("toluene", ExposureIndex.TimeWeighted, 26) with { HoursPerDay = 12 }).Limit); // T7
        Assert.Equal(Verdict.Exceeds, Judge(Sample("toluene", ExposureIndex.TimeWeighted, 26) with { HoursPerDay = 12 }).Verdict);
        Assert.Equal(35, Judge(Sample("toluene", ExposureIndex.TimeWeighted, 26) with { HoursPerDay = 10 }).Limit); // T8
        Assert.Equal(39.0625m, Judge(Sample("toluene", ExposureIndex.TimeWeighted, 26) with { DaysPerWeek = 6 }).Limit); // T9
        Assert.Equal(100, Judge(Sample("toluene", ExposureIndex.ShortTerm, 26) with { HoursPerDay = 12 }).Limit);
        Assert.Equal(0.5m, Judge(Sample("formaldehyde", ExposureIndex.Ceiling, 0.1m) with { HoursPerDay = 12 }).Limit);
        Assert.Equal(24, Judge(Sample("other dust", ExposureIndex.Peak, 1) with { HoursPerDay = 12 }).Limit);
    }

    [Theory]
    [InlineData(79.99, Verdict.Compliant)]
    [InlineData(80, Verdict.Action)]
    [InlineData(85, Verdict.Action)]
    [InlineData(85.000000001, Verdict.Exceeds)]
    public void Noise_calls_for_action_from_80(decimal level, Verdict verdict)
    {
        Assert.Equal(verdict, Judge(Sample("noise", ExposureIndex.NoiseDay, level)).Verdict);
        Assert.Equal(verdict, Judge(Sample("noise", ExposureIndex.NoiseWeek, level)).Verdict);
        Assert.Equal(ExposureBand.None, Judge(Sample("noise", ExposureIndex.NoiseDay, level)).Band);
    }

    [Theory]
    [InlineData(1, 140), InlineData(100, 140), InlineData(101, 130), InlineData(1000, 130), InlineData(1001, 120), InlineData(10000, 120)]
    public void Impulses_decide_the_peak(int impulses, decimal limit) => Assert.Equal(limit, Judge(Sample("noise", ExposureIndex.NoisePeak, 100) with { ImpulsesPerDay = impulses }).Limit);

    [Fact]
    public void Too_many_impulses_have_no_limit()
    {
        Assert.Equal(Reason.ImpulsesBeyondTable, Judge(Sample("noise", ExposureIndex.NoisePeak, 100) with { ImpulsesPerDay = 10001 }).Reason);
        Assert.Equal(Reason.ImpulsesMissing, Judge(Sample("noise", ExposureIndex.NoisePeak, 100)).Reason);
    }

    [Theory]
    [InlineData(1, 100, 30), InlineData(4, 100, 25), InlineData(3, 75, 28), InlineData(2, 60, 29), InlineData(2, 50.1, 29), InlineData(4, 25, 30), InlineData(1, 10, 33)]
    public void Heat_between_two_rows_takes_the_higher_rate(int intensity, decimal rate, decimal limit)
    {
        var sample = Sample("heat", ExposureIndex.Heat, limit) with { Intensity = (WorkIntensity)intensity, ExposureRatePercent = rate };
        Assert.Equal((Verdict.Action, limit), (Judge(sample).Verdict, Judge(sample).Limit));
        Assert.Equal(Verdict.Exceeds, Judge(sample with { Value = limit + 0.1m }).Verdict);
        Assert.Equal(Verdict.Action, Judge(sample with { Value = limit + 1, HotRegion = true }).Verdict);
        Assert.Equal(Reason.RateMissing, Judge(sample with { ExposureRatePercent = null }).Reason);
        Assert.Equal(Reason.IntensityMissing, Judge(sample with { Intensity = WorkIntensity.Unstated }).Reason);
    }

    [Fact]
    public void Units_are_converted_or_refused()
    {
        Assert.Equal(3m, Judge(Sample("benzene", ExposureIndex.TimeWeighted, 3000) with { Unit = Unit.UgPerM3 }).Value);
        Assert.Equal(3.249m, Math.Round(Judge(Sample("benzene", ExposureIndex.TimeWeighted, 1) with { Unit = Unit.Ppm }).Value, 3));
        Assert.Equal(Reason.MolarMassUnknown, Judge(Sample("toluene", ExposureIndex.TimeWeighted, 1) with { Unit = Unit.Ppm }).Reason);
        Assert.Equal(Reason.WrongUnit, Judge(Sample("cement", ExposureIndex.TimeWeighted, 1) with { Unit = Unit.Ppm }).Reason);
        Assert.Equal(Reason.WrongUnit, Judge(Sample("toluene", ExposureIndex.TimeWeighted, 1) with { Unit = Unit.DecibelA }).Reason);
        Assert.Equal(Reason.WrongUnit, Judge(Sample("noise", ExposureIndex.NoiseDay, 90) with { Unit = Unit.DecibelC }).Reason);
        Assert.Equal(Verdict.Action, Judge(Sample("noise", ExposureIndex.NoisePeak, 139) with { Unit = Unit.DecibelC, ImpulsesPerDay = 1 }).Verdict);
    }

    [Fact]
    public void Below_detection_counts_half()
    {
        var judged = Judge(Sample("fifty", ExposureIndex.TimeWeighted, 60) with { BelowDetection = true });
        Assert.Equal((Verdict.Action, 30m), (judged.Verdict, judged.Value));
        Assert.Contains("检出限的一半", Book.Working(Sample("fifty", ExposureIndex.TimeWeighted, 60) with { BelowDetection = true }, judged), StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_of_several_factors_is_judged_where_only_one_has_such_a_limit()
    {
        int[] both = [Book.FactorOf("formaldehyde"), Book.FactorOf("toluene")], alike = [Book.FactorOf("fifty"), Book.FactorOf("toluene")], different = [Book.FactorOf("five"), Book.FactorOf("fifty")];
        Assert.Equal(50, Book.JudgeAny(both, Sample("five", ExposureIndex.TimeWeighted, 1)).Limit);
        Assert.Equal(50, Book.JudgeAny(alike, Sample("five", ExposureIndex.TimeWeighted, 1)).Limit);
        Assert.Equal(Reason.AmbiguousFactor, Book.JudgeAny(different, Sample("five", ExposureIndex.TimeWeighted, 1)).Reason);
        Assert.Equal(Reason.NoLimitForFactor, Book.JudgeAny([], Sample("five", ExposureIndex.TimeWeighted, 1)).Reason);
        Assert.Equal(Reason.UnknownFactor, Judge(Sample("nothing", ExposureIndex.TimeWeighted, 1)).Reason);
    }

    [Fact]
    public void A_limit_chosen_by_hand()
    {
        var (id, limit) = Book.LimitsOf(Book.FactorOf("field"), In2021).Single();
        Assert.Equal(5, limit.Value);
        Assert.Equal(Verdict.Exceeds, Book.JudgeAgainst(id, 5001, Unit.VoltPerM).Verdict);
        Assert.Equal(Verdict.Action, Book.JudgeAgainst(id, 5).Verdict);
        Assert.Equal(Verdict.Action, Judge(Sample("vibration", ExposureIndex.HandArm, 5)).Verdict);
    }

    [Fact]
    public void The_working_shows_value_limit_clause_and_reduction()
    {
        var sample = Sample("toluene", ExposureIndex.TimeWeighted, 26) with { HoursPerDay = 12 };
        var text = Book.Working(sample, Judge(sample));
        foreach (var part in new[] { "GBZ 2.1-2019", "6.3.2", "限值 50", "折减因子 0.5", "折减后限值 25", "26 ÷ 25 = 1.04", "超过限值" }) Assert.Contains(part, text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(83.1, "83.1 dB(A)，比限值低 1.9，达到行动水平")]
    [InlineData(85, "85 dB(A)，等于限值，达到行动水平")]
    [InlineData(88.4, "88.4 dB(A)，比限值高 3.4，超过限值")]
    public void The_working_of_a_level_tells_the_difference_and_no_quotient(double level, string words)
    {
        var sample = Sample("noise", ExposureIndex.NoiseDay, (decimal)level);
        var text = Book.Working(sample, Judge(sample));
        Assert.Contains(words, text, StringComparison.Ordinal);
        Assert.DoesNotContain("÷", text, StringComparison.Ordinal);
    }

    private static readonly Gen<Sample> Samples = Gen.Select(
        Gen.Int[0, Book.Factors.Count - 1], Gen.Enum<ExposureIndex>(), Gen.Int[0, 400_000], Gen.Int[0, 7300],
        Gen.Int[0, 15], Gen.Int[0, 7], Gen.Enum<DustFraction>(), Gen.Int[-10, 110]).Select((factor, index, value, day, hours, days, fraction, percent) => new Sample
        {
            Factor = factor, Index = index, Value = value / 1000m, Day = new DateOnly(2007, 1, 1).AddDays(day), Fraction = fraction,
            HoursPerDay = hours == 0 ? null : hours, DaysPerWeek = days == 0 ? null : days, FreeSilicaPercent = percent < 0 ? null : percent,
            ExposureRatePercent = percent < 0 ? null : percent, ImpulsesPerDay = percent < 0 ? null : percent * 100, Intensity = (WorkIntensity)(days % 5), BelowDetection = days == 6, HotRegion = hours == 7,
            Unit = (Unit)(hours % 8), Peaks = (PeakFacts)(days % 3),
        });

    [Fact]
    public void More_is_never_better() => Gen.Select(Samples, Gen.Int[1, 100_000]).Sample((sample, more) =>
    {
        var (low, high) = (Judge(sample), Judge(sample with { Value = sample.Value + more / 1000m }));
        if (low.Verdict == Verdict.Undetermined || high.Verdict == Verdict.Undetermined) return;
        Assert.True(high.Verdict >= low.Verdict);
        Assert.True(high.Band >= low.Band);
    }, iter: 50_000);

    [Fact]
    public void A_batch_judges_as_one_by_one_and_allocates_nothing() => Samples.Array[1, 200].Sample(samples =>
    {
        var judged = new Judgement[samples.Length];
        Book.Judge(samples, judged);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Book.Judge(samples, judged);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        for (var i = 0; i < samples.Length; i++) Assert.Equal(Book.Judge(samples[i]), judged[i]);
    });

    [Fact]
    public void Every_judgement_has_a_verdict_or_a_reason() => Samples.Sample(sample =>
    {
        var judged = Judge(sample);
        Assert.Equal(judged.Verdict == Verdict.Undetermined, judged.Reason != Reason.None);
        Assert.NotEmpty(Book.Working(sample, judged));
    }, iter: 20_000);
}
