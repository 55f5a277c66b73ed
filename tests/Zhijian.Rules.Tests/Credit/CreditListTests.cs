using Zhijian.Rules.Credit;
using Zhijian.Rules.Penalties;

namespace Zhijian.Rules.Tests.Credit;

public sealed class CreditListTests
{
    [Theory]
    [InlineData("郑州华新机械有限公司", "郑州某某有限公司")]
    [InlineData("巩义市示例耐火材料厂", "巩义某某厂")]
    [InlineData("某厂", "某某单位")]
    public void A_party_is_told_by_place_and_form_only(string name, string masked) => Assert.Equal(masked, PartyMask.Mask(name));

    [Theory]
    [InlineData("郑州华新机械有限公司未检测", "“郑州华新机械有限公司”")]
    [InlineData("负责人身份证410181198001011234未检测", "身份证号码")]
    [InlineData("代码91410100MA00000001的单位", "统一社会信用代码")]
    [InlineData("电话13800138000", "电话号码")]
    [InlineData("电话0371-66668888", "电话号码")]
    [InlineData("罚款110000元，2026年6月10日决定", null)]
    public void What_identifies_is_found(string text, string? words)
    {
        var leak = PartyMask.Leak(text, ["郑州华新机械有限公司", null, ""]);
        if (words is null) Assert.Null(leak);
        else Assert.Contains(words, leak, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_may_stand_against_good_faith()
    {
        Assert.Empty(GoodFaith.Obstacles(new(false, 0, 0, true)));
        Assert.Equal(4, GoodFaith.Obstacles(new(true, 2, 1, false)).Count);
    }

    [Fact]
    public void A_fine_stands_out_beyond_the_fences_and_never_among_few()
    {
        var spread = FineSpread.Of([100_000, 120_000, 110_000, 130_000, 140_000])!;
        Assert.Equal((5, 100_000m, 110_000m, 120_000m, 130_000m, 140_000m), (spread.Count, spread.Least, spread.Lower, spread.Median, spread.Upper, spread.Most));
        Assert.Equal((80_000m, 160_000m), (spread.LowFence, spread.HighFence));
        Assert.True(spread.IsOutlier(160_001) && spread.IsOutlier(79_999) && !spread.IsOutlier(160_000) && !spread.IsOutlier(80_000));
        Assert.False(FineSpread.Of([1, 2, 3, 4])!.IsOutlier(1_000));
        // All the same: 30 % of the median.
        Assert.True(FineSpread.Of(Enumerable.Repeat(100_000m, 6))!.IsOutlier(130_001));
        Assert.Equal(115_000m, FineSpread.Of([110_000, 120_000])!.Median);
        Assert.Null(FineSpread.Of([]));
    }
}
