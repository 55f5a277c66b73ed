using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Registry;
using Zhijian.Modules.Registry.Feeds;
using Zhijian.Modules.Registry.Feeds.Intake;
using Zhijian.Tests.Harness;
using static Zhijian.Tests.Modules.Registry.Feeds.FeedCity;

namespace Zhijian.Tests.Modules.Registry.Feeds;

public sealed class FeedApiTests(Platforms platforms)
{
    const string Register = "/api/v1/feeds/register/batches";
    static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    /// <summary>A system of a division with a token.</summary>
    static async Task<HttpClient> SystemAsync(TestPlatform platform, string division = Gongyi, string permission = "registry.feeds.send")
    {
        var admin = await platform.SignInAsync("xitong");
        var made = await (await admin.PageAsync("/admin/clients")).SubmitAsync(new() { ["Input.Name"] = $"登记系统{Number()}", ["Input.DivisionCode"] = division });
        var id = made.Of("#made-client-id")!;
        var page = made.Document.QuerySelectorAll("tbody tr").Single(r => r.TextContent.Contains(id, StringComparison.Ordinal)).QuerySelector("a")!.GetAttribute("href")!;
        var granted = await (await (await platform.SignInAsync("anquan")).PageAsync(page)).SubmitAsync(new() { ["granted"] = permission, ["reason"] = "共享协议" }, handler: "Grant");
        Assert.Equal(HttpStatusCode.Redirect, granted.Status);
        using var content = new FormUrlEncodedContent([new("grant_type", "client_credentials"), new("client_id", id), new("client_secret", made.Of("#made-secret")!)]);
        var token = (await (await platform.Anonymous().PostAsync("/connect/token", content, Cancel)).Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("access_token").GetString();
        var client = platform.Anonymous();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    static object Item(int n, string? key = null, string division = "巩义市", string? name = null, object? industry = null) =>
        new { key = key ?? $"r{n}", name = name ?? $"巩义市{Word(n)}磨料有限公司", creditCode = Code(n), division, industryCode = industry ?? Industry, legalRepresentative = "张三", status = "存续", workplaceAddress = $"米河镇{n}号" };

    static async Task<(HttpStatusCode Status, FeedAnswer? Answer, string Text)> PostAsync(HttpClient client, object body, string path = Register)
    {
        using var response = await client.PostAsJsonAsync(path, body, Cancel);
        return await ReadAsync(response);
    }

    static async Task<(HttpStatusCode Status, FeedAnswer? Answer, string Text)> PostLinesAsync(HttpClient client, string text, string path = Register)
    {
        using var content = new StringContent(text, Encoding.UTF8, "application/x-ndjson");
        using var response = await client.PostAsync(path, content, Cancel);
        return await ReadAsync(response);
    }

    static async Task<(HttpStatusCode, FeedAnswer?, string)> ReadAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync(Cancel);
        return (response.StatusCode, response.IsSuccessStatusCode ? JsonSerializer.Deserialize<FeedAnswer>(text, JsonSerializerOptions.Web) : null, text);
    }

    [Theory, BothDatabases]
    public async Task A_batch_has_one_effect_however_often_it_comes(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        using var client = await SystemAsync(platform);
        var (a, b, c) = (Number(), Number(), Number());
        var body = new { batchId = "2026-06-10/1", sequence = 1, count = 2, items = new[] { Item(a), Item(b) } };
        var (status, first, text) = await PostAsync(client, body);
        Assert.True(status == HttpStatusCode.OK, text);
        Assert.Equal((2, 2, 0, 0, true), (first!.Received, first.New, first.Repeated, first.Rejected, first.Complete));
        var (_, again, _) = await PostAsync(client, body);
        Assert.Equal((2, 2, 2, first.Id), (again!.Received, again.New, again.Repeated, again.Id));
        Assert.Equal($"register:2026-06-10/1", (await FindAsync(platform, Code(a)))!.Source);

        // The rest of a batch that broke off, a gap in the numbers, a wrong count.
        var (_, more, _) = await PostAsync(client, new { batchId = "2026-06-10/3", sequence = 3, count = 3, items = new[] { Item(a, name: "改了名的公司"), Item(c) } });
        Assert.Equal((1, 1, false), (more!.Changed, more.New, more.Complete));
        Assert.Equal("序号不连续：上一批为 1，本批为 3。声明 3 条，实收 2 条。", more.Remark);
        var read = await client.GetFromJsonAsync<FeedAnswer>($"{Register}/{Uri.EscapeDataString("2026-06-10/3")}", Cancel);
        Assert.Equal(more.Id, read!.Id);
        var items = await client.GetFromJsonAsync<List<FeedItemAnswer>>($"{Register}/{Uri.EscapeDataString("2026-06-10/3")}/items", Cancel);
        Assert.Equal([("Changed", $"r{a}"), ("New", $"r{c}")], items!.Select(i => (i.Outcome, i.Key)));
        Assert.Equal(["New"], (await client.GetFromJsonAsync<List<FeedItemAnswer>>($"{Register}/{Uri.EscapeDataString("2026-06-10/3")}/items?after=1", Cancel))!.Select(i => i.Outcome));
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync($"{Register}/nothing", Cancel)).StatusCode);
    }

    [Theory, BothDatabases]
    public async Task Each_bad_record_is_refused_with_its_rule(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        using var client = await SystemAsync(platform);
        var (a, b, c, d, e, f) = (Number(), Number(), Number(), Number(), Number(), Number());
        await KnownAsync(platform, "登封市某公司", Code(e, Dengfeng), Dengfeng);
        var (_, answer, text) = await PostAsync(client, new
        {
            batchId = "坏", items = new object[]
            {
                Item(a), Item(b, division: "登封市"), Item(c, division: "没有这个县"), Item(d, industry: "3088"), new { key = "e", name = "某公司", creditCode = Code(e, Dengfeng), division = "巩义市", industryCode = Industry },
                new { key = "f", name = "某公司", creditCode = "123" }, new { key = "g", name = "😀😀公司", division = "巩义市" }, new { key = "h", name = new { x = 1 } }, 7, new { key = "i", status = "？？", name = "甲公司" }, Item(f), Item(f),
            },
        });
        Assert.True(answer is not null, text);
        Assert.Equal(
        [
            ($"r{b}", "SCOPE"), ($"r{c}", "PLACE"), ($"r{d}", "INDUSTRY"), ("e", "ELSEWHERE"), ("f", "FORMAT"), ("g", "INCOMPLETE"), ("h", "FORMAT"), ("#9", "FORMAT"), ("i", "FORMAT"),
        ], answer.RejectedItems.Select(i => (i.Key, i.Rules!)));
        Assert.Equal((2, 1, 9), (answer.New, answer.Repeated, answer.Rejected));
        Assert.Contains("应为18位", answer.RejectedItems.Single(i => i.Key == "f").Message);
    }

    [Theory, BothDatabases]
    public async Task Lines_come_as_a_stream_and_a_broken_one_leaves_what_was_taken(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        using var client = await SystemAsync(platform, "410100");
        var from = Number() + 50_000;
        var lines = Enumerable.Range(from, 1_200).Select(n => JsonSerializer.Serialize(Item(n, division: n % 2 == 0 ? "巩义市" : "登封市"))).ToList();
        var (_, all, text) = await PostLinesAsync(client, string.Join('\n', lines.Prepend("""{"batchId":"行","count":1200}""")) + "\n\n");
        Assert.True(all is { New: 1_200, Complete: true }, text);

        var more = Enumerable.Range(from + 2_000, 600).Select(n => JsonSerializer.Serialize(Item(n))).Prepend("""{"batchId":"断"}""").ToList();
        more[560] = "{ broken";
        var (status, _, problem) = await PostLinesAsync(client, string.Join('\n', more));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Contains("第 561 行不是有效的 JSON", problem);
        more[560] = JsonSerializer.Serialize(Item(from + 3_000));
        var (_, rest, _) = await PostLinesAsync(client, string.Join('\n', more));
        Assert.Equal((600, 500), (rest!.New, rest.Repeated));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await PostLinesAsync(client, "{\"batchId\":\"长\"}\n{\"name\":\"" + new string('长', 40_000) + "\"}")).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await PostLinesAsync(client, "")).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await PostLinesAsync(client, "{}")).Status);
    }

    [Theory, BothDatabases]
    public async Task A_system_sees_its_own_batches_and_needs_the_permission(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        using var client = await SystemAsync(platform);
        using var other = await SystemAsync(platform, Dengfeng);
        using var bare = await SystemAsync(platform, permission: "organisations.read");
        var body = new { batchId = "一", items = new[] { Item(Number()) } };
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(client, body)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await PostAsync(bare, body)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync($"{Register}/{Uri.EscapeDataString("一")}", Cancel)).StatusCode);
        Assert.Contains("已被使用", (await PostAsync(other, body)).Text);
        Assert.Equal(HttpStatusCode.NotFound, (await PostAsync(client, body, "/api/v1/feeds/nothing/batches")).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await PostAsync(client, new { batchId = "", items = Array.Empty<object>() })).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await PostAsync(client, new { batchId = "二" })).Status);
        Assert.Contains("\"/api/v1/feeds/{source}/batches\"", await platform.Anonymous().GetStringAsync("/openapi/v1.json", Cancel));
    }

    [Theory, BothDatabases]
    public async Task A_slip_is_asked_about_where_the_employer_is(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        using var city = await SystemAsync(platform, "410100");
        var n = Number();
        await KnownAsync(platform, $"巩义市{Word(n)}炉料有限公司", more: e => e.LegalRepresentative = "张三");
        var (_, answer, _) = await PostAsync(city, new { batchId = "税1", items = new[] { new { key = "1", 纳税人 = "?", name = $"{Word(n)}炉料有限公司", workplaceAddress = "巩义市米河镇工业路8号", legalRepresentative = "李四" } } }, "/api/v1/feeds/tax/batches");
        Assert.Equal((1, "没有读取的字段：纳税人。"), (answer!.ToConfirm, answer.Remark));
        await platform.AsAsync("gongyi", async s => Assert.Equal(1, await s.GetRequiredService<ZhijianDb>().Set<FeedItem>().CountAsync(i => i.BatchId == answer.Id)));
        await platform.AsAsync("dengfeng", async s => Assert.Equal(0, await s.GetRequiredService<ZhijianDb>().Set<FeedItem>().CountAsync(i => i.BatchId == answer.Id)));
    }
}
