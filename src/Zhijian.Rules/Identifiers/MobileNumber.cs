using Zhijian.Rules.Text;

namespace Zhijian.Rules.Identifiers;

/// <summary>
/// 手机号码 of the mainland: 11 digits from 13 to 19. Written with or without +86, blanks and hyphens.
/// <see cref="ToString"/> is masked; <see cref="Value"/> is the number.
/// </summary>
public readonly record struct MobileNumber
{
    private readonly string? _value;

    private MobileNumber(string value) => _value = value;

    public string Value => _value ?? "";

    public string Masked => Mask.Phone(Value);

    public static Checked<MobileNumber> Check(string? text)
    {
        var number = Width.Clean(text).Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);
        if (number.StartsWith("+86", StringComparison.Ordinal)) number = number[3..];
        else if (number.Length == 13 && number.StartsWith("86", StringComparison.Ordinal)) number = number[2..];

        if (number.Length == 0) return Checked.Malformed<MobileNumber>("未填写手机号码");
        if (number.AsSpan().IndexOfAnyExceptInRange('0', '9') >= 0) return Checked.Malformed<MobileNumber>("手机号码只能是数字");
        if (number.Length != 11) return Checked.Malformed<MobileNumber>($"手机号码应为11位，现为{number.Length}位");
        if (number[0] != '1' || number[1] < '3') return Checked.Malformed<MobileNumber>("手机号码应以13至19开头");
        return Checked.Valid(new MobileNumber(number));
    }

    public static bool TryParse(string? text, out MobileNumber number)
    {
        var read = Check(text);
        number = read.IsValid ? read.Value : default;
        return read.IsValid;
    }

    /// <exception cref="FormatException">With the Chinese reason.</exception>
    public static MobileNumber Parse(string? text) => Check(text).OrThrow();

    public override string ToString() => Masked;
}
