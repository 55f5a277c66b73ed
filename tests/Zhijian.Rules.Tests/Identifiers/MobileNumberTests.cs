using Zhijian.Rules.Identifiers;

namespace Zhijian.Rules.Tests.Identifiers;

public class MobileNumberTests
{
    [Theory]
    [InlineData("13800000000"), InlineData("+86 138-0000-0000"), InlineData("8613800000000"), InlineData("１３８００００００００"), InlineData("138 0000 0000")]
    public void Reads(string typed) => Assert.Equal("13800000000", MobileNumber.Parse(typed).Value);

    [Theory]
    [InlineData("", "未填写手机号码")]
    [InlineData("1380000000", "手机号码应为11位，现为10位")]
    [InlineData("12800000000", "手机号码应以13至19开头")]
    [InlineData("1380000000O", "手机号码只能是数字")]
    [InlineData("0371-60000000", "手机号码应为11位，现为12位")]
    public void Malformed(string typed, string message) => Assert.Equal(message, MobileNumber.Check(typed).Message);

    [Fact]
    public void Logged_masked() => Assert.Equal("138****0000", MobileNumber.Parse("13800000000").ToString());
}
