using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Audit;
using Zhijian.Platform.Crypto;
using Zhijian.Platform.Hosting;
using Zhijian.Platform.Hosting.Backups;
using Zhijian.Platform.Organisations;
using Zhijian.Tests.Harness;

namespace Zhijian.Tests.Platform.Hosting;

public sealed class BackupTests(Platforms platforms)
{
    const string FileHash = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

    static Task<BackupManifest> BackUpAsync(TestPlatform platform, string folder, bool withKeys = false) =>
        new BackupMaker(platform.Settings, platform.Services.GetRequiredService<KeyFolder>(), TimeProvider.System).MakeAsync(folder, withKeys, default);

    static async Task<Restorer.Outcome> RestoreAsync(Place place, string folder, bool replace = false)
    {
        await using var app = place.Build();
        await using var scope = app.Services.CreatePlatformScope();
        return await new Restorer(place.Settings, app.Services.GetRequiredService<KeyFolder>(), scope.Db(), TimeProvider.System).RestoreAsync(folder, replace, default);
    }

    static void GiveKeys(TestPlatform from, Place to)
    {
        Directory.CreateDirectory(to.Settings.KeyFolder);
        foreach (var key in Directory.EnumerateFiles(from.Settings.KeyFolder)) File.Copy(key, Path.Combine(to.Settings.KeyFolder, Path.GetFileName(key)));
    }

    static void KeepFile(TestPlatform platform)
    {
        var folder = Path.Combine(platform.Settings.FileFolder, FileHash[..2], FileHash[2..4]);
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, FileHash), "hello");
    }

    static Task<int> AddAsync(TestPlatform platform, int n) => platform.AsPlatformAsync(s => s.GetRequiredService<WritePath>().CommitAsync(new("test.add"), _ =>
    {
        s.GetRequiredService<ZhijianDb>().Add(new Organisation { Kind = OrganisationKind.Employer, Name = $"备份{n}", CreditCode = $"BACKUP{n:D12}", DivisionCode = "410100" });
        return Task.FromResult(n);
    }));

    [Theory, BothDatabases]
    public async Task A_backup_made_while_writing_comes_back_as_one_moment(Database database)
    {
        var platform = await platforms.FreshAsync(database);
        await using var place = await Place.MakeAsync(database);
        KeepFile(platform);
        var folder = Path.Combine(place.Folder, "backup");
        using var enough = new CancellationTokenSource();
        var written = 0;
        var writing = Task.Run(async () =>
        {
            while (!enough.IsCancellationRequested) written = await AddAsync(platform, written + 1);
        });
        while (Volatile.Read(ref written) < 3) await Task.Yield();
        var manifest = await BackUpAsync(platform, folder);
        var after = Volatile.Read(ref written);
        while (Volatile.Read(ref written) < after + 3) await Task.Yield();
        await enough.CancelAsync();
        await writing;

        GiveKeys(platform, place);
        var outcome = await RestoreAsync(place, folder);
        Assert.Null(outcome.MovedTo);
        await using var app = place.Build();
        await using var scope = app.Services.CreatePlatformScope();
        var names = await scope.Db().Set<Organisation>().Where(o => o.Name.StartsWith("备份")).CountAsync();
        Assert.InRange(names, 3, written - 3);
        Assert.Equal(manifest.Tables["organisations"].Rows, await scope.Db().Set<Organisation>().CountAsync());
        var report = await scope.ServiceProvider.GetRequiredService<AuditVerifier>().VerifyAsync();
        Assert.Empty(report.Problems);
        Assert.Equal(manifest.Audit.Seq, report.Lines);
        Assert.Equal("hello", await File.ReadAllTextAsync(Path.Combine(place.Settings.FileFolder, FileHash[..2], FileHash[2..4], FileHash)));
        Assert.True(await app.Services.GetRequiredService<Installation>().IsDemonstrationAsync(scope.Db(), default));

        // What is there is not overwritten unless somebody says so, and then it is kept.
        await Assert.ThrowsAsync<Refusal>(() => RestoreAsync(place, folder));
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        await app.DisposeAsync();
        Npgsql.NpgsqlConnection.ClearAllPools();
        var again = await RestoreAsync(place, folder, replace: true);
        Assert.Contains(Restorer.Aside, again.MovedTo, StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task A_backup_that_was_touched_is_refused_before_anything_happens(Database database)
    {
        var platform = await platforms.FreshAsync(database);
        await using var place = await Place.MakeAsync(database);
        KeepFile(platform);
        GiveKeys(platform, place);
        var whole = Path.Combine(place.Folder, "backup");
        var manifest = await BackUpAsync(platform, whole, withKeys: true);
        Assert.All(manifest.Files.Keys.Where(k => k.StartsWith("keys/", StringComparison.Ordinal)), k => Assert.True(File.Exists(Path.Combine(whole, k))));

        var random = new Random(7);
        foreach (var name in manifest.Files.Keys.Append(BackupManifest.FileName))
        {
            if (new FileInfo(Path.Combine(whole, name)).Length == 0) continue;
            await RefusedAsync(place, whole, name, bytes => bytes[random.Next(bytes.Length)] ^= 1);
            await RefusedAsync(place, whole, name, null);
        }
        // Cut off: the last file half there, or no manifest at all.
        var copy = Copy(place, whole);
        await using (var file = File.OpenWrite(Path.Combine(copy, Database.Postgres == database ? "zhijian.dump" : "zhijian.db"))) file.SetLength(file.Length / 2);
        await Assert.ThrowsAsync<DamagedBackupException>(() => RestoreAsync(place, copy));

        // Somebody else's: other keys.
        File.Delete(Path.Combine(place.Settings.KeyFolder, "audit.key"));
        await File.WriteAllTextAsync(Path.Combine(place.Settings.KeyFolder, "audit.key"), new string('a', 64));
        await Assert.ThrowsAsync<DamagedBackupException>(() => RestoreAsync(place, whole));
        Assert.False(File.Exists(place.Settings.SqliteFile));
        Assert.False(Directory.Exists(place.Settings.AnchorFolder));
    }

    static async Task RefusedAsync(Place place, string whole, string name, Action<byte[]>? damage)
    {
        var copy = Copy(place, whole);
        var path = Path.Combine(copy, name);
        if (damage is null) File.Delete(path);
        else
        {
            var bytes = await File.ReadAllBytesAsync(path);
            damage(bytes);
            await File.WriteAllBytesAsync(path, bytes);
        }
        var e = await Record.ExceptionAsync(() => RestoreAsync(place, copy));
        Assert.True(e is DamagedBackupException, $"{name} {(damage is null ? "deleted" : "flipped")}: {e}");
        Assert.False(Directory.Exists(place.Settings.AnchorFolder));
    }

    static string Copy(Place place, string folder)
    {
        var copy = Path.Combine(place.Folder, Guid.NewGuid().ToString("N"));
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(copy, Path.GetRelativePath(folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
        return copy;
    }
}
