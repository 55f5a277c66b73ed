using System.Net;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Inspections;
using Zhijian.Modules.Registry;
using Zhijian.Rules.Inspections;
using Zhijian.Tests.Harness;
using Zhijian.Tests.Modules.Dangers;

namespace Zhijian.Tests.Modules.Inspections;

/// <summary>From the plan to the closing by the pages, on both databases.</summary>
public sealed class InspectionJourneyTests(Platforms platforms)
{
    [Theory, BothDatabases]
    public async Task Planned_approved_visited_recorded_ordered_rechecked_and_closed(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var (county, officer) = (await platform.SignInAsync("gongyi"), await platform.SignInAsync("gongyi-zf"));
        var (employer, one, two) = (await Judged.EmployerOfAsync(platform), await Judged.UserAsync(platform, "gongyi"), await Judged.UserAsync(platform, "gongyi-zf"));

        var planned = await (await county.PageAsync("/inspections/new")).SubmitAsync(new()
        {
            ["Input.EmployerId"] = employer.ToString(), ["Input.Type"] = "Complaint", ["Input.Cause"] = "群众反映粉尘大", ["Input.ChecklistCode"] = Inspect.Questions, ["Input.FirstOfficer"] = one.ToString(), ["Input.SecondOfficer"] = two.ToString(),
        });
        Assert.True(planned.Status == HttpStatusCode.Redirect, planned.Of(".z-errors") ?? planned.Text);
        var path = planned.Location!;
        var id = Guid.Parse(path.Split('/')[^1]);
        Assert.DoesNotContain("批准检查方案", (await county.PageAsync(path)).Of(".btn-list") ?? "", StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await (await officer.PageAsync(path)).SubmitAsync([], "Approve")).Status);
        Assert.Contains("现场检查：巩义市示例耐火材料有限公司", (await officer.PageAsync("/todo")).Text, StringComparison.Ordinal);

        var arrive = await officer.PageAsync(path);
        Assert.Contains("未出示执法证件", (await arrive.SubmitAsync(new() { ["first"] = one.ToString(), ["second"] = two.ToString() }, "Arrive")).Text, StringComparison.Ordinal);
        var arrived = await arrive.SubmitAsync(new() { ["first"] = one.ToString(), ["second"] = two.ToString(), ["shown"] = "true" }, "Arrive");
        Assert.True(arrived.Status == HttpStatusCode.Redirect, arrived.Of(".z-errors") ?? arrived.Text);

        var visit = await officer.PageAsync(path + "/visit");
        Dictionary<string, string?> answers = Enumerable.Range(1, 26).ToDictionary(n => $"answers[{n}].Verdict", n => (string?)(n == 22 ? "Unqualified" : n == 21 ? "NotConcerned" : "Qualified"));
        answers["answers[22].Note"] = "车间门口没有公告栏";
        Assert.Equal(HttpStatusCode.Redirect, (await visit.SubmitAsync(answers)).Status);
        Assert.Contains("合格率 96%", (await officer.PageAsync(path + "/visit")).Text, StringComparison.Ordinal);
        await PhotoAsync(officer, path);

        var form = await officer.PageAsync(path + "/record");
        Assert.Contains("车间门口没有公告栏", form.Text, StringComparison.Ordinal);
        var recorded = await form.SubmitAsync(new() { ["Input.Address"] = "示例路1号", ["Input.Head"] = "王某", ["Input.Place"] = "破碎车间", ["Input.From"] = "09:00", ["Input.To"] = "11:30", ["Input.Summary"] = "对破碎车间进行了检查", ["Input.Signed"] = "true" });
        Assert.True(recorded.Status == HttpStatusCode.Redirect, recorded.Of(".z-errors") ?? recorded.Text);
        var task = await Inspect.ReadAsync(platform, id);
        Assert.Equal((InspectionState.Recorded, 1, 1, 96.0m), (task.State, task.Findings, task.Open, task.Rate!.Value));
        Assert.Equal($"（郑巩）卫职检记〔2026〕{task.Serial}号", task.RecordNumber);
        var paper = await county.GetByteArrayAsync($"/papers/{task.RecordPaperId}/docx");
        foreach (var words in (string[])["车间门口没有公告栏", "破碎车间", task.FirstCertificate!, "现场负责人签字确认", "合格率 96%"]) Assert.Contains(words, WordText(paper), StringComparison.Ordinal);
        Assert.DoesNotContain("现场检查：", (await officer.PageAsync("/todo")).Text, StringComparison.Ordinal);

