using System.Net;
using System.Text;
using AngleSharp.Dom;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Monitoring;
using Zhijian.Modules.Monitoring.Plans;
using Zhijian.Platform.Files;
using Zhijian.Tests.Harness;
using static Zhijian.Tests.Modules.Monitoring.Monitor;
using Workplace = Zhijian.Modules.Registry.Workplace;

namespace Zhijian.Tests.Modules.Monitoring;

/// <summary>Floor plans: uploaded, points placed on them, shown by reports of their time to whoever may see the employer.</summary>
public sealed class FloorPlanTests(Platforms platforms)
{
    static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    /// <summary>As much of a PNG as a head and a tail; salt makes contents differ.</summary>
    internal static byte[] Png(int width = 800, int height = 600, byte salt = 0) =>
    [
        0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, 0, 0, 0, 13, .. "IHDR"u8, .. Big(width), .. Big(height), 8, 2, 0, 0, 0, 0, 0, 0, 0, salt, 0, 0, 0, 0, .. "IEND"u8, 0xAE, 0x42, 0x60, 0x82,
    ];

    static byte[] Big(int n) => [(byte)(n >> 24), (byte)(n >> 16), (byte)(n >> 8), (byte)n];

    static Task<Guid> WorkplaceAsync(TestPlatform platform, string userName = Employer) => platform.AsPlatformAsync(async s =>
    {
        var db = s.GetRequiredService<ZhijianDb>();
        var own = (await db.Users.SingleAsync(u => u.UserName == userName)).OrganisationId;
        return (await db.Set<Workplace>().SingleAsync(w => w.EmployerId == own && w.IsMain)).Id;
    });

    static async Task<WebPage> UploadAsync(HttpClient client, Guid workplace, byte[]? file, string name = "一车间", string from = "2026-01-01", string fileName = "平面图.png", bool keep = true)
    {
        var address = $"/monitoring/workplaces/{workplace}/plans/new";
        var form = await client.PageAsync(address);
        using var content = new MultipartFormDataContent { { new StringContent(form.Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!), "__RequestVerificationToken" } };
        content.Add(new StringContent(form.Document.QuerySelector("input[name=__key]")!.GetAttribute("value")!), "__key");
        content.Add(new StringContent(name), "Name");
        content.Add(new StringContent(from), "ValidFrom");
        if (keep) content.Add(new StringContent("true"), "KeepMarks");
        if (file is not null) content.Add(new ByteArrayContent(file), "Upload", fileName);
        var response = await client.PostAsync(address, content, Cancel);
        return new(client, response, await response.Content.ReadAsStringAsync(Cancel));
    }

    static async Task<Guid> UploadedAsync(HttpClient client, Guid workplace, byte[] file, string name = "一车间", string from = "2026-01-01", bool keep = true)
    {
        var sent = await UploadAsync(client, workplace, file, name, from, keep: keep);
        Assert.True(sent.Status == HttpStatusCode.Redirect, sent.Of(".z-errors") ?? sent.Text);
        return Guid.Parse(sent.Location!.Split('/')[^1]);
    }

    /// <summary>Fills the row of a point in the form of the plan.</summary>
    static async Task<WebPage> PlaceAsync(HttpClient client, Guid plan, string point, string x, string y)
    {
        var page = await client.PageAsync($"/monitoring/plans/{plan}");
        var row = page.Document.QuerySelectorAll("tr[data-placed]").Single(r => r.TextContent.Contains(point, StringComparison.Ordinal));
        return await page.SubmitAsync(new() { [row.QuerySelector("[data-x]")!.GetAttribute("name")!] = x, [row.QuerySelector("[data-y]")!.GetAttribute("name")!] = y }, "Place");
    }

