using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform;
using Zhijian.Platform.Access;
using Zhijian.Platform.Hosting;
using Zhijian.Platform.Organisations;

namespace Zhijian.Bench;

/// <summary>
/// The platform beside a bare Kestrel that does the same, each in a process of its own, by turns. The rate depends on what
/// else the machine does and on the client; the server's processor time for a request hardly, so its ratio is what counts.
/// </summary>
internal static class HttpBench
{
    const int Connections = 32, Seconds = 4, Warmup = 15, Rounds = 3;
    const string Code = "410181";

    public static async Task<int> RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("zhijian-bench-").FullName;
        try
        {
            Console.WriteLine($"{Connections} connections, best of {Rounds} × {Seconds} s by turns, {(File.Exists(BenchServer.Wrk) ? "wrk" : "HttpClient")}");
            using var ours = await BenchServer.StartAsync("http", "ours", folder);
            using var bare = await BenchServer.StartAsync("http", "bare", folder);
            await CompareAsync("no query", bare, "/health/live", ours, "/health/live");
            await CompareAsync("one query, JSON", bare, $"/api/bench/{Code}", ours, $"/api/bench/{Code}");
            await CompareAsync("page", bare, "/page", ours, "/sign-in");
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    static async Task CompareAsync(string name, BenchServer bare, string barePath, BenchServer ours, string ourPath)
    {
        await bare.LoadAsync(barePath, Connections, Warmup);
        await ours.LoadAsync(ourPath, Connections, Warmup);
        var (b, o) = (Measured.None, Measured.None);
        for (var round = 0; round < Rounds; round++)
        {
            b = b.Best(await bare.MeasureAsync(barePath, Connections, Seconds));
            o = o.Best(await ours.MeasureAsync(ourPath, Connections, Seconds));
        }
        Console.WriteLine($"{name,-16} {Measured.Beside(b, o)}");
    }

    public static async Task<int> ServeAsync(string who, string folder)
    {
        await using var app = who == "ours" ? await OursAsync(folder) : Bare(folder);
        await app.StartAsync();
        Console.WriteLine(app.Urls.Single());
        await app.WaitForShutdownAsync();
        return 0;
    }

    /// <summary>All that a request of the platform goes through, and the query as a module would write it.</summary>
    static async Task<WebApplication> OursAsync(string folder)
    {
        var app = AppHost.Build(new() { DataFolder = folder, Urls = "http://127.0.0.1:0" }, [.. Rooms.All, new Room()]);
        var setup = app.Services.GetRequiredService<DatabaseSetup>();
        await setup.MigrateAsync(default);
        await setup.SeedAsync(null, default);
        return app;
    }

    sealed class Room : IModule
    {
        public void MapEndpoints(IEndpointRouteBuilder routes) => routes.MapGet("/api/bench/{code}", async (string code, ZhijianDb db, CancellationToken ct) =>
            await db.Set<Division>().AsNoTracking().Where(d => d.Code == code).Select(d => new Answer(d.Code, d.Name, d.Level)).SingleAsync(ct)).Public();
    }

    sealed record Answer(string Code, string Name, int Level);

    /// <summary>Routing and nothing else; the query by hand on a pooled connection; a page of the size of ours, ready made.</summary>
    static WebApplication Bare(string folder)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var connection = DataSetup.SqliteConnection(new ServerSettings { DataFolder = folder }.SqliteFile);
        var page = $"<!DOCTYPE html><html lang=\"zh-CN\"><body>{string.Concat(Enumerable.Repeat("<p>职业健康监管平台</p>", 100))}</body></html>";
        app.MapGet("/health/live", () => "ok");
        app.MapGet("/page", () => Results.Content(page, "text/html; charset=utf-8"));
        app.MapGet("/api/bench/{code}", async (string code) =>
        {
            await using var db = new SqliteConnection(connection);
            await db.OpenAsync();
            await using var command = db.CreateCommand();
            command.CommandText = "SELECT code, name, level FROM divisions WHERE code = @code";
            command.Parameters.AddWithValue("@code", code);
            await using var reader = await command.ExecuteReaderAsync();
            await reader.ReadAsync();
            return new Answer(reader.GetString(0), reader.GetString(1), reader.GetInt32(2));
        });
        return app;
    }
}
