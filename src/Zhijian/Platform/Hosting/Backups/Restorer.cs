using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Crypto;

namespace Zhijian.Platform.Hosting.Backups;

/// <summary>Puts a backup back: everything is checked before anything is touched, and the database arrives last.</summary>
public sealed class Restorer(ServerSettings settings, KeyFolder keys, ZhijianDb db, TimeProvider clock)
{
    /// <summary>Folders and schemas with what a restore replaced begin so.</summary>
    public const string Aside = "before-restore-";

    public sealed record Outcome(BackupManifest Manifest, string? MovedTo);

    public async Task<Outcome> RestoreAsync(string folder, bool replace, CancellationToken ct)
    {
        var manifest = await BackupManifest.ReadAsync(folder, ct);
        var copy = DatabaseCopy.For(settings);
        var databaseFile = Path.Combine(folder, copy.FileName);
        Judge(manifest, copy);
        await CheckFilesAsync(manifest, folder, ct);
        CheckSeal(manifest, folder);
        Refuse(await copy.InspectAsync(databaseFile, manifest, ct));

        if (await copy.InUseAsync(ct) is { } inUse) throw new Refusal(inUse);
        var empty = await copy.IsEmptyAsync(ct) && !Directory.Exists(settings.FileFolder) && !Directory.Exists(settings.AnchorFolder);
        if (!empty && !replace) throw new Refusal("目标中已有数据。请恢复到新的数据目录或空数据库，或加 --replace（原有数据移到一旁，不删除）。");
        var movedTo = empty ? null : await MoveAsideAsync(copy, ct);

        foreach (var name in manifest.Files.Keys.Where(n => n != copy.FileName && !n.StartsWith("keys/", StringComparison.Ordinal)))
            await PlaceAsync(folder, name, Path.Combine(settings.DataFolder, name), ct);
        if (manifest.WithKeys && !HasKeys(keys.Folder))
            foreach (var name in manifest.Files.Keys.Where(n => n.StartsWith("keys/", StringComparison.Ordinal)))
                await PlaceAsync(folder, name, Path.Combine(keys.Folder, name["keys/".Length..]), ct);
        Refuse(await copy.LoadAsync(databaseFile, manifest, ct));
        return new(manifest, movedTo);
    }

    void Judge(BackupManifest manifest, DatabaseCopy copy)
    {
        if (manifest.Format != BackupManifest.ThisFormat) throw new DamagedBackupException($"不认识的备份格式 {manifest.Format}：备份来自更新的程序。");
        if (manifest.Database != copy.Kind)
            throw new DamagedBackupException($"备份是 {manifest.Database} 数据库的，而目标是 {copy.Kind}（由 ZHIJIAN_DB 决定）。");
        if (!db.Database.GetMigrations().Contains(manifest.Migration))
            throw new DamagedBackupException($"备份的数据库版本 {manifest.Migration} 本程序不认识：请用 {manifest.ProgramVersion} 或更新的程序恢复。");
        if (!manifest.Files.ContainsKey(copy.FileName) || manifest.Files.Keys.Any(n => Path.IsPathRooted(n) || n.Split('/').Contains("..")))
            throw new DamagedBackupException("清单不完整或含有越界的路径。");
    }

    void CheckSeal(BackupManifest manifest, string folder)
    {
        var folders = (string[])[keys.Folder, .. manifest.WithKeys ? (string[])[Path.Combine(folder, "keys")] : []];
        var known = folders.Where(HasKeys).Select(f => new KeyFolder(f)).ToList();
        if (known.Count == 0) throw new Refusal($"没有密钥就不能核验和读取备份：请先把原来的密钥放到 {keys.Folder}（或用 ZHIJIAN_KEYS 指明）。");
        if (!known.All(k => manifest.IsSealedBy(k.Audit)))
            throw new DamagedBackupException("清单的封印与密钥不符：备份来自另一套系统，或清单被改动。");
    }

    static bool HasKeys(string folder) => File.Exists(Path.Combine(folder, "audit.key"));

    static async Task CheckFilesAsync(BackupManifest manifest, string folder, CancellationToken ct)
    {
        var problems = new List<string>();
        foreach (var (name, wanted) in manifest.Files)
        {
            var path = Path.Combine(folder, name);
            if (!File.Exists(path)) problems.Add($"缺少文件 {name}");
            else if (new FileInfo(path).Length != wanted.Size) problems.Add($"文件 {name} 长度不符（备份被截断？）");
            else if (await PrivateFile.DigestAsync(path, ct) != wanted) problems.Add($"文件 {name} 内容已改变");
        }
        Refuse(problems);
    }

    static void Refuse(IReadOnlyList<string> problems)
    {
        if (problems.Count > 0) throw new DamagedBackupException(string.Join(Environment.NewLine, problems.Take(20)));
    }

    async Task<string> MoveAsideAsync(DatabaseCopy copy, CancellationToken ct)
    {
        var name = Aside + clock.GetUtcNow().ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture);
        var aside = Path.Combine(settings.DataFolder, name);
        PrivateFile.Folder(aside);
        foreach (var part in (string[])[settings.FileFolder, settings.AnchorFolder])
            if (Directory.Exists(part)) Directory.Move(part, Path.Combine(aside, Path.GetFileName(part)));
        if (File.Exists(settings.SignInsFile)) File.Move(settings.SignInsFile, Path.Combine(aside, Path.GetFileName(settings.SignInsFile)));
        var database = await copy.IsEmptyAsync(ct) ? "" : await copy.MoveAsideAsync(name, aside, ct);
        return database.Length > 0 && database != aside ? $"{aside}, {database}" : aside;
    }

    static async Task PlaceAsync(string folder, string name, string target, CancellationToken ct)
    {
        // A file with the same name has the same content, or it is what an interrupted restore left.
        if (File.Exists(target)) File.Delete(target);
        await PrivateFile.CopyAsync(Path.Combine(folder, name), target, ct);
    }
}
