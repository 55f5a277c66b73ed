using System.Globalization;
using System.Text;
using LinqToDB.Data;
using LinqToDB.EntityFrameworkCore;
using LinqToDB.Mapping;

namespace Zhijian.Data;

/// <summary>
/// Writes many rows at once (COPY on PostgreSQL, multi-row inserts on SQLite) in the open transaction of a
/// <see cref="WritePath"/>. The audit gets one line for all of them, so the caller says what they were.
/// </summary>
public static class Bulk
{
    static readonly MappingSchema SqliteTexts = SameTexts();

    static Bulk() => LinqToDBForEFTools.Initialize();

    public static async Task<long> InsertAsync<T>(ZhijianDb db, Change change, string origin, IEnumerable<T> rows, CancellationToken ct) where T : class
    {
        var copied = await CopyAsync(db, rows, ct);
        change.Note(typeof(T).Name, origin, "bulk", new { RowsCopied = copied });
        return copied;
    }

    /// <summary>A part of a load that is noted once, by the caller, when all parts are written.</summary>
    internal static async Task<long> CopyAsync<T>(ZhijianDb db, IEnumerable<T> rows, CancellationToken ct) where T : class
    {
        var options = new BulkCopyOptions
        {
            BulkCopyType = db.IsPostgres ? BulkCopyType.ProviderSpecific : BulkCopyType.MultipleRows,
            KeepIdentity = true,
        };
        using var connection = db.CreateLinqToDBConnection();
        if (!db.IsPostgres) connection.AddMappingSchema(SqliteTexts);
        return (await connection.BulkCopyAsync(options, rows, ct)).RowsCopied;
    }

    /// <summary>SQLite keeps times and decimals as texts and compares them as such, so both writers must spell them alike.</summary>
    static MappingSchema SameTexts()
    {
        var schema = new MappingSchema();
        schema.SetValueToSqlConverter(typeof(DateTime), (sql, _, value) => Quote(sql, ((DateTime)value).ToString("yyyy-MM-dd HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture)));
        schema.SetValueToSqlConverter(typeof(decimal), (sql, _, value) => Quote(sql, ((decimal)value).ToString("0.0###########################", CultureInfo.InvariantCulture)));
        return schema;
    }

    static void Quote(StringBuilder sql, string text) => sql.Append('\'').Append(text).Append('\'');
}
