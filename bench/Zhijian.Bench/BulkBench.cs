using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Hosting;
using Zhijian.Platform.Organisations;
using Zhijian.Rules.Identifiers;

namespace Zhijian.Bench;

/// <summary>The same rows into the same table with the same indexes: through the platform's bulk load, and raw.</summary>
internal static class BulkBench
{
    const int Rounds = 3;
    const string Table = "organisations";
    static readonly string[] Columns = ["id", "kind", "name", "credit_code", "division_code", "scope_path", "organisation_id", "version"];

    public static async Task<int> RunAsync(int count)
    {
        Console.WriteLine($"{count:N0} rows, best of {Rounds}, rows/s");
        await CompareAsync("SQLite", null, count, RawSqliteAsync);
        if (Environment.GetEnvironmentVariable("ZHIJIAN_TEST_PG") is not { } server) return 0;
        await using var source = NpgsqlDataSource.Create(server + ";Pooling=false");
        await using (var create = source.CreateCommand("CREATE DATABASE zhijian_bench")) await create.ExecuteNonQueryAsync();
        try { await CompareAsync("PostgreSQL", new NpgsqlConnectionStringBuilder(server) { Database = "zhijian_bench" }.ToString(), count, RawCopyAsync); }
        finally
        {
            NpgsqlConnection.ClearAllPools();
            await using var drop = source.CreateCommand("DROP DATABASE zhijian_bench WITH (FORCE)");
            await drop.ExecuteNonQueryAsync();
        }
        return 0;
    }

    static async Task CompareAsync(string name, string? connection, int count, Func<ServerSettings, List<Organisation>, Task> raw)
    {
        var folder = Directory.CreateTempSubdirectory("zhijian-bench-").FullName;
        var settings = new ServerSettings { DataFolder = folder, PostgresConnection = connection };
        await using (var app = AppHost.Build(settings, Rooms.All))
        {
            var setup = app.Services.GetRequiredService<DatabaseSetup>();
            await setup.MigrateAsync(default);
            await setup.SeedAsync(null, default);
            var rows = Rows(count, app.Services.GetRequiredService<DivisionDirectory>());
            var (ours, bare) = (0.0, 0.0);
            for (var round = 0; round < Rounds; round++)
            {
                bare = Math.Max(bare, await RateAsync(app, count, () => raw(settings, rows)));
                ours = Math.Max(ours, await RateAsync(app, count, () => OursAsync(app, rows)));
            }
            Console.WriteLine($"{name,-12} raw {bare,10:N0}   Bulk.InsertAsync {ours,10:N0}   {ours / bare:P0}");
        }
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    static List<Organisation> Rows(int count, DivisionDirectory divisions)
    {
        var places = divisions.All.Where(d => d.Level == 4 && d.Path.StartsWith("410000/410100/", StringComparison.Ordinal)).OrderBy(d => d.Code, StringComparer.Ordinal).ToArray();
        return [.. Enumerable.Range(1000, count).Select(n => (Number: n, Place: places[n % places.Length])).Select(o => new Organisation
        {
            Kind = OrganisationKind.Employer, Name = $"示例机械制造{o.Number}号有限公司", DivisionCode = o.Place.Code, ScopePath = o.Place.Path,
            CreditCode = UnifiedSocialCreditCode.Create('9', '1', o.Place.Code[..6], OrganisationCode.Create($"M{(char)('A' + o.Number / 1_000_000)}{o.Number % 1_000_000:D6}")).Value,
        })];
    }

    static async Task<double> RateAsync(WebApplication app, int count, Func<Task> load)
    {
        await using var scope = app.Services.CreatePlatformScope();
        await scope.Db().Set<Organisation>().ExecuteDeleteAsync();
        var started = Stopwatch.GetTimestamp();
        await load();
        var rate = count / Stopwatch.GetElapsedTime(started).TotalSeconds;
        if (await scope.Db().Set<Organisation>().CountAsync() != count) throw new InvalidOperationException("Not all rows arrived.");
        return rate;
    }

    static async Task OursAsync(WebApplication app, List<Organisation> rows)
    {
        await using var scope = app.Services.CreatePlatformScope();
        await scope.ServiceProvider.GetRequiredService<WritePath>().CommitAsync(new("bench.bulk"), change => Bulk.InsertAsync(scope.Db(), change, "bench", rows, default));
    }

    static async Task RawSqliteAsync(ServerSettings settings, List<Organisation> rows)
    {
        await using var connection = new SqliteConnection(DataSetup.SqliteConnection(settings.SqliteFile));
        await connection.OpenAsync();
        SqlitePragmas.Apply(connection);
        await using var transaction = await connection.BeginTransactionAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"INSERT INTO {Table} ({string.Join(", ", Columns)}) VALUES ({string.Join(", ", Columns.Select(c => "@" + c))})";
        var parameters = Columns.Select(c => command.Parameters.Add("@" + c, c == "version" ? SqliteType.Integer : SqliteType.Text)).ToArray();
        command.Prepare();
        foreach (var row in rows)
        {
            object[] values = [row.Id, row.Kind.ToString(), row.Name, row.CreditCode, row.DivisionCode, row.ScopePath, row.Id, 0L];
            for (var i = 0; i < values.Length; i++) parameters[i].Value = values[i];
            command.ExecuteNonQuery();
        }
        await transaction.CommitAsync();
    }

    static async Task RawCopyAsync(ServerSettings settings, List<Organisation> rows)
    {
        await using var connection = new NpgsqlConnection(settings.PostgresConnection);
        await connection.OpenAsync();
        await using var importer = await connection.BeginBinaryImportAsync($"COPY {Table} ({string.Join(", ", Columns)}) FROM STDIN (FORMAT BINARY)");
        foreach (var row in rows)
        {
            await importer.StartRowAsync();
            await importer.WriteAsync(row.Id, NpgsqlDbType.Uuid);
            await importer.WriteAsync(row.Kind.ToString(), NpgsqlDbType.Varchar);
            await importer.WriteAsync(row.Name, NpgsqlDbType.Varchar);
            await importer.WriteAsync(row.CreditCode, NpgsqlDbType.Varchar);
            await importer.WriteAsync(row.DivisionCode, NpgsqlDbType.Varchar);
            await importer.WriteAsync(row.ScopePath, NpgsqlDbType.Varchar);
            await importer.WriteAsync(row.Id, NpgsqlDbType.Uuid);
            await importer.WriteAsync(0L, NpgsqlDbType.Bigint);
        }
        await importer.CompleteAsync();
    }
}
