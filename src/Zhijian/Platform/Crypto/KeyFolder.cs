using System.Security.Cryptography;
using System.Text;

namespace Zhijian.Platform.Crypto;

/// <summary>
/// Secret keys, outside the database: one file each, readable by the service account only. Made at the first start,
/// never overwritten; all nodes of one installation share the same folder content. See docs/operations.
/// </summary>
public sealed class KeyFolder(string folder)
{
    public string Folder { get; } = folder;
    const int RsaBits = 2048;
    readonly Lock making = new();
    readonly Dictionary<string, byte[]> known = [];

    public byte[] Audit => Get("audit.key", 32);
    public byte[] Column => Get("column-1.key", 16);
    /// <summary>Stored in front of every encrypted value, so that keys can be changed.</summary>
    public const string ColumnKeyId = "1";

    byte[] Get(string name, int size)
    {
        lock (making)
        {
            if (known.TryGetValue(name, out var key)) return key;
            Directory.CreateDirectory(Folder);
            var path = Path.Combine(Folder, name);
            if (!File.Exists(path)) Make(path, size);
            key = Convert.FromHexString(File.ReadAllText(path).Trim());
            return known[name] = key;
        }
    }

    /// <summary>A key pair for tokens (RSA, PKCS#8).</summary>
    public RSA Rsa(string name)
    {
        lock (making)
        {
            Directory.CreateDirectory(Folder);
            var path = Path.Combine(Folder, name);
            if (!File.Exists(path))
            {
                using var made = RSA.Create(RsaBits);
                Write(path, made.ExportPkcs8PrivateKeyPem());
            }
            var rsa = RSA.Create();
            rsa.ImportFromPem(File.ReadAllText(path));
            return rsa;
        }
    }

    static void Make(string path, int size) => Write(path, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(size)));

    static void Write(string path, string text)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new FileStream(path, options);
        file.Write(Encoding.ASCII.GetBytes(text));
        file.Flush(flushToDisk: true);
    }
}

/// <summary>Encrypts a column: "sm4:KEYID:base64". Empty stays empty; a value without the prefix is refused.</summary>
public sealed class ColumnCipher(KeyFolder keys)
{
    const string Prefix = "sm4:" + KeyFolder.ColumnKeyId + ":";

    /// <summary>Equal for equal keys, and tells nothing of them.</summary>
    public string KeyPrint => field ??= Convert.ToHexString(SHA256.HashData(keys.Column));

    public string Seal(string plain) =>
        Prefix + Convert.ToBase64String(ChineseCrypto.Sm4Encrypt(keys.Column, Encoding.UTF8.GetBytes(plain)));

    public string Open(string stored) => stored.StartsWith(Prefix, StringComparison.Ordinal)
        ? Encoding.UTF8.GetString(ChineseCrypto.Sm4Decrypt(keys.Column, Convert.FromBase64String(stored[Prefix.Length..])))
        : throw new CryptographicException("The value is not encrypted with a known key.");
}
