using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Primitives;
using Npgsql;
using Zhijian.Data;
using Zhijian.Modules.Registry;
using Zhijian.Modules.Registry.Demonstration;
using Zhijian.Modules.Registry.Risk;
using Zhijian.Modules.Registry.Supervision;
using Zhijian.Platform;
using Zhijian.Platform.Access;
using Zhijian.Platform.Hosting;
using Zhijian.Platform.Organisations;
using Zhijian.Platform.Ui.Lists;

namespace Zhijian.Bench;

/// <summary>
/// A page of the list of employers as the page asks for it (count and page), beside the same asked by hand on an open connection
/// with the index that fits best. Both take turns, with other words each time. Each database in a process of its own.
/// </summary>
internal static class ListBench
{
    const int Rounds = 120, Warmup = 15, Page = 20, PageSize = 20;

    public static async Task<int> RunAsync(string[] args)
    {
        // The data folder of an earlier run is measured again and stays.
        if (args is ["again", var kept])
        {
            var old = new ServerSettings { DataFolder = kept };
            await using var app = AppHost.Build(old, Rooms.All, builder => builder.Logging.SetMinimumLevel(LogLevel.Warning));
            await using var bare = await OpenAsync(old);
            await MeasureAsync(app.Services, bare);
            return 0;
        }
        if (args is [var database, var count]) return await OneAsync(database, int.Parse(count, CultureInfo.InvariantCulture));
        foreach (var name in (string[])["sqlite", "postgres"])
        {
            using var child = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["list", name, args.Length > 0 ? args[0] : "1000000"]))!;
            await child.WaitForExitAsync();
            if (child.ExitCode != 0) return child.ExitCode;
        }
        return 0;
    }

    static async Task<int> OneAsync(string database, int rows)
    {
        var folder = Directory.CreateTempSubdirectory("zhijian-bench-").FullName;
        var connection = database == "postgres" ? await ImportBench.NewDatabaseAsync() : null;
        var settings = new ServerSettings { DataFolder = folder, PostgresConnection = connection };
        try
        {
            await using var app = AppHost.Build(settings, Rooms.All, builder => builder.Logging.SetMinimumLevel(LogLevel.Warning));
            var setup = app.Services.GetRequiredService<DatabaseSetup>();
            await setup.MigrateAsync(default);
            await setup.SeedAsync(new Demonstration(0), default);
            var started = Stopwatch.GetTimestamp();
            await FillAsync(app.Services, rows);
            Console.WriteLine($"{database}: {rows:N0} employers in {Stopwatch.GetElapsedTime(started).TotalSeconds:0} s, peak {ImportBench.Peak()} MiB");
            await using var bare = await OpenAsync(settings);
            await MeasureAsync(app.Services, bare);
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            NpgsqlConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
            if (connection is not null) await ImportBench.DropAsync(connection);
        }
        return 0;
    }

    /// <summary>The employers of the demonstration city without what hangs on them.</summary>
    internal static async Task FillAsync(IServiceProvider root, int count)
    {
        await using var scope = root.CreatePlatformScope();
        var (services, db) = (scope.ServiceProvider, scope.Db());
        var city = services.GetServices<ISeed>().OfType<RegistryDemonstration>().Single();
        var rules = await services.GetRequiredService<Jurisdiction>().RulesAsync(default);
        await services.GetRequiredService<WritePath>().CommitAsync(new("bench.fill"), async change =>
        {
            var today = ChinaTime.DateOf(change.At);
            var maker = city.Maker(7, today);
            var rows = new CityRows(maker, services.GetRequiredService<EmployerMaker>(), await services.GetRequiredService<RiskBooks>().OfAsync(today, default), rules, [], change.At, today);
            await IndexesAside.WhileAsync(db, [typeof(Employer)], () => Bulk.InsertAsync(db, change, "bench", RegistryDemonstration.Files(maker, [], count).Select(rows.Employer), default), default);
        });
        // A server does it by itself some minutes after a load.
        if (db.IsPostgres) await db.Database.ExecuteSqlRawAsync("ANALYZE employers");
        else await root.GetRequiredService<TableStatistics>().RefreshAsync(default);
    }

    static async Task<DbConnection> OpenAsync(ServerSettings settings)
    {
        DbConnection connection = settings.IsPostgres ? new NpgsqlConnection(settings.PostgresConnection) : new SqliteConnection(DataSetup.SqliteConnection(settings.SqliteFile));
        await connection.OpenAsync();
        if (!settings.IsPostgres) SqlitePragmas.Apply(connection);
        return connection;
    }

    static async Task MeasureAsync(IServiceProvider root, DbConnection bare)
    {
        await using var scope = root.CreatePlatformScope();
        var user = await scope.Db().Users.SingleAsync(u => u.UserName == "shijianguan");
        var city = await ViewerScopes.OfUserAsync(root.GetRequiredService<IServiceScopeFactory>(), user.Id, default);
        var sample = await scope.Db().Set<Employer>().AsNoTracking().OrderBy(e => e.Id).Skip(1000).Take(4000).ToListAsync();
        var postgres = scope.Db().IsPostgres;
        foreach (var question in ListQuestions.All)
        {
            var (ours, byHand) = (new List<double>(), new List<double>());
            for (int i = 0, asked = 0; asked < Warmup + Rounds && i < sample.Count * 10; i++)
            {
                if (question.Of(sample[(int)((long)i * 2221 % sample.Count)]) is not { } words) continue;
                var sql = question.Sql(words, postgres);
                // Page 20 is asked where there is one.
                if (question.Page > 1 && await ReadAsync(bare, sql.Count, words) < PageSize * question.Page) continue;
                asked++;
                var (mine, shown) = await TimeAsync(() => OursAsync(city, words, question.Page));
                var (hand, rows) = await TimeAsync(async () => (await ReadAsync(bare, sql.Count, words), await ReadAsync(bare, sql.Page, words)).Item2);
                if (shown != Math.Min(rows, PageSize)) throw new InvalidOperationException($"{question.Name}: the list shows {shown} rows, by hand {rows}: {string.Join(", ", words)}");
                if (asked <= Warmup) continue;
                ours.Add(mine);
                byHand.Add(hand);
            }
            var (ours95, hand95) = (At(ours, 0.95), At(byHand, 0.95));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{question.Name,-34} n {ours.Count,3}   by hand p50 {At(byHand, 0.5),7:0.0} p95 {hand95,7:0.0}   list p50 {At(ours, 0.5),7:0.0} p95 {ours95,7:0.0} ms   budget {2 * hand95 + 5,7:0.0} {(ours95 <= 2 * hand95 + 5 ? "kept" : "MISSED")}"));
        }
    }

    static async Task<int> OursAsync(ViewerScopes city, IReadOnlyDictionary<string, string> words, int page)
    {
        await using var scope = city.CreateAsyncScope();
        var request = new ListRequest(words.Where(w => !w.Key.StartsWith('_')).Select(w => KeyValuePair.Create(w.Key, new StringValues(w.Value)))
            .Append(new("page", page.ToString(CultureInfo.InvariantCulture))));
        var list = scope.ServiceProvider.GetRequiredService<EmployerList>();
        return (await scope.ServiceProvider.GetRequiredService<EmployerQueries>().PageAsync(list, request, default)).Items.Count;
    }

    /// <returns>The number a count gives, or the rows that a page has.</returns>
    static async Task<long> ReadAsync(DbConnection connection, string sql, IReadOnlyDictionary<string, string> words)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (key, value) in words.Where(w => sql.Contains("@" + w.Key, StringComparison.Ordinal)))
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = ("@" + key, key == "_words" && connection is NpgsqlConnection ? value.Split(' ') : value);
            command.Parameters.Add(parameter);
        }
        await using var reader = await command.ExecuteReaderAsync();
        long rows = 0, count = -1;
        var values = new object[reader.FieldCount];
        while (await reader.ReadAsync())
        {
            reader.GetValues(values);
            rows++;
            if (values.Length == 1) count = Convert.ToInt64(values[0], CultureInfo.InvariantCulture);
        }
        return count >= 0 ? count : rows;
    }

    static async Task<(double Milliseconds, long Result)> TimeAsync<T>(Func<Task<T>> work)
    {
        var started = Stopwatch.GetTimestamp();
        var result = await work();
        return (Stopwatch.GetElapsedTime(started).TotalMilliseconds, Convert.ToInt64(result, CultureInfo.InvariantCulture));
    }

    static double At(List<double> times, double share) => times.Count == 0 ? double.NaN : times.Order().ElementAt((int)Math.Min(times.Count - 1, Math.Floor(times.Count * share)));
}
