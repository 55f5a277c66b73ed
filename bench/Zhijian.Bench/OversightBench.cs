using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Zhijian.Data;
using Zhijian.Modules.Oversight;
using Zhijian.Modules.Registry;
using Zhijian.Platform.Access;
using Zhijian.Platform.Hosting;
using Zhijian.Platform.Organisations;

namespace Zhijian.Bench;

/// <summary>
/// The picture of a city of many employers: the first count, what the city, a county and a township read of it, a change until it is
/// counted, and the full recount that compares. Each database in a process of its own.
/// </summary>
internal static class OversightBench
{
    const int Rounds = 200, Changes = 60, Warmup = 10;

    public static async Task<int> RunAsync(string[] args)
    {
        if (args is [var database, var count]) return await OneAsync(database, int.Parse(count, CultureInfo.InvariantCulture));
        foreach (var name in (string[])["sqlite", "postgres"])
        {
            using var child = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["oversight", name, args.Length > 0 ? args[0] : "1000000"]))!;
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
            await ListBench.FillAsync(app.Services, rows);
            var first = await ImportBench.TimeAsync(() => InScopeAsync(app.Services, async s => { await s.GetRequiredService<RollUps>().RebuildAsync(default); return 0; }));
            Console.WriteLine($"{database}: {rows:N0} employers, first count of twelve months {first.TotalSeconds:0} s");
            await MeasureAsync(app.Services);
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

    public static async Task MeasureAsync(IServiceProvider root)
    {
        await PicturesAsync(root);
        await ChangesAsync(root);
        var found = 0;
        var recount = await ImportBench.TimeAsync(async () => found = await InScopeAsync(root, async s => (await s.GetRequiredService<RollUps>().VerifyAsync(default)).Count));
        Console.WriteLine($"full recount {recount.TotalSeconds:0} s, {found} differences, peak {ImportBench.Peak()} MiB");
    }

    static async Task PicturesAsync(IServiceProvider root)
    {
        var user = await InScopeAsync(root, s => s.GetRequiredService<ZhijianDb>().Users.SingleAsync(u => u.UserName == "shijianguan"));
        var city = await ViewerScopes.OfUserAsync(root.GetRequiredService<IServiceScopeFactory>(), user.Id, default);
        foreach (var (name, code) in ((string, string?)[])[("the city", null), ("a county", "410181"), ("a township", await TownshipAsync(root))])
            await RowAsync("picture of " + name, Rounds, async _ =>
            {
                await using var scope = city.CreateAsyncScope();
                if (await scope.ServiceProvider.GetRequiredService<Overview>().OfAsync(code, null, default) is not { Area: var area } || area.Of(Measure.Employers) == 0) throw new InvalidOperationException("nothing was counted");
            });
        // Who changed last month, with the sum of all of them and the first page.
        var indicator = root.GetRequiredService<IndicatorBook>().All[0];
        var (path, period) = await InScopeAsync(root, async s =>
        {
            var (db, divisions) = (s.GetRequiredService<ZhijianDb>(), s.GetRequiredService<DivisionDirectory>());
            await divisions.LoadAsync(db, default);
            return (divisions.Find("410100")!.Path, (await RollUps.PeriodAsync(db, default))!.Value);
        });
        var listed = 0;
        await RowAsync("a change explained", 20, async _ =>
        {
            await using var scope = city.CreateAsyncScope();
            var changes = scope.ServiceProvider.GetRequiredService<FigureChanges>();
            var rows = changes.Of(indicator, path, period.AddMonths(-1), period);
            if (!await FigureChanges.AddUpAsync(rows, await changes.EndsAsync(indicator, "410100", period.AddMonths(-1), period, default), default)) throw new InvalidOperationException("the changes do not add up");
            listed = await rows.CountAsync();
            await rows.OrderBy(c => c.Name).Take(20).ToListAsync();
        });
        Console.WriteLine($"{listed:N0} employers changed");
    }

    static Task<string> TownshipAsync(IServiceProvider root) => InScopeAsync(root, s => s.GetRequiredService<ZhijianDb>().Set<Employer>()
        .Where(e => e.CountyCode == "410181").GroupBy(e => e.DivisionCode).OrderByDescending(g => g.Count()).Select(g => g.Key).FirstAsync());

    static async Task ChangesAsync(IServiceProvider root)
    {
        var ids = await InScopeAsync(root, s => s.GetRequiredService<ZhijianDb>().Set<Employer>().OrderBy(e => e.Id).Take(Warmup + Changes).Select(e => e.Id).ToListAsync());
        while (await InScopeAsync(root, s => s.GetRequiredService<RollUps>().RollAsync(default)) > 0) ;
        await RowAsync("a change until it is counted", Changes, async round =>
        {
            await InScopeAsync(root, async s =>
            {
                var (db, write) = (s.GetRequiredService<ZhijianDb>(), s.GetRequiredService<WritePath>());
                await write.CommitAsync(new("bench.change"), async _ => (await db.Set<Employer>().SingleAsync(e => e.Id == ids[round])).IndustryCode = round % 2 == 0 ? "3011" : "3240");
                return 0;
            });
            if (await InScopeAsync(root, s => s.GetRequiredService<RollUps>().RollAsync(default)) == 0) throw new InvalidOperationException("the change was not counted");
        });
    }

    static async Task RowAsync(string name, int rounds, Func<int, Task> work)
    {
        var times = new List<double>();
        for (var i = 0; i < Warmup + rounds; i++)
        {
            var time = await ImportBench.TimeAsync(() => work(i));
            if (i >= Warmup) times.Add(time.TotalMilliseconds);
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-30} p50 {times.Order().ElementAt(rounds / 2),7:0.0}  p95 {times.Order().ElementAt(rounds * 95 / 100),7:0.0} ms"));
    }

    static async Task<T> InScopeAsync<T>(IServiceProvider root, Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = root.CreatePlatformScope();
        return await work(scope.ServiceProvider);
    }
}
