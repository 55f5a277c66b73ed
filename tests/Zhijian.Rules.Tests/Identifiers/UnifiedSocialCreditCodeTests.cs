using System.Numerics;
using CsCheck;
using Zhijian.Rules.Identifiers;

namespace Zhijian.Rules.Tests.Identifiers;

public class UnifiedSocialCreditCodeTests
{
    private const string Symbols = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    private static readonly Gen<UnifiedSocialCreditCode> Codes =
        from department in Gen.Char["159Y"]
        from kind in Gen.Char["1239"]
        from division in Gen.Int[110000, 659999]
        from body in Gen.String[Gen.Char[Symbols], 8, 8]
        select UnifiedSocialCreditCode.Create(department, kind, division.ToString(), OrganisationCode.Create(body));

    [Theory]
    [InlineData("91350100M000100Y4", 1640, '3')]
    [InlineData("91410100MA4000001", 939, 'N')]
    [InlineData("91410100MA4000004", 1023, '0')] // k = 31 counts as 0
    public void Worked_examples(string body, int sum, char check)
    {
        Assert.Equal(sum, UnifiedSocialCreditCode.WeightedSum(body));
        Assert.Equal(check, UnifiedSocialCreditCode.CheckCharacter(body));
        Assert.True(UnifiedSocialCreditCode.Check(body + check).IsValid);
    }

    [Theory]
    [InlineData(" 91350100m000100y43 ")]
    [InlineData("９１３５０１００Ｍ０００１００Ｙ４３")]
    [InlineData("\u300091350100M000100Y43\t")]
    [InlineData("\uFEFF91350100M000\u200B100Y43")]
    public void Reads_what_people_paste(string typed) =>
        Assert.Equal("91350100M000100Y43", UnifiedSocialCreditCode.Parse(typed).Value);

    [Theory]
    [InlineData(null, "未填写统一社会信用代码")]
    [InlineData("   ", "未填写统一社会信用代码")]
    [InlineData("91350100M000100Y4", "统一社会信用代码应为18位，现为17位")]
    [InlineData("91350100M000100Y433", "统一社会信用代码应为18位，现为19位")]
    [InlineData("91350100I000100Y43", "统一社会信用代码第9位“I”不是允许的字符（只用数字和除 I、O、S、V、Z 以外的大写字母）")]
    [InlineData("9135010OM000100Y43", "统一社会信用代码第8位“O”不是允许的字符（只用数字和除 I、O、S、V、Z 以外的大写字母）")]
    [InlineData("91350100M0 0100Y43", "统一社会信用代码第11位空格不是允许的字符（只用数字和除 I、O、S、V、Z 以外的大写字母）")]
    [InlineData("91350100M0\a0100Y43", "统一社会信用代码第11位（U+0007）不是允许的字符（只用数字和除 I、O、S、V、Z 以外的大写字母）")]
    [InlineData("9135A100M000100Y43", "统一社会信用代码第5位“A”应为数字（第3至8位是行政区划代码）")]
    public void Malformed_says_where(string? typed, string message)
    {
        var read = UnifiedSocialCreditCode.Check(typed);
        Assert.Equal(CheckStatus.Malformed, read.Status);
        Assert.False(read.IsWellFormed);
        Assert.Equal(message, read.Message);
        Assert.Equal("", read.Value.Value);
        Assert.False(UnifiedSocialCreditCode.TryParse(typed, out _));
        Assert.Equal(message, Assert.Throws<FormatException>(() => UnifiedSocialCreditCode.Parse(typed)).Message);
    }

    [Theory]
    [InlineData('I'), InlineData('O'), InlineData('S'), InlineData('V'), InlineData('Z')]
    public void Letters_that_look_like_digits_are_illegal_everywhere(char letter)
    {
        for (var i = 0; i < 18; i++)
        {
            var code = "91350100M000100Y43".Remove(i, 1).Insert(i, letter.ToString());
            Assert.Equal(CheckStatus.Malformed, UnifiedSocialCreditCode.Check(code).Status);
        }
    }

    [Fact]
    public void Registered_code_with_wrong_check_is_kept_and_marked()
    {
        var read = UnifiedSocialCreditCode.Check("91350100m000100y44");
        Assert.Equal(CheckStatus.CheckFailed, read.Status);
        Assert.True(read.IsWellFormed);
        Assert.Equal("91350100M000100Y44", read.Value.Value);
        Assert.False(read.Value.CheckHolds);
        Assert.Equal("统一社会信用代码的校验位不符：末位应为“3”，现为“4”，请核对", read.Message);
        Assert.False(UnifiedSocialCreditCode.TryParse("91350100M000100Y44", out _));
    }

    [Fact]
    public void Parts()
    {
        var code = UnifiedSocialCreditCode.Parse("91350100M000100Y43");
        Assert.Equal(('9', '1', "350100", "M000100Y4"), (code.RegisteringDepartment, code.Kind, code.Division, code.Organisation.Value));
        Assert.True(code.CheckHolds);
        Assert.True(code.Organisation.CheckHolds);
        Assert.Equal("91350100M000100Y43", code.ToString());
        Assert.Equal("", default(UnifiedSocialCreditCode).ToString());
        Assert.False(default(UnifiedSocialCreditCode).CheckHolds);
    }

    [Fact]
    public void Organisation_part_may_fail_alone() =>
        Assert.False(UnifiedSocialCreditCode.Parse("91410100MA4000001N").Organisation.CheckHolds);

    [Theory]
    [InlineData('9', 'I', "410100")]
    [InlineData('9', '1', "41010")]
    [InlineData('9', '1', "4101A0")]
    public void Create_refuses_bad_parts(char department, char kind, string division) =>
        Assert.Throws<FormatException>(() => UnifiedSocialCreditCode.Create(department, kind, division, OrganisationCode.Create("MA400000")));

    [Fact]
    public void Created_codes_verify() => Codes.Sample(code =>
        UnifiedSocialCreditCode.Check(code.Value.ToLowerInvariant()) is { IsValid: true } read && read.Value == code && code.CheckHolds);

    /// <summary>The rule written another way: with the check character counted once, the weighted sum is a multiple of 31.</summary>
    [Fact]
    public void Weighted_values_add_up_to_a_multiple_of_31() => Codes.Sample(code =>
        Enumerable.Range(0, 18).Sum(i => Symbols.IndexOf(code.Value[i]) * (int)BigInteger.ModPow(3, i == 17 ? 0 : i, 31)) % 31 == 0);

    [Fact]
    public void Any_other_check_character_is_detected() => Codes.Sample(code =>
        Symbols.Where(c => c != code.Value[^1]).All(c => UnifiedSocialCreditCode.Check(code.Value[..17] + c).Status == CheckStatus.CheckFailed));

    [Fact]
    public void Any_single_change_is_detected() => Gen.Select(Codes, Gen.Int[0, 17], Gen.Char[Symbols]).Sample((code, i, c) =>
        code.Value[i] == c || !UnifiedSocialCreditCode.Check(code.Value.Remove(i, 1).Insert(i, c.ToString())).IsValid);

    [Fact]
    public void Arbitrary_text_never_throws() => Gen.String.Sample(text =>
    {
        var read = UnifiedSocialCreditCode.Check(text);
        return read.IsValid == (read.Message is null);
    });
}
