using Zhijian.Rules.Text;

namespace Zhijian.Rules.Identifiers;

/// <summary>省、地（市）、县（区）、乡（街道）、村（社区）.</summary>
public enum DivisionLevel
{
    Province = 1,
    Prefecture = 2,
    County = 3,
    Township = 4,
    Village = 5,
}

/// <summary>
/// 行政区划代码: six digits of GB/T 2260, three more for a township, three more for a village (statistical code of 12).
/// Padding with 000 is taken off, so each place has one code. The type knows the pattern; whether the place exists, and
/// whom a functional zone answers to, is in the division table.
/// </summary>
public readonly record struct DivisionCode
{
    private readonly string? _value;

    private DivisionCode(string value) => _value = value;

    /// <summary>6, 9 or 12 digits.</summary>
    public string Value => _value ?? "";

    public DivisionLevel Level => Value.Length switch
    {
        12 => DivisionLevel.Village,
        9 => DivisionLevel.Township,
        _ when Value.EndsWith("0000", StringComparison.Ordinal) => DivisionLevel.Province,
        _ when Value.EndsWith("00", StringComparison.Ordinal) => DivisionLevel.Prefecture,
        _ => DivisionLevel.County,
    };

    /// <summary>
    /// The code one step up by pattern; null for a province. Not always a place: 110101 of Beijing gives 110100, and a
    /// township of a city without counties gives the city.
    /// </summary>
    public DivisionCode? Parent => Level switch
    {
        DivisionLevel.Village => new(Value[..9]),
        DivisionLevel.Township => new(Value[..6]),
        DivisionLevel.County => new(Value[..4] + "00"),
        DivisionLevel.Prefecture => new(Value[..2] + "0000"),
        _ => null,
    };

    public static Checked<DivisionCode> Check(string? text)
    {
        var code = Width.Clean(text);
        if (code.Length == 0) return Checked.Malformed<DivisionCode>("未填写行政区划代码");
        var illegal = code.AsSpan().IndexOfAnyExceptInRange('0', '9');
        if (illegal >= 0) return Checked.Malformed<DivisionCode>($"行政区划代码{Illegal.At(code, illegal)}不是数字");
        if (code.Length is not (6 or 9 or 12)) return Checked.Malformed<DivisionCode>($"行政区划代码应为6位、9位或12位，现为{code.Length}位");

        while (code.Length > 6 && code.EndsWith("000", StringComparison.Ordinal)) code = code[..^3];
        if (code.StartsWith('0') || code.StartsWith("10", StringComparison.Ordinal)) return Checked.Malformed<DivisionCode>("行政区划代码的前2位不是省级代码");
        if (code[2..4] == "00" && code[4..] is not "00") return Checked.Malformed<DivisionCode>("行政区划代码缺少第3、4位的地市代码");
        return Checked.Valid(new DivisionCode(code));
    }

    public static bool TryParse(string? text, out DivisionCode code)
    {
        var read = Check(text);
        code = read.Value;
        return read.IsValid;
    }

    /// <exception cref="FormatException">With the Chinese reason.</exception>
    public static DivisionCode Parse(string? text) => Check(text).OrThrow();

    public override string ToString() => Value;
}
