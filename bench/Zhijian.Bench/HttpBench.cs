using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform;
using Zhijian.Platform.Access;
using Zhijian.Platform.Hosting;
using Zhijian.Platform.Organisations;

namespace Zhijian.Bench;

/// <summary>Requests a second of the platform beside a bare Kestrel that does the same, each in a process of its own.</summary>
internal static class HttpBench
{
    const int Connections = 32, Seconds = 8, Warmup = 3;
    const string Code = "410181";

    public static async Task<int> RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("zhijian-bench-").FullName;
        try
        {
            Console.WriteLine($"{Connections} connections, {Seconds} s, {(File.Exists(Wrk) ? "wrk" : "HttpClient")}, requests/s");
            var ours = await MeasureAsync("ours", folder, "/health/live", $"/api/bench/{Code}", "/sign-in");
            var bare = await MeasureAsync("bare", folder, "/health/live", $"/api/bench/{Code}", "/page");
            foreach (var (name, i) in new[] { "no query", "one query, JSON", "page" }.Select((n, i) => (n, i)))
                Console.WriteLine($"{name,-16} bare {bare[i],8:N0}   ours {ours[i],8:N0}   {ours[i] / bare[i]:P0}");
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    const string Wrk = "/usr/bin/wrk";

    static async Task<double[]> MeasureAsync(string who, string folder, params string[] paths)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(HttpBench).Assembly.Location, "http", who, folder]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["Limits__Enabled"] = "false";
        using var server = Process.Start(start)!;
        server.ErrorDataReceived += (_, _) => { };
        server.BeginErrorReadLine();
        try
        {
            string? url;
            while ((url = await server.StandardOutput.ReadLineAsync()) is not null && !url.StartsWith("http://", StringComparison.Ordinal)) { }
            var rates = new double[paths.Length];
            for (var i = 0; i < paths.Length; i++)
            {
                using var client = new HttpClient();
                using var once = await client.GetAsync(url + paths[i]);
                once.EnsureSuccessStatusCode();
                await LoadAsync(url + paths[i], Warmup);
                rates[i] = await LoadAsync(url + paths[i], Seconds);
            }
            return rates;
        }
        finally
        {
            server.Kill();
            await server.WaitForExitAsync();
        }
    }

    static async Task<double> LoadAsync(string url, int seconds)
    {
        if (!File.Exists(Wrk)) return await OwnLoadAsync(url, seconds);
        using var wrk = Process.Start(new ProcessStartInfo(Wrk, ["-t1", $"-c{Connections}", $"-d{seconds}s", url]) { RedirectStandardOutput = true })!;
        var said = await wrk.StandardOutput.ReadToEndAsync();
        if (said.Contains("Non-2xx", StringComparison.Ordinal)) throw new InvalidOperationException(said);
        return double.Parse(Regex.Match(said, @"Requests/sec:\s+([\d.]+)").Groups[1].Value, CultureInfo.InvariantCulture);
    }

    static async Task<double> OwnLoadAsync(string url, int seconds)
    {
        using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = Connections });
        var done = 0;
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Connections).Select(async _ =>
        {
            for (; Stopwatch.GetElapsedTime(started).TotalSeconds < seconds; Interlocked.Increment(ref done))
                (await client.GetAsync(url)).EnsureSuccessStatusCode();
        }));
        return done / Stopwatch.GetElapsedTime(started).TotalSeconds;
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
