using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Zhijian.Data;
using Zhijian.Modules.Exchange.Federation;
using Zhijian.Modules.Exchange.Webhooks;
using Zhijian.Modules.Registry;
using Zhijian.Platform.Access.Clients;
using Zhijian.Tests.Harness;
using Zhijian.Tests.Modules.Registry;

namespace Zhijian.Tests.Modules.Exchange;

/// <summary>A province collects two cities through the interface of every partner; whoever breaks down, the records agree again afterwards.</summary>
public sealed class FederationTests(Platforms platforms)
{
    static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    /// <summary>Leads to the cities, breaks off when it is told to.</summary>
    sealed class Wire : HttpMessageHandler
    {
        readonly Dictionary<string, HttpMessageInvoker> cities = [];
        /// <summary>Answers that still come through; then the line is cut.</summary>
        public int Left { get; set; } = int.MaxValue;

        public void Connect(string host, TestPlatform city) => cities[host] = new(((TestServer)city.Services.GetRequiredService<IServer>()).CreateHandler());
        public void Cut(string host) => cities.Remove(host);

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (Left-- <= 0 || !cities.TryGetValue(request.RequestUri!.Host, out var city)) throw new HttpRequestException("连接断开");
            return await city.SendAsync(request, cancellationToken);
        }
    }

    static async Task<(string Id, string Secret)> CityAsync(TestPlatform city)
    {
        var partner = await ExchangeCity.PartnerAsync(city, perMinute: 6000);
        await partner.SubscribeAsync("employers", "name creditCode division exposed");
        // The token that the province will ask for itself.
        var made = await city.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<Zhijian.Modules.Exchange.Partners.Partner>().Where(p => p.Id == partner.Id)
            .Join(s.GetRequiredService<ZhijianDb>().Set<SystemClient>(), p => p.ClientId, c => c.Id, (p, c) => c.Id).SingleAsync());
        var fresh = await city.AsAsync("xitong", s => s.GetRequiredService<ClientDesk>().RotateAsync(made, "交给省平台", default));
        return (fresh.ClientId, fresh.Secret);
    }

    static Task<Dictionary<Guid, string>> OfCityAsync(TestPlatform city) => city.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<Employer>().Where(e => e.MergedIntoId == null).ToDictionaryAsync(e => e.Id, e => e.Name));

    static Task<Dictionary<Guid, string>> AtProvinceAsync(TestPlatform province, Guid source) => province.AsPlatformAsync(async s =>
        (await s.GetRequiredService<ZhijianDb>().Set<FederatedRecord>().AsNoTracking().Where(r => r.SourceId == source).ToListAsync()).ToDictionary(r => r.RecordKey, r => System.Text.Json.JsonSerializer.Deserialize<System.Text.Json.JsonElement>(r.Data).GetProperty("name").GetString()!));

    static async Task GrowAsync(TestPlatform city, string word, int count)
    {
        for (var i = 0; i < count; i++) await city.AsPlatformAsync(s => RegistryRecords.EmployerAsync(s, $"{word}{i}有限公司", "410181"));
    }

    [Theory, BothDatabases]
    public async Task The_province_agrees_with_its_cities_whoever_breaks_down(Database database)
    {
        var wire = new Wire();
        void ByWire(WebApplicationBuilder builder)
        {
            builder.Services.AddHttpClient(Collector.Client).ConfigurePrimaryHttpMessageHandler(() => new Keep(wire));
            builder.Services.Replace(ServiceDescriptor.Singleton(new ExchangeOptions()));
        }
        await using var first = await platforms.FreshAsync(database);
        await using var second = await platforms.FreshAsync(database);
        await using var province = await platforms.FreshAsync(database, ByWire);
        wire.Connect("one.example", first);
        wire.Connect("two.example", second);
        var sources = new List<Guid>();
        foreach (var (name, city) in new[] { ("one", first), ("two", second) })
        {
            var (id, secret) = await CityAsync(city);
            sources.Add(await province.AsAsync("shiguan", s => s.GetRequiredService<FederationDesk>().AddAsync(new($"{name}市", "410100", $"https://{name}.example", id, secret, ["employers"]), null, default)));
        }
        var collector = province.Services.GetRequiredService<Collector>();
        await GrowAsync(first, "甲市", 6);
        // The line is cut after the token, then after a page: what was taken stays, the rest comes later.
        foreach (var left in (int[])[0, 1, 2, 3])
        {
            wire.Left = left;
            await collector.RunAsync(Cancel);
        }
        wire.Left = int.MaxValue;
        await collector.RunAsync(Cancel);
        Assert.Equal(await OfCityAsync(first), await AtProvinceAsync(province, sources[0]));
        Assert.Equal(await OfCityAsync(second), await AtProvinceAsync(province, sources[1]));

        // One city is away while both change; the other is collected all the same.
        wire.Cut("two.example");
        await GrowAsync(first, "又一", 3);
        await GrowAsync(second, "乙市", 4);
        await collector.RunAsync(Cancel);
        Assert.Equal(await OfCityAsync(first), await AtProvinceAsync(province, sources[0]));
        Assert.Contains("连接断开", (await (await province.SignInAsync("shiguan")).PageAsync("/exchange/federation")).Text, StringComparison.Ordinal);
        wire.Connect("two.example", second);

        // The province is stopped in the middle of collecting.
        using (var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel))
        {
            await stop.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => collector.RunAsync(stop.Token));
        }
        await first.AsPlatformAsync(s => s.GetRequiredService<WritePath>().CommitAsync(new("test.rename"), async _ => (await s.GetRequiredService<ZhijianDb>().Set<Employer>().OrderBy(e => e.Id).FirstAsync()).Name = "改名后的公司"));
        await collector.RunAsync(Cancel);
        Assert.Equal(0, await collector.RunAsync(Cancel));
        foreach (var (city, source) in new[] { (first, sources[0]), (second, sources[1]) }) Assert.Equal(await OfCityAsync(city), await AtProvinceAsync(province, source));
    }

    /// <summary>The factory disposes what it is given; the wire outlives it.</summary>
    sealed class Keep(Wire wire) : HttpMessageHandler
    {
        readonly HttpMessageInvoker inner = new(wire, disposeHandler: false);
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => inner.SendAsync(request, cancellationToken);
    }

    [Theory, BothDatabases]
    public async Task Wrong_addresses_and_keys_are_told(Database database)
    {
        await using var province = await platforms.FreshAsync(database);
        Task<Guid> AddAsync(string address, params string[] resources) => province.AsAsync("shiguan", s => s.GetRequiredService<FederationDesk>().AddAsync(new("某市", "410100", address, "zj-x", "secret", resources), null, default));
        foreach (var address in (string[])["http://one.example", "https://127.0.0.1", "https://10.0.0.1/x", "nonsense"])
            Assert.Equal("Address", (await Assert.ThrowsAsync<Refusal>(() => AddAsync(address, "employers"))).Field);
        Assert.Equal("Resources", (await Assert.ThrowsAsync<Refusal>(() => AddAsync("https://one.example"))).Field);
        await AddAsync("https://one.example", "employers");
        Assert.Equal("Address", (await Assert.ThrowsAsync<Refusal>(() => AddAsync("https://one.example/", "employers"))).Field);
    }
}
