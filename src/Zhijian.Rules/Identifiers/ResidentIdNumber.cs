using System.Globalization;
using Zhijian.Rules.Text;

namespace Zhijian.Rules.Identifiers;

public enum Sex
{
    /// <summary>GB/T 2261.1 code 1.</summary>
    Male = 1,

    /// <summary>GB/T 2261.1 code 2.</summary>
    Female = 2,
}

/// <summary>
/// 公民身份号码, GB 11643-1999: area (6), date of birth (8), order (3, odd for men), check character. The 15-digit numbers
/// of before are refused: invalid since 2013 (Resident Identity Card Law as amended in 2011, recalled).
/// <see cref="ToString"/> is masked so that a number never gets into a log by accident; <see cref="Value"/> is the number.
/// </summary>
public readonly record struct ResidentIdNumber
{
    public const int Length = 18;

    private const string CheckCharacters = "10X98765432";

    /// <summary>First two digits of GB/T 2260; 81–83 are the residence permits of Hong Kong, Macao and Taiwan residents (recalled).</summary>
    private const string Provinces = " 11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83 ";

    private static ReadOnlySpan<byte> Weights => [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    private readonly string? _value;

    private ResidentIdNumber(string value) => _value = value;

    public string Value => _value ?? "";

    /// <summary>Where the number was first given, often a code that no longer exists.</summary>
    public string Area => Value[..6];

    public DateOnly BirthDate => DateOnly.ParseExact(Value.AsSpan(6, 8), "yyyyMMdd", CultureInfo.InvariantCulture);

    public Sex Sex => (Value[16] - '0') % 2 == 1 ? Sex.Male : Sex.Female;

    /// <summary>The last four characters, the rest hidden.</summary>
    public string Masked => Mask.IdNumber(Value);

    /// <param name="text">The number as typed.</param>
    /// <param name="notBornAfter">The day of the judgement: nobody is born after it.</param>
    public static Checked<ResidentIdNumber> Check(string? text, DateOnly notBornAfter)
    {
        var number = Width.Clean(text).ToUpperInvariant();
        if (Refuse(number, notBornAfter) is { } reason) return Checked.Malformed<ResidentIdNumber>(reason);

        var value = new ResidentIdNumber(number);
        return number[^1] == CheckCharacter(number.AsSpan(0, 17))
            ? Checked.Valid(value)
            : Checked.Failed(value, "身份证号码的校验位不符，请核对");
    }

    public static bool TryParse(string? text, DateOnly notBornAfter, out ResidentIdNumber number)
    {
        var read = Check(text, notBornAfter);
        number = read.IsValid ? read.Value : default;
        return read.IsValid;
    }

    /// <exception cref="FormatException">With the Chinese reason, which never repeats the number.</exception>
    public static ResidentIdNumber Parse(string? text, DateOnly notBornAfter) => Check(text, notBornAfter).OrThrow();

    /// <summary>Completes a number with its check character, for demonstration data and tests.</summary>
    /// <param name="area">Six digits.</param>
    /// <param name="born">Date of birth.</param>
    /// <param name="order">0 to 999, odd for men.</param>
    /// <exception cref="FormatException">A part is wrong.</exception>
    public static ResidentIdNumber Create(string area, DateOnly born, int order)
    {
        var body = string.Create(CultureInfo.InvariantCulture, $"{area}{born:yyyyMMdd}{order:000}");
        var number = body.Length == 17 && body.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0 ? body + CheckCharacter(body) : body;
        return Parse(number, born);
    }

    internal static int WeightedSum(ReadOnlySpan<char> body)
    {
        var sum = 0;
        for (var i = 0; i < Weights.Length; i++) sum += (body[i] - '0') * Weights[i];
        return sum;
    }

    /// <summary>r = Σ mod 11, the r-th of 10X98765432.</summary>
    internal static char CheckCharacter(ReadOnlySpan<char> body) => CheckCharacters[WeightedSum(body) % 11];

    public override string ToString() => Masked;

    private static string? Refuse(string number, DateOnly notBornAfter)
    {
        if (number.Length == 0) return "未填写身份证号码";
        if (number.Length == 15) return "15位的旧身份证号码已停用，请填写18位号码";
        if (number.Length != Length) return $"身份证号码应为18位，现为{number.Length}位";

        var illegal = number.AsSpan(0, 17).IndexOfAnyExceptInRange('0', '9');
        if (illegal >= 0) return $"身份证号码第{illegal + 1}位应为数字";
        if (!char.IsAsciiDigit(number[17]) && number[17] != 'X') return "身份证号码末位应为数字或 X";
        if (!Provinces.Contains($" {number[..2]} ", StringComparison.Ordinal)) return "身份证号码的前6位不是行政区划代码";
        if (!DateOnly.TryParseExact(number.AsSpan(6, 8), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var born))
            return "身份证号码中的出生日期不存在";
        return born > notBornAfter ? "身份证号码中的出生日期晚于当前日期" : null;
    }
}
