using Zhijian.Rules.Identifiers;

namespace Zhijian.Rules.Tests.Identifiers;

public class IndustryCodeTests
{
    [Theory]
    [InlineData("C", "C", IndustryLevel.Section, null)]
    [InlineData("26", "26", IndustryLevel.Division, "C")]
    [InlineData("C261", "261", IndustryLevel.Group, "26")]
    [InlineData(" c2614 ", "2614", IndustryLevel.Class, "261")]
    [InlineData("Ｃ２６１４", "2614", IndustryLevel.Class, "261")]
    [InlineData("0111", "0111", IndustryLevel.Class, "011")]
    public void Level_and_parent(string text, string value, IndustryLevel level, string? parent)
    {
        var code = IndustryCode.Parse(text);
        Assert.Equal((value, level, parent), (code.Value, code.Level, code.Parent?.Value));
    }

    [Theory]
    [InlineData(null, "未填写行业代码")]
    [InlineData("U", "行业代码的门类应为A至T，现为“U”")]
    [InlineData("2", "行业代码应为1位字母或2至4位数字，现有1位数字")]
    [InlineData("C26145", "行业代码应为1位字母或2至4位数字，现有5位数字")]
    [InlineData("C26x4", "行业代码第4位“X”不是数字")]
    [InlineData("98", "行业代码没有大类“98”（应为01至97）")]
    [InlineData("00", "行业代码没有大类“00”（应为01至97）")]
    [InlineData("B2614", "行业代码的门类不符：大类“26”属于门类C，现为B")]
    public void Malformed(string? text, string message) => Assert.Equal(message, IndustryCode.Check(text).Message);

    [Fact]
    public void Covers_itself_and_below()
    {
        var code = IndustryCode.Parse("2614");
        Assert.All(["C", "26", "261", "2614"], above => Assert.True(IndustryCode.Parse(above).Covers(code)));
        Assert.All(["B", "27", "2613"], other => Assert.False(IndustryCode.Parse(other).Covers(code)));
        Assert.False(code.Covers(IndustryCode.Parse("261")));
        Assert.Equal("C2614", code.WithSection);
        Assert.Equal("C", IndustryCode.Parse("C").WithSection);
    }

    [Fact]
    public void Every_industry_parses_with_its_level_section_and_existing_parent()
    {
        var rows = ReferenceData.Rows("industry-gbt4754-2017.csv");
        var codes = rows.Select(row => row["code"]).ToHashSet();
        Assert.Equal(rows.Count, codes.Count);
        foreach (var row in rows)
        {
            var code = IndustryCode.Parse(row["code"]);
            Assert.Equal(row["level"], ((int)code.Level).ToString());
            Assert.Equal(row["section"], code.Section.ToString());
            Assert.Equal(row["parent"], code.Parent?.Value ?? "");
            Assert.True(row["parent"].Length == 0 || codes.Contains(row["parent"]), row["code"]);
            Assert.Equal(code, IndustryCode.Parse(code.WithSection));
        }
    }

    [Theory]
    [InlineData("key-industries.csv"), InlineData("project-risk-directory.csv")]
    public void Prefixes_of_the_programmes_exist(string file)
    {
        var codes = ReferenceData.Rows("industry-gbt4754-2017.csv").Select(row => row["code"]).ToHashSet();
        Assert.All(ReferenceData.Rows(file), row => Assert.Contains(IndustryCode.Parse(row["gbt4754_prefix"]).Value, codes));
    }
}
