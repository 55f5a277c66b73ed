using System.Diagnostics;
using System.Net;
using System.Security.Claims;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Reference;
using Zhijian.Tests.Harness;

namespace Zhijian.Tests.Platform.Reference;

public sealed class ReferencePageTests(Platforms platforms)
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    static async Task<IHtmlDocument> OpenAsync(HttpClient client, string path)
    {
        var response = await client.GetAsync(new Uri(path, UriKind.Relative), Cancel);
        Assert.True(response.StatusCode == HttpStatusCode.OK, $"{path}: {response.StatusCode}");
        return new HtmlParser().ParseDocument(await response.Content.ReadAsStringAsync(Cancel));
    }

    static async Task<HttpStatusCode> StatusAsync(HttpClient client, string path) => (await client.GetAsync(new Uri(path, UriKind.Relative), Cancel)).StatusCode;

    /// <summary>A browser with the session of a demonstration user.</summary>
    static async Task<HttpClient> SignedInAsync(TestPlatform platform, string userName)
    {
        var session = await platform.AsPlatformAsync(async s =>
        {
            var db = s.GetRequiredService<ZhijianDb>();
            var user = await db.Users.SingleAsync(u => u.UserName == userName);
            return await s.GetRequiredService<WritePath>().CommitAsync(new("test.session"), change =>
            {
                var begun = new UserSession { UserId = user.Id, StartedAt = change.At, LastSeenAt = change.At, EndsAt = change.At.AddHours(8) };
                db.Add(begun);
                return Task.FromResult(begun.Id);
            });
        });
        var options = platform.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(AccessSetup.CookieScheme);
        var ticket = new AuthenticationTicket(new(new ClaimsIdentity([new(AccessSetup.SessionClaim, session.ToString())], AccessSetup.CookieScheme)),
            new AuthenticationProperties { IssuedUtc = DateTimeOffset.UtcNow, ExpiresUtc = DateTimeOffset.MaxValue.AddYears(-1) }, AccessSetup.CookieScheme);
        var client = platform.Anonymous();
        client.DefaultRequestHeaders.Add("Cookie", $"zhijian={options.TicketDataFormat.Protect(ticket)}");
        return client;
    }

    [Theory, BothDatabases]
    public async Task Anybody_finds_benzene_with_its_limits_by_edition_and_its_diseases(Database database)
    {
        var client = (await platforms.SharedAsync(database)).Anonymous();
        var page = await OpenAsync(client, "/reference/search?q=苯");
        var card = page.QuerySelector(".ref-card")!;
        Assert.Equal("苯 高毒物品", card.QuerySelector("h2")!.Text().Trim().Replace("\n", " ", StringComparison.Ordinal));
        Assert.Contains("71-43-2", card.TextContent, StringComparison.Ordinal);
        Assert.Equal(["6", "6", "3", "10", "10", "6"], card.QuerySelectorAll(".ref-limits .ref-value").Select(v => v.TextContent));
        Assert.Contains("皮，G1", card.TextContent, StringComparison.Ordinal);
        Assert.Contains("日期未核实（2022-11-01 至 2022-12-31 之间）", card.QuerySelector(".ref-limits thead")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("苯所致白血病", card.TextContent, StringComparison.Ordinal);
        Assert.Contains("待核实（回忆", card.TextContent, StringComparison.Ordinal);
        Assert.Contains("矽肺", (await OpenAsync(client, "/reference/search?q=石英粉尘")).QuerySelector(".ref-card")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("噪声聋", (await OpenAsync(client, "/reference/factors/P01")).QuerySelector(".ref-card")!.TextContent, StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task Every_public_page_opens_and_hostile_questions_are_answered(Database database)
    {
        var client = (await platforms.SharedAsync(database)).Anonymous();
        foreach (var path in (string[])
        [
            "/reference", "/reference/sources", "/reference/limits", "/reference/limits?type=MAC&category=化学因素&sort=Cas&dir=desc&page=2&size=50",
            "/reference/physical-limits", "/reference/biological-limits", "/reference/factors?toxic=1&cols=Code&cols=Name", "/reference/diseases", "/reference/factor-links",
            "/reference/industries?at=3031", "/reference/divisions?at=410181", "/reference/calendar?year=2026", "/reference/key-industries", "/reference/project-risks",
            "/reference/compare?table=limits", "/reference/compare?table=factors", "/reference/compare?table=limits&p=-1", "/reference/versions", "/reference/versions?table=limits&status=Approved",
            "/reference/search", "/reference/search?q=" + new string('苯', 3000), "/reference/search?q=%25_%27%22%00", "/reference/search?q=苯&code=nonsense",
            "/reference/limits?page=-1", "/reference/limits?page=2000000000&size=1000000000", "/reference/limits?sort=nonsense&confidence=nonsense&notation=%25", "/reference/limits?q=%00",
            "/reference/limits?q=" + new string('x', 199), "/reference/calendar?year=-5", "/reference/calendar?year=abc", "/reference/industries?at=' OR 1=1",
        ]) await OpenAsync(client, path);
        Assert.Contains("C028", await client.GetStringAsync(new Uri("/pick/factor?q=b", UriKind.Relative), Cancel), StringComparison.Ordinal);
        Assert.Contains("3011", await client.GetStringAsync(new Uri("/pick/industry?parent=301", UriKind.Relative), Cancel), StringComparison.Ordinal);
        foreach (var path in (string[])["/reference/nonsense", "/reference/factors/X1", "/reference/factors/" + new string('x', 300), "/reference/limits?version=" + Guid.Empty, "/reference/versions/" + Guid.Empty,
            "/reference/limits?version=x", "/reference/compare?table=nonsense", "/reference/compare?table=limits&a=x", "/reference/compare?table=limits&b=" + Guid.Empty, "/reference/limits?on=1980-01-01"])
            Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(client, path));
        Assert.Contains("一律拒绝计算", (await OpenAsync(client, "/reference/calendar?year=2027")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task Editions_are_compared_cell_by_cell(Database database)
    {
        var client = (await platforms.SharedAsync(database)).Anonymous();
        var versions = await OpenAsync(client, "/reference/limits");
        var ids = versions.QuerySelectorAll(".ref-versions a").Select(a => a.GetAttribute("href")!.Split('=')[1]).ToList();
        var page = await OpenAsync(client, $"/reference/compare?table=limits&a={ids[1]}&b={ids[2]}");
        Assert.Contains("修改 2", page.Body!.TextContent, StringComparison.Ordinal);
        var values = page.QuerySelectorAll(".ref-diff tr").Where(r => r.TextContent.Contains("限值", StringComparison.Ordinal)).Select(r => (r.QuerySelector("del")?.TextContent, r.QuerySelector("ins")?.TextContent)).ToList();
        Assert.Contains(("6", "3"), values);
        Assert.Contains(("10", "6"), values);
        // A name alone does not say which of its limits changed.
        Assert.Contains("（PC-TWA", page.QuerySelector(".ref-diff")!.TextContent, StringComparison.Ordinal);
        // Another table was chosen in the form: its own versions are compared.
        Assert.NotEmpty((await OpenAsync(client, $"/reference/compare?table=diseases&a={ids[1]}&b={ids[2]}")).QuerySelectorAll(".ref-diff, .ref-card, .z-empty"));
        var added = await OpenAsync(client, $"/reference/compare?table=limits&a={ids[2]}&b={ids[3]}");
        Assert.Contains("乙草胺", added.QuerySelector(".ref-diff-added")!.TextContent, StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task What_is_filtered_is_exported(Database database)
    {
        var client = (await platforms.SharedAsync(database)).Anonymous();
        var response = await client.GetAsync(new Uri("/reference/factors?handler=Export&toxic=1", UriKind.Relative), Cancel);
        Assert.Equal("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", response.Content.Headers.ContentType!.MediaType);
        await using var file = new MemoryStream(await response.Content.ReadAsByteArrayAsync(Cancel));
        var upload = Zhijian.Platform.Reference.Tables.ReferenceTables.Factors.ReadSheet(file, Zhijian.Platform.Files.FileKind.Xlsx, Cancel);
        Assert.Empty(upload.Problems);
        Assert.Equal(41, upload.Rows.Count);
    }

    [Theory, BothDatabases]
    public async Task Proposing_is_for_administrators_and_goes_by_pages(Database database)
    {
        var platform = await platforms.FreshAsync(database);
        var anonymous = platform.Anonymous();
        var refused = await anonymous.GetAsync(new Uri("/reference/limits/propose", UriKind.Relative), Cancel);
        Assert.Equal(HttpStatusCode.Redirect, refused.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(await SignedInAsync(platform, "gongyi"), "/reference/limits/propose"));

        var first = await SignedInAsync(platform, "shiguan");
        var start = await PostAsync(first, "/reference/limits/propose", "/reference/limits/propose", new() { ["kind"] = "Edition" });
        var draft = start.Headers.Location!.ToString();
        var id = draft.Split("draft=")[1];
        var edit = await OpenAsync(first, draft + "&row=" + Uri.EscapeDataString("T1-12||PC-TWA||"));
        var row = edit.QuerySelectorAll("[name^='v.']").ToDictionary(e => e.GetAttribute("name")!, string (e) => e is IHtmlSelectElement select ? select.Value ?? "" : e.GetAttribute("value") ?? "");
        Assert.Equal("3", row["v.Value"]);
        var wrong = await PostAsync(first, draft, "/reference/limits/propose?handler=Row", new(row) { ["draft"] = id, ["row"] = "T1-12||PC-TWA||", ["why"] = "加严", ["whence"] = "测试文件", ["v.Unit"] = "mg" });
        Assert.Contains("不在已知单位中", await wrong.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        var saved = await PostAsync(first, draft, "/reference/limits/propose?handler=Row", new(row) { ["draft"] = id, ["row"] = "T1-12||PC-TWA||", ["why"] = "加严", ["whence"] = "测试文件", ["v.Value"] = "1" });
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(anonymous, $"/reference/versions/{id}"));
        var submitted = await PostAsync(first, draft, "/reference/limits/propose?handler=Submit", new() { ["draft"] = id, ["title"] = "测试修改单", ["source"] = "测试文件", ["from"] = "2026-07-01", ["reason"] = "测试" });
        Assert.Equal($"/reference/versions/{id}", submitted.Headers.Location!.ToString());
        Assert.Null((await OpenAsync(first, $"/reference/versions/{id}")).QuerySelector("button[formaction*='Approve']"));

        var second = await SignedInAsync(platform, "shiguan2");
        var own = await PostAsync(first, $"/reference/versions/{id}", $"/reference/versions/{id}?handler=Approve", new() { ["reason"] = "自批" });
        Assert.Contains("第二人", await own.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        var approved = await PostAsync(second, $"/reference/versions/{id}", $"/reference/versions/{id}?handler=Approve", new() { ["reason"] = "同意", ["__key"] = "k1" });
        Assert.Equal(HttpStatusCode.Redirect, approved.StatusCode);
        Assert.Equal("1", (await OpenAsync(anonymous, "/reference/factors/C028")).QuerySelectorAll(".ref-limits .ref-value")[3].TextContent);
    }

    static async Task<HttpResponseMessage> PostAsync(HttpClient client, string from, string to, Dictionary<string, string> fields)
    {
        var page = await OpenAsync(client, from);
        fields["__RequestVerificationToken"] = page.QuerySelector("input[name='__RequestVerificationToken']")!.GetAttribute("value")!;
        using var content = new FormUrlEncodedContent(fields);
        return await client.PostAsync(new Uri(to, UriKind.Relative), content, Cancel);
    }
}
