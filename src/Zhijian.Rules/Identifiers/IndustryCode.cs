using System.Globalization;
using Zhijian.Rules.Text;

namespace Zhijian.Rules.Identifiers;

/// <summary>门类、大类、中类、小类.</summary>
public enum IndustryLevel
{
    Section = 1,
    Division = 2,
    Group = 3,
    Class = 4,
}

/// <summary>
/// 国民经济行业代码, GB/T 4754-2017: a letter (section) or two to four digits; the letter may be written before the digits
/// (C2614). Older editions use the same pattern with other sections: their codes belong to their own edition's table.
/// </summary>
public readonly record struct IndustryCode
{
    /// <summary>The last two-digit division of each section A … T.</summary>
    private static ReadOnlySpan<byte> LastDivision => [5, 12, 43, 46, 50, 52, 60, 62, 65, 69, 70, 72, 75, 79, 82, 83, 85, 90, 96, 97];

    private readonly string? _value;

    private IndustryCode(string value) => _value = value;

    /// <summary>The section's letter, or the digits without it: the key of the industry table.</summary>
    public string Value => _value ?? "";

    /// <summary>The letter A … T.</summary>
    public char Section => char.IsAsciiLetter(Value[0]) ? Value[0] : SectionOf(int.Parse(Value.AsSpan(0, 2), NumberStyles.None, CultureInfo.InvariantCulture))!.Value;

    /// <summary>With the letter: C2614.</summary>
    public string WithSection => char.IsAsciiLetter(Value[0]) ? Value : Section + Value;

    public IndustryLevel Level => (IndustryLevel)Value.Length;

    /// <summary>2614 → 261 → 26 → C → null.</summary>
    public IndustryCode? Parent => Level switch
    {
        IndustryLevel.Section => null,
        IndustryLevel.Division => new(Section.ToString()),
        _ => new(Value[..^1]),
    };

    /// <summary>The code itself or one below it.</summary>
    public bool Covers(IndustryCode other) =>
        Level == IndustryLevel.Section ? Value[0] == other.Section : other.Value.StartsWith(Value, StringComparison.Ordinal);

    public static Checked<IndustryCode> Check(string? text)
    {
        var code = Width.Clean(text).ToUpperInvariant();
        if (code.Length == 0) return Checked.Malformed<IndustryCode>("未填写行业代码");
        char? letter = char.IsAsciiLetter(code[0]) ? code[0] : null;
        if (letter > 'T') return Checked.Malformed<IndustryCode>($"行业代码的门类应为A至T，现为“{letter}”");

        var digits = letter is null ? code : code[1..];
        var illegal = digits.AsSpan().IndexOfAnyExceptInRange('0', '9');
        if (illegal >= 0) return Checked.Malformed<IndustryCode>($"行业代码{Illegal.At(code, illegal + code.Length - digits.Length)}不是数字");
        if (letter is not null && digits.Length == 0) return Checked.Valid(new IndustryCode(code));
        if (digits.Length is < 2 or > 4) return Checked.Malformed<IndustryCode>($"行业代码应为1位字母或2至4位数字，现有{digits.Length}位数字");

        var section = SectionOf(int.Parse(digits.AsSpan(0, 2), NumberStyles.None, CultureInfo.InvariantCulture));
        if (section is null) return Checked.Malformed<IndustryCode>($"行业代码没有大类“{digits[..2]}”（应为01至97）");
        if (letter is not null && letter != section)
            return Checked.Malformed<IndustryCode>($"行业代码的门类不符：大类“{digits[..2]}”属于门类{section}，现为{letter}");
        return Checked.Valid(new IndustryCode(digits));
    }

    public static bool TryParse(string? text, out IndustryCode code)
    {
        var read = Check(text);
        code = read.Value;
        return read.IsValid;
    }

    /// <exception cref="FormatException">With the Chinese reason.</exception>
    public static IndustryCode Parse(string? text) => Check(text).OrThrow();

    public override string ToString() => Value;

    private static char? SectionOf(int division)
    {
        if (division == 0) return null;
        for (var i = 0; i < LastDivision.Length; i++)
        {
            if (division <= LastDivision[i]) return (char)('A' + i);
        }
        return null;
    }
}
