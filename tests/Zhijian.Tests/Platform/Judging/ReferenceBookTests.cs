using Zhijian.Platform.Judging;
using Zhijian.Platform.Reference.Loading;
using Zhijian.Rules.Exposure;

namespace Zhijian.Tests.Platform.Judging;

/// <summary>The shipped tables as a book of limits: what the names find and what the days give.</summary>
public sealed class ReferenceBookTests
{
    internal static readonly ReferenceFiles Files = new(Path.Combine(AppContext.BaseDirectory, "reference"));
    internal static readonly ReferenceBook Book = ReferenceBook.Load(Files);

    static decimal? LimitOf(string factor, ExposureIndex index, string day, Func<Sample, Sample>? with = null)
    {
        Assert.True(Book.Names.TryFind(factor, out var ids), factor);
        var sample = new Sample { Factor = -1, Day = DateOnly.Parse(day), Index = index, Value = 0 };
        var judged = Book.Limits.JudgeAny(ids, with?.Invoke(sample) ?? sample);
        return judged.LimitId < 0 ? null : judged.Limit;
    }

    public static TheoryData<string, decimal, decimal?> AverageLimits => new()
    {
        { "苯", 6, 10 }, { "甲苯", 50, 100 }, { "二甲苯", 50, 100 }, { "一氧化碳", 20, 30 }, { "二氧化硫", 5, 10 }, { "氨", 20, 30 }, { "二氧化氮", 5, 10 },
        { "铅尘", 0.05m, null }, { "铅烟", 0.03m, null }, { "锰及其化合物", 0.15m, null }, { "电焊烟尘", 4, null }, { "木粉尘", 3, null }, { "砂轮磨尘", 8, null }, { "其他粉尘", 8, null },
    };

    [Theory, MemberData(nameof(AverageLimits))]
    public void Common_limits_hold_in_2018_and_in_2021(string factor, decimal average, decimal? shortTerm)
    {
        foreach (var day in new[] { "2018-06-01", "2021-06-01" })
        {
            Assert.Equal(average, LimitOf(factor, ExposureIndex.TimeWeighted, day));
            Assert.Equal(shortTerm, LimitOf(factor, ExposureIndex.ShortTerm, day));
        }
    }

    [Theory]
    [InlineData("甲醛", 0.5), InlineData("硫化氢", 10), InlineData("氯气", 1), InlineData("氟化氢", 2), InlineData("50-00-0", 0.5), InlineData("C046", 0.5), InlineData("福尔马林", 0.5), InlineData("Formaldehyde", 0.5)]
    public void Common_ceilings(string factor, decimal limit)
    {
        Assert.Equal(limit, LimitOf(factor, ExposureIndex.Ceiling, "2018-06-01"));
        Assert.Equal(limit, LimitOf(factor, ExposureIndex.Ceiling, "2021-06-01"));
    }

    [Theory]
    [InlineData(null, "水泥粉尘", 4, 1.5), InlineData(null, "煤尘", 4, 2.5), InlineData(30.0, "矽尘", 1, 0.7), InlineData(60.0, "硅尘", 0.7, 0.3), InlineData(90.0, "14808-60-7", 0.5, 0.2), InlineData(30.0, "石英粉尘", 1, 0.7)]
    [InlineData(15.0, "水泥粉尘", 1, 0.7), InlineData(15.0, "谷物粉尘", 1, 0.7)]
    public void Dusts_have_total_and_respirable_limits(double? silica, string factor, double total, double respirable)
    {
        foreach (var day in new[] { "2018-06-01", "2021-06-01" })
        {
            Assert.Equal((decimal)total, LimitOf(factor, ExposureIndex.TimeWeighted, day, s => s with { FreeSilicaPercent = (decimal?)silica }));
            Assert.Equal((decimal)respirable, LimitOf(factor, ExposureIndex.TimeWeighted, day, s => s with { FreeSilicaPercent = (decimal?)silica, Fraction = DustFraction.Respirable }));
        }
    }

    [Fact]
    public void Benzene_through_time()
    {
        Assert.Null(LimitOf("benzene", ExposureIndex.TimeWeighted, "2007-10-31"));
        foreach (var (day, limit) in new[] { ("2007-11-01", 6m), ("2020-03-31", 6), ("2020-04-01", 6), ("2022-10-31", 6), ("2022-12-31", 3), ("2026-01-01", 3) })
            Assert.Equal(limit, LimitOf("benzene", ExposureIndex.TimeWeighted, day));
        Assert.Equal(6, LimitOf("71-43-2", ExposureIndex.ShortTerm, "2023-01-01"));
    }

    [Theory]
    [InlineData("一氧化氮", 15.0, 5.0), InlineData("10102-43-9", 15.0, 5.0), InlineData("二氧化氮", 5.0, 5.0), InlineData("10102-44-0", 5.0, 5.0), InlineData("C018", 5.0, 5.0), InlineData("NOx", 5.0, 5.0)]
    public void Nitric_oxide_had_its_own_limit_until_2020(string factor, double before, double after)
    {
        Assert.Equal((decimal)before, LimitOf(factor, ExposureIndex.TimeWeighted, "2020-03-31"));
        Assert.Equal((decimal)after, LimitOf(factor, ExposureIndex.TimeWeighted, "2020-04-01"));
    }

