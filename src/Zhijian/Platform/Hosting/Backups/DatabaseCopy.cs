using System.Data.Common;
using System.Globalization;
using Zhijian.Platform.Audit;

namespace Zhijian.Platform.Hosting.Backups;

/// <summary>What a copy of the database holds, read from the same moment as the copy.</summary>
sealed record DatabaseFacts(string Migration, AuditTip Audit, SortedDictionary<string, TableDigest> Tables)
{
    public static async Task<DatabaseFacts> ReadAsync(DbConnection connection, bool postgres, CancellationToken ct)
    {
        var migration = await TableDigests.ListAsync(connection, "SELECT migration_id FROM \"__EFMigrationsHistory\" ORDER BY migration_id DESC LIMIT 1", ct);
        var head = await TableDigests.ListAsync(connection, "SELECT seq || ' ' || mac FROM audit_head", ct);
        var tip = head is [var text] && text.Split(' ') is [var seq, var mac] ? new AuditTip(long.Parse(seq, CultureInfo.InvariantCulture), mac) : new(0, AuditChain.Genesis);
        return new(migration.Single(), tip, await TableDigests.ReadAsync(connection, postgres, ct));
    }

    /// <summary>Says in which tables this differs from what the manifest promises.</summary>
    public IReadOnlyList<string> Compare(BackupManifest manifest) =>
    [
        .. manifest.Tables.Keys.Union(Tables.Keys).Order(StringComparer.Ordinal)
            .Where(t => manifest.Tables.GetValueOrDefault(t) != Tables.GetValueOrDefault(t)).Select(t => $"表 {t} 的内容与清单不符"),
        .. manifest.Audit == Audit ? (string[])[] : ["审计链尾与清单不符"],
        .. manifest.Migration == Migration ? (string[])[] : ["数据库版本与清单不符"],
    ];
}

/// <summary>How a kind of database is copied while it is in use, and put back.</summary>
abstract class DatabaseCopy(ServerSettings settings)
{
    protected ServerSettings Settings { get; } = settings;
    public abstract string Kind { get; }
    public abstract string FileName { get; }

    public static DatabaseCopy For(ServerSettings settings) => settings.IsPostgres ? new PostgresCopy(settings) : new SqliteCopy(settings);

    /// <summary>Copies one moment of the database into the file; writers go on meanwhile.</summary>
    public abstract Task<DatabaseFacts> SaveAsync(string file, CancellationToken ct);
    /// <summary>Says why the target is not free to be filled, or nothing.</summary>
    public abstract Task<string?> InUseAsync(CancellationToken ct);
    public abstract Task<bool> IsEmptyAsync(CancellationToken ct);
    /// <summary>Checks before anything is touched, as far as that can be done from the file.</summary>
    public abstract Task<IReadOnlyList<string>> InspectAsync(string file, BackupManifest manifest, CancellationToken ct);
    /// <summary>Moves what is there aside; returns where to.</summary>
    public abstract Task<string> MoveAsideAsync(string name, string folder, CancellationToken ct);
    /// <summary>Fills the empty target; returns what differs from the manifest. Then the target is empty again.</summary>
    public abstract Task<IReadOnlyList<string>> LoadAsync(string file, BackupManifest manifest, CancellationToken ct);
}
