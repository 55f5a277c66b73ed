using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Exchange.In;
using Zhijian.Modules.Exchange.Partners;
using Zhijian.Modules.Exchange.Signing;
using Zhijian.Modules.Registry;
using Zhijian.Platform.Access.Clients;
using Zhijian.Tests.Harness;

namespace Zhijian.Tests.Modules.Exchange;

/// <summary>A partner that is signed in, with the secret it signs with.</summary>
sealed record TestPartner(TestPlatform Platform, Guid Id, HttpClient Client, string Secret)
{
    public async Task<(HttpStatusCode Status, JsonElement Body, string Text)> GetAsync(string path)
    {
        using var response = await Client.GetAsync(path);
        var text = await response.Content.ReadAsStringAsync();
        return (response.StatusCode, response.Content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.Ordinal) == true && !text.Contains("}\n{", StringComparison.Ordinal) ? JsonSerializer.Deserialize<JsonElement>(text) : default, text);
    }

    /// <param name="change">What an attacker, a bad clock or a second try makes of the message.</param>
    public async Task<(HttpStatusCode Status, InAnswer? Answer, string Text)> SendAsync(string resource, string body, Action<HttpRequestMessage>? change = null, TimeSpan off = default, string? nonce = null, string? secret = null)
    {
        var path = $"/api/v1/exchange/inbox/{resource}/batches";
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        var time = (Platform.Clock.GetUtcNow() + off).ToUnixTimeSeconds();
        nonce ??= Guid.NewGuid().ToString("N");
        request.Headers.Add(MessageSignature.TimeHeader, time.ToString());
        request.Headers.Add(MessageSignature.NonceHeader, nonce);
        request.Headers.Add(MessageSignature.SignatureHeader, MessageSignature.Hmac(secret ?? Secret, MessageSignature.Text("POST", path, time, nonce, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body))))));
        change?.Invoke(request);
        using var response = await Client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return (response.StatusCode, response.IsSuccessStatusCode ? JsonSerializer.Deserialize<InAnswer>(text, JsonSerializerOptions.Web) : null, text);
    }
}

static class ExchangeCity
{
    static readonly JsonSerializerOptions Plain = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static async Task<TestPartner> PartnerAsync(TestPlatform platform, string division = "410100", int perMinute = 600, string? webhook = null)
    {
        var made = await platform.AsAsync("xitong", s => s.GetRequiredService<ClientDesk>().CreateAsync($"共享系统{Guid.NewGuid():N}"[..20], division, null, default));
        await platform.AsAsync("anquan", s => s.GetRequiredService<ClientDesk>().GrantAsync(made.Id, new HashSet<string> { "exchange.receive", "exchange.send" }, "共享协议", default));
        var (id, secret) = await platform.AsAsync("shiguan", s => s.GetRequiredService<PartnerDesk>().CreateAsync(made.Id, new("市场监管局（示例）", PartnerKind.Department, null, "联系人", "0371-0000", perMinute, SigningMethod.HmacSha256, null, webhook), null, default));
        using var content = new FormUrlEncodedContent([new("grant_type", "client_credentials"), new("client_id", made.ClientId), new("client_secret", made.Secret)]);
        var token = (await (await platform.Anonymous().PostAsync("/connect/token", content)).Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString();
        var client = platform.Anonymous();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return new(platform, id, client, secret);
    }

    public static async Task<Guid> SubscribeAsync(this TestPartner partner, string resource, string fields, string whole = "", bool approve = true)
    {
        var id = await partner.Platform.AsAsync("shiguan", s => s.GetRequiredService<PartnerDesk>().ApplyAsync(partner.Id, new(resource, "联合监管", "共享协议", fields.Split(' '), whole.Split(' '), new(2027, 6, 1)), null, default));
        if (approve) await partner.Platform.AsAsync("shiguan2", s => s.GetRequiredService<PartnerDesk>().DecideAsync(id, true, "同意", default));
        return id;
    }

    public static async Task<(List<JsonElement> Items, string Cursor)> ReadAllAsync(this TestPartner partner, string resource, string? cursor = null, int take = 50)
    {
        var items = new List<JsonElement>();
        for (var more = true; more;)
        {
            var (status, page, text) = await partner.GetAsync($"/api/v1/exchange/resources/{resource}/changes?take={take}&cursor={cursor}");
            Assert.True(status == HttpStatusCode.OK, text);
            items.AddRange(page.GetProperty("items").EnumerateArray());
            (cursor, more) = (page.GetProperty("cursor").GetString(), page.GetProperty("more").GetBoolean());
        }
        return (items, cursor!);
    }

    public static string Envelope(string resource, string batch, int sequence, params object[] items)
    {
        var array = JsonSerializer.Serialize(items, Plain);
        var sha = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(array)));
        return $$"""{"batchId":"{{batch}}","catalogueCode":"{{resource}}","version":1,"provider":"11410100005184299G","sentAt":"2026-06-10T09:00:00+08:00","sequence":{{sequence}},"count":{{items.Length}},"sha256":"{{sha}}","items":{{array}}}""";
    }

    public static object Suspected(string code, string key, int version = 1, string stage = "疑似", string person = "王小明") =>
        new { key, version, data = new { creditCode = code, person, disease = "矽肺", stage, factor = "矽尘", reportedOn = "2026-06-01", institution = "市职业病防治院（示例）" } };

    public static Task<(Guid Id, string Code)> EmployerAsync(TestPlatform platform, string division = "410181") => platform.AsPlatformAsync(async s =>
    {
        var found = await s.GetRequiredService<ZhijianDb>().Set<Employer>().Where(e => e.SupervisorCode == division && e.CreditCode != null && e.MergedIntoId == null).OrderBy(e => e.Id).Select(e => new { e.Id, e.CreditCode }).FirstAsync();
        return (found.Id, found.CreditCode!);
    });
}
