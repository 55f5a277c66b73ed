using System.Globalization;
using CsCheck;
using Zhijian.Rules.Text;

namespace Zhijian.Rules.Tests.Text;

public class LenientDecimalTests
{
    [Theory]
    [InlineData("0", "0"), InlineData("12.50", "12.50"), InlineData("-3.2", "-3.2"), InlineData("+7", "7"), InlineData(".5", "0.5"), InlineData("5.", "5")]
    [InlineData("１２．５", "12.5"), InlineData("－３", "-3"), InlineData("−3", "-3"), InlineData("\u3000 6 \t", "6")]
    [InlineData("1,234", "1234"), InlineData("1,234,567.89", "1234567.89"), InlineData("１，２３４", "1234"), InlineData("12 345", "12345"), InlineData("1\u00A0234", "1234")]
    [InlineData("0007", "7"), InlineData("0.0000000000000000000000000001", "0.0000000000000000000000000001")]
    public void Reads(string text, string expected)
    {
        Assert.True(LenientDecimal.TryParse(text, out var value, out var error), error);
        Assert.Equal(decimal.Parse(expected, CultureInfo.InvariantCulture), value);
        Assert.Null(error);
    }

    [Theory]
    [InlineData("", "未填写数字"), InlineData("  ", "未填写数字")]
    [InlineData("1,5", "千位分隔符的位置不对"), InlineData("1,2345", "千位分隔符的位置不对"), InlineData(",123", "千位分隔符的位置不对")]
    [InlineData("1234,567", "千位分隔符的位置不对"), InlineData("1,234 567", "千位分隔符的位置不对"), InlineData("1,,234", "千位分隔符的位置不对"), InlineData("1,234,", "千位分隔符的位置不对")]
    [InlineData("1E5", "请写出完整数字，不要使用科学计数法"), InlineData("1.2e-3", "请写出完整数字，不要使用科学计数法"), InlineData("１Ｅ５", "请写出完整数字，不要使用科学计数法")]
    [InlineData("<0.5", "不是数字"), InlineData("0.5mg", "不是数字"), InlineData("未检出", "不是数字"), InlineData("1.2.3", "不是数字"), InlineData("--1", "不是数字")]
    [InlineData("-", "不是数字"), InlineData(".", "不是数字"), InlineData("1.234,5", "不是数字"), InlineData("1. 5", "不是数字"), InlineData("0x1F", "不是数字"), InlineData("五", "不是数字"), InlineData("٣", "不是数字"), InlineData("10%", "不是数字")]
    [InlineData("0.00000000000000000000000000001", "数字过长"), InlineData("99999999999999999999999999999", "数字过长")]
    public void Refuses(string text, string message)
    {
        Assert.False(LenientDecimal.TryParse(text, out var value, out var error));
        Assert.Equal(message, error);
        Assert.Equal(0, value);
    }

    [Fact]
    public void Very_long_text_is_refused() => Assert.False(LenientDecimal.TryParse(new string('1', 100_000), out _));

    [Fact]
    public void Every_way_of_writing_reads_back() => Gen.Select(Gen.Int[-999_999_999, 999_999_999], Gen.Int[0, 6]).Sample((number, scale) =>
    {
        var value = new decimal(Math.Abs(number), 0, 0, number < 0, (byte)scale);
        var plain = value.ToString(CultureInfo.InvariantCulture);
        var grouped = value.ToString("N" + scale, CultureInfo.InvariantCulture);
        var full = new string([.. grouped.Select(c => (char)(c + 0xFEE0))]);
        foreach (var text in (string[])[plain, grouped, grouped.Replace(',', ' '), full])
        {
            Assert.True(LenientDecimal.TryParse(text, out var read, out var error), $"{text}: {error}");
            Assert.Equal(value, read);
        }
    });

    [Fact]
    public void Arbitrary_text_never_throws() => Gen.String[Gen.Char["0123456789.,-+ eE１，．x"], 0, 80].Sample(text =>
        LenientDecimal.TryParse(text, out _, out var error) == error is null);
}
