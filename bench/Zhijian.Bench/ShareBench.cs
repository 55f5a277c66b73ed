using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Exchange.Partners;
using Zhijian.Modules.Exchange.Signing;
using Zhijian.Platform.Access;
using Zhijian.Platform.Access.Clients;
using Zhijian.Platform.Hosting;

namespace Zhijian.Bench;

/// <summary>
/// What partners and the public may ask without slowing the officers: a page of a shared resource beside a bare Kestrel that asks the
/// same of the same database, and an officer's pages while public readers come in a burst. Each server in a process of its own.
/// </summary>
internal static class ShareBench
{
    const int Employers = 2000, Take = 100, Connections = 16, Readers = 64, Seconds = 5, Rounds = 3;

    public static async Task<int> RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("zhijian-bench-").FullName;
        try
        {
            using var ours = await Server.StartAsync("ours", folder);
            using var bare = await Server.StartAsync("bare", folder);
            await PagesAsync(ours, bare);
            await BurstAsync(ours, folder);
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    static async Task PagesAsync(Server ours, Server bare)
    {
        using var client = new HttpClient { BaseAddress = new(ours.Url) };
        using var form = new FormUrlEncodedContent([new("grant_type", "client_credentials"), new("client_id", ours.Words[0]), new("client_secret", ours.Words[1])]);
        using var answer = await client.PostAsync("/connect/token", form);
        client.DefaultRequestHeaders.Authorization = new("Bearer", (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString());
        // The second page: the first asks in addition how far the changes are.
        var first = await client.GetFromJsonAsync<JsonElement>($"/api/v1/exchange/resources/employers/changes?take={Take}");
        var (cursor, last) = (first.GetProperty("cursor").GetString(), first.GetProperty("items")[Take - 1].GetProperty("key").GetGuid());
        var (path, barePath) = ($"/api/v1/exchange/resources/employers/changes?take={Take}&cursor={cursor}", $"/employers?take={Take}&after={last}");
        using var plain = new HttpClient();
        Console.WriteLine($"a page of {Take} employers: ours {(await client.GetByteArrayAsync(path)).Length:N0} bytes, bare {(await plain.GetByteArrayAsync(bare.Url + barePath)).Length:N0} bytes; {Connections} connections, best of {Rounds} × {Seconds} s by turns");
        var token = client.DefaultRequestHeaders.Authorization.ToString();
        foreach (var (server, at) in new[] { (bare, barePath), (ours, path) }) await LoadAsync(server.Url + at, Connections, 10, token);
        var (b, o) = ((Rate: 0d, Micros: double.MaxValue), (Rate: 0d, Micros: double.MaxValue));
        for (var round = 0; round < Rounds; round++)
        {
            b = Best(b, await MeasureAsync(bare, barePath, token));
            o = Best(o, await MeasureAsync(ours, path, token));
        }
        Console.WriteLine($"bare {b.Rate:N0}/s {b.Micros:N0} µs   ours {o.Rate:N0}/s {o.Micros:N0} µs   rate {o.Rate / b.Rate:P0}, processor {b.Micros / o.Micros:P0}");
    }

    static (double, double) Best((double Rate, double Micros) one, (double Rate, double Micros) two) => (Math.Max(one.Rate, two.Rate), Math.Min(one.Micros, two.Micros));

    static async Task<(double Rate, double Micros)> MeasureAsync(Server server, string path, string token)
    {
        var before = server.Processor;
        var rate = await LoadAsync(server.Url + path, Connections, Seconds, token);
        return (rate, (server.Processor - before).TotalMicroseconds / (rate * Seconds));
    }

    /// <summary>An officer opens page after page, first alone, then beside readers who come as fast as they are answered.</summary>
    static async Task BurstAsync(Server ours, string folder)
    {
        using var officer = new HttpClient { BaseAddress = new(ours.Url) };
        await SignInAsync(officer, folder);
        string[] pages = ["/todo", "/registry", "/dangers"];
        foreach (var page in pages) for (var i = 0; i < 30; i++) (await officer.GetAsync(page)).EnsureSuccessStatusCode();
        await SayAsync("officer alone", officer, pages);
        foreach (var read in (string[])["/portal", "/portal/figures"])
        {
            var burst = LoadAsync(ours.Url + read, Readers, 12, null);
            await Task.Delay(1000);
            await SayAsync($"officer, {Readers} readers of {read}", officer, pages);
            Console.WriteLine($"{read}: {await burst:N0} answers/s");
        }
    }

    static async Task SayAsync(string name, HttpClient officer, string[] pages)
    {
        var times = new List<double>();
        for (var started = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(started).TotalSeconds < 10;)
            foreach (var page in pages)
            {
                var time = Stopwatch.GetTimestamp();
                (await officer.GetAsync(page)).EnsureSuccessStatusCode();
                times.Add(Stopwatch.GetElapsedTime(time).TotalMilliseconds);
            }
        times.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-40} p50 {times[times.Count / 2],6:0.0}  p95 {times[times.Count * 95 / 100],6:0.0}  p99 {times[times.Count * 99 / 100],6:0.0} ms"));
    }

    static async Task SignInAsync(HttpClient client, string folder)
    {
        var signIns = JsonSerializer.Deserialize<JsonElement>(await File.ReadAllTextAsync(new ServerSettings { DataFolder = folder }.SignInsFile));
        var officer = (signIns.ValueKind == JsonValueKind.Array ? signIns : signIns.GetProperty("SignIns")).EnumerateArray().Single(s => s.GetProperty("UserName").GetString() == "gongyi");
        var token = Regex.Match(await client.GetStringAsync("/sign-in"), "name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"").Groups[1].Value;
        using var form = new FormUrlEncodedContent([new("UserName", "gongyi"), new("Password", officer.GetProperty("Password").GetString()!), new("__RequestVerificationToken", token)]);
        using var answer = await client.PostAsync("/sign-in", form);
        answer.EnsureSuccessStatusCode();
        if (answer.RequestMessage!.RequestUri!.AbsolutePath == "/sign-in") throw new InvalidOperationException("the officer could not sign in");
    }

    static async Task<double> LoadAsync(string url, int connections, int seconds, string? token)
    {
        using var wrk = Process.Start(new ProcessStartInfo("/usr/bin/wrk", ["-t1", $"-c{connections}", $"-d{seconds}s", .. token is null ? (string[])[] : ["-H", "Authorization: " + token], url]) { RedirectStandardOutput = true })!;
        var said = await wrk.StandardOutput.ReadToEndAsync();
        if (said.Contains("Non-2xx", StringComparison.Ordinal)) throw new InvalidOperationException(said);
        return double.Parse(Regex.Match(said, @"Requests/sec:\s+([\d.]+)").Groups[1].Value, CultureInfo.InvariantCulture);
    }

    sealed class Server : IDisposable
    {
        public required Process Process { get; init; }
        public required string Url { get; init; }
        /// <summary>What it says behind its address.</summary>
        public required string[] Words { get; init; }

        public TimeSpan Processor
        {
            get
            {
                Process.Refresh();
                return Process.TotalProcessorTime;
            }
        }

        public static async Task<Server> StartAsync(string who, string folder)
        {
            var start = new ProcessStartInfo("dotnet", [typeof(ShareBench).Assembly.Location, "share", who, folder]) { RedirectStandardOutput = true, RedirectStandardError = true };
            start.Environment["Limits__Enabled"] = "false";
            var process = Process.Start(start)!;
            process.ErrorDataReceived += (_, _) => { };
            process.BeginErrorReadLine();
            string? line;
            while ((line = await process.StandardOutput.ReadLineAsync()) is not null && !line.StartsWith("http://", StringComparison.Ordinal)) { }
            var words = line?.Split(' ') ?? throw new InvalidOperationException($"{who} did not start.");
            // What it logs later is thrown away.
            _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
            return new() { Process = process, Url = words[0], Words = words[1..] };
        }

        public void Dispose()
        {
            Process.Kill();
            Process.WaitForExit();
            Process.Dispose();
        }
    }

    public static async Task<int> ServeAsync(string who, string folder)
    {
        if (who == "bare")
        {
            await using var bare = Bare(folder);
            await bare.StartAsync();
            Console.WriteLine(bare.Urls.Single());
            await bare.WaitForShutdownAsync();
            return 0;
        }
        await using var app = AppHost.Build(new() { DataFolder = folder, Urls = "http://127.0.0.1:0" }, Rooms.All);
        var setup = app.Services.GetRequiredService<DatabaseSetup>();
        await setup.MigrateAsync(default);
        await setup.SeedAsync(new Demonstration(Employers), default);
        var client = await PartnerAsync(app.Services);
        await app.StartAsync();
        Console.WriteLine($"{app.Urls.Single()} {client.ClientId} {client.Secret}");
        await app.WaitForShutdownAsync();
        return 0;
    }

    static async Task<(string ClientId, string Secret)> PartnerAsync(IServiceProvider root)
    {
        async Task<T> AsAsync<T>(string userName, Func<IServiceProvider, Task<T>> work)
        {
            await using var platform = root.CreatePlatformScope();
            var user = await platform.Db().Users.SingleAsync(u => u.UserName == userName);
            await using var scope = (await ViewerScopes.OfUserAsync(root.GetRequiredService<IServiceScopeFactory>(), user.Id, default)).CreateAsyncScope();
            return await work(scope.ServiceProvider);
        }
        var made = await AsAsync("xitong", s => s.GetRequiredService<ClientDesk>().CreateAsync("测速系统", "410100", null, default));
        await AsAsync("anquan", async s =>
        {
            await s.GetRequiredService<ClientDesk>().GrantAsync(made.Id, new HashSet<string> { "exchange.receive" }, "测速", default);
            return 0;
        });
        var subscription = await AsAsync("shiguan", async s =>
        {
            var desk = s.GetRequiredService<PartnerDesk>();
            var (partner, _) = await desk.CreateAsync(made.Id, new("测速系统", PartnerKind.Department, null, "联系人", "0371-0000", PartnerDesk.MostPerMinute, SigningMethod.HmacSha256, null, null), null, default);
            var id = await desk.ApplyAsync(partner, new("employers", "测速", "测速", ["name", "creditCode", "division", "workers"], [], new(2099, 1, 1)), null, default);
            // One caller asks for what hundreds would.
            var db = s.GetRequiredService<ZhijianDb>();
            (await db.Set<Partner>().SingleAsync(p => p.Id == partner)).PerMinute = int.MaxValue;
            await s.GetRequiredService<WritePath>().CommitAsync(new("bench.pace"), _ => Task.CompletedTask);
            return id;
        });
        await AsAsync("shiguan2", async s =>
        {
            await s.GetRequiredService<PartnerDesk>().DecideAsync(subscription, true, "同意", default);
            return 0;
        });
        return (made.ClientId, made.Secret);
    }

    sealed record Item(Guid Key, long Version, bool Deleted, Dictionary<string, object?> Data);

    /// <summary>Routing, the same question by hand on a pooled connection, the same answer; nobody is asked who it is.</summary>
    static WebApplication Bare(string folder)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var connection = DataSetup.SqliteConnection(new ServerSettings { DataFolder = folder }.SqliteFile);
        app.MapGet("/employers", async (Guid after, int take) =>
        {
            await using var db = new SqliteConnection(connection);
            await db.OpenAsync();
            await using var command = db.CreateCommand();
            command.CommandText = "SELECT id, version, name, credit_code, division_code, workers FROM employers WHERE merged_into_id IS NULL AND id > @after ORDER BY id LIMIT @take";
            command.Parameters.AddWithValue("@after", after.ToString().ToUpperInvariant());
            command.Parameters.AddWithValue("@take", take);
            await using var reader = await command.ExecuteReaderAsync();
            var items = new List<Item>();
            while (await reader.ReadAsync())
                items.Add(new(reader.GetGuid(0), reader.GetInt64(1), false, new() { ["name"] = reader.GetString(2), ["creditCode"] = reader.IsDBNull(3) ? null : reader.GetString(3), ["division"] = reader.GetString(4), ["workers"] = reader.IsDBNull(5) ? null : reader.GetInt64(5) }));
            return new { Resource = "employers", Items = items, Cursor = after, More = true };
        });
        return app;
    }
}
