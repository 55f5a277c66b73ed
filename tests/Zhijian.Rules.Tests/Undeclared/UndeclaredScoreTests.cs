using Zhijian.Rules.Undeclared;

namespace Zhijian.Rules.Tests.Undeclared;

public sealed class UndeclaredScoreTests
{
    static readonly SignalWeight[] Weights =
    [
        new(UndeclaredSignal.UsualTrade, 25, "同行业通常存在职业病危害"), new(UndeclaredSignal.SevereIndustry, 50, "严重"), new(UndeclaredSignal.ExposureKnown, 60, "已有接触记录"), new(UndeclaredSignal.TenWorkers, 0, "十人"),
    ];

    [Fact]
    public void Weights_add_up_and_the_weightiest_is_told_first()
    {
        var result = UndeclaredScore.Of(Weights, [UndeclaredSignal.UsualTrade, UndeclaredSignal.SevereIndustry], s => s is UndeclaredSignal.SevereIndustry ? "耐火材料" : null);
        Assert.Equal(75, result.Score);
        Assert.Equal(["严重：耐火材料（50 分）", "同行业通常存在职业病危害（25 分）"], result.Reasons);
    }

    [Fact]
    public void A_signal_counts_once_up_to_a_hundred_and_one_without_weight_not_at_all()
    {
        Assert.Equal(60, UndeclaredScore.Of(Weights, [UndeclaredSignal.ExposureKnown, UndeclaredSignal.ExposureKnown, UndeclaredSignal.TenWorkers, UndeclaredSignal.KeyIndustry]).Score);
        Assert.Equal(100, UndeclaredScore.Of(Weights, Enum.GetValues<UndeclaredSignal>()).Score);
        Assert.Equal(0, UndeclaredScore.Of(Weights, []).Score);
    }
}
