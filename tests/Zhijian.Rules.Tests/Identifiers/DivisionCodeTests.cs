using CsCheck;
using Zhijian.Rules.Identifiers;

namespace Zhijian.Rules.Tests.Identifiers;

public class DivisionCodeTests
{
    [Theory]
    [InlineData("410000", DivisionLevel.Province, null)]
    [InlineData("410100", DivisionLevel.Prefecture, "410000")]
    [InlineData("410102", DivisionLevel.County, "410100")]
    [InlineData("410173", DivisionLevel.County, "410100")]
    [InlineData("410102001", DivisionLevel.Township, "410102")]
    [InlineData("410102001003", DivisionLevel.Village, "410102001")]
    [InlineData("441900003", DivisionLevel.Township, "441900")]
    public void Level_and_parent(string text, DivisionLevel level, string? parent)
    {
        var code = DivisionCode.Parse(text);
        Assert.Equal((text, level, parent), (code.Value, code.Level, code.Parent?.Value));
    }

    [Theory]
    [InlineData("410102000000", "410102"), InlineData("410102001000", "410102001"), InlineData("410000000000", "410000"), InlineData("４１０１０２", "410102")]
    public void One_code_for_one_place(string text, string value) => Assert.Equal(value, DivisionCode.Parse(text).Value);

    [Theory]
    [InlineData(null, "未填写行政区划代码")]
    [InlineData("4101", "行政区划代码应为6位、9位或12位，现为4位")]
    [InlineData("41O102", "行政区划代码第3位“O”不是数字")]
    [InlineData("010102", "行政区划代码的前2位不是省级代码")]
    [InlineData("410001", "行政区划代码缺少第3、4位的地市代码")]
    [InlineData("410000001", "行政区划代码缺少第3、4位的地市代码")]
    public void Malformed(string? text, string message) => Assert.Equal(message, DivisionCode.Check(text).Message);

    [Fact]
    public void Parents_end_at_the_province() => Gen.Long[110_101_001_001, 659_999_999_999].Sample(number =>
    {
        if (!DivisionCode.TryParse(number.ToString(), out var code)) return;
        var steps = 0;
        for (DivisionCode? at = code; at is not null; at = at.Value.Parent) Assert.True(++steps <= 5);
    });

    [Fact]
    public void Every_division_parses_with_its_level_and_an_existing_parent()
    {
        var rows = ReferenceData.Rows("divisions-gbt2260.csv");
        var codes = rows.Select(row => row["code"]).ToHashSet();
        Assert.Equal(rows.Count, codes.Count);
        foreach (var row in rows)
        {
            var code = DivisionCode.Parse(row["code"]);
            Assert.Equal(row["code"], code.Value);
            Assert.Equal(row["level"], ((int)code.Level).ToString());
            Assert.Equal(row["parent"], code.Parent?.Value ?? "");
            Assert.True(row["parent"].Length == 0 || codes.Contains(row["parent"]), row["code"]);
        }
    }
}
