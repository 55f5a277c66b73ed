using LinqToDB.Data;
using LinqToDB.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace Zhijian.Data;

/// <summary>
/// Writes many rows at once (COPY on PostgreSQL, a prepared statement on SQLite) in the open transaction of a
/// <see cref="WritePath"/>. The audit gets one line for all of them, so the caller says what they were.
/// </summary>
public static class Bulk
{
    static Bulk() => LinqToDBForEFTools.Initialize();

    public static async Task<long> InsertAsync<T>(ZhijianDb db, Change change, string origin, IEnumerable<T> rows, CancellationToken ct) where T : class
    {
        var copied = await CopyAsync(db, rows.Select(row => { change.Saw(row); return row; }), ct);
        change.Note(typeof(T).Name, origin, "bulk", new { RowsCopied = copied });
        return copied;
    }

    /// <summary>A part of a load that is noted once, by the caller, when all parts are written.</summary>
    internal static async Task<long> CopyAsync<T>(ZhijianDb db, IEnumerable<T> rows, CancellationToken ct) where T : class
    {
        if (!db.IsPostgres) return await SqliteRows.InsertAsync(db, rows, ct);
        using var connection = db.CreateLinqToDBConnection();
        // The plan of a foreign key is made at its first row and kept with the connection: made while the table it points at was
        // still empty, it would read that table whole for every row that follows.
        await db.Database.ExecuteSqlRawAsync("SET LOCAL enable_seqscan = off", ct);
        var copied = await connection.BulkCopyAsync(new BulkCopyOptions { BulkCopyType = BulkCopyType.ProviderSpecific, KeepIdentity = true }, rows, ct);
        await db.Database.ExecuteSqlRawAsync("SET LOCAL enable_seqscan TO DEFAULT", ct);
        return copied.RowsCopied;
    }
}
