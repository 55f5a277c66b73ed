using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Exchange.Federation;
using Zhijian.Modules.Exchange.Partners;
using Zhijian.Modules.Registry;
using Zhijian.Platform.Access.Clients;

namespace Zhijian.Faults;

/// <summary>
/// Two cities and their province, each an installation of its own on this machine, talking over the interface of every partner. Each is
/// killed while the cities change and the province collects; afterwards the province says of every city what the city says of itself.
/// </summary>
static class FederationKillCheck
{
    const int Employers = 600, Patience = 180;

    /// <summary>An installation that is served, killed and served again at the same address.</summary>
    sealed class Installation(Place place, int port) : IAsyncDisposable
    {
        Process? host;
        public Place Place => place;
        public string Address { get; } = $"http://127.0.0.1:{port}";
        public HttpClient Client { get; private set; } = new();

        public async Task StartAsync() => (host, Client) = await place.ServeAsync(port);

        public async Task KillAsync()
        {
            if (host is not null) await Place.KillAsync(host);
            Client.Dispose();
        }

        public async ValueTask DisposeAsync()
        {
            await KillAsync();
            await place.DisposeAsync();
        }
    }

    public static async Task<string> RunAsync(PostgresServer? server, int rounds)
    {
        async Task<Installation> MakeAsync(int employers) => new(await Place.MakeAsync(server is null ? "" : await server.NewDatabaseAsync(), demonstration: true, employers: employers), PostgresServer.FreePort());
        await using var one = await MakeAsync(Employers);
        await using var two = await MakeAsync(Employers);
        await using var province = await MakeAsync(0);
        Installation[] cities = [one, two], all = [one, two, province];
        foreach (var city in cities) await JoinAsync(province, city);
        foreach (var installation in all) await installation.StartAsync();
        var (acknowledged, taken, cut) = (0, 0, 0);
        for (var round = 0; round < rounds; round++)
            foreach (var victim in all)
            {
                using var stop = new CancellationTokenSource();
                var (before, goal) = (acknowledged, Random.Shared.Next(5, 40));
                var growing = cities.Select((city, n) => GrowAsync(city.Client, $"检验{round}{Array.IndexOf(all, victim)}{n}", () => Interlocked.Increment(ref acknowledged), stop.Token)).ToList();
                var collecting = CollectAsync(province.Client, stop.Token);
                await Checks.UntilAsync(() => Task.FromResult(Volatile.Read(ref acknowledged) >= before + goal), "growth of the cities", Patience);
                await victim.KillAsync();
                await stop.CancelAsync();
                await Task.WhenAll(growing);
                var (count, broken) = await collecting;
                (taken, cut) = (taken + count, cut + (broken ? 1 : 0));
                await victim.StartAsync();
            }
        await Checks.UntilAsync(() => IsDrainedAsync(province.Client), "the end of collecting", Patience);
        foreach (var installation in all) await installation.KillAsync();
        Checks.Demand(cut > 0, "the province was never killed while it collected");
        var there = 0;
        foreach (var city in cities) there += await CompareAsync(province.Place, city);
        foreach (var installation in all) await installation.Place.AskAsync(async services =>
        {
            await Place.DemandSoundAuditAsync(services);
            return 0;
        });
        return $"{rounds * all.Length} kills, {acknowledged} employers acknowledged and {taken} records collected meanwhile, collecting broken off {cut} times; {there} employers and their workers equal at both ends, audits sound";
    }

