using Zhijian.Platform.Imports;

namespace Zhijian.Tests.Platform.Imports;

public sealed class CellReadingTests
{
    private static RawCell Text(string text) => RawCell.Of(text);
    private static RawCell Number(string text) => new(RawCellKind.Number, text);
    private static RawCell Date(string text) => new(RawCellKind.Date, text);

    [Theory]
    [InlineData("2018-03-05"), InlineData("2018-3-5"), InlineData("2018/3/5"), InlineData("2018.3.5"), InlineData("2018年3月5日")]
    [InlineData("2018年03月05号"), InlineData("２０１８年３月５日"), InlineData(" 2018 年 3 月 5 日 "), InlineData("20180305")]
    [InlineData("2018-03-05 00:00:00"), InlineData("2018/3/5 8:30"), InlineData("2018-03-05T08:30:00Z")]
    public void Dates_are_read_as_people_write_them(string text) =>
        Assert.Equal(new DateOnly(2018, 3, 5), CellReading.ReadDate(Text(text)).Value);

    [Theory]
    [InlineData("3/5/2018"), InlineData("18-3-5"), InlineData("2018-02-30"), InlineData("2018-13-01"), InlineData("昨天"), InlineData("143164"), InlineData("4316"), InlineData("99999"), InlineData("0001-01-01")]
    public void A_date_that_would_have_to_be_guessed_is_refused(string text) => Assert.NotNull(CellReading.ReadDate(Text(text)).Problem);

    [Fact]
    public void Serial_dates_are_read_whether_or_not_the_cell_is_formatted()
    {
        // As a csv spells a day that Excel kept as a number.
        Assert.Equal(new DateOnly(2018, 3, 5), CellReading.ReadDate(RawCell.Of("43164")).Value);
        Assert.Equal(new DateOnly(2018, 3, 5), CellReading.ReadDate(Date("43164")).Value);
        Assert.Equal(new DateOnly(2018, 3, 5), CellReading.ReadDate(Number("43164.75")).Value);
        Assert.Equal(new DateOnly(2018, 3, 5), CellReading.ReadDate(Number("20180305")).Value);
        Assert.Equal(new DateOnly(1900, 1, 1), CellReading.ReadDate(Date("1")).Value);
        Assert.NotNull(CellReading.ReadDate(Date("60")).Problem);
    }

    [Theory]
    [InlineData("1,234.5", "1234.5"), InlineData("１２３．５", "123.5"), InlineData(" 12 ", "12"), InlineData("-0.5", "-0.5"), InlineData("1，234", "1234"), InlineData("1e3", "1000")]
    public void Numbers_are_read_as_people_write_them(string text, string expected) =>
        Assert.Equal(decimal.Parse(expected), CellReading.ReadDecimal(Text(text), decimal.MinValue, decimal.MaxValue, 10).Value);

    [Theory, InlineData("1,5"), InlineData("12%"), InlineData("<0.1"), InlineData("3mg"), InlineData("1,23,4")]
    public void A_number_that_would_have_to_be_guessed_is_refused(string text) =>
        Assert.Equal("应为数字", CellReading.ReadDecimal(Text(text), decimal.MinValue, decimal.MaxValue, 10).Problem);

    [Fact]
    public void Binary_noise_of_stored_numbers_is_no_decimal_place()
    {
        Assert.Equal(0.1m, CellReading.ReadDecimal(Number("0.10000000000000001"), 0, 1, 2).Value);
        Assert.Equal(0.3m, CellReading.ReadDecimal(Number("0.30000000000000004"), 0, 1, 1).Value);
        Assert.Equal("最多 2 位小数", CellReading.ReadDecimal(Number("0.125"), 0, 1, 2).Problem);
        Assert.Equal("应在 0 至 1 之间", CellReading.ReadDecimal(Number("2"), 0, 1, 2).Problem);
    }

    [Fact]
    public void A_code_that_Excel_has_rounded_is_refused_not_kept_wrong()
    {
        Assert.Contains("文本", CellReading.ReadCode(Number("9.1410100000000006E+17")).Problem);
        Assert.Contains("科学计数法", CellReading.ReadCode(Text("9.14E+17")).Problem);
        Assert.Equal("410105", CellReading.ReadCode(Number("410105")).Value);
        Assert.Equal("91410100MA44X", CellReading.ReadCode(Text("９１４１ 0100ＭＡ44X\u200B")).Value);
    }
}
