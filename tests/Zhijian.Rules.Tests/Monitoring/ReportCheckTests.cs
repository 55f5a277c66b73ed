using Zhijian.Rules.Exposure;
using Zhijian.Rules.Monitoring;

namespace Zhijian.Rules.Tests.Monitoring;

public sealed class ReportCheckTests
{
    private static readonly DateOnly Today = new(2026, 6, 10);
    private static readonly DateOnly Sampled = new(2026, 5, 12);
    private static readonly ScopeRow[] Scopes = [new("采矿业", "06"), new("冶金、建材", "30"), new("其他", "")];
    private static readonly SamplingRules Sampling = new(15, 15, 3, "GBZ 159-2004");

    private static ReportFacts Facts(params SampledRow[] rows) => new()
    {
        Kind = ReportKind.Periodic, SampledFrom = Sampled, SampledTo = Sampled, IssuedOn = new(2026, 5, 20), EstablishedOn = new(2010, 1, 1), IndustryCode = "3089", DivisionCode = "410181100",
        Samplers = ["张采样"], Instruments = ["YQ-001"], Rows = rows.Length > 0 ? rows : [new(1, Sampled, ExposureIndex.TimeWeighted, 120, new(9, 0))],
    };

    private static InstitutionFacts Records(Qualification? qualification = null) => new(
        [qualification ?? new("证1", new(2023, 1, 1), new(2027, 12, 31), ["冶金、建材"], "4101")], [new("张采样", new(2027, 1, 1))], [new("YQ-001", new(2026, 1, 1), new(2026, 12, 31))]);

    private static FindingCode[] Codes(ReportFacts facts, InstitutionFacts? records = null) => [.. ReportCheck.OfInstitution(facts, records ?? Records(), Scopes).Select(f => f.Code)];

    [Fact]
    public void A_report_in_order_has_no_findings()
    {
        Assert.Null(ReportCheck.Refuse(Facts(), Today));
        Assert.Empty(Codes(Facts()));
        Assert.Empty(ReportCheck.OfSampling(Facts(), Sampling));
    }

    [Fact]
    public void What_cannot_have_been_is_refused()
    {
        Assert.Equal("Rows", ReportCheck.Refuse(Facts() with { Rows = [] }, Today)!.Field);
        Assert.Contains("早于用人单位成立", ReportCheck.Refuse(Facts() with { EstablishedOn = Sampled.AddDays(1) }, Today)!.Message);
        Assert.Null(ReportCheck.Refuse(Facts() with { EstablishedOn = Sampled }, Today));
        Assert.Contains("晚于今天", ReportCheck.Refuse(Facts() with { IssuedOn = null }, Sampled.AddDays(-1))!.Message);
        Assert.Contains("早于采样日期", ReportCheck.Refuse(Facts() with { IssuedOn = Sampled.AddDays(-1) }, Today)!.Message);
        Assert.Contains("报告日期", ReportCheck.Refuse(Facts() with { IssuedOn = Today.AddDays(1) }, Today)!.Message);
    }

    /// <summary>The certificate counts on its first and on its last day, not the day before or after.</summary>
    [Theory]
    [InlineData(-1, 0, true), InlineData(0, 0, true), InlineData(0, 1, true), InlineData(1, 1, false), InlineData(-1, -1, false)]
    public void The_certificate_has_to_hold_on_the_days_of_sampling(int from, int until, bool holds)
    {
        var certificate = new Qualification("证1", Sampled.AddDays(from), Sampled.AddDays(until), ["冶金、建材"], "41");
        FindingCode[] expected = holds ? [] : [FindingCode.QualificationExpired];
        Assert.Equal(expected, Codes(Facts(), Records(certificate)));
    }

    [Fact]
    public void Scope_area_people_and_instruments_are_held_against_the_day()
    {
        Assert.Equal([FindingCode.NoQualification], Codes(Facts(), Records() with { Qualifications = [] }));
        Assert.Equal([FindingCode.OutOfScope], Codes(Facts() with { IndustryCode = "0610" }));
        Assert.Equal([FindingCode.OutOfArea], Codes(Facts() with { DivisionCode = "410200" }));
        Assert.Empty(Codes(Facts() with { DivisionCode = "110101" }, Records(new("证1", new(2023, 1, 1), new(2027, 1, 1), ["冶金、建材"], ""))));
        Assert.Equal([FindingCode.NoSamplers], Codes(Facts() with { Samplers = [] }));
        Assert.Equal([FindingCode.SamplerUnknown], Codes(Facts() with { Samplers = ["王无名"] }));
        Assert.Equal([FindingCode.SamplerExpired], Codes(Facts(), Records() with { Staff = [new("张采样", Sampled.AddDays(-1))] }));
        Assert.Empty(Codes(Facts(), Records() with { Staff = [new("张采样", Sampled)] }));
        Assert.Equal([FindingCode.InstrumentUnknown], Codes(Facts() with { Instruments = ["YQ-9"] }));
        Assert.Equal([FindingCode.CalibrationExpired], Codes(Facts(), Records() with { Instruments = [new("YQ-001", new(2025, 1, 1), Sampled.AddDays(-1))] }));
        Assert.Equal([FindingCode.CalibrationExpired], Codes(Facts(), Records() with { Instruments = [new("YQ-001", Sampled.AddDays(1), new(2027, 1, 1))] }));
    }

