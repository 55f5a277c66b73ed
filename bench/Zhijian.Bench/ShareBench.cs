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
    const int Employers = 2000, Take = 100, Connections = 16, Readers = 64, Seconds = 5, Rounds = 3, Warmup = 10, Burst = 12;

    public static async Task<int> RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("zhijian-bench-").FullName;
        try
        {
            using var ours = await BenchServer.StartAsync("share", "ours", folder);
            using var bare = await BenchServer.StartAsync("share", "bare", folder);
            await PagesAsync(ours, bare);
            await BurstAsync(ours, folder);
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    static async Task PagesAsync(BenchServer ours, BenchServer bare)
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
        foreach (var (server, at) in new[] { (bare, barePath), (ours, path) }) await server.LoadAsync(at, Connections, Warmup, token);
        var (b, o) = (Measured.None, Measured.None);
        for (var round = 0; round < Rounds; round++)
        {
            b = b.Best(await bare.MeasureAsync(barePath, Connections, Seconds, token));
            o = o.Best(await ours.MeasureAsync(path, Connections, Seconds, token));
        }
        Console.WriteLine(Measured.Beside(b, o));
    }

    /// <summary>An officer opens page after page, first alone, then beside readers who come as fast as they are answered.</summary>
    static async Task BurstAsync(BenchServer ours, string folder)
    {
        using var officer = new HttpClient { BaseAddress = new(ours.Url) };
        await SignInAsync(officer, folder);
        string[] pages = ["/todo", "/registry", "/dangers"];
        foreach (var page in pages) for (var i = 0; i < 30; i++) (await officer.GetAsync(page)).EnsureSuccessStatusCode();
        await SayAsync("officer alone", officer, pages);
        foreach (var read in (string[])["/portal", "/portal/figures"])
        {
            var burst = ours.LoadAsync(read, Readers, Burst);
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
