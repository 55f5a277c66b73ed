using Zhijian.Rules.Text;

namespace Zhijian.Rules.Identifiers;

/// <summary>组织机构代码, GB 11714: eight digits or capital letters and a check character, often written with a hyphen before it.</summary>
public readonly record struct OrganisationCode
{
    private static ReadOnlySpan<byte> Weights => [3, 7, 9, 10, 5, 8, 4, 2];

    private readonly string? _value;

    private OrganisationCode(string value) => _value = value;

    /// <summary>Nine characters without the hyphen.</summary>
    public string Value => _value ?? "";

    public bool CheckHolds => Value.Length == 9 && Value[^1] == CheckCharacter(Value.AsSpan(0, 8));

    public static Checked<OrganisationCode> Check(string? text)
    {
        var code = Width.Clean(text).ToUpperInvariant();
        if (code.Length == 10 && code[8] == '-') code = code.Remove(8, 1);
        if (code.Length == 0) return Checked.Malformed<OrganisationCode>("未填写组织机构代码");
        if (FirstIllegal(code) is { } reason) return Checked.Malformed<OrganisationCode>(reason);
        if (code.Length != 9) return Checked.Malformed<OrganisationCode>($"组织机构代码应为9位，现为{code.Length}位");

        var value = new OrganisationCode(code);
        var expected = CheckCharacter(code.AsSpan(0, 8));
        return code[^1] == expected
            ? Checked.Valid(value)
            : Checked.Failed(value, $"组织机构代码的校验位不符：末位应为“{expected}”，现为“{code[^1]}”，请核对");
    }

    public static bool TryParse(string? text, out OrganisationCode code)
    {
        var read = Check(text);
        code = read.IsValid ? read.Value : default;
        return read.IsValid;
    }

    /// <exception cref="FormatException">With the Chinese reason.</exception>
    public static OrganisationCode Parse(string? text) => Check(text).OrThrow();

    /// <summary>Completes eight characters with the check character.</summary>
    /// <exception cref="FormatException">A wrong length or character.</exception>
    public static OrganisationCode Create(string body)
    {
        if (body.Length != 8) throw new FormatException($"组织机构代码的本体应为8位，现为{body.Length}位");
        if (FirstIllegal(body) is { } reason) throw new FormatException(reason);
        return new OrganisationCode(body + CheckCharacter(body));
    }

    /// <summary>Σ value × weight over the first eight characters; A counts 10 … Z counts 35.</summary>
    internal static int WeightedSum(ReadOnlySpan<char> body)
    {
        var sum = 0;
        for (var i = 0; i < Weights.Length; i++) sum += (char.IsAsciiDigit(body[i]) ? body[i] - '0' : body[i] - 'A' + 10) * Weights[i];
        return sum;
    }

    /// <summary>11 − Σ mod 11; 10 is written X, 11 is written 0.</summary>
    internal static char CheckCharacter(ReadOnlySpan<char> body) => "0123456789X"[(11 - WeightedSum(body) % 11) % 11];

    public override string ToString() => Value;

    /// <summary>The part of a longer code, which stands for its check.</summary>
    internal static OrganisationCode Unchecked(string value) => new(value);

    private static string? FirstIllegal(string code)
    {
        for (var i = 0; i < code.Length; i++)
        {
            if (!char.IsAsciiDigit(code[i]) && !char.IsAsciiLetterUpper(code[i])) return $"组织机构代码{Illegal.At(code, i)}不是数字或大写字母";
        }
        return null;
    }
}
