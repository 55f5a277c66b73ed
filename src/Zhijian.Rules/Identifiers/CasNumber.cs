using Zhijian.Rules.Text;

namespace Zhijian.Rules.Identifiers;

/// <summary>CAS 登记号 of a chemical: two to seven digits, two digits, a check digit, with hyphens between (71-43-2 is benzene).</summary>
public readonly record struct CasNumber
{
    private const string Form = "CAS号应为“71-43-2”的样式：2至7位数字、2位数字、1位校验位，用连字符分开";

    private static readonly char[] Separators = [' ', ';', ',', '、', '(', ')'];

    private readonly string? _value;

    private CasNumber(string value) => _value = value;

    public string Value => _value ?? "";

    public bool CheckHolds => Value.Length > 0 && Value[^1] == CheckDigit(Value[..^5] + Value[^4..^2]);

    public static Checked<CasNumber> Check(string? text)
    {
        var cas = Width.Clean(text);
        if (cas.Length == 0) return Checked.Malformed<CasNumber>("未填写CAS号");
        if (!HasForm(cas)) return Checked.Malformed<CasNumber>(Form);

        var expected = CheckDigit(cas[..^5] + cas[^4..^2]);
        return cas[^1] == expected
            ? Checked.Valid(new CasNumber(cas))
            : Checked.Failed(new CasNumber(cas), $"CAS号的校验位不符：末位应为“{expected}”，现为“{cas[^1]}”，请核对");
    }

    public static bool TryParse(string? text, out CasNumber cas)
    {
        var read = Check(text);
        cas = read.IsValid ? read.Value : default;
        return read.IsValid;
    }

    /// <exception cref="FormatException">With the Chinese reason.</exception>
    public static CasNumber Parse(string? text) => Check(text).OrThrow();

    /// <summary>
    /// Every number in a cell of the catalogues, which may hold several and name the substance behind one:
    /// <c>1395-21-7; 9014-01-1</c>, <c>7440-43-9 (镉)</c>. Numbers whose check digit fails come too: some are printed so.
    /// </summary>
    public static IEnumerable<CasNumber> AllIn(string? text) =>
        Width.Clean(text).Split(Separators, StringSplitOptions.RemoveEmptyEntries).Select(Check).Where(read => read.IsWellFormed).Select(read => read.Value);

    /// <summary>Digits from the right times 1, 2, 3 …, summed, mod 10.</summary>
    /// <param name="body">The digits before the check digit, without hyphens.</param>
    internal static char CheckDigit(ReadOnlySpan<char> body)
    {
        var sum = 0;
        for (var i = 0; i < body.Length; i++) sum += (body[i] - '0') * (body.Length - i);
        return (char)('0' + sum % 10);
    }

    public override string ToString() => Value;

    private static bool HasForm(string cas)
    {
        if (cas.Length is < 7 or > 12 || cas[^2] != '-' || cas[^5] != '-' || cas[0] == '0') return false;
        for (var i = 0; i < cas.Length; i++)
        {
            if (i != cas.Length - 2 && i != cas.Length - 5 && !char.IsAsciiDigit(cas[i])) return false;
        }
        return true;
    }
}
