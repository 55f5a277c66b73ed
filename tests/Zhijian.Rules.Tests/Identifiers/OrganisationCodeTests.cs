using CsCheck;
using Zhijian.Rules.Identifiers;

namespace Zhijian.Rules.Tests.Identifiers;

public class OrganisationCodeTests
{
    private static readonly Gen<string> Bodies = Gen.String[Gen.Char["0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"], 8, 8];

    [Fact]
    public void Worked_example()
    {
        Assert.Equal(139, OrganisationCode.WeightedSum("M000100Y"));
        Assert.Equal('4', OrganisationCode.CheckCharacter("M000100Y"));
        Assert.True(OrganisationCode.Check("M000100Y-4").IsValid);
    }

    [Theory]
    [InlineData("00000000", '0')] // 11 → 0
    [InlineData("40000000", 'X')] // 10 → X
    public void Edges_of_the_check(string body, char check) => Assert.Equal(check, OrganisationCode.CheckCharacter(body));

    [Theory]
    [InlineData(null, "未填写组织机构代码")]
    [InlineData("M000100Y", "组织机构代码应为9位，现为8位")]
    [InlineData("M000-100Y4", "组织机构代码第5位“-”不是数字或大写字母")]
    [InlineData("郑000100Y4", "组织机构代码第1位“郑”不是数字或大写字母")]
    public void Malformed(string? typed, string message)
    {
        var read = OrganisationCode.Check(typed);
        Assert.Equal((CheckStatus.Malformed, message), (read.Status, read.Message));
    }

    [Fact]
    public void Full_width_and_lower_case_are_read() => Assert.Equal("M000100Y4", OrganisationCode.Parse("ｍ０００１００ｙ－４").Value);

    [Fact]
    public void Wrong_check_is_marked() => Assert.Equal(CheckStatus.CheckFailed, OrganisationCode.Check("M000100Y5").Status);

    [Theory]
    [InlineData("M000100"), InlineData("m000100y"), InlineData("M000100Y4")]
    public void Create_refuses(string body) => Assert.Throws<FormatException>(() => OrganisationCode.Create(body));

    /// <summary>The rule written another way.</summary>
    [Fact]
    public void Weighted_sum_and_check_are_a_multiple_of_11() => Bodies.Sample(body =>
        (OrganisationCode.WeightedSum(body) + "0123456789X".IndexOf(OrganisationCode.CheckCharacter(body))) % 11 == 0);

    [Fact]
    public void Created_codes_verify_and_no_other_check_does() => Bodies.Sample(body =>
        "0123456789X".Count(c => OrganisationCode.TryParse(body + c, out _)) == 1 && OrganisationCode.Create(body).CheckHolds);
}