    [Fact]
    public void The_longest_prefix_names_the_scope()
    {
        Assert.Equal("采矿业", ReportCheck.ScopeOf("0610", Scopes));
        Assert.Equal("冶金、建材", ReportCheck.ScopeOf("3089", Scopes));
        Assert.Equal("其他", ReportCheck.ScopeOf("3612", Scopes));
        Assert.Null(ReportCheck.ScopeOf("3612", []));
    }

    /// <summary>GBZ 159: C_STE of 15 min, C_ME of 15 min at most, evaluations on three days.</summary>
    [Fact]
    public void Samples_are_held_against_the_sampling_standard()
    {
        FindingCode[] Of(ReportFacts facts) => [.. ReportCheck.OfSampling(facts, Sampling).Select(f => f.Code)];
        Assert.Empty(Of(Facts(new(1, Sampled, ExposureIndex.ShortTerm, 15, null), new(2, Sampled, ExposureIndex.Ceiling, 5, null), new(3, Sampled, ExposureIndex.ShortTerm, null, null))));
        Assert.Equal([FindingCode.ShortTermDuration], Of(Facts(new SampledRow(1, Sampled, ExposureIndex.ShortTerm, 10, null))));
        Assert.Equal([FindingCode.CeilingDuration], Of(Facts(new SampledRow(1, Sampled, ExposureIndex.Ceiling, 16, null))));
        Assert.Equal([FindingCode.OutsideHours], Of(Facts(new SampledRow(1, Sampled, ExposureIndex.TimeWeighted, 60, new(3, 59)))));
        Assert.Equal([FindingCode.TooFewDays], Of(Facts() with { Kind = ReportKind.StatusEvaluation }));
        SampledRow[] three = [.. Enumerable.Range(0, 3).Select(d => new SampledRow(d + 1, Sampled.AddDays(d), ExposureIndex.TimeWeighted, 60, null))];
        Assert.Empty(Of(Facts(three) with { Kind = ReportKind.StatusEvaluation }));
    }
}

public sealed class IndicatorTests
{
    /// <summary>Exact tails of the fair coin: 5 of 5 is 1/32, 8 of 10 or more 56/1024.</summary>
    [Theory]
    [InlineData(0, 0, 1), InlineData(5, 0, 0.03125), InlineData(0, 5, 1), InlineData(8, 2, 0.0546875), InlineData(10, 10, 0.588098526)]
    public void The_chance_of_so_many_just_under_the_limit_is_exact(int under, int over, double chance) => Assert.Equal(chance, JustUnderLimit.Of(under, over).Chance, 8);

    [Fact]
    public void Few_results_accuse_nobody_and_many_do()
    {
        Assert.False(JustUnderLimit.Of(15, 0).IsSuspicious);
        Assert.False(JustUnderLimit.Of(14, 8).IsSuspicious);
        Assert.True(JustUnderLimit.Of(28, 2).IsSuspicious);
        Assert.InRange(JustUnderLimit.Of(100_000, 90_000).Chance, 0, 1e-100);
        Assert.Equal(1, JustUnderLimit.Of(0, 100_000).Chance, 6);
    }

    [Fact]
    public void Nobody_samples_at_two_places_at_once()
    {
        var day = new DateOnly(2026, 5, 12);
        Visit At(int from, int to, double? lon, double? lat, int days = 0) => new(day.AddDays(days), new(from / 60, from % 60), new(to / 60, to % 60), lon, lat);
        var gongyi = At(9 * 60, 10 * 60, 112.98, 34.75);
        Assert.Contains("同时", Travel.Impossible(gongyi, At((9 * 60) + 30, 11 * 60, null, null)));
        // Some 38 km away: half an hour does for nobody who stays below 80 km/h only if it is shorter than 28 min.
        var dengfeng = At((10 * 60) + 20, 11 * 60, 113.03, 34.41);
        Assert.Equal(38.1, Travel.Distance(gongyi, dengfeng)!.Value, 0);
        Assert.Contains("km", Travel.Impossible(gongyi, dengfeng));
        Assert.Null(Travel.Impossible(gongyi, At((10 * 60) + 40, 11 * 60, 113.03, 34.41)));
        Assert.Null(Travel.Impossible(gongyi, At(9 * 60, 10 * 60, 113.03, 34.41, 1)));
        Assert.Null(Travel.Impossible(gongyi, At((10 * 60) + 1, 11 * 60, null, null)));
        Assert.Equal(Travel.Impossible(gongyi, dengfeng), Travel.Impossible(dengfeng, gongyi));
    }
}
