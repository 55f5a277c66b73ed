using System.Globalization;
using Zhijian.Rules.Registry;

namespace Zhijian.Rules.Tests.Registry;

public sealed class EnterpriseSizeTests
{
    static readonly DateOnly Today = new(2026, 6, 10);

    static readonly IReadOnlyList<SizeGroup> Groups =
    [
        .. ReferenceData.Rows("enterprise-size.csv").GroupBy(r => (r["edition"], r["group"])).Select(g => new SizeGroup(
            g.First()["group_zh"], g.First()["industries"],
            [.. g.Select(r => new SizeBounds(Enum.Parse<SizeFigure>(r["figure"], ignoreCase: true), Number(r["small"]), Number(r["medium"]), Number(r["large"])))],
            DateOnly.Parse(g.First()["valid_from"], CultureInfo.InvariantCulture),
            g.First()["valid_to"].Length == 0 ? null : DateOnly.Parse(g.First()["valid_to"], CultureInfo.InvariantCulture), g.First()["basis"])),
    ];

    static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);

    static SizeAnswer Judge(string industry, int? workers, double? revenue, double? assets = null, DateOnly? on = null) =>
        EnterpriseSizes.Judge(Groups, industry, new(workers, (decimal?)revenue, (decimal?)assets), on ?? Today);

    // Industry: 1,000 persons and 400 million yuan make it large; each figure must reach its own bound.
    [Theory]
    [InlineData("3089", 1000, 40000.0, EnterpriseSize.Large)]
    [InlineData("3089", 999, 40000.0, EnterpriseSize.Medium)]
    [InlineData("3089", 1000, 39999.99, EnterpriseSize.Medium)]
    [InlineData("3089", 300, 2000.0, EnterpriseSize.Medium)]
    [InlineData("3089", 5000, 1999.0, EnterpriseSize.Small)]
    [InlineData("3089", 20, 300.0, EnterpriseSize.Small)]
    [InlineData("3089", 19, 99999.0, EnterpriseSize.Micro)]
    [InlineData("3089", 5000, 299.0, EnterpriseSize.Micro)]
    [InlineData("51", 5, 1000.0, EnterpriseSize.Small)]
    [InlineData("5211", 50, 500.0, EnterpriseSize.Medium)]
    [InlineData("0111", null, 20000.0, EnterpriseSize.Large)]
    [InlineData("8111", 100, null, EnterpriseSize.Medium)]
    public void The_smallest_figure_decides(string industry, int? workers, double? revenue, EnterpriseSize size) =>
        Assert.Equal(size, Judge(industry, workers, revenue).Size);

    [Fact]
    public void Construction_is_told_from_revenue_and_assets_not_from_workers()
    {
        Assert.Equal(EnterpriseSize.Medium, Judge("4710", 9, 6000, 5000).Size);
        Assert.Equal(EnterpriseSize.Small, Judge("4710", 9000, 6000, 4999).Size);
        Assert.Equal([SizeFigure.Assets], Judge("4710", 9000, 6000).Missing);
    }

    [Fact]
    public void A_missing_figure_leaves_the_size_open_unless_the_other_already_makes_it_micro()
    {
        Assert.Null(Judge("3089", 1500, null).Size);
        Assert.Equal([SizeFigure.Revenue], Judge("3089", 1500, null).Missing);
        Assert.Equal(EnterpriseSize.Micro, Judge("3089", 12, null).Size);
        Assert.Equal(EnterpriseSize.Micro, Judge("3089", null, 120).Size);
        Assert.Null(Judge("3089", null, null).Size);
    }

    [Theory]
    [InlineData("5910", "交通运输业")]
    [InlineData("5920", "仓储业")]
    [InlineData("5430", "交通运输业")]
    [InlineData("7010", "房地产开发经营")]
    [InlineData("7030", "其他未列明行业")]
    [InlineData("06", "工业")]
    public void The_longest_beginning_names_the_group(string industry, string group) =>
        Assert.Equal(group, Judge(industry, 1, 1, 1).Group!.Name);

    [Theory, InlineData("5310"), InlineData("6610"), InlineData("8310"), InlineData("9111"), InlineData("5")]
    public void Outside_the_groups_there_is_no_size(string industry)
    {
        Assert.Null(Judge(industry, 500, 5000, 5000).Size);
        Assert.Null(Judge(industry, 500, 5000, 5000).Group);
    }

    [Fact]
    public void The_edition_of_the_day_holds()
    {
        Assert.Contains("2011", Judge("3089", 1, 1, on: new(2017, 12, 27)).Group!.Basis);
        Assert.Contains("2017", Judge("3089", 1, 1, on: new(2017, 12, 28)).Group!.Basis);
        Assert.Null(Judge("3089", 1, 1, on: new(2011, 6, 17)).Group);
    }

    [Fact]
    public void The_bounds_of_every_group_rise() =>
        Assert.All(Groups.SelectMany(g => g.Bounds), b => Assert.True(b.Small < b.Medium && b.Medium < b.Large));
}
