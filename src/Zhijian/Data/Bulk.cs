using LinqToDB.Data;
using LinqToDB.EntityFrameworkCore;

namespace Zhijian.Data;

/// <summary>
/// Writes many rows at once (COPY on PostgreSQL, multi-row inserts on SQLite) in the open transaction of a
/// <see cref="WritePath"/>. The audit gets one line for all of them, so the caller says what they were.
/// </summary>
public static class Bulk
{
    static Bulk() => LinqToDBForEFTools.Initialize();

    public static async Task<long> InsertAsync<T>(ZhijianDb db, Change change, string origin, IEnumerable<T> rows, CancellationToken ct) where T : class
    {
        var options = new BulkCopyOptions
        {
            BulkCopyType = db.IsPostgres ? BulkCopyType.ProviderSpecific : BulkCopyType.MultipleRows,
            KeepIdentity = true,
        };
        var copied = await db.BulkCopyAsync(options, rows, ct);
        change.Note(typeof(T).Name, origin, "bulk", new { copied.RowsCopied });
        return copied.RowsCopied;
    }
}
