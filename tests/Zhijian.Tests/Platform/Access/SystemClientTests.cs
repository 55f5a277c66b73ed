using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Audit;
using Zhijian.Platform.Organisations;
using Zhijian.Tests.Harness;

namespace Zhijian.Tests.Platform.Access;

public sealed class SystemClientTests(Platforms platforms)
{
    sealed record Credentials(string Id, string Secret, string Page);

    static async Task<Credentials> RegisterAsync(TestPlatform platform, string division, params string[] permissions)
    {
        var system = await platform.SignInAsync("xitong");
        var made = await (await system.PageAsync("/admin/clients")).SubmitAsync(new() { ["Input.Name"] = $"外部系统{Guid.NewGuid():N}"[..20], ["Input.DivisionCode"] = division });
        var id = made.Of("#made-client-id")!;
        var page = made.Document.QuerySelectorAll("tbody tr").Single(r => r.TextContent.Contains(id, StringComparison.Ordinal)).QuerySelector("a")!.GetAttribute("href")!;
        if (permissions.Length > 0)
        {
            var security = await platform.SignInAsync("anquan");
            var granted = await (await security.PageAsync(page)).SubmitAsync(new() { ["granted"] = string.Join('\n', permissions), ["reason"] = "数据共享协议" }, handler: "Grant");
            Assert.Equal(HttpStatusCode.Redirect, granted.Status);
        }
        return new(id, made.Of("#made-secret")!, page);
    }

    static async Task<(HttpStatusCode Status, string? Token)> TokenAsync(TestPlatform platform, string id, string secret)
    {
        using var content = new FormUrlEncodedContent([new("grant_type", "client_credentials"), new("client_id", id), new("client_secret", secret)]);
        var response = await platform.Anonymous().PostAsync("/connect/token", content);
        var body = await response.Content.ReadFromJsonAsync<JsonElement>();
        return (response.StatusCode, body.TryGetProperty("access_token", out var token) ? token.GetString() : null);
    }

    static HttpClient With(TestPlatform platform, string? token)
    {
        var client = platform.Anonymous();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    [Theory, BothDatabases]
    public async Task A_system_reads_its_own_region_with_its_own_permissions(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var client = await RegisterAsync(platform, "410181", "organisations.read");
        var (status, token) = await TokenAsync(platform, client.Id, client.Secret);
        Assert.Equal(HttpStatusCode.OK, status);
        using var api = With(platform, token);
        var rows = await api.GetFromJsonAsync<JsonElement>("/api/v1/organisations");
        Assert.Equal("巩义市示例耐火材料有限公司", Assert.Single(rows.EnumerateArray().ToArray()).GetProperty("name").GetString());
        var foreign = await platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<Organisation>().Where(o => o.DivisionCode == "410185").Select(o => o.Id).FirstAsync());
        Assert.Equal(HttpStatusCode.NotFound, (await api.GetAsync($"/api/v1/organisations/{foreign}")).StatusCode);
        Assert.Equal(["organisations.read"], (await api.GetFromJsonAsync<JsonElement>("/api/v1/me")).GetProperty("permissions").EnumerateArray().Select(p => p.GetString()!));
        // A token is for the API, not for the pages.
        Assert.Equal(HttpStatusCode.Redirect, (await api.GetAsync("/admin/organisations")).StatusCode);

        var bare = await RegisterAsync(platform, "410181");
        using var nothing = With(platform, (await TokenAsync(platform, bare.Id, bare.Secret)).Token);
        Assert.Equal(HttpStatusCode.Forbidden, (await nothing.GetAsync("/api/v1/organisations")).StatusCode);
    }