    [Theory, BothDatabases]
    public async Task The_employer_uploads_a_plan_and_places_points_and_the_report_shows_each_by_its_worst_verdict(Database database)
    {
        var platform = await platforms.FreshAsync(database);
        var report = (await FileAsync(platform, await FormAsync(platform, Silica("1.35"), Row("噪声", "LEX8H", "70"), Row("甲苯", "C_TWA", "2", "2号点"), Row("甲苯", "C_TWA", "30", "3号点"), Row("甲苯", "C_TWA", "1", "4号点")))).Id;
        var (employer, workplace) = (await platform.SignInAsync(Employer), await WorkplaceAsync(platform));
        var before = await employer.PageAsync($"/monitoring/{report}");
        Assert.Contains($"/monitoring/workplaces/{workplace}/plans/new", before.Html);
        var plan = await UploadedAsync(employer, workplace, Png());
        foreach (var (point, x, y) in ((string, string, string)[])[("1号点", "25.5", "40"), ("2号点", "８０％", "10"), ("3号点", "0", "100")])
        {
            var placed = await PlaceAsync(employer, plan, point, x, y);
            Assert.True(placed.Status == HttpStatusCode.Redirect, placed.Of(".z-errors") ?? placed.Text);
        }

        var page = await employer.PageAsync($"/monitoring/{report}");
        Assert.Equal($"/monitoring/plans/{plan}/image", page.Document.QuerySelector(".z-floor-picture img")!.GetAttribute("src"));
        var marks = page.Document.QuerySelectorAll("svg.z-floor-mark").ToDictionary(m => m.QuerySelector("title")!.TextContent.Split('：')[0].Split(" / ")[^1]);
        Assert.Equal(["1号点", "2号点", "3号点"], marks.Keys.Order());
        Assert.Equal(("25.5%", "40%"), (marks["1号点"].GetAttribute("x"), marks["1号点"].GetAttribute("y")));
        Assert.Equal(("80%", "10%"), (marks["2号点"].GetAttribute("x"), marks["2号点"].GetAttribute("y")));
        // Colour and shape each tell the verdict by themselves.
        Assert.Equal(["z-danger", "z-success", "z-warning"], marks.OrderBy(m => m.Key).Select(m => m.Value.ClassList[1]));
        Assert.Equal(3, marks.Values.Select(m => m.QuerySelector("path")!.GetAttribute("d")).Distinct().Count());
        Assert.Contains("C_TWA 1.35 mg/m³", marks["1号点"].TextContent);
        var point1 = (await ResultsAsync(platform, report))[0].PointId;
        Assert.Equal($"/monitoring/points/{point1}", marks["1号点"].Closest("a")!.GetAttribute("href"));
        Assert.Contains("未定位的检测点 1 个", page.Text);
        Assert.Contains("4号点", page.Of(".z-floor-list"));
        Assert.Equal(["超标 1", "达到行动水平 1", "合格 2"], page.Document.QuerySelectorAll(".z-floor-legend li").Select(l => l.TextContent.Trim()));
        Assert.DoesNotContain("style=", page.Document.QuerySelector(".z-floor")!.OuterHtml);
        // The employer's own file shows the same.
        Assert.Equal(3, (await employer.PageAsync("/my/file?tab=monitoring")).Document.QuerySelectorAll("svg.z-floor-mark").Length);
        var image = await employer.GetAsync($"/monitoring/plans/{plan}/image", Cancel);
        Assert.Equal(("image/png", "nosniff"), (image.Content.Headers.ContentType?.MediaType, image.Headers.GetValues("X-Content-Type-Options").Single()));
        Assert.Equal(Png(), await image.Content.ReadAsByteArrayAsync(Cancel));

        // Emptied fields take a point off.
        Assert.Equal(HttpStatusCode.Redirect, (await PlaceAsync(employer, plan, "2号点", "", "")).Status);
        Assert.Equal(2, (await employer.PageAsync($"/monitoring/{report}")).Document.QuerySelectorAll("svg.z-floor-mark").Length);
    }

