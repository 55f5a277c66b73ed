using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Zhijian.Data;

/// <summary>
/// Many rows by one prepared statement. Values pass through the mappings of the model, so they are spelled as any other write
/// spells them; SQLite compares times and decimals as texts.
/// </summary>
static class SqliteRows
{
    sealed record Column(IClrPropertyGetter Getter, ValueConverter? Converter, System.Data.Common.DbParameter Parameter);

    public static async Task<long> InsertAsync<T>(ZhijianDb db, IEnumerable<T> rows, CancellationToken ct) where T : class
    {
        var type = db.Model.FindEntityType(typeof(T)) ?? throw new InvalidOperationException($"{typeof(T).Name} has no table.");
        var table = StoreObjectIdentifier.Create(type, StoreObjectType.Table)!.Value;
        var properties = type.GetProperties().ToArray();

        await using var command = (SqliteCommand)db.Database.GetDbConnection().CreateCommand();
        command.Transaction = (SqliteTransaction)db.Database.CurrentTransaction!.GetDbTransaction();
        command.CommandText = $"INSERT INTO \"{table.Name}\" ({string.Join(", ", properties.Select(p => $"\"{p.GetColumnName(table)}\""))}) VALUES ({string.Join(", ", properties.Select((_, i) => $"@p{i}"))})";
        var columns = properties.Select((p, i) =>
        {
            var mapping = p.GetRelationalTypeMapping();
            var parameter = mapping.CreateParameter(command, $"@p{i}", null, nullable: true);
            command.Parameters.Add(parameter);
            return new Column(p.GetGetter(), mapping.Converter, parameter);
        }).ToArray();

        var written = 0L;
        foreach (var row in rows)
        {
            ct.ThrowIfCancellationRequested();
            foreach (var (getter, converter, parameter) in columns)
            {
                var value = getter.GetClrValue(row);
                parameter.Value = (value is null || converter is null ? value : converter.ConvertToProvider(value)) ?? DBNull.Value;
            }
            // The file is local: there is nothing to wait for.
            command.ExecuteNonQuery();
            written++;
        }
        return written;
    }
}
