using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Zhijian.Modules.Exchange.Partners;
using Zhijian.Platform.Crypto;

namespace Zhijian.Modules.Exchange.Signing;

/// <summary>What the headers of a signed message say.</summary>
/// <param name="Time">Seconds since 1970, UTC.</param>
public sealed record SignedHead(long Time, string Nonce, string Signature);

/// <summary>
/// A message is signed over method, path with query, time, nonce and the SHA-256 of its body, one to a line: HMAC-SHA256 with the shared
/// secret (64 hexadecimal digits as text), or SM2 (GB/T 32918, default user id, DER). The signature is written in hexadecimal digits.
/// </summary>
public static class MessageSignature
{
    public const string TimeHeader = "X-ZJ-Time", NonceHeader = "X-ZJ-Nonce", SignatureHeader = "X-ZJ-Signature";
    public static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    public static string Text(string method, string pathAndQuery, long time, string nonce, string bodyHash) =>
        string.Create(CultureInfo.InvariantCulture, $"{method.ToUpperInvariant()}\n{pathAndQuery}\n{time}\n{nonce}\n{bodyHash}");

    public static string Hmac(string secret, string text) => Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.ASCII.GetBytes(secret), Encoding.UTF8.GetBytes(text)));

    public static bool IsPublicKey(string hex) => ChineseCrypto.IsSm2Point(hex);

    public static bool Fits(Partner partner, string text, string signature) => partner.Signing == SigningMethod.Sm2
        ? partner.PublicKey is { } key && ChineseCrypto.VerifySm2(key, Encoding.UTF8.GetBytes(text), signature)
        : CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Hmac(partner.Secret, text)), Encoding.ASCII.GetBytes(signature.ToLowerInvariant()));

    /// <returns>Null: a header is missing or has not the form of one.</returns>
    public static SignedHead? Read(IHeaderDictionary headers) =>
        long.TryParse(headers[TimeHeader], NumberStyles.None, CultureInfo.InvariantCulture, out var time)
        && headers[NonceHeader].ToString() is { Length: >= 16 and <= PartnerTables.Nonce } nonce && nonce.All(char.IsAsciiLetterOrDigit)
        && headers[SignatureHeader].ToString() is { Length: > 0 and <= 200 } signature
            ? new(time, nonce, signature) : null;
}
