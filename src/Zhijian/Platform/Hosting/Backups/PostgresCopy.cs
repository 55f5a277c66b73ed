using System.Data;
using Npgsql;

namespace Zhijian.Platform.Hosting.Backups;

/// <summary>PostgreSQL by its own pg_dump and pg_restore; the hashes are read in the very snapshot that is dumped.</summary>
sealed class PostgresCopy(ServerSettings settings) : DatabaseCopy(settings)
{
    public override string Kind => "postgres";
    public override string FileName => "zhijian.dump";
    /// <summary>What an earlier restore moved aside is not part of the installation.</summary>
    static readonly string Aside = Restorer.Aside.Replace('-', '_');

    public override async Task<DatabaseFacts> SaveAsync(string file, CancellationToken ct)
    {
        await using var connection = await ConnectAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
        var snapshot = (await TableDigests.ListAsync(connection, "SELECT pg_export_snapshot()", ct)).Single();
        PrivateFile.Create(file).Dispose();
        await PostgresTools.RunAsync("pg_dump", Settings.PostgresConnection!,
            ["--format=custom", $"--exclude-schema={Aside}*", "--no-owner", "--no-privileges", $"--snapshot={snapshot}", $"--file={file}"], ct);
        return await DatabaseFacts.ReadAsync(connection, postgres: true, ct);
    }

    public override async Task<string?> InUseAsync(CancellationToken ct)
    {
        await using var connection = await ConnectAsync(ct);
        var others = await TableDigests.ListAsync(connection,
            "SELECT DISTINCT coalesce(nullif(application_name, ''), client_addr::text, pid::text) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'", ct);
        return others.Count == 0 ? null : $"目标数据库还有 {others.Count} 个连接（{string.Join("、", others)}），请先停止服务。";
    }

    public override async Task<bool> IsEmptyAsync(CancellationToken ct)
    {
        await using var connection = await ConnectAsync(ct);
        return (await TableDigests.ListAsync(connection, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'", ct)).Count == 0;
    }

    public override async Task<IReadOnlyList<string>> InspectAsync(string file, BackupManifest manifest, CancellationToken ct)
    {
        // Rows can be hashed only once they are loaded; here the archive must at least be readable.
        try { await PostgresTools.RunAsync("pg_restore", Settings.PostgresConnection!, ["--list", file], ct); }
        catch (PostgresToolException e) when (e.Ran) { return [$"数据库文件无法读取：{e.Message}"]; }
        return [];
    }

    public override async Task<string> MoveAsideAsync(string name, string folder, CancellationToken ct)
    {
        await using var connection = await ConnectAsync(ct);
        var aside = name.Replace('-', '_');
        var extensions = await TableDigests.ListAsync(connection, "SELECT quote_ident(extname) FROM pg_extension WHERE extnamespace = 'public'::regnamespace", ct);
        await TableDigests.ExecuteAsync(connection,
            $"ALTER SCHEMA public RENAME TO {aside}; CREATE SCHEMA public; {string.Concat(extensions.Select(e => $"ALTER EXTENSION {e} SET SCHEMA public; "))}", ct);
        return $"schema {aside}";
    }

    public override async Task<IReadOnlyList<string>> LoadAsync(string file, BackupManifest manifest, CancellationToken ct)
    {
        await PostgresTools.RunAsync("pg_restore", Settings.PostgresConnection!,
            ["--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges", $"--dbname={new NpgsqlConnectionStringBuilder(Settings.PostgresConnection).Database}", file], ct);
        await using var connection = await ConnectAsync(ct);
        IReadOnlyList<string> problems;
        await using (var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct))
            problems = (await DatabaseFacts.ReadAsync(connection, postgres: true, ct)).Compare(manifest);
        if (problems.Count > 0) await TableDigests.ExecuteAsync(connection, "DROP SCHEMA public CASCADE; CREATE SCHEMA public", ct);
        return problems;
    }

    async Task<NpgsqlConnection> ConnectAsync(CancellationToken ct)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(Settings.PostgresConnection) { Pooling = false, ApplicationName = "zhijian-backup" }.ToString());
        await connection.OpenAsync(ct);
        return connection;
    }
}
