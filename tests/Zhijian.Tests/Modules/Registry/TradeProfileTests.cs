using Zhijian.Modules.Registry.Trades;
using Zhijian.Platform.Reference.Loading;

namespace Zhijian.Tests.Modules.Registry;

public sealed class TradeProfileTests
{
    static readonly ReferenceFiles Files = new(Path.Combine(AppContext.BaseDirectory, "reference"));
    readonly TradeProfiles profiles = new(Files);

    [Fact]
    public void Every_profile_names_industries_and_factors_that_exist()
    {
        var industries = Files.Rows("industry-gbt4754-2017.csv").Select(r => r["code"]).ToHashSet();
        var factors = Files.Rows("hazard-factors.csv").ToDictionary(r => r["code"]!, r => r["class_zh"]!);
        Assert.All(profiles.All, t =>
        {
            Assert.NotEmpty(t.Industries);
            Assert.All(t.Industries, i => Assert.Contains(i, industries));
            Assert.All(t.Posts, p => Assert.NotEmpty(p.Factors));
            Assert.All(t.Posts.SelectMany(p => p.Factors), f => Assert.Contains(f.Code, factors.Keys));
            Assert.InRange(t.Posts.Sum(p => p.Share), 0, 100);
        });
        // The demonstration tells the class of a factor by the letter of its code.
        Assert.All(factors, f => Assert.Equal(f.Value, f.Key[0] switch { 'D' => "粉尘", 'C' => "化学因素", 'P' => "物理因素", 'R' => "放射性因素", 'B' => "生物因素", _ => "其他因素" }));
    }

    [Fact]
    public void A_trade_is_found_by_industry_first_by_the_code_then_by_its_group()
    {
        Assert.Contains(profiles.OfIndustry("3099"), t => t.Code == "abrasive");
        Assert.Equal("refractory", Assert.Single(profiles.OfIndustry("3081")).Code);
        Assert.Contains(profiles.OfIndustry("211"), t => t.Code == "furniture");
        Assert.Empty(profiles.OfIndustry("0111"));
        Assert.Empty(profiles.OfIndustry(null));
    }

    [Fact]
    public void What_depends_on_the_material_is_to_be_asked()
    {
        var paint = profiles.Find("furniture")!.Posts.Single(p => p.Post == "喷漆工");
        Assert.False(paint.Factors.Single(f => f.Code == "C028").Certain);
        Assert.True(paint.Factors.Single(f => f.Code == "C029").Certain);
    }
}
