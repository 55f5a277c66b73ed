using System.Globalization;
using CsCheck;
using Zhijian.Rules.Text;

namespace Zhijian.Rules.Tests.Text;

public class LenientDateTests
{
    private const string Unreadable = "无法识别的日期，请按“2018-03-05”的样式填写";

    private static readonly Gen<DateOnly> Dates = Gen.Int[0, 80_000].Select(day => new DateOnly(1930, 1, 1).AddDays(day));

    [Theory]
    [InlineData("2018-3-5"), InlineData("2018-03-05"), InlineData("2018/03/05"), InlineData("2018.3.5"), InlineData("2018年3月5日"), InlineData("2018年03月05日")]
    [InlineData("20180305"), InlineData("２０１８－３－５"), InlineData("２０１８．３．５"), InlineData("2018 年 3 月 5 日"), InlineData("2018年3月5号"), InlineData("2018年3月5")]
    [InlineData(" 2018-3-5\u3000"), InlineData("2018–3–5"), InlineData("2018-03-05 00:00:00"), InlineData("2018-03-05T14:30:00"), InlineData("2018/3/5 9:05"), InlineData("2018年3月5日 14:30"), InlineData("2018 - 3 - 5")]
    public void Reads(string text)
    {
        Assert.True(LenientDate.TryParse(text, out var date), text);
        Assert.Equal(new DateOnly(2018, 3, 5), date);
    }

    [Theory]
    [InlineData("2018-2-29", "日历上没有2018年2月29日"), InlineData("2018年13月1日", "日历上没有2018年13月1日"), InlineData("20180431", "日历上没有2018年4月31日"), InlineData("2018-0-5", "日历上没有2018年0月5日"), InlineData("2018-3-0", "日历上没有2018年3月0日"), InlineData("0000-1-1", "日历上没有0年1月1日")]
    [InlineData("", "未填写日期"), InlineData("3/5/2018", Unreadable), InlineData("18-3-5", Unreadable), InlineData("2018-3/5", Unreadable), InlineData("2018-3", Unreadable), InlineData("2018", Unreadable)]
    [InlineData("2018-3-5-1", Unreadable), InlineData("2018-3-5日", Unreadable), InlineData("2018-3-512", Unreadable), InlineData("2018年3-5", Unreadable), InlineData("201835", Unreadable), InlineData("2018030512", Unreadable)]
    [InlineData("2018-03-05 25:00", Unreadable), InlineData("2018-03-05T00:00:00Z", Unreadable), InlineData("2018-03-05T00:00:00+08:00", Unreadable), InlineData("2018-03-05 abc", Unreadable), InlineData("2018-03-05T", Unreadable), InlineData("43164", Unreadable), InlineData("二〇一八年三月五日", Unreadable), InlineData("长期", Unreadable)]
    public void Refuses(string text, string message)
    {
        Assert.False(LenientDate.TryParse(text, false, out var date, out var error));
        Assert.Equal(message, error);
        Assert.Equal(default, date);
    }

    [Theory]
    [InlineData("43164", "2018-03-05"), InlineData("43164.0", "2018-03-05"), InlineData("43164.604166", "2018-03-05"), InlineData("４３１６４", "2018-03-05"), InlineData("10000", "1927-05-18"), InlineData("20180305", "2018-03-05"), InlineData("2018-3-5", "2018-03-05")]
    public void Spreadsheet_numbers_when_asked_for(string text, string expected)
    {
        Assert.True(LenientDate.TryParse(text, true, out var date, out _));
        Assert.Equal(DateOnly.Parse(expected, CultureInfo.InvariantCulture), date);
    }

    [Theory]
    [InlineData("2018"), InlineData("60"), InlineData("-43164"), InlineData("143164"), InlineData("04316"), InlineData("43164.1.1")]
    public void Not_every_number_is_a_day(string text) => Assert.False(LenientDate.TryParse(text, true, out _, out _));

    [Fact]
    public void Every_way_of_writing_reads_back() => Dates.Sample(date =>
    {
        var (y, m, d) = (date.Year, date.Month, date.Day);
        foreach (var text in (string[])[$"{y}-{m}-{d}", $"{y}/{m:00}/{d:00}", $"{y}.{m}.{d}", $"{y}年{m}月{d}日", $"{y}{m:00}{d:00}"])
        {
            Assert.True(LenientDate.TryParse(text, out var read), text);
            Assert.Equal(date, read);
        }
    });

    [Fact]
    public void Day_numbers_are_those_of_a_spreadsheet() => Dates.Sample(date =>
        LenientDate.TryParse(date.ToDateTime(default).ToOADate().ToString(CultureInfo.InvariantCulture), true, out var read, out _) && read == date);

    [Fact]
    public void Arbitrary_text_never_throws() => Gen.String[Gen.Char["0123456789-/.年月日T: １．"], 0, 80].Sample(text =>
        LenientDate.TryParse(text, true, out _, out var error) == error is null);
}
