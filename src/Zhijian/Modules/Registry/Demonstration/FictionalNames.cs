using Zhijian.Rules.Identifiers;

namespace Zhijian.Modules.Registry.Demonstration;

/// <summary>Names, codes and numbers that are well-formed and belong to nobody: the word 示例 or 示 stands in every name.</summary>
static class FictionalNames
{
    /// <summary>Numbers below belong to the hand-made organisations.</summary>
    public const int First = 1000;

    const string Brand = "嵩河岳洛宏恒瑞泰华盛达昌兴隆金鼎豫中原天地龙凤祥和安康永固精诚信义德源丰茂森林海川江山峰岭东南西北新光明辉耀星月日升腾飞";
    const string Surnames = "王李张刘陈杨赵黄周吴徐孙马朱胡郭何高林郑谢罗梁宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈";
    const string Given = "伟强磊军洋勇杰涛明超刚平辉鹏华飞鑫波斌宇浩凯健俊帆玲敏静丽艳娟霞秀英慧巧美娜淑惠珠翠雅芝玉萍红";

    /// <summary>Different for every number: the digits of a permuted number written in characters.</summary>
    public static string BrandOf(int number)
    {
        var pairs = Brand.Length * Brand.Length;
        // 2,221 is prime and divides no square of the alphabet's length: within a round every pair comes once.
        var pair = (int)((long)(number % pairs) * 2221 % pairs);
        var brand = $"{Brand[pair / Brand.Length]}{Brand[pair % Brand.Length]}";
        for (var rest = number / pairs; rest > 0; rest /= Brand.Length) brand += Brand[rest % Brand.Length];
        return brand;
    }

    public static string Person(Dice dice) => $"{Surnames[dice.Below(Surnames.Length)]}示{Given[dice.Below(Given.Length)]}";

    /// <summary>No subscriber number of a Chinese city begins with 0.</summary>
    public static string Phone(Dice dice) => $"0371-0{dice.Below(10_000_000):D7}";

    /// <summary>A valid code of a body that does not exist. The ninth character carries the millions; I, O, S, V and Z are not used.</summary>
    public static string CreditCode(string county, int number) =>
        UnifiedSocialCreditCode.Create('9', '1', county[..6], OrganisationCode.Create($"M{(char)('A' + number / 1_000_000)}{number % 1_000_000:D6}")).Value;

    /// <summary>The same with a wrong check character, as registers have some.</summary>
    public static string WrongCode(string code) => code[..^1] + (code[^1] == '0' ? '1' : '0');

    public static string RegistrationNumber(string county, int number) => $"{county[..6]}0{number:D8}";

    public static string Address(string county, string place, Dice dice) =>
        place.EndsWith("街道", StringComparison.Ordinal) ? $"{county}{place}示例路{dice.Between(1, 300)}号"
        : $"{county}{place}示例{Brand[dice.Below(Brand.Length)]}村{(dice.Chance(0.3) ? "工业园" : "")}{dice.Between(1, 99)}号";
}