    [Theory, BothDatabases]
    public async Task A_report_shows_the_plan_of_its_day_and_an_older_one_the_newest_with_a_note(Database database)
    {
        var platform = await platforms.FreshAsync(database);
        Task<FiledReport> On(string day) => FormAsync(platform, Silica("1.35") with { SampledOn = day }).ContinueWith(f => FileAsync(platform, f.Result with { IssuedOn = null }), TaskScheduler.Default).Unwrap();
        var (long_, old, late) = ((await On("2025-03-01")).Id, (await On("2026-02-01")).Id, (await On("2026-05-12")).Id);
        var (client, workplace) = (await platform.SignInAsync(County), await WorkplaceAsync(platform));
        var first = await UploadedAsync(client, workplace, Png(), from: "2026-01-01");
        Assert.Equal(HttpStatusCode.Redirect, (await PlaceAsync(client, first, "1号点", "10", "20")).Status);
        var second = await UploadedAsync(client, workplace, Png(900, 700), from: "2026-04-01");

        async Task<(string? Image, string? X, string? Note)> ShownAsync(Guid report)
        {
            var page = await client.PageAsync($"/monitoring/{report}");
            return (page.Document.QuerySelector(".z-floor-picture img")?.GetAttribute("src"), page.Document.QuerySelector("svg.z-floor-mark")?.GetAttribute("x"), page.Of(".z-floor-note"));
        }

        Assert.Equal(($"/monitoring/plans/{first}/image", "10%", null), await ShownAsync(old));
        // The new revision took the positions of the old one along.
        Assert.Equal(($"/monitoring/plans/{second}/image", "10%", null), await ShownAsync(late));
        var (image, _, note) = await ShownAsync(long_);
        Assert.Equal($"/monitoring/plans/{second}/image", image);
        Assert.Contains("采样日（2025-03-01）还没有平面图，这里是 2026-04-01 起启用的一版", note);
        // Moving a point on the new one leaves the old one as it was.
        Assert.Equal(HttpStatusCode.Redirect, (await PlaceAsync(client, second, "1号点", "90", "20")).Status);
        Assert.Equal("10%", (await ShownAsync(old)).X);
        Assert.Equal("90%", (await ShownAsync(late)).X);

        // The wrong picture is withdrawn with a reason and shown no more; its number is not used again.
        var withdrawing = await client.PageAsync($"/monitoring/plans/{second}");
        Assert.Contains("作废原因", (await withdrawing.SubmitAsync(new() { ["Reason"] = "" }, "Withdraw")).Of(".z-errors"));
        Assert.Equal(HttpStatusCode.Redirect, (await withdrawing.SubmitAsync(new() { ["Reason"] = "传成了别的车间" }, "Withdraw")).Status);
        Assert.Equal($"/monitoring/plans/{first}/image", (await ShownAsync(late)).Image);
        Assert.Contains("已作废", (await client.PageAsync($"/monitoring/plans/{second}")).Text);
        var third = await UploadedAsync(client, workplace, Png(901, 700), from: "2026-04-02", keep: false);
        Assert.Equal((3, 0), await platform.AsPlatformAsync(async s => ((await s.GetRequiredService<ZhijianDb>().Set<FloorPlan>().SingleAsync(p => p.Id == third)).Revision, await s.GetRequiredService<ZhijianDb>().Set<FloorPlanMark>().CountAsync(m => m.PlanId == third))));
    }

