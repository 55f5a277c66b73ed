using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Declarations;
using Zhijian.Modules.Declarations.Api;
using Zhijian.Modules.Registry;
using Zhijian.Platform.Access;
using Zhijian.Platform.Access.Clients;
using Zhijian.Rules.Declarations;
using Zhijian.Tests.Harness;

namespace Zhijian.Tests.Modules.Declarations;

/// <summary>Systems read and file declarations.</summary>
public sealed class DeclarationApiTests(Platforms platforms)
{
    const string Address = "/api/v1/declarations";
    static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    /// <summary>A system of a division or of an employer, with a token.</summary>
    static async Task<HttpClient> SystemAsync(TestPlatform platform, string division, Guid? organisation = null, params string[] permissions)
    {
        var made = await platform.AsPlatformAsync(async s =>
        {
            var desk = s.GetRequiredService<ClientDesk>();
            var client = await desk.CreateAsync("对接系统", division, organisation, Cancel);
            await desk.GrantAsync(client.Id, permissions.ToHashSet(), "共享协议", Cancel);
            return client;
        });
        using var content = new FormUrlEncodedContent([new("grant_type", "client_credentials"), new("client_id", made.ClientId), new("client_secret", made.Secret)]);
        var token = (await (await platform.Anonymous().PostAsync("/connect/token", content, Cancel)).Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("access_token").GetString();
        var system = platform.Anonymous();
        system.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return system;
    }

    static async Task<(HttpStatusCode Status, JsonElement Body)> SendAsync(HttpClient client, HttpMethod method, string path, object body, string? key = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = JsonContent.Create(body) };
        if (key is not null) request.Headers.Add(DeclarationApi.KeyHeader, key);
        using var response = await client.SendAsync(request, Cancel);
        var text = await response.Content.ReadAsStringAsync(Cancel);
        return (response.StatusCode, text.Length == 0 ? default : JsonDocument.Parse(text).RootElement);
    }

    static FilingRequest Filing(string code, int exposed = 20, bool submit = true) => new(code, Submit: submit, Form: Declare.Form(exposed) with { EmployerName = null, CreditCode = null, WorkplaceAddress = null });

