using CsCheck;
using Zhijian.Rules.Identifiers;

namespace Zhijian.Rules.Tests.Identifiers;

public class DocumentNumberTests
{
    private static Gen<string> Word(int min, int max) => Gen.String[Gen.Char["郑豫上街金水安监卫职健罚责改检记管函办疾控"], min, max];

    [Fact]
    public void Enforcement_form()
    {
        var number = DocumentNumber.Enforcement("郑", "安监", "罚", 2018, 1);
        Assert.Equal("（郑）安监罚〔2018〕1号", number.ToString());
        Assert.Equal(("郑", "安监罚", 2018, 1), (number.Place, number.Word, number.Year, number.Serial));
    }

    [Fact]
    public void General_form()
    {
        var number = DocumentNumber.General("郑安监管", 2018, 39);
        Assert.Equal("郑安监管〔2018〕39号", number.ToString());
        Assert.Equal(("", "郑安监管"), (number.Place, number.Word));
    }

    [Theory]
    [InlineData("(郑)安监罚[2018]1号")]
    [InlineData("（郑）安监罚（2018）1号")]
    [InlineData("（郑） 安监罚 【２０１８】 第001号")]
    [InlineData("（郑）安监罚［2018］１号")]
    public void Other_brackets_come_back_in_normal_form(string typed) => Assert.Equal("（郑）安监罚〔2018〕1号", DocumentNumber.Parse(typed).ToString());

    [Theory]
    [InlineData("国卫办职健发〔2021〕5号"), InlineData("安监总安健〔2012〕73号"), InlineData("国办发〔2015〕58号"), InlineData("国统字〔2011〕75号")]
    public void Documents_of_the_ministries(string text) => Assert.Equal(text, DocumentNumber.Parse(text).ToString());

    [Theory]
    [InlineData("郑安监管2018年39号"), InlineData("郑安监管〔18〕39号"), InlineData("郑安监管〔2018〕号"), InlineData("郑安监管〔2018〕0号"),
     InlineData("郑安监管〔2018〕39"), InlineData("〔2018〕39号"), InlineData("（郑安监罚〔2018〕1号"), InlineData("郑1安监〔2018〕1号"), InlineData("郑安监管〔2018〕39号\n附")]
    public void Refused(string text) =>
        Assert.Equal("文号应为“（郑）安监罚〔2018〕1号”或“郑安监管〔2018〕39号”的样式", DocumentNumber.Check(text).Message);

    [Fact]
    public void Blank() => Assert.Equal("未填写文号", DocumentNumber.Check(null).Message);

    [Theory]
    [InlineData("郑〔", 2018, 1), InlineData("郑安监管", 18, 1), InlineData("郑安监管", 2018, 0), InlineData("郑安监管", 2018, -1), InlineData("", 2018, 1)]
    public void General_refuses_bad_parts(string word, int year, int serial) =>
        Assert.Throws<FormatException>(() => DocumentNumber.General(word, year, serial));

    [Fact]
    public void Enforcement_needs_a_place() => Assert.Throws<FormatException>(() => DocumentNumber.Enforcement("", "安监", "罚", 2018, 1));

    [Fact]
    public void Format_and_parse_round_trip() =>
        Gen.Select(Word(1, 3), Word(1, 4), Word(1, 3), Gen.Int[1949, 2100], Gen.Int[1, 99_999]).Sample((place, organ, kind, year, serial) =>
        {
            var enforcement = DocumentNumber.Enforcement(place, organ, kind, year, serial);
            var general = DocumentNumber.General(place + organ + kind, year, serial);
            return DocumentNumber.Parse(enforcement.ToString()) == enforcement && DocumentNumber.Parse(general.ToString()) == general && enforcement != general;
        });
}
