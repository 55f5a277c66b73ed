using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Zhijian.Data;
using Zhijian.Modules.Exchange.Partners;
using Zhijian.Modules.Exchange.Signing;
using Zhijian.Modules.Exchange.Webhooks;
using Zhijian.Modules.Registry;
using Zhijian.Tests.Harness;

namespace Zhijian.Tests.Modules.Exchange;

/// <summary>Partners are told of changes; those that do not answer are tried again, given up and sent again; nobody leads us inward.</summary>
public sealed class WebhookTests(Platforms platforms)
{
    static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    /// <summary>A partner's server on this machine.</summary>
    sealed class Listener : IAsyncDisposable
    {
        readonly WebApplication app;
        public readonly ConcurrentQueue<(string Body, IHeaderDictionary Headers)> Got = new();
        public int Status { get; set; } = 200;
        public string Address { get; private set; } = "";

        Listener(WebApplication app) => this.app = app;

        public static async Task<Listener> StartAsync()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            builder.Logging.ClearProviders();
            var listener = new Listener(builder.Build());
            listener.app.MapPost("/hook", async context =>
            {
                using var reader = new StreamReader(context.Request.Body);
                listener.Got.Enqueue((await reader.ReadToEndAsync(), new HeaderDictionary(context.Request.Headers.ToDictionary())));
                context.Response.StatusCode = listener.Status;
                if (listener.Status == 302) context.Response.Headers.Location = "http://127.0.0.1:1/inside";
            });
            await listener.app.StartAsync();
            listener.Address = listener.app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/hook";
            return listener;
        }

