using System.Buffers;
using System.Security.Cryptography;

namespace Zhijian.Platform.Files;

/// <summary>What was kept: SHA-256 in lower-case hexadecimal, size in bytes, kind by content, remarks of the guard.</summary>
public sealed record FileReceipt(string Hash, long Size, FileKind Kind, IReadOnlyList<string> Notes);

/// <summary>
/// Files outside the database, each under the hash of its content (ab/cd/abcd…): the same content is kept once,
/// a file is either wholly there or not at all, and it never changes. Several processes may use the same root.
/// </summary>
public sealed class FileStore
{
    private const int HashLength = 64;
    private readonly string _root;
    private readonly string _incoming;

    /// <summary>Opens the store, creating the folder when it is new.</summary>
    public FileStore(string root)
    {
        _root = Path.GetFullPath(root);
        _incoming = Path.Combine(_root, "incoming");
        Directory.CreateDirectory(_incoming);
    }

    /// <summary>Test seam: how the half-written file is opened.</summary>
    internal Func<string, Stream> OpenIncoming { get; init; } = path =>
        new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1);

    /// <summary>Receives a stream of any length: judged, flushed to the disk and renamed into place. Holds one block in memory.</summary>
    /// <param name="content">Need not be seekable; read no further than the policy's size limit.</param>
    /// <exception cref="FileRefusedException">The guard refused it; nothing is kept.</exception>
    /// <exception cref="StorageFullException">No space; nothing is kept.</exception>
    public async Task<FileReceipt> SaveAsync(Stream content, string fileName, FilePolicy policy, CancellationToken cancel = default)
    {
        var temporary = Path.Combine(_incoming, Guid.CreateVersion7().ToString("N"));
        try
        {
            string hash;
            FileVerdict verdict;
            long size;
            await using (var file = OpenIncoming(temporary))
            {
                hash = await ReceiveAsync(content, file, fileName, policy, cancel);
                verdict = await Task.Run(() => FileGuard.Inspect(file, fileName, policy, cancel), cancel);
                if (verdict.Refusal is { } refusal) throw new FileRefusedException(refusal);
                size = file.Length;
                if (file is FileStream onDisk) onDisk.Flush(flushToDisk: true);
            }
            Keep(temporary, PathOf(hash), size);
            return new(hash, size, verdict.Kind!.Value, verdict.Notes);
        }
        catch (IOException error) when (StorageFullException.IsCausedBy(error))
        {
            throw new StorageFullException(error);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>Opens a kept file for reading; seekable.</summary>
    /// <exception cref="FileNotFoundException">No such file is kept.</exception>
    public FileStream OpenRead(string hash)
    {
        try
        {
            return new(PathOf(hash), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1 << 16, FileOptions.SequentialScan);
        }
        catch (DirectoryNotFoundException missing)
        {
            throw new FileNotFoundException("No such file is kept.", missing);
        }
    }

    public bool Exists(string hash) => File.Exists(PathOf(hash));

    /// <summary>Whether the file is there and its content still has its hash.</summary>
    public async Task<bool> VerifyAsync(string hash, CancellationToken cancel = default)
    {
        try
        {
            await using var file = OpenRead(hash);
            return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancel)) == hash;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
    }

    /// <summary>Checks every kept file; yields each hash with whether it is sound.</summary>
    public async IAsyncEnumerable<(string Hash, bool Sound)> VerifyAllAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel = default)
    {
        foreach (var hash in Hashes()) yield return (hash, await VerifyAsync(hash, cancel));
    }

    /// <summary>Hashes of all kept files, in order, without holding them in memory.</summary>
    public IEnumerable<string> Hashes() =>
        from outer in Directory.EnumerateDirectories(_root).Where(path => Path.GetFileName(path).Length == 2).Order(StringComparer.Ordinal)
        from inner in Directory.EnumerateDirectories(outer).Order(StringComparer.Ordinal)
        from file in Directory.EnumerateFiles(inner).Select(Path.GetFileName).Order(StringComparer.Ordinal)
        where IsHash(file)
        select file;

    /// <summary>Removes what a killed process left half-written; files that a living process is writing are locked and stay.</summary>
    /// <returns>Number of files removed.</returns>
    public int Sweep()
    {
        var removed = 0;
        foreach (var path in Directory.EnumerateFiles(_incoming))
        {
            try
            {
                using (new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None)) File.Delete(path);
                removed++;
            }
            catch (IOException)
            {
                // Still being written, or already gone: not ours.
            }
        }
        return removed;
    }

    private static async Task<string> ReceiveAsync(Stream content, Stream file, string fileName, FilePolicy policy, CancellationToken cancel)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(1 << 17);
        try
        {
            long size = 0;
            var read = await content.ReadAtLeastAsync(buffer.AsMemory(), ContentSignature.HeadLength, throwOnEndOfStream: false, cancel);
            if (read > 0) FileGuard.CheckHead(ContentSignature.Recognise(buffer.AsSpan(0, Math.Min(read, ContentSignature.HeadLength))), fileName, policy);
            for (; read > 0; read = await content.ReadAsync(buffer.AsMemory(), cancel))
            {
                if ((size += read) > policy.MaxBytes) throw FileGuard.TooLarge(policy);
                sha.AppendData(buffer, 0, read);
                await file.WriteAsync(buffer.AsMemory(0, read), cancel);
            }
            await file.FlushAsync(cancel);
            return Convert.ToHexStringLower(sha.GetHashAndReset());
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static void Keep(string temporary, string path, long size)
    {
        var folder = Path.GetDirectoryName(path)!;
        var isNewFolder = !Directory.Exists(folder);
        Directory.CreateDirectory(folder);
        if (!IsFresh(path, size)) File.Move(temporary, path, overwrite: true);
        DirectoryDurability.Flush(folder);
        if (!isNewFolder) return;
        DirectoryDurability.Flush(Path.GetDirectoryName(folder)!);
        DirectoryDurability.Flush(Path.GetDirectoryName(Path.GetDirectoryName(folder)!)!);
    }

    /// <summary>Whether the content is there already; if so it counts as received now, which keeps <see cref="Drop"/> away from it.</summary>
    private static bool IsFresh(string path, long size)
    {
        try
        {
            if (new FileInfo(path) is not { Exists: true } present || present.Length != size) return false;
            File.SetLastWriteTimeUtc(path, TimeProvider.System.GetUtcNow().UtcDateTime);
            return true;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
    }

    /// <summary>
    /// Removes a file that nothing refers to, unless it was received (again) since the given time. It is set aside first and
    /// looked at there, so that an upload of the same content at the same moment is never lost.
    /// </summary>
    /// <returns>True when it was removed.</returns>
    public bool Drop(string hash, DateTime receivedBefore)
    {
        var (path, aside) = (PathOf(hash), Path.Combine(_incoming, Guid.CreateVersion7().ToString("N")));
        if (!File.Exists(path) || File.GetLastWriteTimeUtc(path) >= receivedBefore) return false;
        File.Move(path, aside);
        if (File.GetLastWriteTimeUtc(aside) < receivedBefore || File.Exists(path))
        {
            File.Delete(aside);
            return true;
        }
        File.Move(aside, path, overwrite: true);
        return false;
    }

    private string PathOf(string hash) =>
        IsHash(hash) ? Path.Combine(_root, hash[..2], hash[2..4], hash) : throw new FileNotFoundException("No such file is kept.");

    private static bool IsHash(string? text) => text?.Length == HashLength && text.All(char.IsAsciiHexDigitLower);
}
