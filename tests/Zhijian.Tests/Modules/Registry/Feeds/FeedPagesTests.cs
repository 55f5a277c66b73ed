using System.Net;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Registry;
using Zhijian.Modules.Registry.Feeds.Intake;
using Zhijian.Modules.Registry.Feeds.Merging;
using Zhijian.Tests.Harness;
using Zhijian.Tests.Platform.Files;
using static Zhijian.Tests.Modules.Registry.Feeds.FeedCity;

namespace Zhijian.Tests.Modules.Registry.Feeds;

/// <summary>Feeds as a browser without script meets them.</summary>
public sealed class FeedPagesTests(Platforms platforms)
{
    static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    static async Task<WebPage> UploadAsync(HttpClient client, string address, byte[] file, string name)
    {
        var form = await client.PageAsync(address);
        using var content = new MultipartFormDataContent { { new StringContent(form.Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!), "__RequestVerificationToken" } };
        var part = new ByteArrayContent(file);
        part.Headers.TryAddWithoutValidation("Content-Disposition", $"form-data; name=\"Upload\"; filename=\"{name}\"");
        content.Add(part);
        var response = await client.PostAsync(address, content, Cancel);
        return new(client, response, await response.Content.ReadAsStringAsync(Cancel));
    }

    [Theory, BothDatabases]
    public async Task A_sample_teaches_the_source_and_the_next_file_goes_through(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var city = await platform.SignInAsync("shijianguan");
        var (a, b) = (Number(), Number());
        string[] headings = ["序号", "企业全名", "社会信用代码", "属地", "行业编码", "企业现状", "性质"];
        var source = await SourceAsync(platform, "register");
        var sample = Sheet(headings, ["1", $"{Word(a)}公司", Code(a), "巩义市", Industry, "在产", "民营"], ["2", $"{Word(b)}公司", Code(b), "巩义市", Industry, "注销", "民营"]);
        var sent = await UploadAsync(city, $"/registry/feeds/sources/{source}/sample", sample, "sample.xlsx");
        Assert.Equal(HttpStatusCode.Redirect, sent.Status);
        var form = await city.FollowAsync(sent);
        Assert.Contains("企业全名", form.Text);
        Assert.Equal(["", "", "CreditCode", "Division", "IndustryCode", "", ""], form.Document.QuerySelectorAll("select[name$='.Fact']").Select(s => ((AngleSharp.Html.Dom.IHtmlSelectElement)s).Value));
        // Without the name it is refused, and what was chosen stays.
        var refused = await form.SubmitAsync(new() { ["Columns[5].Fact"] = "Status" });
        Assert.Contains("请指定哪一列是单位名称", refused.Text);
        var saved = await refused.SubmitAsync(new() { ["Columns[1].Fact"] = "Name", ["Statuses[0].Word"] = "在产", ["Statuses[0].Means"] = "Operating" });
        Assert.True(saved.Status == HttpStatusCode.Redirect, saved.Of(".z-errors"));
        Assert.Contains("第 2 版", (await city.FollowAsync(saved)).Text);

        var county = await platform.SignInAsync("gongyi");
        var uploaded = await UploadAsync(county, $"/registry/feeds/sources/{source}/upload", sample, "june.xlsx");
        Assert.True(uploaded.Status == HttpStatusCode.Redirect, uploaded.Text);
        var checkedPage = await county.PageUntilAsync(uploaded.Location!, "写入 2 行");
        Assert.Contains("将新建档案", checkedPage.Text);
        Assert.Equal(HttpStatusCode.Redirect, (await checkedPage.SubmitAsync([], "Apply")).Status);
        var done = await county.PageUntilAsync(uploaded.Location!, "逐条结果");
        Assert.Contains($"{Word(a)}公司", done.Text);
        Assert.Equal(EmployerStatus.Cancelled, (await FindAsync(platform, Code(b)))!.Status);
        Assert.Equal(HttpStatusCode.OK, (await county.GetAsync($"{uploaded.Location}?handler=Export", Cancel)).StatusCode);
        Assert.Contains("june.xlsx", (await county.PageAsync("/registry/feeds")).Text);
        // The engine's own pages lead here.
        Assert.Equal(uploaded.Location, (await county.PageAsync(uploaded.Location!.Replace("/registry/feeds/batches/", "/imports/"))).Location);
        Assert.Equal("/registry/feeds", (await county.PageAsync("/imports/new?kind=feeds")).Location);
        Assert.Equal(HttpStatusCode.NotFound, (await (await platform.SignInAsync("dengfeng")).GetAsync(uploaded.Location, Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await county.GetAsync($"/registry/feeds/sources/{source}/mapping", Cancel)).StatusCode);
        Assert.Contains("该文件已于", (await UploadAsync(county, $"/registry/feeds/sources/{source}/upload", sample, "b.xlsx")).Text);

        foreach (var (file, words) in new[] { (Sheet(["甲", "乙"], ["1", "2"]), "没有认出任何一列"), (HostileFiles.ZipBomb(), "压缩炸弹") })
        {
            var bad = await UploadAsync(city, $"/registry/feeds/sources/{source}/sample", file, "坏.xlsx");
            Assert.Contains(words, (bad.Status == HttpStatusCode.Redirect ? await city.FollowAsync(await city.FollowAsync(bad)) : bad).Text);
        }
    }

    [Theory, BothDatabases]
    public async Task Records_are_decided_one_after_the_other(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var client = await platform.SignInAsync("gongyi");
        string[] headings = ["纳税人名称", "生产经营地址", "行业代码", "法定代表人"];
        var names = Enumerable.Range(0, 4).Select(_ => $"{Word(Number())}炉料").ToList();
        foreach (var name in names) await KnownAsync(platform, $"巩义市{name}有限公司", more: e => e.LegalRepresentative = "张三");
        await FeedAsync(platform, "gongyi", "tax", Sheet(headings, [.. names.Select(n => (string[])[$"{n}有限责任公司", "巩义市米河镇工业路8号", Industry, "李四"])]));
        var list = await client.PageAsync("/registry/matches");
        Assert.All(names, n => Assert.Contains($"{n}有限责任公司", list.Text));
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/registry/matches?handler=Export", Cancel)).StatusCode);

        var page = await client.PageAsync(list.Document.QuerySelector("a[href^='/registry/matches/']")!.GetAttribute("href")!);
        Assert.Contains("名称 1.00×0.65", page.Text);
        Assert.Equal("a", page.Document.QuerySelector("form[action*='Accept'] button")!.GetAttribute("data-hotkey"));
        page = await client.FollowAsync(await page.SubmitAsync([], "Accept"));
        page = await client.FollowAsync(await page.SubmitAsync([], "Later"));
        page = await client.FollowAsync(await page.SubmitAsync([], "New"));
        // What was put off comes last, but comes.
        page = await client.FollowAsync(await page.SubmitAsync(new() { ["reason"] = "已拆除" }, "Dismiss"));
        Assert.NotNull(page.Document.QuerySelector("form[action*='Accept']"));
        Assert.Equal("/registry/matches", (await page.SubmitAsync([], "Accept")).Location);
        Assert.Contains("没有需要确认的记录", (await client.PageAsync("/registry/matches")).Text);
        await platform.AsPlatformAsync(async s => Assert.Equal([FeedDecision.Accepted, FeedDecision.Accepted, FeedDecision.MadeNew, FeedDecision.Dismissed],
            (await s.GetRequiredService<ZhijianDb>().Set<FeedItem>().Where(i => i.Outcome == FeedOutcome.ToConfirm).Select(i => i.Decision).ToListAsync()).Order()));
    }

    [Theory, BothDatabases]
    public async Task Doubles_are_merged_side_by_side_and_parted_again(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var client = await platform.SignInAsync("gongyi");
        var n = Number();
        var a = await KnownAsync(platform, $"巩义市{Word(n)}耐材有限公司", Code(n));
        var b = await KnownAsync(platform, $"{Word(n)}耐材有限责任公司", more: e => (e.LegalRepresentative, e.Phone) = ("张三", "0371-61234567"));
        Assert.Equal(HttpStatusCode.Redirect, (await (await client.PageAsync("/registry/duplicates")).SubmitAsync([], "Look")).Status);
        var list = await client.PageUntilAsync("/registry/duplicates", "同县同名");
        var form = await client.PageAsync(list.Document.QuerySelector("a[href^='/registry/merge?first']")!.GetAttribute("href")!);
        Assert.Contains("****-****4567", form.Text);
        Assert.DoesNotContain("61234567", form.Text);
        var found = await client.PageAsync($"/registry/merge?handler=Find&a={Code(n)}&b={Uri.EscapeDataString(b.Name)}");
        Assert.Equal($"/registry/merge?first={a.Id}&second={b.Id}", found.Location);
        form = await client.FollowAsync(found);
        // Proposed: what the kept file lacks.
        Assert.Equal(["LegalRepresentative", "Phone"], form.Document.QuerySelectorAll("input[name=FromGone][checked]").Select(i => i.GetAttribute("value")));
        Assert.Contains("请写明原因", (await form.SubmitAsync(new() { ["Reason"] = "" })).Text);
        var merged = await form.SubmitAsync(new() { ["Reason"] = "同一单位", ["FromGone"] = "LegalRepresentative\nPhone" });
        Assert.True(merged.Status == HttpStatusCode.Redirect, merged.Of(".z-errors"));
        var detail = await client.FollowAsync(merged);
        Assert.Equal("张三", (await FindAsync(platform, Code(n)))!.LegalRepresentative);
        Assert.Contains("没有发现疑似重复", (await client.PageAsync("/registry/duplicates")).Text);
        Assert.Contains(b.Name, (await client.PageAsync("/registry/merges")).Text);
        Assert.Equal(HttpStatusCode.NotFound, (await (await platform.SignInAsync("dengfeng")).GetAsync(merged.Location, Cancel)).StatusCode);
        await detail.SubmitAsync(new() { ["reason"] = "并错了" }, "Undo");
        Assert.Contains("合并已撤销", (await client.PageAsync(merged.Location!)).Text);
        var again = await client.PageAsync("/registry/duplicates");
        await client.PostPageAsync("/registry/duplicates?handler=Part", [new("ids", again.Document.QuerySelector("input[name=ids]")!.GetAttribute("value")!), new("__RequestVerificationToken", again.Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!)]);
        Assert.Contains("没有发现疑似重复", (await client.PageAsync("/registry/duplicates")).Text);
        await platform.AsPlatformAsync(async s => Assert.Equal(PairState.Different, (await s.GetRequiredService<ZhijianDb>().Set<DuplicatePair>().SingleAsync()).State));
    }

    [Theory, BothDatabases]
    public async Task Sources_and_ranks_are_kept_by_the_city(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var city = await platform.SignInAsync("shijianguan");
        Dictionary<string, string?> form = new() { ["Key"] = "gas", ["Kind"] = "Other", ["Input.Title"] = "燃气用户", ["Input.Department"] = "燃气公司" };
        var page = await city.PageAsync("/registry/feeds/sources/new");
        Assert.Contains("已有这个标识", (await page.SubmitAsync(new(form) { ["Key"] = "tax" })).Text);
        Assert.Contains("小写字母", (await page.SubmitAsync(new(form) { ["Key"] = "燃气" })).Text);
        Assert.Contains("应不低于人工确认起点", (await page.SubmitAsync(new(form) { ["Input.CertainAt"] = "0.6" })).Text);
        var made = await page.SubmitAsync(form);
        Assert.True(made.Status == HttpStatusCode.Redirect, made.Of(".z-errors"));
        var edited = await (await city.PageAsync(made.Location!)).SubmitAsync(new() { ["Input.Title"] = "天然气用户" });
        Assert.Equal(HttpStatusCode.Redirect, edited.Status);
        Assert.Contains("天然气用户", (await city.PageAsync("/registry/feeds")).Text);

        var trust = await city.PageAsync("/registry/feeds/trust");
        var first = trust.Document.QuerySelector("input[name^='Ranks[']")!.GetAttribute("name")!;
        Assert.Contains("请写明原因", (await trust.SubmitAsync(new() { [first] = "5" })).Text);
        Assert.Equal(HttpStatusCode.Redirect, (await trust.SubmitAsync(new() { [first] = "5", ["Reason"] = "联席会议商定" })).Status);
        Assert.Contains("value=\"5\"", (await city.PageAsync("/registry/feeds/trust")).Html);
        var county = await platform.SignInAsync("gongyi");
        Assert.Null((await county.PageAsync("/registry/feeds/trust")).Document.QuerySelector("input[name^='Ranks[']"));
        Assert.Equal(HttpStatusCode.Forbidden, (await county.GetAsync("/registry/feeds/sources/new", Cancel)).StatusCode);
    }
}
