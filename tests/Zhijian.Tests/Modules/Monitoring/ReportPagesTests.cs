using System.Net;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Monitoring;
using Zhijian.Tests.Harness;
using static Zhijian.Tests.Modules.Monitoring.Monitor;

namespace Zhijian.Tests.Modules.Monitoring;

/// <summary>Reports as people meet them in the browser.</summary>
public sealed class ReportPagesTests(Platforms platforms)
{
    static Dictionary<string, string?> Typed(string factor, string index, string value, string point = "1号点") => new()
    {
        ["Line.Workshop"] = "原料车间", ["Line.Post"] = "破碎工", ["Line.Point"] = point, ["Line.Factor"] = factor, ["Line.Index"] = index, ["Line.Value"] = value, ["Line.SampledOn"] = "2026-05-12",
        ["Line.Fraction"] = factor == "矽尘" ? "总尘" : "", ["Line.FreeSilicaPercent"] = factor == "矽尘" ? "32" : "",
    };

    [Theory, BothDatabases]
    public async Task An_institution_writes_a_report_row_by_row_and_seals_it(Database database)
    {
        var platform = await platforms.FreshAsync(database);
        var institution = await platform.SignInAsync(Institution);
        var begun = await (await institution.PageAsync("/monitoring/new")).SubmitAsync(new()
        {
            ["Input.Number"] = "页面1", ["Input.Kind"] = "Periodic", ["Input.Employer"] = await CodeAsync(platform), ["Input.IssuedOn"] = "2026-05-20", ["Input.Samplers"] = "张采样", ["Input.Instruments"] = "YQ-001",
        });
        Assert.True(begun.Status == HttpStatusCode.Redirect, begun.Of(".z-errors") ?? begun.Text);
        var edit = begun.Location!;
        foreach (var row in (Dictionary<string, string?>[])[Typed("矽尘", "C_TWA", "1.35"), Typed("不存在", "C_TWA", "1"), Typed("噪声", "LEX8H", "86")])
        {
            var added = await (await institution.PageAsync(edit)).SubmitAsync(row, "Add");
            Assert.True(added.Status == HttpStatusCode.Redirect, added.Of(".z-errors") ?? added.Text);
        }
        var page = await institution.PageAsync(edit);
        Assert.Contains("超标", page.Text);
        Assert.Contains("第 2 行危害因素", page.Text);
        var refused = await page.SubmitAsync([], "Seal");
        Assert.Equal(HttpStatusCode.OK, refused.Status);
        Assert.Contains("需要更正", refused.Of(".z-errors"));
        var removed = await refused.SubmitAsync(new() { ["at"] = "1" }, "Remove");
        Assert.Equal(HttpStatusCode.Redirect, removed.Status);
        var sealing = await institution.PageAsync(edit);
        Assert.Equal(HttpStatusCode.Redirect, (await sealing.SubmitAsync([], "Seal")).Status);
        // The same rendering again has no second effect, and the draft's page leads to the report.
        Assert.True((int)(await sealing.SubmitAsync([], "Seal")).Status < 500);
        Assert.Equal(HttpStatusCode.Redirect, (await institution.PageAsync(edit)).Status);

        var report = await institution.PageAsync(edit[..^"/edit".Length]);
        Assert.Equal(HttpStatusCode.OK, report.Status);
        foreach (var words in (string[])["超过限值", "GBZ 2.1-2019", "与封存时一致", "合格 0，达到行动水平 0，超标 2"]) Assert.Contains(words, report.Text);
        Assert.Equal(2, report.Document.QuerySelectorAll(".z-ratio").Length);
        var sealedReport = await platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<MonitoringReport>().SingleAsync(r => r.Number == "页面1"));
        Assert.Equal((ReportState.Sealed, 2, true), (sealedReport.State, sealedReport.ExceedsCount, sealedReport.Qualified));
    }

    [Theory, BothDatabases]
    public async Task Everybody_sees_his_part_and_nobody_more(Database database)
    {
        var platform = await platforms.FreshAsync(database);
        var report = (await FileAsync(platform, await FormAsync(platform, Silica("1.35"), Silica("0.5", "2号点")))).Id;
        var point = (await ResultsAsync(platform, report))[0].PointId;
        foreach (var (user, sees) in ((string, bool)[])[(Institution, true), (Employer, true), (County, true), (City, true), ("shenji", true), (OtherCounty, false), ("qiye2", false)])
            foreach (var path in (string[])[$"/monitoring/{report}", $"/monitoring/points/{point}", $"/api/v1/monitoring/reports/{report}/results"])
                Assert.Equal((user, path, sees ? HttpStatusCode.OK : HttpStatusCode.NotFound), (user, path, (await (await platform.SignInAsync(user)).PageAsync(path)).Status));
        var list = await (await platform.SignInAsync(OtherCounty)).PageAsync("/monitoring");
        Assert.DoesNotContain("耐火材料", list.Text);
        Assert.Contains("耐火材料", (await (await platform.SignInAsync(County)).PageAsync("/monitoring?exceeds=1")).Text);
        // The employer's file shows it.
        var file = await (await platform.SignInAsync(Employer)).PageAsync("/my/file?tab=monitoring");
        Assert.Contains("最近一次结果超标的检测点", file.Text);
        Assert.Equal(HttpStatusCode.OK, (await (await platform.SignInAsync(Employer)).PageAsync($"/monitoring/{report}?handler=Export")).Status);
    }

    [Theory, BothDatabases]
    public async Task Whoever_holds_a_report_sees_what_was_really_filed(Database database)
    {
        var platform = await platforms.FreshAsync(database);
        var id = (await FileAsync(platform, await FormAsync(platform, Silica("1.35"), Row("甲苯", "C_TWA", "<1")))).Id;
        var report = await ReadAsync(platform, id);
        var visitor = platform.Anonymous();
        var page = await visitor.PageAsync($"/monitoring/verify/{report.PublicCode}");
        foreach (var words in (string[])[report.Number, report.EmployerName, report.Sm3!, "合格 1，达到行动水平 0，超标 1"]) Assert.Contains(words, page.Text);
        Assert.DoesNotContain("1.35", page.Text);
        Assert.DoesNotContain("张采样", page.Text);
        Assert.Contains("没有这份报告", (await visitor.PageAsync($"/monitoring/verify/{Zhijian.Platform.Documents.VerificationCode.New().Value}")).Text);
        Assert.Contains("核验码", (await visitor.PageAsync("/monitoring/verify/%3Cscript%3Ealert(1)%3C%2Fscript%3E")).Text);
        var draft = await platform.AsAsync(Institution, s => s.GetRequiredService<ReportDesk>().CorrectAsync(id, "改", null, default));
        await platform.AsAsync(Institution, async s => await s.GetRequiredService<ReportDesk>().SealAsync(draft, (await ReadAsync(platform, draft)).Version, null, default));
        Assert.Contains("已报送第 2 版", (await visitor.PageAsync($"/monitoring/verify/{report.PublicCode}")).Text);
    }

    [Theory, BothDatabases]
    public async Task A_point_shows_its_trend_and_its_statistics(Database database)
    {
        var platform = await platforms.FreshAsync(database);
        for (var month = 1; month <= 5; month++)
            await FileAsync(platform, await FormAsync(platform, Silica($"0.{month}{month}") with { SampledOn = $"2026-0{month}-12" }) with { IssuedOn = null });
        var point = await platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<SamplingPoint>().SingleAsync());
        var page = await (await platform.SignInAsync(County)).PageAsync($"/monitoring/points/{point.Id}");
        Assert.NotNull(page.Document.QuerySelector("[data-figure=chart]"));
        foreach (var words in (string[])["几何均数", "2026-03-12", "0.33", "第95百分位数"]) Assert.Contains(words, page.Text);
        Assert.Contains(point.Name, (await (await platform.SignInAsync(Institution)).PageAsync("/monitoring/points")).Text);
    }

    [Theory, BothDatabases]
    public async Task An_institution_keeps_its_own_records(Database database)
    {
        var platform = await platforms.FreshAsync(database);
        var client = await platform.SignInAsync(Institution);
        var page = await client.PageAsync("/monitoring/institution");
        Assert.Contains("甲级", page.Text);
        Assert.Equal(HttpStatusCode.Redirect, (await page.SubmitAsync(new() { ["Instrument.Number"] = "YQ-100", ["Instrument.Name"] = "热指数仪", ["Instrument.CalibratedOn"] = "2026-01-01", ["Instrument.CalibrationDue"] = "2026-12-31" }, "Instrument")).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await page.SubmitAsync(new() { ["Member.Name"] = "孙采样", ["Member.ValidTo"] = "2027-01-01" }, "Member")).Status);
        var wrong = await page.SubmitAsync(new() { ["Certificate.Number"] = "证2", ["Certificate.Grade"] = "乙级", ["Certificate.Scopes"] = "采矿业", ["Certificate.ValidFrom"] = "2026-01-01", ["Certificate.ValidTo"] = "2025-01-01" }, "Certificate");
        Assert.Contains("有效期止早于有效期起", wrong.Text);
        var text = (await client.PageAsync("/monitoring/institution")).Text;
        Assert.Contains("YQ-100", text);
        Assert.Contains("孙采样", text);
        var institution = await platform.AsPlatformAsync(async s => (await s.GetRequiredService<ZhijianDb>().Users.SingleAsync(u => u.UserName == Institution)).OrganisationId);
        Assert.Contains("YQ-100", (await (await platform.SignInAsync(City)).PageAsync($"/monitoring/institutions/{institution}")).Text);
        Assert.Equal(HttpStatusCode.NotFound, (await (await platform.SignInAsync(County)).PageAsync($"/monitoring/institutions/{institution}")).Status);
    }

    [Theory, BothDatabases]
    public async Task Lists_stand_what_is_typed_into_them(Database database)
    {
        var platform = await platforms.SharedAsync(database);
        await FileAsync(platform, await FormAsync(platform, Silica("0.7")));
        foreach (var (user, path) in ((string, string)[])[(City, "/monitoring"), (City, "/monitoring/points"), (City, "/monitoring/findings"), (City, "/monitoring/institutions"), (City, "/monitoring/rejudge"), (Institution, "/monitoring")])
        {
            var client = await platform.SignInAsync(user);
            foreach (var value in (string[])["' OR 1=1--", "<script>alert(1)</script>", "%_\\", "\0", "-1", "9999-99-99", new string('长', 3000)])
            {
                var typed = Uri.EscapeDataString(value);
                var page = await client.PageAsync($"{path}?q={typed}&kind={typed}&filer={typed}&county={typed}&sampled.from={typed}&code={typed}&page={typed}&sort={typed}&run=true&Factor={typed}&Version={typed}");
                Assert.True((int)page.Status < 500, $"{path} {value[..Math.Min(10, value.Length)]} {page.Status}");
                Assert.DoesNotContain("<script>alert", page.Html);
            }
            if (path.EndsWith("rejudge", StringComparison.Ordinal)) continue;
            Assert.Equal(HttpStatusCode.OK, (await client.PageAsync($"{path}?handler=Export")).Status);
        }
    }
}
