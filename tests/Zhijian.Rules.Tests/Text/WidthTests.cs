using CsCheck;
using Zhijian.Rules.Text;

namespace Zhijian.Rules.Tests.Text;

public class WidthTests
{
    [Theory]
    [InlineData("０１２３４５６７８９", "0123456789")]
    [InlineData("ＡＺａｚ", "AZaz")]
    [InlineData("－１，２３４．５％", "-1,234.5%")]
    [InlineData("（郑）：／～", "(郑):/~")]
    [InlineData("甲\u3000乙\u00A0丙", "甲 乙 丙")]
    [InlineData("1—2–3−4", "1-2-3-4")]
    [InlineData("。、《》“”〔〕〇", "。、《》“”〔〕〇")]
    [InlineData("", "")]
    public void ToHalf(string full, string half) => Assert.Equal(half, Width.ToHalf(full));

    [Theory]
    [InlineData("\uFEFF ４１０１\u200B00\u3000", "410100")]
    [InlineData("\u202A13800000000\u202C", "13800000000")]
    [InlineData(null, "")]
    [InlineData("\u200B", "")]
    public void Clean(string? typed, string clean) => Assert.Equal(clean, Width.Clean(typed));

    [Fact]
    public void Keeps_length_and_is_idempotent() => Gen.String.Sample(text =>
    {
        var half = Width.ToHalf(text);
        return half.Length == text.Length && Width.ToHalf(half) == half;
    });

    [Fact]
    public void Printable_ascii_comes_back() => Gen.String[Gen.Char[' ', '~']].Sample(text =>
        Width.ToHalf(new string([.. text.Select(c => c == ' ' ? '\u3000' : (char)(c + 0xFEE0))])) == text);
}
