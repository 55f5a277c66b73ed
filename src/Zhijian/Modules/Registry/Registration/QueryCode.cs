using System.Security.Cryptography;
using System.Text;
using Zhijian.Rules.Text;

namespace Zhijian.Modules.Registry.Registration;

/// <summary>By which an applicant asks how his application stands: 16 characters (80 bits), easy to read out.</summary>
static class QueryCode
{
    const string Alphabet = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    const int Length = 16;

    public static string New()
    {
        var code = RandomNumberGenerator.GetString(Alphabet, Length);
        return string.Join('-', Enumerable.Range(0, Length / 4).Select(i => code.Substring(i * 4, 4)));
    }

    /// <summary>As kept; null when it cannot be a code.</summary>
    public static string? Hash(string? typed)
    {
        var code = Width.Clean(typed).ToUpperInvariant().Replace("-", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);
        return code.Length == Length && code.All(Alphabet.Contains) ? Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(code))) : null;
    }
}