        public ValueTask DisposeAsync() => app.DisposeAsync();
    }

    static void Open(WebApplicationBuilder builder) => builder.Services.Replace(ServiceDescriptor.Singleton(new ExchangeOptions { AllowHttp = true, AllowedNetworks = ["127.0.0.0/8"] }));

    static Task ChangeAsync(TestPlatform platform) => platform.AsPlatformAsync(s => s.GetRequiredService<WritePath>().CommitAsync(new("test.rename"), async _ =>
        (await s.GetRequiredService<ZhijianDb>().Set<Employer>().OrderBy(e => e.Id).FirstAsync(e => e.MergedIntoId == null)).Name = $"改名{Guid.NewGuid():N}"[..16]));

    static Task<int> PumpAsync(TestPlatform platform) => platform.Services.GetRequiredService<WebhookPump>().RunAsync(Cancel);
    static Task<List<WebhookDelivery>> DeliveriesAsync(TestPlatform platform) => platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<WebhookDelivery>().AsNoTracking().OrderBy(d => d.CreatedAt).ToListAsync());

    [Theory, BothDatabases]
    public async Task A_partner_is_told_once_and_can_prove_who_told_it(Database database)
    {
        await using var listener = await Listener.StartAsync();
        await using var platform = await platforms.FreshAsync(database, Open);
        var partner = await ExchangeCity.PartnerAsync(platform, webhook: listener.Address);
        await partner.SubscribeAsync("employers", "name");
        Assert.Equal(0, await PumpAsync(platform));
        await ChangeAsync(platform);
        await ChangeAsync(platform);
        Assert.Equal(1, await PumpAsync(platform));
        Assert.Equal(0, await PumpAsync(platform));
        var (body, headers) = Assert.Single(listener.Got);
        Assert.Equal("employers", JsonSerializer.Deserialize<JsonElement>(body).GetProperty("resource").GetString());
        var head = MessageSignature.Read(headers)!;
        Assert.Equal(head.Signature, MessageSignature.Hmac(partner.Secret, MessageSignature.Text("POST", "/hook", head.Time, head.Nonce, Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(body))))));
    }

    [Theory, BothDatabases]
    public async Task One_that_never_takes_it_ends_in_the_dead_letters_and_is_told_when_asked(Database database)
    {
        await using var listener = await Listener.StartAsync();
        listener.Status = 500;
        await using var platform = await platforms.FreshAsync(database, Open);
        var partner = await ExchangeCity.PartnerAsync(platform, webhook: listener.Address);
        await partner.SubscribeAsync("employers", "name");
        await ChangeAsync(platform);
        await PumpAsync(platform);
        // Not before its time.
        await PumpAsync(platform);
        Assert.Single(listener.Got);
        for (var i = 0; i < 8; i++)
        {
            platform.Clock.Advance(TimeSpan.FromHours(25));
            await PumpAsync(platform);
        }
        Assert.Equal(8, listener.Got.Count);
        var dead = Assert.Single(await DeliveriesAsync(platform));
        Assert.Equal((DeliveryState.Dead, 8), (dead.State, dead.Tries));
        Assert.Contains("500", dead.LastError, StringComparison.Ordinal);
        listener.Status = 200;
        var admin = await platform.SignInAsync("shiguan", platform.PasswordOf("shiguan"));
        var page = await admin.PageAsync($"/exchange/partners/{partner.Id}");
        Assert.Contains("已放弃", page.Text, StringComparison.Ordinal);
        await page.SubmitAsync(new() { ["delivery"] = dead.Id.ToString() }, handler: "Replay");
        Assert.Equal(1, await PumpAsync(platform));
        Assert.Equal(DeliveryState.Delivered, Assert.Single(await DeliveriesAsync(platform)).State);
    }

    [Theory, BothDatabases]
    public async Task A_redirect_is_not_followed_and_an_inner_address_is_not_called(Database database)
    {
        await using var listener = await Listener.StartAsync();
        listener.Status = 302;
        await using (var platform = await platforms.FreshAsync(database, Open))
        {
            var partner = await ExchangeCity.PartnerAsync(platform, webhook: listener.Address);
            await partner.SubscribeAsync("employers", "name");
            await ChangeAsync(platform);
            Assert.Equal(0, await PumpAsync(platform));
            Assert.Contains("302", Assert.Single(await DeliveriesAsync(platform)).LastError, StringComparison.Ordinal);
        }
        listener.Got.Clear();
        // As shipped: a name that stands for this machine is refused when the connection is made.
        await using var strict = await platforms.FreshAsync(database, builder => builder.Services.Replace(ServiceDescriptor.Singleton(new ExchangeOptions { AllowHttp = true })));
        var named = await ExchangeCity.PartnerAsync(strict);
        await strict.AsPlatformAsync(s => s.GetRequiredService<WritePath>().CommitAsync(new("test.url"), async _ =>
            (await s.GetRequiredService<ZhijianDb>().Set<Partner>().SingleAsync(p => p.Id == named.Id)).WebhookUrl = listener.Address.Replace("127.0.0.1", "localhost", StringComparison.Ordinal)));
        await named.SubscribeAsync("employers", "name");
        await ChangeAsync(strict);
        Assert.Equal(0, await PumpAsync(strict));
        Assert.Contains("内部网络", Assert.Single(await DeliveriesAsync(strict)).LastError, StringComparison.Ordinal);
        Assert.Empty(listener.Got);
    }

    [Theory]
    [InlineData("https://127.0.0.1/x"), InlineData("https://10.1.2.3/"), InlineData("https://[::1]/"), InlineData("https://[::ffff:10.0.0.1]/"), InlineData("https://169.254.169.254/latest/meta-data"), InlineData("https://localhost/")]
    [InlineData("http://example.com/"), InlineData("ftp://example.com/"), InlineData("https://user:pw@example.com/"), InlineData("https://0x7f000001/"), InlineData("https://2130706433/"), InlineData("nonsense"), InlineData("https://[fe80::1]/"), InlineData("https://[fd00::1]/")]
    public void Inner_and_odd_addresses_are_refused_when_they_are_written(string address) => Assert.NotNull(new WebhookGuard(new()).Problem(address));

    [Theory]
    [InlineData("https://example.com/hook"), InlineData("https://8.8.8.8/"), InlineData("https://[2400:3200::1]/hook?x=1")]
    public void Outer_addresses_may_be_written(string address) => Assert.Null(new WebhookGuard(new()).Problem(address));
}