    [Theory, BothDatabases]
    public async Task What_is_no_plan_and_no_position_is_refused_in_words_that_name_the_field(Database database)
    {
        var platform = await platforms.FreshAsync(database);
        await FileAsync(platform, await FormAsync(platform, Silica("1.35")));
        var (employer, workplace) = (await platform.SignInAsync(Employer), await WorkplaceAsync(platform));
        async Task RefusedAsync(string words, Task<WebPage> sending)
        {
            var sent = await sending;
            Assert.Equal((words, HttpStatusCode.OK), (words, sent.Status));
            Assert.Contains(words, sent.Of(".z-errors"));
        }

        await RefusedAsync("请选择平面图图片", UploadAsync(employer, workplace, null));
        await RefusedAsync("文件内容与扩展名不符", UploadAsync(employer, workplace, Encoding.UTF8.GetBytes("<svg onload=alert(1)>")));
        await RefusedAsync("文件内容与扩展名不符", UploadAsync(employer, workplace, Png(), fileName: "平面图.jpg"));
        await RefusedAsync("这里不接受PDF 文档", UploadAsync(employer, workplace, Encoding.ASCII.GetBytes("%PDF-1.4\n%%EOF"), fileName: "平面图.pdf"));
        await RefusedAsync("图片太小（120×90 像素）", UploadAsync(employer, workplace, Png(120, 90)));
        await RefusedAsync("图片过大（13000×600 像素）", UploadAsync(employer, workplace, Png(13_000)));
        await RefusedAsync("大小上限 10 MB", UploadAsync(employer, workplace, [.. Png(), .. new byte[10 << 20]]));
        await RefusedAsync("请填写平面图名称", UploadAsync(employer, workplace, Png(), name: " "));
        await RefusedAsync("请填写平面图名称", UploadAsync(employer, workplace, Png(), name: new('车', 61)));
        await RefusedAsync("请填写启用日期", UploadAsync(employer, workplace, Png(), from: ""));
        await RefusedAsync("启用日期不是有效的日期", UploadAsync(employer, workplace, Png(), from: "2026-02-30"));
        await RefusedAsync("启用日期晚于今天", UploadAsync(employer, workplace, Png(), from: "2026-06-11"));
        Assert.Equal(0, await platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<FloorPlan>().CountAsync()));

