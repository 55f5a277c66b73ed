using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace Zhijian.Platform.Access.SignIn;

/// <summary>
/// Time-based one-time codes (RFC 6238: HMAC-SHA1, 30 seconds, 6 digits), as every authenticator program makes them.
/// Identity keeps the key and makes recovery codes; its own check has no clock to set and takes a code twice.
/// </summary>
static class Totp
{
    const int StepSeconds = 30, Drift = 1;
    const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public static long StepAt(DateTime utc) => (long)(utc - DateTime.UnixEpoch).TotalSeconds / StepSeconds;

    /// <summary>The step of a right code that is newer than the last accepted one, or null.</summary>
    public static long? Match(string key, string? code, DateTime now, long after)
    {
        var given = new string([.. (code ?? "").Where(c => !char.IsWhiteSpace(c) && c != '-')]);
        if (given.Length != 6 || !given.All(char.IsAsciiDigit)) return null;
        long? matched = null;
        for (var step = StepAt(now) - Drift; step <= StepAt(now) + Drift; step++)
            if (CryptographicOperations.FixedTimeEquals(System.Text.Encoding.ASCII.GetBytes(given), System.Text.Encoding.ASCII.GetBytes(Code(key, step))) && step > after)
                matched = step;
        return matched;
    }

    public static string Code(string key, long step)
    {
        Span<byte> message = stackalloc byte[8], hash = stackalloc byte[20];
        BinaryPrimitives.WriteInt64BigEndian(message, step);
#pragma warning disable CA5350 // The algorithm of RFC 6238 that authenticator programs understand.
        HMACSHA1.HashData(Decode(key), message, hash);
#pragma warning restore CA5350
        var offset = hash[^1] & 0xF;
        var number = BinaryPrimitives.ReadInt32BigEndian(hash[offset..]) & 0x7FFFFFFF;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    /// <summary>What the QR code says.</summary>
    public static string Uri(string userName, string key) =>
        $"otpauth://totp/{System.Uri.EscapeDataString("职监:" + userName)}?secret={key}&issuer={System.Uri.EscapeDataString("职监")}&digits=6&period={StepSeconds}";

    static byte[] Decode(string key)
    {
        var bytes = new byte[key.Length * 5 / 8];
        int buffer = 0, bits = 0, at = 0;
        foreach (var c in key)
        {
            buffer = (buffer << 5 | Base32.IndexOf(char.ToUpperInvariant(c))) & 0xFFFF;
            bits += 5;
            if (bits < 8) continue;
            bits -= 8;
            if (at < bytes.Length) bytes[at++] = (byte)(buffer >> bits);
        }
        return bytes;
    }
}