    [Fact]
    public void Physical_limits()
    {
        foreach (var noise in new[] { "噪声", "P01", "noise", "噪音" })
        {
            Assert.Equal(85, LimitOf(noise, ExposureIndex.NoiseDay, "2018-06-01"));
            Assert.Equal(85, LimitOf(noise, ExposureIndex.NoiseWeek, "2018-06-01"));
            foreach (var (n, limit) in new[] { (100, 140m), (101, 130), (1000, 130), (10000, 120) })
                Assert.Equal(limit, LimitOf(noise, ExposureIndex.NoisePeak, "2018-06-01", s => s with { ImpulsesPerDay = n }));
        }
        decimal[][] table = [[30, 28, 26, 25], [31, 29, 28, 26], [32, 30, 29, 28], [33, 32, 31, 30]];
        for (var row = 0; row < 4; row++)
            for (var intensity = 1; intensity <= 4; intensity++)
                Assert.Equal(table[row][intensity - 1], LimitOf(row % 2 == 0 ? "高温" : "P02", ExposureIndex.Heat, "2018-06-01", s => s with { Intensity = (WorkIntensity)intensity, ExposureRatePercent = 100 - 25 * row }));
        Assert.Equal(5, LimitOf("手传振动", ExposureIndex.HandArm, "2018-06-01"));
        var fields = Book.Limits.LimitsOf(Book.Limits.FactorOf("PHY:紫外辐射"), new(2018, 6, 1)).Select(l => (l.Limit.Value, l.Limit.Unit)).ToList();
        Assert.Contains((0.26m, Unit.MicrowattPerCm2), fields);
        Assert.Contains((3.7m, Unit.MillijoulePerCm2), fields);
        Assert.Equal(6, fields.Count);
    }

    [Theory]
    [InlineData("丙烯腈", 1.0), InlineData("Ｃ０２８", 6.0), InlineData("c028", 6.0), InlineData("TOLUENE", 50.0), InlineData("苯 乙 烯", 50.0), InlineData("巴豆醛", null), InlineData("DMF", 20.0), InlineData("乐果", 1.0), InlineData("T1-12", 6.0), InlineData("甲苯（皮）", 50.0), InlineData("Xylene (all isomers)", 50.0), InlineData("xylene", 50.0)]
    public void Names_find_their_limits(string name, double? limit) => Assert.Equal((decimal?)limit, LimitOf(name, ExposureIndex.TimeWeighted, "2021-06-01"));

    [Fact]
    public void Every_limit_of_the_shipped_tables_is_found_by_its_own_name_and_every_catalogue_code_is_known()
    {
        foreach (var factor in Book.Limits.Factors)
        {
            Assert.True(Book.Names.TryFind(factor.Name, out var found), factor.Name);
            Assert.Contains(Book.Limits.FactorOf(factor.Key), found);
        }
        foreach (var row in Files.Rows("hazard-factors.csv"))
        {
            Assert.True(Book.Names.TryFind(row["code"]!, out var byCode));
            Assert.True(Book.Names.TryFind(row["name_zh"]!, out _), row["name_zh"]);
            Assert.Equal(row["linked_oel_no"] is null, byCode.Length == 0);
        }
    }

    [Fact]
    public void Every_limit_of_2019_is_in_the_book_with_its_figure()
    {
        var day = new DateOnly(2021, 6, 1);
        foreach (var row in Files.Rows("oel-chemical.csv").Where(r => r["pc_twa_mg_m3"] is not null && r["amendment"] is null))
        {
            var factor = Book.Limits.FactorOf($"T1-{row["no"]}{row["sub"]}");
            Assert.Equal(row.Decimal("pc_twa_mg_m3"), Book.Limits.LimitsOf(factor, day).Single(l => l.Limit.Index == ExposureIndex.TimeWeighted).Limit.Value);
        }
    }

    [Fact]
    public void The_numbers_of_judging_come_with_the_tables()
    {
        Assert.Equal(new PeakRule(15, 4, 60), Book.Peaks);
        Assert.Equal(30, Book.HotRegionFrom);
    }

    [Fact]
    public void Peaks_follow_from_the_average_only_where_there_is_nothing_else()
    {
        Assert.Equal(24, LimitOf("其他粉尘", ExposureIndex.Peak, "2021-06-01"));
        Assert.Equal(16, LimitOf("其他粉尘", ExposureIndex.Peak, "2018-06-01"));
        Assert.Equal(0.45m, LimitOf("锰", ExposureIndex.Peak, "2018-06-01"));
        Assert.Null(LimitOf("甲苯", ExposureIndex.Peak, "2018-06-01"));
        Assert.Null(LimitOf("甲醛", ExposureIndex.Peak, "2021-06-01"));
    }
}
