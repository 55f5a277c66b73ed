using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Primitives;
using Npgsql;
using Zhijian.Data;
using Zhijian.Modules.Dangers;
using Zhijian.Modules.Dangers.Pages;
using Zhijian.Modules.Monitoring;
using Zhijian.Platform.Access;
using Zhijian.Platform.Hosting;
using Zhijian.Platform.Organisations;
using Zhijian.Platform.Ui.Lists;

namespace Zhijian.Bench;

/// <summary>
/// The board of dangers as the city and as a county asks: counts and list, p50 and p95, and by which plan the database answers each
/// question. The dangers are those of a demonstration city, repeated at other points until there are as many as were asked for:
/// the board asks their table alone. Each database in a process of its own.
/// </summary>
internal static partial class DangerBench
{
    const int Rounds = 60, Warmup = 5;

    static readonly (string Name, string Tab, (string Key, string Value)[] Words)[] Questions =
    [
        ("open, nearest day first", "open", []), ("overdue", "overdue", []), ("listed", "listed", []), ("closed", "closed", []), ("one state", "open", [("state", "Ordered")]),
        ("due in 7 days", "open", [("due", "7")]), ("past its day", "open", [("due", "overdue")]), ("turn of the authority", "open", [("turn", "Supervisor")]), ("major", "open", [("grade", "Major")]),
        ("one factor", "open", [("factor", "D01")]), ("page 50", "open", [("page", "50")]),
    ];

