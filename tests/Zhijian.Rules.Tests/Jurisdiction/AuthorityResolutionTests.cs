using System.Globalization;
using Zhijian.Rules.Divisions;
using Zhijian.Rules.Jurisdiction;

namespace Zhijian.Rules.Tests.Jurisdiction;

public sealed class AuthorityResolutionTests
{
    static readonly SupervisionPath Gongyi = SupervisionPath.Parse("410000/410100/410181/410181100/");
    static readonly SupervisionPath Zone = SupervisionPath.Parse("410000/410100/410173/");
    static readonly SupervisionPath City = SupervisionPath.Parse("410000/410100/");

    static readonly IReadOnlyList<JurisdictionRule> Shipped =
    [
        .. ReferenceData.Rows("jurisdiction-rules.csv").Select(r => new JurisdictionRule(r["matter"], r["ownership"].Length == 0 ? null : r["ownership"],
            Enum.Parse<SupervisionLevel>(r["level"]), Day(r["valid_from"]), r["valid_to"].Length == 0 ? null : Day(r["valid_to"]), r["basis"])),
    ];

    static DateOnly Day(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);

    static string? Resolve(string ownership, SupervisionPath place, DateOnly on, string matter = "declaration") =>
        AuthorityResolution.ResolveAuthority(Shipped, matter, ownership, place, on)?.DivisionCode;

    // Order 48 Art 4.
    [Fact]
    public void A_central_or_provincial_firm_reports_to_the_city_whatever_its_county()
    {
        Assert.Equal("410100", Resolve("Central", Gongyi, new(2026, 6, 10)));
        Assert.Equal("410100", Resolve("Provincial", Gongyi, new(2026, 6, 10)));
    }

    [Fact]
    public void Everybody_else_reports_to_the_county_of_the_workplace()
    {
        Assert.Equal("410181", Resolve("Other", Gongyi, new(2026, 6, 10)));
        Assert.Equal("410181", Resolve("Municipal", Gongyi, new(2026, 6, 10)));
    }

    [Fact]
    public void A_functional_zone_supervises_as_a_county() => Assert.Equal("410173", Resolve("Other", Zone, new(2026, 6, 10)));

    [Fact]
    public void A_place_above_the_counties_is_supervised_where_it_ends() => Assert.Equal("410100", Resolve("Other", City, new(2026, 6, 10)));

    [Fact]
    public void Before_the_order_was_in_force_there_is_no_answer()
    {
        Assert.Null(Resolve("Other", Gongyi, new(2012, 5, 31)));
        Assert.NotNull(Resolve("Other", Gongyi, new(2012, 6, 1)));
    }

    [Fact]
    public void An_unknown_matter_has_no_answer() => Assert.Null(Resolve("Other", Gongyi, new(2026, 6, 10), "weather"));

    [Fact]
    public void A_later_line_goes_before_an_earlier_one_and_a_special_before_a_general()
    {
        IReadOnlyList<JurisdictionRule> rules =
        [
            new("x", null, SupervisionLevel.County, new(2012, 1, 1), null, "first"),
            new("x", null, SupervisionLevel.Township, new(2020, 1, 1), null, "second"),
            new("x", "Central", SupervisionLevel.City, new(2012, 1, 1), new(2021, 12, 31), "special"),
        ];
        string? Code(string ownership, DateOnly on) => AuthorityResolution.ResolveAuthority(rules, "x", ownership, Gongyi, on)?.DivisionCode;
        Assert.Equal("410181", Code("Other", new(2019, 12, 31)));
        Assert.Equal("410181100", Code("Other", new(2020, 1, 1)));
        Assert.Equal("410100", Code("Central", new(2021, 12, 31)));
        Assert.Equal("410181100", Code("Central", new(2022, 1, 1)));
    }
}
