using CsCheck;
using Zhijian.Rules.Identifiers;

namespace Zhijian.Rules.Tests.Identifiers;

/// <summary>Numbers here are the standard's own example or made up.</summary>
public class ResidentIdNumberTests
{
    private static readonly DateOnly Today = new(2018, 3, 5);

    private static readonly Gen<ResidentIdNumber> Numbers =
        from day in Gen.Int[0, 40_000]
        from order in Gen.Int[0, 999]
        select ResidentIdNumber.Create("410100", new DateOnly(1900, 1, 1).AddDays(day), order);

    [Fact]
    public void Example_of_the_standard()
    {
        Assert.Equal(167, ResidentIdNumber.WeightedSum("11010519491231002"));
        var number = ResidentIdNumber.Parse("11010519491231002x", Today);
        Assert.Equal("11010519491231002X", number.Value);
        Assert.Equal(new DateOnly(1949, 12, 31), number.BirthDate);
        Assert.Equal(Sex.Female, number.Sex);
        Assert.Equal("110105", number.Area);
    }

    [Fact]
    public void Shown_and_logged_masked()
    {
        var number = ResidentIdNumber.Parse("１１０１０５１９４９１２３１００２Ｘ", Today);
        Assert.Equal("**************002X", number.Masked);
        Assert.Equal(number.Masked, number.ToString());
        Assert.DoesNotContain("1949", $"{ResidentIdNumber.Check("11010519491231002X", Today)}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "未填写身份证号码")]
    [InlineData("110105491231002", "15位的旧身份证号码已停用，请填写18位号码")]
    [InlineData("1101051949123100", "身份证号码应为18位，现为16位")]
    [InlineData("1101051949123100X2", "身份证号码第17位应为数字")]
    [InlineData("11010519491231002Y", "身份证号码末位应为数字或 X")]
    [InlineData("19010519491231002X", "身份证号码的前6位不是行政区划代码")]
    [InlineData("110105194902290021", "身份证号码中的出生日期不存在")]
    [InlineData("110105194900010021", "身份证号码中的出生日期不存在")]
    [InlineData("110105201803060021", "身份证号码中的出生日期晚于当前日期")]
    public void Malformed(string? typed, string message)
    {
        var read = ResidentIdNumber.Check(typed, Today);
        Assert.Equal((CheckStatus.Malformed, message), (read.Status, read.Message));
        Assert.Throws<FormatException>(() => ResidentIdNumber.Parse(typed, Today));
    }

    [Fact]
    public void Born_on_the_day_is_possible() => Assert.True(ResidentIdNumber.TryParse(ResidentIdNumber.Create("410100", Today, 1).Value, Today, out _));

    [Fact]
    public void Wrong_check_is_marked() => Assert.Equal(CheckStatus.CheckFailed, ResidentIdNumber.Check("110105194912310021", Today).Status);

    [Theory]
    [InlineData("41010", 1), InlineData("41010A", 1), InlineData("410100", 1000)]
    public void Create_refuses(string area, int order) => Assert.Throws<FormatException>(() => ResidentIdNumber.Create(area, Today, order));

    [Fact]
    public void Created_numbers_verify_and_no_other_check_does() => Numbers.Sample(number =>
        "0123456789X".Count(c => ResidentIdNumber.TryParse(number.Value[..17] + c, number.BirthDate, out _)) == 1);

    /// <summary>ISO 7064 MOD 11-2, of which the standard's weights are the powers of two: the sum over all characters leaves 1.</summary>
    [Fact]
    public void Sum_over_all_characters_leaves_one() => Numbers.Sample(number =>
        number.Value.Select((c, i) => "0123456789X".IndexOf(c) * ((1 << (17 - i)) % 11)).Sum() % 11 == 1);

    [Fact]
    public void Any_single_digit_change_is_detected() => Gen.Select(Numbers, Gen.Int[0, 16], Gen.Char['0', '9']).Sample((number, i, c) =>
        number.Value[i] == c || !ResidentIdNumber.TryParse(number.Value.Remove(i, 1).Insert(i, c.ToString()), DateOnly.MaxValue, out _));

    [Fact]
    public void Parts_come_back() => Gen.Select(Gen.Int[0, 40_000], Gen.Int[0, 999]).Sample((day, order) =>
    {
        var born = new DateOnly(1900, 1, 1).AddDays(day);
        var number = ResidentIdNumber.Create("410102", born, order);
        return number.BirthDate == born && number.Sex == (order % 2 == 1 ? Sex.Male : Sex.Female) && number.Masked[..14].All(c => c == '*');
    });

    [Fact]
    public void Messages_never_repeat_the_number() => Gen.Select(Numbers, Gen.Char["0123456789XY"]).Sample((number, c) =>
        ResidentIdNumber.Check(number.Value[..17] + c, DateOnly.MaxValue).Message?.Contains(number.Value[6..14], StringComparison.Ordinal) is not true);
}
