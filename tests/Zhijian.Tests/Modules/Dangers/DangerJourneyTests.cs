using System.Net;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Dangers;
using Zhijian.Modules.Inspections;
using Zhijian.Modules.Registry;
using Zhijian.Platform.Documents;
using Zhijian.Platform.Events;
using Zhijian.Platform.Notices;
using Zhijian.Rules.Dangers;
using Zhijian.Rules.Exposure;
using Zhijian.Tests.Harness;

namespace Zhijian.Tests.Modules.Dangers;

/// <summary>The whole loop by its pages, on both databases.</summary>
public sealed class DangerJourneyTests(Platforms platforms)
{
    [Theory, BothDatabases]
    public async Task Found_ordered_rectified_retested_rechecked_and_closed(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var (county, employer) = (await platform.SignInAsync("gongyi"), await platform.SignInAsync("qiye1"));
        var danger = await Judged.FoundAsync(platform);
        var second = await Judged.FoundAsync(platform);
        var (officer, other) = (await Judged.UserAsync(platform, "gongyi"), await Judged.UserAsync(platform, "gongyi-zf"));
        Assert.Contains("破碎岗位 矽尘", (await county.PageAsync($"/dangers?employer={danger.EmployerId}")).Text, StringComparison.Ordinal);

        var held = await platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<OfficerCertificate>().Where(c => c.UserId == officer || c.UserId == other).Select(c => c.Number).ToListAsync());
        Assert.NotEmpty(held);

        // One paper for both.
        var form = await county.PageAsync($"/dangers/{danger.Id}/order");
        Assert.Equal(2, form.Document.QuerySelectorAll($"input[name='Input.Ids'][value='{danger.Id}'], input[name='Input.Ids'][value='{second.Id}']").Length);
        var ordered = await form.SubmitAsync(new() { ["Input.Ids"] = $"{danger.Id}\n{second.Id}", ["Input.Deadline"] = "2026-07-01", ["Input.FirstOfficer"] = officer.ToString(), ["Input.SecondOfficer"] = other.ToString(), ["Input.Demand"] = "立即治理，复测达标" });
        Assert.True(ordered.Status == HttpStatusCode.Redirect, ordered.Of(".z-errors") ?? ordered.Text);
        var row = await Judged.ReadAsync(platform, danger.PointId!.Value);
        Assert.Equal((DangerState.Ordered, new DateOnly(2026, 7, 1), DangerTurn.Employer, new DateOnly(2026, 7, 1)), (row.State, row.Deadline!.Value, row.Turn, row.NextOn!.Value));
        Assert.StartsWith("（郑巩）卫职责改〔2026〕", row.OrderNumber, StringComparison.Ordinal);
        Assert.Equal(row.OrderNumber, (await Judged.ReadAsync(platform, second.PointId!.Value)).OrderNumber);
        var paper = WordText(await employer.GetByteArrayAsync($"/my/dangers/{danger.Id}/order/docx"));
        foreach (var words in (string[])["责令限期整改指令书", "巩义市示例耐火材料有限公司", "破碎岗位矽尘检测值 2.5 mg/m³", "第二十六条", "2026年7月1日", "巩义执法人员（示例）", row.OrderNumber!]) Assert.Contains(words, paper, StringComparison.Ordinal);
        foreach (var number in held) Assert.Contains($"（证号：{number}）", paper, StringComparison.Ordinal);
        Assert.Contains("整改隐患", (await employer.PageAsync("/todo")).Text, StringComparison.Ordinal);

        // The employer plans, uploads, asks.
        var mine = await employer.PageAsync($"/my/dangers/{danger.Id}");
        foreach (var words in (string[])["是限值的 2.5 倍", "必须停止存在该危害因素的作业", "密闭产生源"]) Assert.Contains(words, mine.Text, StringComparison.Ordinal);
        Assert.Contains("至少选择一项", (await mine.SubmitAsync([], "Start")).Text, StringComparison.Ordinal);
        var started = await mine.SubmitAsync(new() { ["measures"] = "enc-source\nppe", ["how[enc-source]"] = "加密闭罩", ["ids"] = second.Id.ToString(), ["planned"] = "2026-06-20" }, "Start");
        Assert.True(started.Status == HttpStatusCode.Redirect, started.Of(".z-errors") ?? started.Text);
        Assert.Equal(DangerState.Rectifying, (await Judged.ReadAsync(platform, second.PointId!.Value)).State);
        await UploadAsync(employer, $"/my/dangers/{danger.Id}/evidence");
        platform.Clock.Advance(TimeSpan.FromDays(12));
        // Their sessions are over by then.
        (county, employer) = (await platform.SignInAsync("gongyi", platform.PasswordOf("gongyi")), await platform.SignInAsync("qiye1", platform.PasswordOf("qiye1")));
        var asked = await (await employer.PageAsync($"/my/dangers/{danger.Id}")).SubmitAsync(new() { ["statement"] = "已加密闭罩", ["ids"] = null }, "Recheck");
        Assert.True(asked.Status == HttpStatusCode.Redirect, asked.Of(".z-errors") ?? asked.Text);
        row = await Judged.ReadAsync(platform, danger.PointId!.Value);
        Assert.Equal((DangerState.RecheckRequested, new DateOnly(2026, 7, 2)), (row.State, row.NextOn!.Value));

