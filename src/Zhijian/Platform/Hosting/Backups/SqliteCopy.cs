using Microsoft.Data.Sqlite;

namespace Zhijian.Platform.Hosting.Backups;

/// <summary>SQLite by its online backup: one read transaction over all pages, beside which the writer goes on.</summary>
sealed class SqliteCopy(ServerSettings settings) : DatabaseCopy(settings)
{
    public override string Kind => "sqlite";
    public override string FileName => "zhijian.db";

    static readonly string[] Suffixes = ["", "-wal", "-shm", "-journal"];

    public override async Task<DatabaseFacts> SaveAsync(string file, CancellationToken ct)
    {
        PrivateFile.Create(file).Dispose();
        await using var copy = Connect(file, SqliteOpenMode.ReadWrite);
        await using (var source = Connect(Settings.SqliteFile, SqliteOpenMode.ReadOnly)) source.BackupDatabase(copy);
        // The copy is one file that needs no companions.
        await TableDigests.ExecuteAsync(copy, "PRAGMA journal_mode=DELETE", ct);
        return await DatabaseFacts.ReadAsync(copy, postgres: false, ct);
    }

    public override Task<string?> InUseAsync(CancellationToken ct) => Task.FromResult<string?>(null);

    public override Task<bool> IsEmptyAsync(CancellationToken ct) => Task.FromResult(!File.Exists(Settings.SqliteFile));

    public override async Task<IReadOnlyList<string>> InspectAsync(string file, BackupManifest manifest, CancellationToken ct)
    {
        try
        {
            await using var copy = Connect(file, SqliteOpenMode.ReadOnly);
            var integrity = await TableDigests.ListAsync(copy, "PRAGMA integrity_check", ct);
            if (integrity is not ["ok"]) return [$"数据库文件内部有损坏：{integrity[0]}"];
            return (await DatabaseFacts.ReadAsync(copy, postgres: false, ct)).Compare(manifest);
        }
        catch (SqliteException e)
        {
            return [$"数据库文件无法打开：{e.Message}"];
        }
    }

    public override Task<string> MoveAsideAsync(string name, string folder, CancellationToken ct)
    {
        foreach (var suffix in Suffixes.Where(s => File.Exists(Settings.SqliteFile + s)))
            File.Move(Settings.SqliteFile + suffix, Path.Combine(folder, Path.GetFileName(Settings.SqliteFile) + suffix));
        return Task.FromResult(folder);
    }

    public override async Task<IReadOnlyList<string>> LoadAsync(string file, BackupManifest manifest, CancellationToken ct)
    {
        var arriving = Settings.SqliteFile + ".restoring";
        File.Delete(arriving);
        await PrivateFile.CopyAsync(file, arriving, ct);
        var problems = await InspectAsync(arriving, manifest, ct);
        if (problems.Count > 0) File.Delete(arriving);
        else File.Move(arriving, Settings.SqliteFile);
        return problems;
    }

    static SqliteConnection Connect(string file, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = mode, Pooling = false, DefaultTimeout = 60 }.ToString());
        connection.Open();
        return connection;
    }
}
