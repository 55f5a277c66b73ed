using System.Reflection;
using System.Text;
using System.Text.Json;
using Zhijian.Platform.Audit;
using Zhijian.Platform.Crypto;

namespace Zhijian.Platform.Hosting.Backups;

/// <summary>
/// Writes a backup while the platform serves: one moment of the database first, then the kept files (they are written
/// before the rows that name them and never change, so every row of that moment finds its file), then the anchors up to
/// that moment, and the manifest last.
/// </summary>
public sealed class BackupMaker(ServerSettings settings, KeyFolder keys, TimeProvider clock)
{
    public async Task<BackupManifest> MakeAsync(string folder, bool withKeys, CancellationToken ct)
    {
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
            throw new Data.Refusal($"{folder} 不是空目录；每次备份请用一个新的目录。");
        PrivateFile.Folder(folder);
        var files = new SortedDictionary<string, FileDigest>(StringComparer.Ordinal);
        var damaged = new List<string>();

        var copy = DatabaseCopy.For(settings);
        var facts = await copy.SaveAsync(Path.Combine(folder, copy.FileName), ct);
        files[copy.FileName] = await PrivateFile.DigestAsync(Path.Combine(folder, copy.FileName), ct);

        foreach (var path in KeptFiles())
        {
            var name = $"files/{Path.GetRelativePath(settings.FileFolder, path).Replace('\\', '/')}";
            files[name] = await PrivateFile.CopyAsync(path, Path.Combine(folder, name), ct);
            if (files[name].Sha256 != Path.GetFileName(path)) damaged.Add(name);
        }
        foreach (var (name, content) in Anchors(facts.Audit))
        {
            await PrivateFile.WriteAsync(Path.Combine(folder, name), content, ct);
            files[name] = await PrivateFile.DigestAsync(Path.Combine(folder, name), ct);
        }
        if (File.Exists(settings.SignInsFile))
            files[Path.GetFileName(settings.SignInsFile)] = await PrivateFile.CopyAsync(settings.SignInsFile, Path.Combine(folder, Path.GetFileName(settings.SignInsFile)), ct);
        if (withKeys)
            foreach (var path in Directory.EnumerateFiles(keys.Folder, "*", SearchOption.AllDirectories))
            {
                var name = $"keys/{Path.GetRelativePath(keys.Folder, path).Replace('\\', '/')}";
                files[name] = await PrivateFile.CopyAsync(path, Path.Combine(folder, name), ct);
            }

        var manifest = new BackupManifest
        {
            Format = BackupManifest.ThisFormat,
            ProgramVersion = typeof(BackupMaker).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion,
            MadeAt = clock.GetUtcNow().UtcDateTime,
            Database = copy.Kind, Migration = facts.Migration, Audit = facts.Audit, Tables = facts.Tables,
            Files = files, WithKeys = withKeys, DamagedAtSource = damaged,
        }.Sealed(keys.Audit);
        await manifest.WriteAsync(folder, ct);
        return manifest;
    }

    /// <summary>Files under the hash of their content; not what is only arriving.</summary>
    IEnumerable<string> KeptFiles() => Directory.Exists(settings.FileFolder)
        ? Directory.EnumerateFiles(settings.FileFolder, "*", SearchOption.AllDirectories)
            .Where(f => Path.GetFileName(f) is { Length: 64 } name && name.All(char.IsAsciiHexDigitLower)).Order(StringComparer.Ordinal)
        : [];

    /// <summary>Later anchors belong to rows that this backup does not have.</summary>
    IEnumerable<(string Name, byte[] Content)> Anchors(AuditTip tip)
    {
        using var anchors = new AuditAnchors(settings.AnchorFolder, clock);
        var lines = anchors.Anchors().Where(a => a.Seq <= tip.Seq).Select(a => JsonSerializer.Serialize(a) + "\n");
        yield return ("anchors/anchors.jsonl", Encoding.UTF8.GetBytes(string.Concat(lines)));
        yield return ("anchors/tip", Encoding.ASCII.GetBytes($"{tip.Seq,20} {tip.Mac}\n"));
    }
}