    public static async Task<int> RunAsync(string[] args)
    {
        if (args is [var database, var city, var count]) return await OneAsync(database, int.Parse(city, CultureInfo.InvariantCulture), int.Parse(count, CultureInfo.InvariantCulture));
        foreach (var name in (string[])["sqlite", "postgres"])
        {
            using var child = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["dangers", name, args.Length > 0 ? args[0] : "2000", args.Length > 1 ? args[1] : "260000"]))!;
            await child.WaitForExitAsync();
            if (child.ExitCode != 0) return child.ExitCode;
        }
        return 0;
    }

    static async Task<int> OneAsync(string database, int employers, int dangers)
    {
        var folder = Directory.CreateTempSubdirectory("zhijian-bench-").FullName;
        var connection = database == "postgres" ? await ImportBench.NewDatabaseAsync() : null;
        var settings = new ServerSettings { DataFolder = folder, PostgresConnection = connection };
        try
        {
            await using var app = AppHost.Build(settings, Rooms.All, builder => builder.Logging.SetMinimumLevel(LogLevel.Warning));
            var setup = app.Services.GetRequiredService<DatabaseSetup>();
            await setup.MigrateAsync(default);
            var seed = await ImportBench.TimeAsync(() => setup.SeedAsync(new Demonstration(employers), default));
            await using (var scope = app.Services.CreatePlatformScope())
            {
                var db = scope.Db();
                await RepeatAsync(scope.ServiceProvider, db, dangers);
                if (db.IsPostgres) await db.Database.ExecuteSqlRawAsync("ANALYZE");
                Console.WriteLine($"{database}: {employers:N0} employers, {await db.Set<MonitoringResult>().CountAsync():N0} results, {await db.Set<HiddenDanger>().CountAsync():N0} dangers, seeded in {seed.TotalSeconds:0} s, peak {ImportBench.Peak()} MiB");
            }
            foreach (var user in (string[])["shijianguan", "gongyi"]) await MeasureAsync(app.Services, settings, user);
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

    static async Task RepeatAsync(IServiceProvider services, ZhijianDb db, int wanted)
    {
        var times = wanted / Math.Max(1, await db.Set<HiddenDanger>().CountAsync()) - 1;
        if (times < 1) return;
        var columns = db.Model.FindEntityType(typeof(HiddenDanger))!.GetProperties().Select(p => p.GetColumnName()).ToList();
        const string random = "upper(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-' || hex(randomblob(2)) || '-' || hex(randomblob(2)) || '-' || hex(randomblob(6)))";
        var values = columns.Select(c => c is "id" or "point_id" ? db.IsPostgres ? "gen_random_uuid()" : random : $"\"{c}\"");
        var sql = $"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {times}) INSERT INTO dangers ({string.Join(", ", columns.Select(c => $"\"{c}\""))}) SELECT {string.Join(", ", values)} FROM dangers, n";
        await services.GetRequiredService<WritePath>().CommitAsync(new("bench.repeat"), _ => db.Database.ExecuteSqlRawAsync(sql));
    }

    public static async Task MeasureAsync(IServiceProvider root, ServerSettings settings, string userName)
    {
        await using var platform = root.CreatePlatformScope();
        var user = await platform.Db().Users.SingleAsync(u => u.UserName == userName);
        var scopes = await ViewerScopes.OfUserAsync(root.GetRequiredService<IServiceScopeFactory>(), user.Id, default);
        await RowAsync(settings, userName, "the board's counts", () => InScopeAsync(scopes, async s => (await s.GetRequiredService<DangerBoard>().LinesAsync(default)).Sum(l => l.All)));
        foreach (var (name, tab, words) in Questions)
            await RowAsync(settings, userName, name, () => InScopeAsync(scopes, s => ListAsync(s, tab, words)));
        await RowAsync(settings, userName, "figures of this year by county", () => InScopeAsync(scopes, async s =>
        {
            var figures = s.GetRequiredService<DangerFigures>();
            return (await figures.OfAsync(DangerFigureKind.County, figures.ThisYear, default)).Sum(f => f.Found);
        }));
    }

    static async Task<int> ListAsync(IServiceProvider services, string tab, (string Key, string Value)[] words)
    {
        await services.GetRequiredService<DivisionDirectory>().LoadAsync(services.GetRequiredService<ZhijianDb>());
        var request = new ListRequest(words.Select(w => KeyValuePair.Create(w.Key, new StringValues(w.Value))));
        var page = ActivatorUtilities.CreateInstance<Zhijian.Modules.Dangers.Pages.IndexModel>(services);
        return (await services.GetRequiredService<DangerList>().Definition.LoadAsync(page.RowsOf(request, tab), request, default)).Items.Count;
    }

    static async Task RowAsync(ServerSettings settings, string user, string name, Func<Task<int>> work)
    {
        var times = new List<double>();
        var found = 0;
        for (var i = 0; i < Warmup + Rounds; i++)
        {
            var time = await ImportBench.TimeAsync(async () => found = await work());
            if (i >= Warmup) times.Add(time.TotalMilliseconds);
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{user,-12} {name,-32} p50 {times.Order().ElementAt(Rounds / 2),7:0.0}  p95 {times.Order().ElementAt(Rounds * 95 / 100),7:0.0} ms   rows {found}"));
        foreach (var plan in await PlansAsync(settings, work)) Console.WriteLine($"             {plan}");
    }

    /// <summary>How the database answers each question that the work asks of the dangers.</summary>
    static async Task<IReadOnlyList<string>> PlansAsync(ServerSettings settings, Func<Task<int>> work)
    {
        var asked = new List<(string Text, List<(string, object?)> Parameters)>();
        using (DiagnosticListener.AllListeners.Subscribe(new Listening(command => asked.Add((command.CommandText, [.. command.Parameters.Cast<DbParameter>().Select(p => (p.ParameterName, p.Value))]))))) await work();
        var plans = new List<string>();
        await using DbConnection connection = settings.IsPostgres ? new NpgsqlConnection(settings.PostgresConnection) : new SqliteConnection(DataSetup.SqliteConnection(settings.SqliteFile));
        await connection.OpenAsync();
        foreach (var (text, parameters) in asked.Where(a => a.Text.Contains("dangers", StringComparison.Ordinal)))
        {
            await using var command = connection.CreateCommand();
            command.CommandText = (settings.IsPostgres ? "EXPLAIN " : "EXPLAIN QUERY PLAN ") + text;
            foreach (var (key, value) in parameters)
            {
                var parameter = command.CreateParameter();
                (parameter.ParameterName, parameter.Value) = (key, value ?? DBNull.Value);
                command.Parameters.Add(parameter);
            }
            await using var reader = await command.ExecuteReaderAsync();
            var lines = new List<string>();
            while (await reader.ReadAsync()) lines.Add(reader.GetString(settings.IsPostgres ? 0 : 3).Trim());
            plans.Add(string.Join(" | ", lines.Where(l => Access().IsMatch(l))));
        }
        return plans;
    }

    static async Task<int> InScopeAsync(ViewerScopes scopes, Func<IServiceProvider, Task<int>> work)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await work(scope.ServiceProvider);
    }

    [GeneratedRegex("Scan|SCAN|SEARCH|USE TEMP|Sort|Index Cond")] private static partial Regex Access();

    sealed class Listening(Action<DbCommand> heard) : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
    {
        public void OnNext(DiagnosticListener listener)
        {
            if (listener.Name == DbLoggerCategory.Name) listener.Subscribe(this);
        }

        public void OnNext(KeyValuePair<string, object?> happened)
        {
            if (happened.Key == RelationalEventId.CommandExecuting.Name && happened.Value is CommandEventData data) heard(data.Command);
        }

        public void OnCompleted() { }
        public void OnError(Exception error) { }
    }
}
