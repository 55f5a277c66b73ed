using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Zhijian.Platform.Documents;

/// <summary>
/// The code on an issued paper by which anyone may confirm it: 128 random bits, so it cannot be guessed, in 26 characters of Crockford's
/// base 32 (no I, L, O, U) and a check character. One wrong character and any two characters exchanged are always found.
/// </summary>
public readonly record struct VerificationCode
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Bytes = 16, DataLength = 26, Length = DataLength + 1, Group = 4;

    private readonly string? value;

    private VerificationCode(string value) => this.value = value;

    /// <summary>27 characters without separators: as kept in the store and in the address of the verify page.</summary>
    public string Value => value ?? throw new InvalidOperationException("The verification code is not set.");

    /// <summary>For people: groups of four with hyphens.</summary>
    public override string ToString() => string.Join('-', Value.Chunk(Group).Select(g => new string(g)));

    public static VerificationCode New() => From(RandomNumberGenerator.GetBytes(Bytes));

    /// <exception cref="ArgumentException">Not 16 bytes.</exception>
    public static VerificationCode From(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Bytes) throw new ArgumentException("A verification code has 16 bytes.", nameof(bytes));
        Span<char> text = stackalloc char[Length];
        int buffer = 0, bits = 0, at = 0, check = 0;
        foreach (var b in bytes)
        {
            buffer = (buffer << 8) | b;
            for (bits += 8; bits >= 5; bits -= 5) Append(text, ref at, ref check, (buffer >> (bits - 5)) & 31);
            buffer &= (1 << bits) - 1;
        }
        Append(text, ref at, ref check, (buffer << (5 - bits)) & 31);
        text[at] = Alphabet[check];
        return new VerificationCode(new string(text));
    }

    private static void Append(Span<char> text, ref int at, ref int check, int digit)
    {
        text[at++] = Alphabet[digit];
        check = Step(check, digit);
    }

    // Horner's rule over GF(2^5): the weights of the places are different powers of a primitive element, so no single change and no exchange of
    // two characters leaves the sum as it was (27 places, 31 powers).
    private static int Step(int check, int digit) => Twice(check ^ digit);

    private static int Twice(int x) => (x << 1) ^ ((x & 16) != 0 ? 0b100101 : 0);

    public static bool TryParse([NotNullWhen(true)] string? text, out VerificationCode code) => TryParse(text, out code, out _);

    /// <summary>Lets a route or query parameter be a code.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, IFormatProvider? provider, out VerificationCode code) => TryParse(text, out code, out _);

    /// <summary>Reads what a person typed: small letters, full-width characters, blanks and hyphens are fine; O is 0, I and L are 1.</summary>
    /// <param name="problem">What is wrong, in Chinese; null when the code is well-formed. Whether such a paper exists is another question.</param>
    public static bool TryParse([NotNullWhen(true)] string? text, out VerificationCode code, [NotNullWhen(false)] out string? problem)
    {
        code = default;
        var canonical = new StringBuilder(Length);
        foreach (var typed in text ?? "")
        {
            var c = char.ToUpperInvariant(typed is >= '！' and <= '～' ? (char)(typed - '！' + '!') : typed);
            if (char.IsWhiteSpace(c) || c is '-' or '—' or '–' or '_') continue;
            c = c switch { 'O' => '0', 'I' or 'L' => '1', _ => c };
            if (!Alphabet.Contains(c)) return Fail($"核验码中不会出现“{typed}”", out problem);
            if (canonical.Length == Length) return Fail($"核验码应为 {Length} 位，多输了字符", out problem);
            canonical.Append(c);
        }
        if (canonical.Length == 0) return Fail("请输入核验码", out problem);
        if (canonical.Length < Length) return Fail($"核验码应为 {Length} 位，现为 {canonical.Length} 位", out problem);
        var value = canonical.ToString();
        var check = 0;
        foreach (var c in value.AsSpan(0, DataLength)) check = Step(check, Alphabet.IndexOf(c));
        // 26 characters carry 130 bits; the last two are always 0.
        if (Alphabet[check] != value[DataLength] || (Alphabet.IndexOf(value[DataLength - 1]) & 3) != 0) return Fail("核验码有误，请核对是否有输错或颠倒的字符", out problem);
        code = new VerificationCode(value);
        problem = null;
        return true;
    }

    private static bool Fail(string reason, out string problem)
    {
        problem = reason;
        return false;
    }
}