    [Theory, BothDatabases]
    public async Task Wrong_secrets_old_tokens_and_disabled_systems_are_refused(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var client = await RegisterAsync(platform, "410100", "organisations.read");
        Assert.Equal(HttpStatusCode.Unauthorized, (await TokenAsync(platform, client.Id, "wrong")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await TokenAsync(platform, "zj-unknown", "wrong")).Status);
        var (_, token) = await TokenAsync(platform, client.Id, client.Secret);
        using var api = With(platform, token);
        Assert.Equal(HttpStatusCode.OK, (await api.GetAsync("/api/v1/organisations")).StatusCode);
        platform.Clock.Advance(TimeSpan.FromMinutes(11));
        Assert.Equal(HttpStatusCode.Unauthorized, (await api.GetAsync("/api/v1/organisations")).StatusCode);
        using var garbage = With(platform, "garbage");
        Assert.Equal(HttpStatusCode.Unauthorized, (await garbage.GetAsync("/api/v1/organisations")).StatusCode);

        using var given = With(platform, (await TokenAsync(platform, client.Id, client.Secret)).Token);
        Assert.Equal(HttpStatusCode.OK, (await given.GetAsync("/api/v1/organisations")).StatusCode);
        platform.Clock.Advance(TimeSpan.FromSeconds(1));
        var system = await platform.SignInAsync("xitong", platform.PasswordOf("xitong"));
        var rotated = await (await system.PageAsync(client.Page)).SubmitAsync(new() { ["reason"] = "到期更换" }, handler: "Rotate");
        Assert.Equal(HttpStatusCode.Unauthorized, (await TokenAsync(platform, client.Id, client.Secret)).Status);
        // A token that the old secret bought ends with it, minutes before its time.
        Assert.Equal(HttpStatusCode.Unauthorized, (await given.GetAsync("/api/v1/organisations")).StatusCode);
        var (status, fresh) = await TokenAsync(platform, client.Id, rotated.Of("#made-secret")!);
        Assert.Equal(HttpStatusCode.OK, status);
        using var again = With(platform, fresh);
        Assert.Equal(HttpStatusCode.OK, (await again.GetAsync("/api/v1/organisations")).StatusCode);
        await (await system.PageAsync(client.Page)).SubmitAsync(new() { ["reason"] = "停止合作" }, handler: "Disable");
        Assert.Equal(HttpStatusCode.Unauthorized, (await again.GetAsync("/api/v1/organisations")).StatusCode);
        Assert.NotEqual(HttpStatusCode.OK, (await TokenAsync(platform, client.Id, rotated.Of("#made-secret")!)).Status);
        // Taken back into use, it has to ask for a new token: one from before the stop stays dead.
        await (await system.PageAsync(client.Page)).SubmitAsync(new() { ["reason"] = "恢复合作" }, handler: "Enable");
        Assert.Equal(HttpStatusCode.Unauthorized, (await again.GetAsync("/api/v1/organisations")).StatusCode);

        await platform.AsPlatformAsync(async s =>
        {
            var audit = s.GetRequiredService<ZhijianDb>().Set<AuditEntry>();
            Assert.Equal(4, await audit.CountAsync(a => a.Act == "clients.token" && a.Kind == "sign-in-failed"));
            Assert.Equal(3, await audit.CountAsync(a => a.Act == "clients.token" && a.Kind == "sign-in"));
            Assert.False(await audit.AnyAsync(a => a.After!.Contains(client.Secret)));
            Assert.False(await audit.AnyAsync(a => a.After!.Contains("AQAAAAE")), "a hash of a secret is in the audit");
            if (!OperatingSystem.IsWindows())
                foreach (var key in (string[])["token-signing.pem", "token-encryption.pem"])
                    Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(platform.Settings.KeyFolder, key)));
        });
    }

    [Theory, BothDatabases]
    public async Task What_belongs_to_the_three_administrators_is_not_for_systems(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var client = await RegisterAsync(platform, "410100");
        var security = await platform.SignInAsync("anquan");
        var answer = await (await security.PageAsync(client.Page)).SubmitAsync(new() { ["granted"] = "roles.grant", ["reason"] = "x" }, handler: "Grant");
        Assert.Contains("三员分立", answer.Text, StringComparison.Ordinal);
    }
}