        var plan = await UploadedAsync(employer, workplace, Png(), name: "<b>一车间</b>");
        await RefusedAsync("不能早于上一版的 2026-01-01", UploadAsync(employer, workplace, Png(801), name: "<b>一车间</b>", from: "2025-12-31"));
        foreach (var (x, y, words) in ((string, string, string)[])[("101", "5", "1号点”的横向位置应是 0 至 100"), ("-1", "5", "横向位置"), ("5", "1e1", "纵向位置"), ("左边", "5", "横向位置"), ("5", "", "须同时填写")])
        {
            var refused = await PlaceAsync(employer, plan, "1号点", x, y);
            Assert.Contains(words, refused.Of(".z-errors"));
            // What was typed stays to be put right.
            Assert.Equal((x, y), (refused.Document.QuerySelector("[data-x]")!.GetAttribute("value"), refused.Document.QuerySelector("[data-y]")!.GetAttribute("value") ?? ""));
        }
        Assert.Empty((await employer.PageAsync($"/monitoring/plans/{plan}")).Document.QuerySelectorAll(".z-floor-picture b, .z-header b"));
        // Two people at the same plan: the second is told.
        var (mine, other) = (await employer.PageAsync($"/monitoring/plans/{plan}"), await (await platform.SignInAsync(County)).PageAsync($"/monitoring/plans/{plan}"));
        Assert.Equal(HttpStatusCode.Redirect, (await mine.SubmitAsync(new() { ["At[0].X"] = "10", ["At[0].Y"] = "10" }, "Place")).Status);
        var overtaken = await other.SubmitAsync(new() { ["At[0].X"] = "90", ["At[0].Y"] = "90" }, "Place");
        Assert.NotNull(overtaken.Of(".z-errors"));
        Assert.Equal(10, (await platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<FloorPlanMark>().SingleAsync())).X);
    }

    [Theory, BothDatabases]
    public async Task Who_may_see_the_employer_sees_the_plan_and_an_institution_only_what_it_filed_for(Database database)
    {
        var platform = await platforms.FreshAsync(database);
        var (client, workplace) = (await platform.SignInAsync(Employer), await WorkplaceAsync(platform));
        var plan = await UploadedAsync(client, workplace, Png());
        string[] paths = [$"/monitoring/plans/{plan}", $"/monitoring/plans/{plan}/image", $"/monitoring/workplaces/{workplace}/plans"];
        async Task SeesAsync(string user, HttpStatusCode expected)
        {
            var viewer = await platform.SignInAsync(user);
            foreach (var path in paths) Assert.Equal((user, path, expected), (user, path, (await viewer.PageAsync(path)).Status));
        }

        foreach (var user in (string[])[Employer, County, City, "shenji"]) await SeesAsync(user, HttpStatusCode.OK);
        foreach (var user in (string[])[OtherCounty, "qiye2", Institution]) await SeesAsync(user, HttpStatusCode.NotFound);
        // A draft is no report: an institution opens no employer's plan by beginning one.
        await platform.AsAsync(Institution, async s => await s.GetRequiredService<ReportDesk>().StartAsync(await FormAsync(platform, Silica("0.1")), null, default));
        await SeesAsync(Institution, HttpStatusCode.NotFound);
        Assert.Equal(HttpStatusCode.NotFound, (await (await platform.SignInAsync(Institution)).PageAsync($"/monitoring/workplaces/{workplace}/plans/new")).Status);
        // The employer's own routine test stays unseen by the institution, and so does where its point stands.
        await FileAsync(platform, await FormAsync(platform, Row("噪声", "LEX8H", "86", "自测点")) with { Kind = Zhijian.Rules.Monitoring.ReportKind.Routine, Employer = "", Samplers = null, Instruments = null }, Employer);
        await FileAsync(platform, await FormAsync(platform, Silica("1.35")));
        await SeesAsync(Institution, HttpStatusCode.OK);
        Assert.Equal(HttpStatusCode.Redirect, (await PlaceAsync(client, plan, "自测点", "10", "10")).Status);
        var institution = await platform.SignInAsync(Institution);
        var seen = await institution.PageAsync($"/monitoring/plans/{plan}");
        Assert.DoesNotContain("自测点", seen.Text);
        Assert.Empty(seen.Document.QuerySelectorAll("svg.z-floor-mark"));
        var own = await platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<SamplingPoint>().SingleAsync(p => p.Name == "自测点"));
        Assert.Equal(HttpStatusCode.NotFound, (await seen.SubmitAsync(new() { ["At[0].Point"] = own.Id.ToString(), ["At[0].X"] = "1", ["At[0].Y"] = "1" }, "Place")).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await PlaceAsync(institution, plan, "1号点", "60", "60")).Status);
        Assert.Equal(2, await platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<FloorPlanMark>().CountAsync()));
        // Who may only look is offered nothing and can do nothing.
        var auditor = await platform.SignInAsync("shenji");
        Assert.Empty((await auditor.PageAsync($"/monitoring/plans/{plan}")).Document.QuerySelectorAll("[data-x], form[method=post][action*=Place] button"));
        Assert.Equal(HttpStatusCode.Forbidden, (await auditor.PageAsync($"/monitoring/workplaces/{workplace}/plans/new")).Status);
    }

    [Fact]
    public void The_size_of_a_picture_is_read_from_its_head()
    {
        static (int, int)? Jpeg(params byte[][] segments) => PictureSize.Read(new MemoryStream([0xFF, 0xD8, .. segments.SelectMany(s => s)]), FileKind.Jpeg);
        byte[] exif = [0xFF, 0xE1, 0x02, 0x5A, .. new byte[600]], huffman = [0xFF, 0xC4, 0, 4, 1, 2], frame = [0xFF, 0xFF, 0xC2, 0, 17, 8, 0x02, 0x58, 0x03, 0x20, 3], scan = [0xFF, 0xDA, 0, 2];
        Assert.Equal((800, 600), Jpeg(exif, huffman, frame));
        Assert.Null(Jpeg(exif, scan, frame));
        Assert.Null(Jpeg(exif[..300]));
        Assert.Null(Jpeg([0xFF, 0xE1, 0, 1]));
        Assert.Null(Jpeg([0xFF, 0xC0, 0, 17, 8, 0, 0, 3, 0x20, 3]));
        Assert.Null(Jpeg([1, 2, 3, 4, 5, 6]));
        Assert.Equal((800, 600), PictureSize.Read(new MemoryStream(Png()), FileKind.Png));
        Assert.Null(PictureSize.Read(new MemoryStream(Png(0)), FileKind.Png));
        Assert.Null(PictureSize.Read(new MemoryStream(Png()[..20]), FileKind.Png));
    }
}