    /// <summary>The city takes the province as a partner, with all that needs two persons; the province notes how to sign in.</summary>
    static async Task JoinAsync(Installation province, Installation city)
    {
        var client = await city.Place.AsAsync("xitong", s => s.GetRequiredService<ClientDesk>().CreateAsync("省平台", "410100", null, default));
        await city.Place.AsAsync("anquan", async s =>
        {
            await s.GetRequiredService<ClientDesk>().GrantAsync(client.Id, new HashSet<string> { "exchange.receive" }, "省市联通", default);
            return 0;
        });
        var subscription = await city.Place.AsAsync("shiguan", async s =>
        {
            var desk = s.GetRequiredService<PartnerDesk>();
            var (partner, _) = await desk.CreateAsync(client.Id, new("省平台", PartnerKind.Department, null, "联系人", "0371-0000", 6000, SigningMethod.HmacSha256, null, null), null, default);
            return await desk.ApplyAsync(partner, new("employers", "汇总", "省市联通", ["name", "creditCode", "division", "workers"], [], new(2099, 1, 1)), null, default);
        });
        await city.Place.AsAsync("shiguan2", async s =>
        {
            await s.GetRequiredService<PartnerDesk>().DecideAsync(subscription, true, "同意", default);
            return 0;
        });
        // Not through the desk: it refuses addresses of this machine, as it should.
        await province.Place.AskAsync(services => services.GetRequiredService<WritePath>().CommitAsync(new("faults.join"), _ =>
        {
            services.GetRequiredService<ZhijianDb>().Add(new FederatedSource { Name = city.Address, DivisionCode = "410100", Address = city.Address, ClientId = client.ClientId, ClientSecret = client.Secret, Resources = "employers" });
            return Task.FromResult(0);
        }));
    }

    static async Task GrowAsync(HttpClient city, string prefix, Action acknowledge, CancellationToken ct)
    {
        for (var n = 0; ; n++)
            try
            {
                using var answer = await city.PostAsync($"/api/faults/employers/{Uri.EscapeDataString($"{prefix}-{n}有限公司")}", null, ct);
                answer.EnsureSuccessStatusCode();
                acknowledge();
            }
            catch (Exception e) when (e is HttpRequestException or OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
    }

    /// <summary>Again and again, until it is told to stop or the province is gone in the middle of it.</summary>
    static async Task<(int Taken, bool Broken)> CollectAsync(HttpClient province, CancellationToken ct)
    {
        for (var taken = 0; ;)
            try
            {
                taken += await TakeAsync(province);
                if (ct.IsCancellationRequested) return (taken, false);
            }
            catch (Exception e) when (e is HttpRequestException or OperationCanceledException or ObjectDisposedException)
            {
                return (taken, true);
            }
    }

    static async Task<int> TakeAsync(HttpClient province)
    {
        using var answer = await province.PostAsync("/api/faults/collect", null);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<int>();
    }

    /// <summary>The province collects every five minutes by itself; whoever of the two comes second at the same page is refused and asks again.</summary>
    static async Task<bool> IsDrainedAsync(HttpClient province)
    {
        try { return await TakeAsync(province) == 0; }
        catch (HttpRequestException) { return false; }
    }

    /// <returns>How many employers were compared.</returns>
    static async Task<int> CompareAsync(Place province, Installation city)
    {
        var own = await city.Place.AskAsync(async services => await services.GetRequiredService<ZhijianDb>().Set<Employer>().Where(e => e.MergedIntoId == null).ToDictionaryAsync(e => e.Id, e => (e.Name, e.Workers)));
        var collected = await province.AskAsync(async services =>
        {
            var db = services.GetRequiredService<ZhijianDb>();
            var records = await db.Set<FederatedRecord>().AsNoTracking().Where(r => db.Set<FederatedSource>().Any(s => s.Id == r.SourceId && s.Address == city.Address)).ToListAsync();
            return records.ToDictionary(r => r.RecordKey, r => Read(JsonSerializer.Deserialize<JsonElement>(r.Data)));
        });
        var missing = own.Where(o => !collected.TryGetValue(o.Key, out var there) || there != o.Value).Select(o => o.Value.Name).ToList();
        Checks.Demand(missing.Count == 0 && collected.Count == own.Count, $"{city.Address} has {own.Count} employers, the province {collected.Count} of it; different: {string.Join(", ", missing.Take(3))}");
        return own.Count;
    }

    static (string Name, int? Workers) Read(JsonElement data) =>
        (data.GetProperty("name").GetString()!, data.TryGetProperty("workers", out var workers) && workers.ValueKind == JsonValueKind.Number ? workers.GetInt32() : null);
}
