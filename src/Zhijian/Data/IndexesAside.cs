using Microsoft.EntityFrameworkCore;

namespace Zhijian.Data;

/// <summary>
/// Takes the indexes of tables away while millions of rows are loaded and builds each at once afterwards, in the same
/// transaction: sorting once is many times quicker than finding a place for every row. Only for a database that nobody uses yet.
/// </summary>
static class IndexesAside
{
    /// <summary>Fewer rows are written before the indexes are gone.</summary>
    public const int WorthwhileFrom = 20_000;

    const string OfSqlite = "SELECT name AS \"Name\", sql AS \"Sql\" FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN ({0})";
    const string OfPostgres =
        "SELECT i.indexname AS \"Name\", i.indexdef AS \"Sql\" FROM pg_indexes i WHERE i.schemaname = current_schema() AND i.tablename IN ({0}) "
        + "AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = (quote_ident(i.schemaname) || '.' || quote_ident(i.indexname))::regclass)";

    sealed record Index(string Name, string Sql);

    public static async Task WhileAsync(ZhijianDb db, IReadOnlyCollection<Type> tables, Func<Task> load, CancellationToken ct)
    {
        // Names of tables come from the model, those of indexes from the database itself.
        var names = string.Join(", ", tables.Select(t => $"'{db.Model.FindEntityType(t)!.GetTableName()}'"));
        var indexes = await db.Database.SqlQueryRaw<Index>(string.Format(System.Globalization.CultureInfo.InvariantCulture, db.IsPostgres ? OfPostgres : OfSqlite, names)).ToListAsync(ct);
        foreach (var index in indexes) await RunAsync(db, $"DROP INDEX \"{index.Name}\"", ct);
        await load();
        // SQLite sorts in memory otherwise, however much there is to sort.
        await RunAsync(db, db.IsPostgres ? "SET LOCAL maintenance_work_mem = '256MB'" : "PRAGMA temp_store = FILE", ct);
        foreach (var index in indexes) await RunAsync(db, index.Sql, ct);
        if (!db.IsPostgres) await RunAsync(db, "PRAGMA temp_store = MEMORY", ct);
    }

    static async Task RunAsync(ZhijianDb db, string sql, CancellationToken ct)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        command.Transaction = Microsoft.EntityFrameworkCore.Storage.DbContextTransactionExtensions.GetDbTransaction(db.Database.CurrentTransaction!);
        await command.ExecuteNonQueryAsync(ct);
    }
}
