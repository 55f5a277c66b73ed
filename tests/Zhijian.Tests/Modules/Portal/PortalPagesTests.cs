using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Oversight;
using Zhijian.Modules.Portal.Notices;
using Zhijian.Platform.Documents;
using Zhijian.Platform.Ui.Security;
using Zhijian.Tests.Harness;
using Zhijian.Tests.Modules.Dangers;
using Zhijian.Tests.Platform.Access;

namespace Zhijian.Tests.Modules.Portal;

public sealed class PortalPagesTests(Platforms platforms)
{
    static readonly string[] Pages = ["/portal", "/portal/notices", "/portal/institutions", "/portal/good-faith", "/portal/figures", "/portal/open-data"];

    [Theory, BothDatabases]
    public async Task Open_pages_need_no_sign_in_set_no_cookie_and_may_be_kept(Database database)
    {
        var platform = await platforms.SharedAsync(database);
        var visitor = platform.Anonymous();
        foreach (var path in Pages)
        {
            var first = await visitor.GetAsync(path);
            Assert.Equal(HttpStatusCode.OK, first.StatusCode);
            Assert.False(first.Headers.Contains("Set-Cookie"), path);
            Assert.True(first.Headers.CacheControl is { Public: true, MaxAge.TotalSeconds: PublicCacheAttribute.Seconds }, path);
            var again = await visitor.GetAsync(path);
            // Rendered once: the very same page, with the policy that belongs to it.
            Assert.Equal(await first.Content.ReadAsStringAsync(), await again.Content.ReadAsStringAsync());
            Assert.Equal(first.Headers.GetValues("Content-Security-Policy"), again.Headers.GetValues("Content-Security-Policy"));
            var officer = await (await platform.SignInAsync("shijianguan")).GetAsync(path);
            Assert.False(officer.Headers.CacheControl?.Public ?? false, path);
            Assert.Contains("退出", await officer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
        Assert.Equal("/portal", (await visitor.GetAsync("/")).Headers.Location?.ToString());
        Assert.DoesNotContain("退出", (await visitor.PageAsync("/portal")).Text, StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task A_notice_is_drafted_published_and_withdrawn(Database database)
    {
        var platform = await platforms.FreshAsync(database);
        var (officer, visitor) = (await platform.SignInAsync("shijianguan"), platform.Anonymous());
        Assert.DoesNotContain("夏季防暑", (await visitor.PageAsync("/portal/notices")).Text, StringComparison.Ordinal);
        var made = await (await officer.PageAsync("/portal-desk/notices/new")).SubmitAsync(new() { ["Input.Title"] = "夏季防暑公告", ["Input.Body"] = "第一段 <script>alert(1)</script>" });
        Assert.Equal(HttpStatusCode.Redirect, made.Status);
        var edit = made.Location!;
        var open = "/portal/notices/" + edit[(edit.LastIndexOf('/') + 1)..];
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync(open)).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await (await officer.PageAsync(edit)).SubmitAsync([], "Publish")).Status);
        // Published is seen at once, though the list was kept before.
        Assert.Contains("夏季防暑", (await visitor.PageAsync("/portal/notices")).Text, StringComparison.Ordinal);
        Assert.Contains("夏季防暑", (await visitor.PageAsync("/portal")).Text, StringComparison.Ordinal);
        var page = await visitor.PageAsync(open);
        Assert.Null(page.Document.QuerySelector("main script"));
        Assert.Contains("<script>alert(1)</script>", page.Text, StringComparison.Ordinal);
        // What was published is not edited.
        await Assert.ThrowsAsync<Refusal>(() => platform.AsAsync("shijianguan", s => s.GetRequiredService<PublicNoticeDesk>().SaveAsync(Guid.Parse(edit[(edit.LastIndexOf('/') + 1)..]), "新", "新", null, null, default)));
        Assert.Equal(HttpStatusCode.Redirect, (await (await officer.PageAsync(edit)).SubmitAsync(new() { ["reason"] = "内容有误" }, "Withdraw")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync(open)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await platform.SignInAsync("gongyi")).GetAsync("/portal-desk/notices")).StatusCode);
    }

