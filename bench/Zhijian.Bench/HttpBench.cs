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

/// <summary>
/// The platform beside a bare Kestrel that does the same, each in a process of its own, by turns. The rate depends on what
/// else the machine does and on the client; the server's processor time for a request hardly, so its ratio is what counts.
/// </summary>
internal static class HttpBench
{
    const int Connections = 32, Seconds = 4, Warmup = 15, Rounds = 3;
    const string Code = "410181";
    const string Wrk = "/usr/bin/wrk";

    public static async Task<int> RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("zhijian-bench-").FullName;
        try
        {
            Console.WriteLine($"{Connections} connections, best of {Rounds} × {Seconds} s by turns, {(File.Exists(Wrk) ? "wrk" : "HttpClient")}");
            using var ours = await Server.StartAsync("ours", folder);
            using var bare = await Server.StartAsync("bare", folder);
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

    static async Task CompareAsync(string name, Server bare, string barePath, Server ours, string ourPath)
    {
        await bare.WarmAsync(barePath);
        await ours.WarmAsync(ourPath);
        var (b, o) = (Measured.None, Measured.None);
        for (var round = 0; round < Rounds; round++)
        {
            b = b.Best(await bare.MeasureAsync(barePath));
            o = o.Best(await ours.MeasureAsync(ourPath));
        }
        Console.WriteLine($"{name,-16} bare {b.Rate,8:N0}/s {b.Micros,6:N0} µs   ours {o.Rate,8:N0}/s {o.Micros,6:N0} µs   rate {o.Rate / b.Rate:P0}, processor {b.Micros / o.Micros:P0}");
    }

    /// <param name="Rate">Requests a second.</param>
    /// <param name="Micros">The server's processor time for one, in microseconds.</param>
    sealed record Measured(double Rate, double Micros)
    {
        public static readonly Measured None = new(0, double.MaxValue);
        public Measured Best(Measured other) => new(Math.Max(Rate, other.Rate), Math.Min(Micros, other.Micros));
    }

    sealed class Server : IDisposable
    {
        public required Process Process { get; init; }
        public required string Url { get; init; }

        public static async Task<Server> StartAsync(string who, string folder)
        {
            var start = new ProcessStartInfo("dotnet", [typeof(HttpBench).Assembly.Location, "http", who, folder]) { RedirectStandardOutput = true, RedirectStandardError = true };
            start.Environment["Limits__Enabled"] = "false";
            var process = Process.Start(start)!;
            process.ErrorDataReceived += (_, _) => { };
            process.BeginErrorReadLine();
            string? url;
            while ((url = await process.StandardOutput.ReadLineAsync()) is not null && !url.StartsWith("http://", StringComparison.Ordinal)) { }
            return new() { Process = process, Url = url ?? throw new InvalidOperationException($"{who} did not start.") };
        }

        public async Task WarmAsync(string path)
        {
            using var client = new HttpClient();
            using var once = await client.GetAsync(Url + path);
            once.EnsureSuccessStatusCode();
            await LoadAsync(Url + path, Warmup);
        }

        public async Task<Measured> MeasureAsync(string path)
        {
            Process.Refresh();
            var before = Process.TotalProcessorTime;
            var rate = await LoadAsync(Url + path, Seconds);
            Process.Refresh();
            return new(rate, (Process.TotalProcessorTime - before).TotalMicroseconds / (rate * Seconds));
        }

        public void Dispose()
        {
            Process.Kill();
            Process.WaitForExit();
            Process.Dispose();
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
