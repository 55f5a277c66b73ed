using Zhijian.Rules.Text;

namespace Zhijian.Rules.Identifiers;

/// <summary>
/// 统一社会信用代码, GB 32100-2015: 18 characters = registering department, kind, division (6 digits), organisation code
/// (9, GB 11714), check character.
/// </summary>
public readonly record struct UnifiedSocialCreditCode
{
    public const int Length = 18;

    /// <summary>31 symbols, the value of each is its place; I, O, S, V and Z are not used.</summary>
    private const string Symbols = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    /// <summary>3^(i−1) mod 31.</summary>
    private static ReadOnlySpan<byte> Weights => [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

    private readonly string? _value;

    private UnifiedSocialCreditCode(string value) => _value = value;

    public string Value => _value ?? "";

    /// <summary>登记管理部门: 1 机构编制, 5 民政, 9 市场监管 and so on.</summary>
    public char RegisteringDepartment => Value[0];

    /// <summary>机构类别; its meaning depends on the department.</summary>
    public char Kind => Value[1];

    /// <summary>The division of registration, not necessarily that of the workplace.</summary>
    public string Division => Value[2..8];

    /// <summary>Its own check digit may fail where the whole code's check holds.</summary>
    public OrganisationCode Organisation => OrganisationCode.Unchecked(Value[8..17]);

    /// <summary>False for the registered codes whose check character is wrong: they exist and must be kept.</summary>
    public bool CheckHolds => Value.Length == Length && Value[^1] == CheckCharacter(Value.AsSpan(0, 17));

    /// <summary>
    /// Reads with blanks around, in full width, in lower case. <see cref="CheckStatus.CheckFailed"/> still carries the
    /// value: data of the registry is kept and marked, a form warns.
    /// </summary>
    public static Checked<UnifiedSocialCreditCode> Check(string? text)
    {
        var code = Width.Clean(text).ToUpperInvariant();
        if (code.Length == 0) return Checked.Malformed<UnifiedSocialCreditCode>("未填写统一社会信用代码");
        if (FirstIllegal(code) is { } reason) return Checked.Malformed<UnifiedSocialCreditCode>(reason);
        if (code.Length != Length)
            return Checked.Malformed<UnifiedSocialCreditCode>($"统一社会信用代码应为18位，现为{code.Length}位");

        var value = new UnifiedSocialCreditCode(code);
        var expected = CheckCharacter(code.AsSpan(0, 17));
        return code[^1] == expected
            ? Checked.Valid(value)
            : Checked.Failed(value, $"统一社会信用代码的校验位不符：末位应为“{expected}”，现为“{code[^1]}”，请核对");
    }

    /// <summary>Strict: only a code whose check character holds.</summary>
    public static bool TryParse(string? text, out UnifiedSocialCreditCode code)
    {
        var read = Check(text);
        code = read.IsValid ? read.Value : default;
        return read.IsValid;
    }

    /// <exception cref="FormatException">With the Chinese reason.</exception>
    public static UnifiedSocialCreditCode Parse(string? text) => Check(text).OrThrow();

    /// <summary>Completes a code with its check character, for demonstration data and tests.</summary>
    /// <exception cref="FormatException">A part has a wrong length or character.</exception>
    public static UnifiedSocialCreditCode Create(char registeringDepartment, char kind, string division, OrganisationCode organisation)
    {
        var body = $"{registeringDepartment}{kind}{division}{organisation.Value}";
        if (body.Length != 17) throw new FormatException($"统一社会信用代码的前段应为17位，现为{body.Length}位");
        if (FirstIllegal(body) is { } reason) throw new FormatException(reason);
        return new UnifiedSocialCreditCode(body + CheckCharacter(body));
    }

    /// <summary>S = Σ value × weight over the first 17 characters.</summary>
    internal static int WeightedSum(ReadOnlySpan<char> body)
    {
        var sum = 0;
        for (var i = 0; i < Weights.Length; i++) sum += Symbols.IndexOf(body[i]) * Weights[i];
        return sum;
    }

    /// <summary>k = 31 − S mod 31, and 31 counts as 0: the step that public samples of this algorithm forget.</summary>
    internal static char CheckCharacter(ReadOnlySpan<char> body) => Symbols[(31 - WeightedSum(body) % 31) % 31];

    public override string ToString() => Value;

    private static string? FirstIllegal(string code)
    {
        for (var i = 0; i < code.Length; i++)
        {
            if (!Symbols.Contains(code[i])) return $"统一社会信用代码{Illegal.At(code, i)}不是允许的字符（只用数字和除 I、O、S、V、Z 以外的大写字母）";
            if (i is >= 2 and < 8 && !char.IsAsciiDigit(code[i])) return $"统一社会信用代码{Illegal.At(code, i)}应为数字（第3至8位是行政区划代码）";
        }
        return null;
    }
}
