using Zhijian.Rules.Text;

namespace Zhijian.Rules.Tests.Text;

public class PinyinInitialsTests
{
    private static readonly PinyinInitials Pinyin =
        new(ReferenceData.Rows("pinyin-initials.csv").Select(row => (row["char"].Single(), row["initials"])));

    [Theory]
    [InlineData("苯甲酸", "bjs"), InlineData("郑州市", "zzs"), InlineData("长", "c"), InlineData("矽尘（游离SiO2）", "xcylsio2"), InlineData("１，２-二氯乙烷", "12elyw"), InlineData("二〇一八", "elyb"), InlineData("α-萘胺", "na"), InlineData("𠮷", ""), InlineData("", "")]
    public void Of(string text, string initials) => Assert.Equal(initials, Pinyin.Of(text));

    [Fact]
    public void Table_has_one_row_a_character_with_distinct_lower_case_letters()
    {
        var rows = ReferenceData.Rows("pinyin-initials.csv");
        Assert.Equal(rows.Count, rows.Select(row => row["char"]).Distinct().Count());
        Assert.All(rows, row =>
        {
            Assert.True(row["char"] is ['〇'] or [>= '\u4E00' and <= '\u9FA5'], row["char"]);
            Assert.Matches("^[a-z]{1,4}$", row["initials"]);
            Assert.Equal(row["initials"].Length, row["initials"].Distinct().Count());
        });
        Assert.Equal("cz", rows.Single(row => row["char"] == "长")["initials"]);
    }

    [Theory]
    [InlineData("hazard-factors.csv"), InlineData("oel-chemical.csv"), InlineData("oel-dust.csv"), InlineData("oel-biological.csv"), InlineData("industry-gbt4754-2017.csv"), InlineData("divisions-gbt2260.csv"), InlineData("occupational-diseases.csv")]
    public void Every_character_of_a_reference_name_has_a_reading(string file) =>
        Assert.All(ReferenceData.Rows(file).SelectMany(row => row["name_zh"]).Where(IsChinese).Distinct(), c => Assert.Single(Pinyin.Of([c])));

    private static bool IsChinese(char c) => c is (>= '\u3400' and <= '\u9FFF') or (>= '\uD800' and <= '\uDFFF');
}
