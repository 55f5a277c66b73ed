using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Zhijian.Platform.Audit;
using Zhijian.Platform.Crypto;

namespace Zhijian.Platform.Hosting.Backups;

/// <summary>Rows of a table and SHA-256 over them in key order.</summary>
public sealed record TableDigest(long Rows, string Sha256);

public sealed record FileDigest(long Size, string Sha256);

/// <summary>
/// What a backup holds, written last: a folder without it is no backup. The seal is an HMAC with the installation's
/// audit key, so that a backup of another installation, or one that was tampered with, is told from our own.
/// </summary>
public sealed record BackupManifest
{
    public const string FileName = "manifest.json";
    public const int ThisFormat = 1;
    /// <summary>Nothing unknown: a damaged name whose value happens to be the default would else pass the seal.</summary>
    static readonly JsonSerializerOptions Json = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    /// <summary>Required: a manifest whose word for it was damaged must not pass for one of today.</summary>
    public required int Format { get; init; }
    public required string ProgramVersion { get; init; }
    public required DateTime MadeAt { get; init; }
    /// <summary>"sqlite" or "postgres".</summary>
    public required string Database { get; init; }
    /// <summary>The last migration that the database has had.</summary>
    public required string Migration { get; init; }
    public required AuditTip Audit { get; init; }
    public required bool WithKeys { get; init; }
    public required SortedDictionary<string, TableDigest> Tables { get; init; }
    public required SortedDictionary<string, FileDigest> Files { get; init; }
    /// <summary>Kept files whose content no longer had their hash when the backup was made.</summary>
    public required IReadOnlyList<string> DamagedAtSource { get; init; }
    public string Seal { get; init; } = "";

    public BackupManifest Sealed(byte[] auditKey) => this with { Seal = SealOf(auditKey) };
    public bool IsSealedBy(byte[] auditKey) =>
        CryptographicOperations.FixedTimeEquals(Convert.FromHexString(SealOf(auditKey)), Seal.Length == 64 ? Convert.FromHexString(Seal) : []);

    string SealOf(byte[] key) => Convert.ToHexStringLower(ChineseCrypto.HmacSm3(key, "backup", JsonSerializer.Serialize(this with { Seal = "" }, Json)));

    public Task WriteAsync(string folder, CancellationToken ct) => PrivateFile.WriteAsync(Path.Combine(folder, FileName), JsonSerializer.SerializeToUtf8Bytes(this, Json), ct);

    public static async Task<BackupManifest> ReadAsync(string folder, CancellationToken ct)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path)) throw new DamagedBackupException($"{folder} 中没有 {FileName}：不是备份，或备份没有做完。");
        try
        {
            await using var file = File.OpenRead(path);
            return await JsonSerializer.DeserializeAsync<BackupManifest>(file, Json, ct) ?? throw new JsonException();
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            throw new DamagedBackupException($"{FileName} 无法读取：备份已损坏，或来自更新的程序。");
        }
    }
}

/// <summary>The backup is incomplete, changed, or not ours; nothing has been touched.</summary>
public sealed class DamagedBackupException(string message) : Exception(message);

/// <summary>Files that only the service account reads.</summary>
static class PrivateFile
{
    public static FileStream Create(string path)
    {
        Folder(Path.GetDirectoryName(path)!);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new(path, options);
    }

    public static void Folder(string path)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
        else Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    public static async Task WriteAsync(string path, ReadOnlyMemory<byte> content, CancellationToken ct)
    {
        await using var file = Create(path);
        await file.WriteAsync(content, ct);
        file.Flush(flushToDisk: true);
    }

    /// <summary>Copies and returns what was copied, hashed on the way.</summary>
    public static async Task<FileDigest> CopyAsync(string from, string to, CancellationToken ct)
    {
        await using var source = new FileStream(from, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16, FileOptions.SequentialScan | FileOptions.Asynchronous);
        await using var target = Create(to);
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[1 << 17];
        long size = 0;
        for (int read; (read = await source.ReadAsync(buffer, ct)) > 0; size += read)
        {
            sha.AppendData(buffer, 0, read);
            await target.WriteAsync(buffer.AsMemory(0, read), ct);
        }
        target.Flush(flushToDisk: true);
        return new(size, Convert.ToHexStringLower(sha.GetHashAndReset()));
    }

    public static async Task<FileDigest> DigestAsync(string path, CancellationToken ct)
    {
        await using var file = File.OpenRead(path);
        return new(file.Length, Convert.ToHexStringLower(await SHA256.HashDataAsync(file, ct)));
    }
}
