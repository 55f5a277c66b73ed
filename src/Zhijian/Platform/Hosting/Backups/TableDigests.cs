using System.Buffers.Binary;
using System.Data.Common;
using System.Security.Cryptography;
using System.Text;

namespace Zhijian.Platform.Hosting.Backups;

/// <summary>Counts and hashes every table as it lies in the database, whatever the program knows of it.</summary>
static class TableDigests
{
    public static async Task<SortedDictionary<string, TableDigest>> ReadAsync(DbConnection connection, bool postgres, CancellationToken ct)
    {
        var digests = new SortedDictionary<string, TableDigest>(StringComparer.Ordinal);
        // One form of every value, whatever the server or role is set to.
        if (postgres) await ExecuteAsync(connection, "SET LOCAL TimeZone='UTC'; SET LOCAL DateStyle='ISO'; SET LOCAL IntervalStyle='iso_8601'; SET LOCAL extra_float_digits=1; SET LOCAL bytea_output='hex'", ct);
        foreach (var table in await ListAsync(connection, postgres
            ? "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
            : "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'", ct))
            digests[table] = await DigestAsync(connection, await QueryAsync(connection, table, postgres, ct), ct);
        return digests;
    }

    /// <summary>All columns in their order, rows by primary key (by all columns where there is none).</summary>
    static async Task<string> QueryAsync(DbConnection connection, string table, bool postgres, CancellationToken ct)
    {
        var columns = await ListAsync(connection, postgres
            ? $"SELECT quote_ident(attname) FROM pg_attribute WHERE attrelid = 'public.{Quote(table)}'::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum"
            : $"SELECT '\"' || name || '\"' FROM pragma_table_info('{table}') ORDER BY cid", ct);
        var keys = await ListAsync(connection, postgres
            ? $"""
               SELECT CASE WHEN a.attcollation = 0 THEN quote_ident(a.attname) ELSE quote_ident(a.attname) || ' COLLATE "C"' END
               FROM pg_index i, unnest(i.indkey) WITH ORDINALITY k(attnum, place), pg_attribute a
               WHERE i.indrelid = 'public.{Quote(table)}'::regclass AND i.indisprimary AND a.attrelid = i.indrelid AND a.attnum = k.attnum ORDER BY k.place
               """
            : $"SELECT '\"' || name || '\" COLLATE BINARY' FROM pragma_table_info('{table}') WHERE pk > 0 ORDER BY pk", ct);
        if (keys.Count == 0) keys = [.. columns.Select(c => postgres ? $"{c}::text COLLATE \"C\"" : c)];
        var values = postgres ? columns.Select(c => $"{c}::text") : columns;
        return $"SELECT {string.Join(", ", values)} FROM {(postgres ? "public." : "")}{Quote(table)} ORDER BY {string.Join(", ", keys)}";
    }

    static string Quote(string name) => $"\"{name.Replace("\"", "\"\"")}\"";

    static async Task<TableDigest> DigestAsync(DbConnection connection, string query, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = query;
        command.CommandTimeout = 0;
        await using var reader = await command.ExecuteReaderAsync(ct);
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        long rows = 0;
        for (; await reader.ReadAsync(ct); rows++)
            for (var c = 0; c < reader.FieldCount; c++)
                Append(sha, reader.GetValue(c));
        return new(rows, Convert.ToHexStringLower(sha.GetHashAndReset()));
    }

    /// <summary>Kind, length, content: so that no value can be moved into its neighbour.</summary>
    static void Append(IncrementalHash sha, object value)
    {
        var (kind, bytes) = value switch
        {
            DBNull => ((byte)0, []),
            long number => ((byte)1, BitConverter.GetBytes(BinaryPrimitives.ReverseEndianness(number))),
            double number => ((byte)2, BitConverter.GetBytes(number)),
            string text => ((byte)3, Encoding.UTF8.GetBytes(text)),
            byte[] blob => ((byte)4, blob),
            _ => throw new InvalidOperationException($"A value of {value.GetType()} has no form to be hashed in."),
        };
        Span<byte> head = stackalloc byte[5];
        head[0] = kind;
        BinaryPrimitives.WriteInt32BigEndian(head[1..], bytes.Length);
        sha.AppendData(head);
        sha.AppendData(bytes);
    }

    public static async Task<List<string>> ListAsync(DbConnection connection, string query, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = query;
        await using var reader = await command.ExecuteReaderAsync(ct);
        var list = new List<string>();
        while (await reader.ReadAsync(ct)) list.Add(reader.GetString(0));
        return list;
    }

    public static async Task ExecuteAsync(DbConnection connection, string sql, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync(ct);
    }
}