        // The problem is a danger; its order, recheck and paper are the inspection's.
        var danger = Assert.Single(await Inspect.FindingsAsync(platform, id)).DangerId!.Value;
        Assert.Contains($"/dangers/{danger}/order", (await county.PageAsync(path)).Html, StringComparison.Ordinal);
        await Judged.OrderAsync(platform, danger, Judged.Today.AddDays(20));
        task = await Inspect.ReadAsync(platform, id);
        Assert.Equal(InspectionState.RectificationOrder, task.State);
        Assert.StartsWith("（郑巩）卫职责改〔2026〕", task.OrderNumber, StringComparison.Ordinal);
        await Judged.StartAsync(platform, danger);
        await Judged.AskAsync(platform, danger);
        Assert.Equal(1, await Judged.RecheckAsync(platform, danger, close: true));
        task = await Inspect.ReadAsync(platform, id);
        Assert.Equal((InspectionState.Recheck, 0), (task.State, task.Open));
        Assert.Equal(HttpStatusCode.Redirect, (await (await county.PageAsync(path)).SubmitAsync([], "Close")).Status);
        Assert.Equal((InspectionState.Closed, false), ((await Inspect.ReadAsync(platform, id)).State, (await Inspect.ReadAsync(platform, id)).IsOpen));
        foreach (var page in (string[])["/inspections?tab=closed", $"/registry/{employer}?tab=inspections", "/inspections/checklists?list=scoring-100", "/inspections/officers", path + "/visit", path + "/record", path + "/photos"])
            Assert.True((await county.PageAsync(page)).Status == HttpStatusCode.OK, page);
        Assert.Contains(await platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<EmployerEvent>().Where(e => e.EmployerId == employer).Select(e => e.Kind).ToListAsync()), k => k == "inspection.recorded");
        Assert.Contains("巩义市示例耐火材料有限公司", await (await county.GetAsync($"/api/v1/inspections/{id}")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    static async Task PhotoAsync(HttpClient client, string path)
    {
        var page = await client.PageAsync(path + "/photos?item=22");
        using var form = new MultipartFormDataContent
        {
            { new StringContent(page.Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!), "__RequestVerificationToken" },
            { new StringContent("22"), "Item" }, { new StringContent("gate"), "Note" },
            { new ByteArrayContent(Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")), "Upload", "gate.png" },
        };
        var answer = await client.PostAsync(path + "/photos", form);
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, await answer.Content.ReadAsStringAsync());
        var link = (await client.PageAsync(path)).Document.QuerySelector("a[href^='/inspection-photos/']")!.GetAttribute("href")!;
        Assert.Equal("image/png", (await client.GetAsync(link)).Content.Headers.ContentType!.MediaType);
    }

    static string WordText(byte[] file)
    {
        using var document = DocumentFormat.OpenXml.Packaging.WordprocessingDocument.Open(new MemoryStream(file), false);
        return document.MainDocumentPart!.Document!.InnerText;
    }

    [Theory, BothDatabases]
    public async Task Measures_bear_the_serial_of_the_record_and_a_case_follows_from_the_danger(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var id = await Inspect.RecordedAsync(platform);
        var number = await platform.AsAsync("gongyi", s => s.GetRequiredService<VisitDesk>().MeasuresAsync(new(id, "《职业病防治法》第六十四条", "暂停破碎作业", Inspect.Today.AddDays(10)), null, null, default));
        var task = await Inspect.ReadAsync(platform, id);
        Assert.Equal((InspectionState.OnSiteMeasures, $"（郑巩）卫职现决〔2026〕{task.Serial}号", task.RecordNumber!.Replace("检记", "现决", StringComparison.Ordinal)), (task.State, number, number));
        var late = await Assert.ThrowsAsync<Refusal>(() => platform.AsAsync("gongyi", s => s.GetRequiredService<VisitDesk>().MeasuresAsync(new(id, "依据", "再次", Inspect.Today.AddDays(10)), null, null, default)));
        Assert.Contains("已作出", late.Message, StringComparison.Ordinal);
        Assert.Contains("尚有 1 个问题", (await Assert.ThrowsAsync<Refusal>(async () =>
        {
            var danger = (await Inspect.FindingsAsync(platform, id))[0].DangerId!.Value;
            await Judged.OrderAsync(platform, danger, Judged.Today.AddDays(20));
            await Judged.StartAsync(platform, danger);
            await Judged.AskAsync(platform, danger);
            await Judged.RecheckAsync(platform, danger, removed: false);
            await platform.AsAsync("gongyi", s => s.GetRequiredService<VisitDesk>().CloseAsync(id, null, null, default));
        })).Message, StringComparison.Ordinal);
        Assert.Equal((InspectionState.Recheck, 1), ((await Inspect.ReadAsync(platform, id)).State, (await Inspect.ReadAsync(platform, id)).Open));
    }

    [Theory, BothDatabases]
    public async Task What_the_law_forbids_is_refused(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        async Task RefusedAsync(string words, Func<Task> act) => Assert.Contains(words, (await Assert.ThrowsAsync<Refusal>(act)).Message, StringComparison.Ordinal);

        var id = await Inspect.PlanAsync(platform);
        await RefusedAsync("制定人以外", () => Inspect.ApproveAsync(platform, id, "gongyi"));
        await RefusedAsync("本级的人员", () => Inspect.ApproveAsync(platform, id, "shijianguan"));
        await RefusedAsync("不能到达现场", () => Inspect.ArriveAsync(platform, id));
        await Inspect.ApproveAsync(platform, id);
        await RefusedAsync("两名不同", () => Inspect.ArriveAsync(platform, id, "gongyi", "gongyi"));
        await RefusedAsync("不是本机关", () => Inspect.ArriveAsync(platform, id, "gongyi", "dengfeng"));
        await RefusedAsync("到达现场", () => Inspect.AnswerAsync(platform, id));

        // The certificate ends; another is taken already.
        var (first, second) = (await Judged.UserAsync(platform, "gongyi"), await Judged.UserAsync(platform, "gongyi-zf"));
        Task Certify(Guid user, string number, DateOnly? until) => platform.AsAsync("gongyi", s => s.GetRequiredService<InspectionOfficers>().CertifyAsync(user, number, until, null, default));
        await Certify(first, "豫A1", Inspect.Today.AddDays(-1));
        await RefusedAsync("到期", () => Inspect.ArriveAsync(platform, id));
        await RefusedAsync("另一名人员", () => Certify(second, "豫A1", null));
        await Certify(first, "豫A1", null);
        await platform.AsAsync("gongyi", s => s.GetRequiredService<InspectionOfficers>().RecuseAsync(id, second, "配偶在该单位任职", s.GetRequiredService<InspectionAccess>(), null, default));
        await RefusedAsync("应当回避：配偶在该单位任职", () => Inspect.ArriveAsync(platform, id));

        var other = await Inspect.PlanAsync(platform, employer: "qiye1", type: InspectionType.Joint);
        await RefusedAsync("取消理由", () => platform.AsAsync("gongyi", s => s.GetRequiredService<TaskDesk>().CallOffAsync(other, null, " ", null, default)));
        await platform.AsAsync("gongyi", s => s.GetRequiredService<TaskDesk>().CallOffAsync(other, null, "单位搬迁", null, default));
        await RefusedAsync("已取消", () => Inspect.ApproveAsync(platform, other));
    }

    [Theory, BothDatabases]
    public async Task The_record_needs_every_item_and_words_for_each_problem(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        async Task RefusedAsync(string words, Func<Task> act) => Assert.Contains(words, (await Assert.ThrowsAsync<Refusal>(act)).Message, StringComparison.Ordinal);
        var id = await Inspect.PlanAsync(platform);
        await Inspect.ApproveAsync(platform, id);
        await Inspect.ArriveAsync(platform, id);
        await RefusedAsync("26 项没有填写", () => Inspect.RecordAsync(platform, id, Inspect.Draft()));
        await RefusedAsync("没有第 99 项", () => platform.AsAsync("gongyi", s => s.GetRequiredService<VisitDesk>().AnswerAsync(id, new Dictionary<string, AnswerDraft> { ["99"] = new(ItemVerdict.Qualified, null, null, null, null) }, null, default)));
        await Inspect.AnswerAsync(platform, id, "20", "22");
        await RefusedAsync("1 个不合格项没有写明", () => Inspect.RecordAsync(platform, id, Inspect.Draft(new FindingDraft("22", "未设置公告栏", null))));
        await RefusedAsync("没有签字", () => Inspect.RecordAsync(platform, id, Inspect.Draft(new("20", "未申报", null), new("22", "未设置公告栏", null)) with { Signed = false }));
        await RefusedAsync("晚于开始时间", () => Inspect.RecordAsync(platform, id, Inspect.Draft() with { To = new(8, 0) }));
        var number = await Inspect.RecordAsync(platform, id, Inspect.Draft(new("20", "未申报", null), new("22", "未设置公告栏", null), new(null, "通道堵塞", "《职业病防治法》第二十五条")) with { Signed = false, RefusalNote = "负责人拒签" });
        var task = await Inspect.ReadAsync(platform, id);
        Assert.Equal((3, 1, number), (task.Findings, task.KeyFailures, task.RecordNumber));
        Assert.Equal(["OD71-1", "OD70-3", null], (await Inspect.FindingsAsync(platform, id)).Select(f => f.PenaltyCode));
        await RefusedAsync("不能再修改", () => Inspect.AnswerAsync(platform, id));
        await RefusedAsync("不能认定未发现问题", () => platform.AsAsync("gongyi", s => s.GetRequiredService<VisitDesk>().ConcludeAsync(id, null, null, default)));
    }
}
