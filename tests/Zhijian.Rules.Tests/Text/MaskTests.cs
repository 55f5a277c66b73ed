using CsCheck;
using Zhijian.Rules.Text;

namespace Zhijian.Rules.Tests.Text;

public class MaskTests
{
    [Theory]
    [InlineData("张三", "张*"), InlineData("张三丰", "张**"), InlineData("欧阳某某", "欧***"), InlineData("张", "*"), InlineData("", ""), InlineData(null, ""), InlineData("𠮷田", "𠮷*")]
    public void Name(string? name, string masked) => Assert.Equal(masked, Mask.Name(name));

    [Theory]
    [InlineData("13800000001", "138****0001"), InlineData("138 0000 0001", "138 **** 0001"), InlineData("0371-60000001", "****-****0001"), InlineData("60000001", "****0001"), InlineData("12350", "*****"), InlineData(null, "")]
    public void Phone(string? phone, string masked) => Assert.Equal(masked, Mask.Phone(phone));

    [Theory]
    [InlineData("11010519491231002X", "**************002X"), InlineData("1234567", "*******"), InlineData("", ""), InlineData(null, "")]
    public void IdNumber(string? number, string masked) => Assert.Equal(masked, Mask.IdNumber(number));

    [Fact]
    public void Never_shows_more_than_promised() => Gen.String[Gen.Char['0', '9'], 0, 20].Sample(text =>
        Mask.Phone(text).Count(char.IsAsciiDigit) <= 7 && Mask.IdNumber(text).Count(char.IsAsciiDigit) <= 4);
}