        // Without a retest it cannot be closed; with one it is.
        var recheck = await county.PageAsync($"/dangers/{danger.Id}/recheck");
        Assert.Contains("没有复测", recheck.Text, StringComparison.Ordinal);
        await Judged.RaiseAsync(platform, danger.EmployerId, Judged.Result(danger.PointId.Value, Verdict.Compliant, "0.4 mg/m³", 0.4, new(2026, 6, 20)));
        var closed = await (await county.PageAsync($"/dangers/{danger.Id}/recheck")).SubmitAsync(new()
        {
            [$"found[{danger.Id}]"] = "yes", ["Input.FirstOfficer"] = officer.ToString(), ["Input.SecondOfficer"] = other.ToString(), ["Input.Opinion"] = "密闭罩完好，复测达标", ["Input.CloseRest"] = "true",
        });
        Assert.True(closed.Status == HttpStatusCode.Redirect, closed.Of(".z-errors") ?? closed.Text);
        row = await Judged.ReadAsync(platform, danger.PointId.Value);
        Assert.Equal((DangerState.Closed, false, 12, DangerTurn.Nobody), (row.State, row.IsOpen, row.DaysToClose!.Value, row.Turn));
        Assert.Equal(["发现超标", "登记", "责令限期整改", "开始整改", "单位上传整改材料", "申请复查", "复测达标", "复查", "销号"], (await Judged.LinesAsync(platform, danger.Id)).Select(l => l.Title));
        await AfterwardsAsync(platform, county, danger);
    }

    static async Task AfterwardsAsync(TestPlatform platform, HttpClient county, HiddenDanger danger)
    {
        await platform.AsPlatformAsync(async s =>
        {
            var db = s.GetRequiredService<ZhijianDb>();
            var opinion = await db.Set<Paper>().SingleAsync(p => p.Kind == "danger-recheck");
            Assert.StartsWith("（郑巩）卫职复查〔2026〕", opinion.Number, StringComparison.Ordinal);
            Assert.Contains(await db.Set<EventMessage>().Select(e => e.Type).ToListAsync(), t => t.EndsWith(nameof(DangerClosed), StringComparison.Ordinal));
            Assert.Contains(await db.Set<EmployerEvent>().Where(e => e.EmployerId == danger.EmployerId).Select(e => e.Kind).ToListAsync(), k => k == "danger.rechecked");
            // The second one still waits for the employer; nothing waits for the county.
            Assert.Equal(0, await db.Set<Todo>().CountAsync(t => t.SubjectKind == "danger.officer" && t.DoneAt == null && t.SubjectId.StartsWith(danger.EmployerId.ToString("N")) && t.Title.Contains("申请复查")));
        });
        foreach (var path in (string[])["/dangers?tab=closed", "/dangers/figures?by=Factor", $"/registry/{danger.EmployerId}?tab=dangers", $"/dangers/{danger.Id}", "/dangers/figures", "/dangers/figures?by=Industry", "/dangers/figures?by=Source"])
        {
            var page = await county.PageAsync(path);
            Assert.True(page.Status == HttpStatusCode.OK, $"{path} {page.Status}");
        }
        // A later exceedance of the same factor is a repeat; the closed one cannot be opened beside it.
        await Judged.RaiseAsync(platform, danger.EmployerId, Judged.Result(danger.PointId!.Value, Verdict.Exceeds, on: new(2026, 6, 21)));
        var again = await Judged.ReadAsync(platform, danger.PointId.Value);
        Assert.True(again.IsRepeat && again.Id != danger.Id);
        var refused = await (await county.PageAsync($"/dangers/{danger.Id}")).SubmitAsync(new() { ["reason"] = "误判" }, "Reopen");
        Assert.Contains("已有未销号的隐患", refused.Text, StringComparison.Ordinal);
    }

    static async Task UploadAsync(HttpClient client, string path)
    {
        var page = await client.PageAsync(path);
        using var form = new MultipartFormDataContent
        {
            { new StringContent(page.Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!), "__RequestVerificationToken" },
            { new StringContent("密闭罩安装后"), "Note" },
            { new ByteArrayContent(Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")), "Upload", "罩.png" },
        };
        var answer = await client.PostAsync(path, form);
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, await answer.Content.ReadAsStringAsync());
        var link = (await client.PageAsync(path[..^"/evidence".Length])).Document.QuerySelector("a[href^='/danger-evidence/']")!.GetAttribute("href")!;
        Assert.Equal("image/png", (await client.GetAsync(link)).Content.Headers.ContentType!.MediaType);
    }

    static string WordText(byte[] file)
    {
        using var document = DocumentFormat.OpenXml.Packaging.WordprocessingDocument.Open(new MemoryStream(file), false);
        return document.MainDocumentPart!.Document!.InnerText;
    }

    [Theory, BothDatabases]
    public async Task A_suspicion_is_taken_up_or_dismissed_and_one_without_measurement_needs_no_retest(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var county = await platform.SignInAsync("gongyi");
        var employer = await Judged.EmployerOfAsync(platform);
        await platform.AsPlatformAsync(s => Registry.RegistryRecords.RaiseAsync(s,
            new Zhijian.Modules.Registry.Dues.DangerSuspected(employer, null, "《职业病防治法》第七十一条第一项", "年度更新逾期 30 天", "due:a"),
            new Zhijian.Modules.Registry.Dues.DangerSuspected(employer, null, "《职业病防治法》第七十一条第一项", "变更申报逾期 30 天", "due:b")));
        var list = await county.PageAsync("/dangers/candidates");
        Assert.Contains("年度更新逾期", list.Text, StringComparison.Ordinal);
        var links = list.Document.QuerySelectorAll("a[href*='candidates?id=']");
        string Of(string words) => links.Single(a => a.TextContent.Contains(words, StringComparison.Ordinal)).GetAttribute("href")!;
        Assert.Contains("请填写不列入的理由", (await (await county.PageAsync(Of("变更申报"))).SubmitAsync(new() { ["reason"] = " " }, "Dismiss")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await (await county.PageAsync(Of("变更申报"))).SubmitAsync(new() { ["reason"] = "已在办理" }, "Dismiss")).Status);
        var taken = await (await county.PageAsync(Of("年度更新"))).SubmitAsync(new() { ["grade"] = "General" }, "TakeUp");
        Assert.True(taken.Status == HttpStatusCode.Redirect, taken.Of(".z-errors") ?? taken.Text);
        var id = Guid.Parse(taken.Location!.Split('/')[^1]);
        Assert.DoesNotContain("逾期 30 天", (await county.PageAsync("/dangers/candidates")).Text, StringComparison.Ordinal);
        // Taken up or dismissed once, whoever comes later.
        Assert.Equal(HttpStatusCode.OK, (await county.PageAsync("/dangers/candidates?tab=all")).Status);

        await Judged.OrderAsync(platform, id, Judged.Today.AddDays(20));
        await Judged.StartAsync(platform, id);
        await Judged.AskAsync(platform, id);
        Assert.Equal(1, await Judged.RecheckAsync(platform, id, close: true));
        Assert.Equal(DangerActKind.Close, (await Judged.LinesAsync(platform, id))[^1].Act);
    }

    [Theory, BothDatabases]
    public async Task Officers_write_in_what_they_found_on_the_spot(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var officer = await platform.SignInAsync("gongyi-zf");
        var employer = await Judged.EmployerOfAsync(platform);
        var form = await officer.PageAsync("/dangers/new");
        Dictionary<string, string?> good = new() { ["Input.EmployerId"] = employer.ToString(), ["Input.Source"] = "Inspection", ["Input.FoundOn"] = "2026-06-09", ["Input.Grade"] = "Major", ["Input.Finding"] = "未设置警示标识", ["Input.Article"] = "第二十四条" };
        foreach (var (field, value, words) in new[] { ("Input.FoundOn", "2026-06-11", "不能晚于今天"), ("Input.Finding", "", "请填写隐患情况"), ("Input.EmployerId", "", "请选择用人单位"), ("Input.FoundOn", "1999-01-01", "请核对"), ("Input.Source", "Report", "请选择来源"), ("Input.Source", "", "请填写来源"), ("Input.Grade", "", "请填写等级") })
            Assert.Contains(words, (await form.SubmitAsync(new(good) { [field] = value })).Text, StringComparison.Ordinal);
        var made = await form.SubmitAsync(good);
        Assert.True(made.Status == HttpStatusCode.Redirect, made.Of(".z-errors") ?? made.Text);
        Assert.Contains("未设置警示标识", (await officer.FollowAsync(made)).Text, StringComparison.Ordinal);
        // Another county's employer is not there.
        var foreign = await Judged.EmployerOfAsync(platform, "qiye2");
        var fresh = await officer.PageAsync("/dangers/new");
        Assert.Equal(HttpStatusCode.NotFound, (await fresh.SubmitAsync(new(good) { ["Input.EmployerId"] = foreign.ToString() })).Status);
    }
}