    [Theory, BothDatabases]
    public async Task The_employers_own_system_files_corrects_and_learns_where_it_stands(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var (employer, code) = await platform.AsAsync("qiye1", async s =>
        {
            var e = await s.GetRequiredService<ZhijianDb>().Set<Employer>().SingleAsync();
            return (e.Id, e.CreditCode!);
        });
        using var own = await SystemAsync(platform, "410181", employer, DeclarationsModule.View, DeclarationApi.Send);
        using var other = await SystemAsync(platform, "410185", null, DeclarationsModule.View, DeclarationApi.Send);
        using var reader = await SystemAsync(platform, "410181", null, DeclarationsModule.View);

        // Without a key, with a form that may not be filed: nothing is kept.
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await SendAsync(own, HttpMethod.Post, Address, Filing(code))).Status);
        var (status, refusal) = await SendAsync(own, HttpMethod.Post, Address, Filing(code) with { Form = Declare.Form() with { TotalExposed = 21, Reporter = null } }, "bad-1");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Contains("CK-23", refusal.GetProperty("findings").EnumerateArray().Select(f => f.GetProperty("code").GetString()));
        Assert.Equal(0, await CountAsync(platform));

        var (created, filed) = await SendAsync(own, HttpMethod.Post, Address, Filing(code), "one");
        Assert.True(created == HttpStatusCode.Created, filed.ToString());
        var id = filed.GetProperty("id").GetGuid();
        Assert.Equal("Submitted", filed.GetProperty("state").GetString());
        var (repeated, twin) = await SendAsync(own, HttpMethod.Post, Address, Filing(code, 19), "one");
        Assert.Equal((HttpStatusCode.Created, id), (repeated, twin.GetProperty("id").GetGuid()));
        Assert.Equal(1, await CountAsync(platform));
        var (again, busy) = await SendAsync(own, HttpMethod.Post, Address, Filing(code), "two");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, again);
        Assert.Contains("正在办理", busy.GetProperty("detail").GetString());

        // Foreign places: not there.
        foreach (var path in (string[])[$"{Address}/{id}", $"{Address}/{id}/status"])
        {
            Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync(path, Cancel)).StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await reader.GetAsync(path, Cancel)).StatusCode);
        }
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(other, HttpMethod.Put, $"{Address}/{id}", new SaveRequest(1, new()))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(other, HttpMethod.Post, $"{Address}/{id}/submit", new SubmitRequest(1))).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync(reader, HttpMethod.Post, Address, Filing(code), "x")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await platform.Anonymous().GetAsync(Address, Cancel)).StatusCode);
        Assert.Empty((await other.GetFromJsonAsync<DeclarationPage>(Address, Cancel))!.Items);
        Assert.Equal(id, Assert.Single((await reader.GetFromJsonAsync<DeclarationPage>($"{Address}?state=Submitted&creditCode={code}", Cancel))!.Items).Id);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await reader.GetAsync($"{Address}?state=Nothing", Cancel)).StatusCode);
        Assert.Null((await reader.GetFromJsonAsync<JsonElement>($"{Address}/{id}", Cancel)).GetProperty("form").TryGetProperty("reporterPhone", out var phone) && phone.ValueKind != JsonValueKind.Null ? phone.GetString() : null);
        Assert.Equal("13800000000", (await own.GetFromJsonAsync<JsonElement>($"{Address}/{id}", Cancel)).GetProperty("form").GetProperty("reporterPhone").GetString());

        // Returned with reasons by field, corrected by an update, submitted again.
        var county = await platform.SignInAsync("gongyi");
        Assert.Equal(HttpStatusCode.Redirect, (await Declare.ActAsync(county, id, "Return", new() { ["reasons[TotalWorkers]"] = "请核对。" })).Status);
        var told = await own.GetFromJsonAsync<DeclarationStatus>($"{Address}/{id}/status", Cancel);
        Assert.Equal(("Returned", "TotalWorkers", "请核对。"), (told!.State, told.ReturnReasons[0].Field, told.ReturnReasons[0].Text));
        Assert.Equal(HttpStatusCode.Conflict, (await SendAsync(own, HttpMethod.Put, $"{Address}/{id}", new SaveRequest(told.Version - 1, new() { TotalWorkers = 66 }))).Status);
        var (savedStatus, saved) = await SendAsync(own, HttpMethod.Put, $"{Address}/{id}", new SaveRequest(told.Version, new() { TotalWorkers = 66 }));
        Assert.True(savedStatus == HttpStatusCode.OK, saved.ToString());
        var (submitted, after) = await SendAsync(own, HttpMethod.Post, $"{Address}/{id}/submit", new SubmitRequest(saved.GetProperty("version").GetInt64()));
        Assert.True(submitted == HttpStatusCode.OK, after.ToString());
        Assert.Equal((DeclarationState.Submitted, 66), ((await Declare.ReadAsync(platform, id)).State, (await Declare.ReadAsync(platform, id)).TotalWorkers!.Value));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await SendAsync(own, HttpMethod.Put, $"{Address}/{id}", new SaveRequest(after.GetProperty("version").GetInt64(), new() { TotalWorkers = 1 }))).Status);
        await Declare.AcceptAsync(platform, county, id);
        Assert.Matches("^410181", (await own.GetFromJsonAsync<DeclarationStatus>($"{Address}/{id}/status", Cancel))!.ReceiptNumber!);
    }

    [Theory, BothDatabases]
    public async Task The_system_of_an_authority_enters_for_employers_of_its_area_only(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var (code, _) = await DeclarationFiles.EmployerAsync(platform);
        using var county = await SystemAsync(platform, "410181", null, DeclarationsModule.View, DeclarationApi.Send);
        using var foreign = await SystemAsync(platform, "410185", null, DeclarationsModule.View, DeclarationApi.Send);
        var filing = Filing(code);
        var (refused, why) = await SendAsync(foreign, HttpMethod.Post, Address, filing, "k");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused);
        Assert.Contains("本辖区档案中没有这个单位", why.GetProperty("detail").GetString());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await SendAsync(county, HttpMethod.Post, Address, filing with { Submit = false }, "k0")).Status);
        var answers = await Task.WhenAll(SendAsync(county, HttpMethod.Post, Address, filing, "k1"), SendAsync(county, HttpMethod.Post, Address, filing, "k1"));
        Assert.All(answers, a => Assert.True(a.Status == HttpStatusCode.Created, a.Body.ToString()));
        Assert.Single(answers.Select(a => a.Body.GetProperty("id").GetGuid()).Distinct());
        var made = await Declare.ReadAsync(platform, answers[0].Body.GetProperty("id").GetGuid());
        Assert.Equal((DeclarationState.Submitted, "对接系统", "410181"), (made.State, made.EnteredBy, made.AuthorityCode));
        Assert.Equal(1, await CountAsync(platform));
    }

    [Theory, BothDatabases]
    public async Task The_description_shows_what_to_send_and_what_comes_back(Database database)
    {
        var platform = await platforms.SharedAsync(database);
        var description = await platform.Anonymous().GetFromJsonAsync<JsonElement>("/openapi/v1.json", Cancel);
        var paths = description.GetProperty("paths");
        var post = paths.GetProperty("/api/v1/declarations").GetProperty("post");
        var example = post.GetProperty("requestBody").GetProperty("content").GetProperty("application/json").GetProperty("example");
        Assert.Equal("破碎车间", example.GetProperty("form").GetProperty("workshops")[0].GetProperty("name").GetString());
        // The example is one that the interface itself can read.
        Assert.Equal(20, example.Deserialize<FilingRequest>(JsonSerializerOptions.Web)!.Form!.TotalExposed);
        Assert.Equal("Returned", post.GetProperty("responses").GetProperty("201").GetProperty("content").GetProperty("application/json").GetProperty("example").GetProperty("state").GetString());
        foreach (var path in (string[])["/api/v1/declarations/{id}", "/api/v1/declarations/{id}/status", "/api/v1/declarations/{id}/submit"]) Assert.True(paths.TryGetProperty(path, out _), path);
        Assert.DoesNotContain(paths.EnumerateObject(), p => p.Name.StartsWith("/my/", StringComparison.Ordinal));
    }

    static Task<int> CountAsync(TestPlatform platform) => platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<HazardDeclaration>().CountAsync());
}