    [Theory, BothDatabases]
    public async Task Open_data_are_what_the_pages_show_in_pages_with_licence_and_dictionary(Database database)
    {
        var platform = await platforms.FreshAsync(database);
        await Judged.FoundAsync(platform);
        Assert.Empty(await platform.AsPlatformAsync(s => s.GetRequiredService<RollUps>().VerifyAsync(default)));
        var visitor = platform.Anonymous();
        var figures = new Dictionary<(string, string, string), long>();
        var pages = 0;
        for (string? next = "/open-data/county-figures.json?page=1&size=100"; next is not null; pages++)
        {
            using var page = JsonDocument.Parse(await visitor.GetStringAsync(next));
            Assert.Contains("注明来源", page.RootElement.GetProperty("licence").GetString(), StringComparison.Ordinal);
            foreach (var row in page.RootElement.GetProperty("rows").EnumerateArray())
                Assert.True(figures.TryAdd((row.GetProperty("period").GetString()!, row.GetProperty("division").GetString()!, row.GetProperty("measure").GetString()!), row.GetProperty("amount").GetInt64()));
            next = page.RootElement.GetProperty("next").GetString();
        }
        Assert.True(pages > 1);
        var kept = await platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<FigureCell>().Where(c => c.Dimension == FigureDimension.All && c.DivisionCode == "410181").ToListAsync());
        Assert.All(kept, c => Assert.Equal(c.Amount, figures[(c.Period.ToString("yyyy-MM-dd", null), c.DivisionCode, c.Measure.ToString())]));
        var csv = await visitor.GetStringAsync("/open-data/county-figures.csv");
        Assert.Equal(figures.Count + 1, csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        var dictionary = await visitor.GetStringAsync("/open-data/dictionary.csv");
        foreach (var set in (string[])["county-figures", "institutions", "dishonesty", "good-faith", "typical-cases", "notices"])
        {
            Assert.Contains(set, dictionary, StringComparison.Ordinal);
            foreach (var kind in (string[])["csv", "json"]) Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync($"/open-data/{set}.{kind}")).StatusCode);
        }
        foreach (var (path, status) in new[] { ("nothing.csv", HttpStatusCode.NotFound), ("nothing.json", HttpStatusCode.NotFound), ("notices.json?page=0", HttpStatusCode.BadRequest), ("notices.json?size=100000", HttpStatusCode.BadRequest), ("notices.json?page=x", HttpStatusCode.BadRequest), ("notices.json?page=999999999", HttpStatusCode.BadRequest) })
            Assert.Equal(status, (await visitor.GetAsync($"/open-data/{path}")).StatusCode);
    }

    [Theory, BothDatabases]
    public async Task A_paper_is_confirmed_by_number_only_together_with_its_day(Database database)
    {
        var platform = await platforms.SharedAsync(database);
        var id = await platform.AsPlatformAsync(async s => Guid.Parse((await new PaperTarget().MakeAsync(s, "410181", null))!.RouteValue));
        var paper = await platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<Paper>().AsNoTracking().SingleAsync(p => p.Id == id));
        var visitor = platform.Anonymous();
        Task<WebPage> AskAsync(string number, string on) => visitor.PageAsync($"/verify?number={Uri.EscapeDataString(number)}&on={on}");
        Assert.Contains("核验通过", (await AskAsync(paper.Number, $"{paper.IssuedOn:yyyy-MM-dd}")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("核验通过", (await AskAsync(paper.Number, $"{paper.IssuedOn.AddDays(1):yyyy-MM-dd}")).Text, StringComparison.Ordinal);
        Assert.Contains("签发日期", (await AskAsync(paper.Number, "")).Of(".alert, [role=alert], .z-alert") ?? (await AskAsync(paper.Number, "")).Text, StringComparison.Ordinal);
        foreach (var bad in (string[])["' OR 1=1--", "<script>", new('长', 500), "a\0b"]) Assert.DoesNotContain("核验通过", (await AskAsync(bad, "2026-06-10")).Text, StringComparison.Ordinal);
    }
}
