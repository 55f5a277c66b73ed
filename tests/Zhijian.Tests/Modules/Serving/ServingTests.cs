using System.Net;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Cases;
using Zhijian.Modules.Dangers;
using Zhijian.Modules.Serving;
using Zhijian.Platform.Access;
using Zhijian.Platform.Documents;
using Zhijian.Platform.Notices;
using Zhijian.Rules.Cases;
using Zhijian.Rules.Service;
using Zhijian.Tests.Harness;
using Zhijian.Tests.Modules.Cases;
using Zhijian.Tests.Modules.Dangers;
using static Zhijian.Tests.Modules.Cases.CasePlay;

namespace Zhijian.Tests.Modules.Serving;

/// <summary>Papers on their way to the party, and what the party does with them, on both databases.</summary>
public sealed class ServingTests(Platforms platforms)
{
    static readonly byte[] Png = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==");

    static async Task<HttpClient> InAsync(TestPlatform platform, string user) => await platform.SignInAsync(user, platform.PasswordOf(user));
    static DateOnly Today(TestPlatform platform) => DateOnly.FromDateTime(platform.Clock.GetUtcNow().UtcDateTime.AddHours(8));

    /// <summary>A case whose notice is made.</summary>
    static async Task<(Guid Case, Guid Notice)> NoticedAsync(TestPlatform platform)
    {
        var id = await ReportedAsync(platform);
        var line = await StepAsync(platform, First, id, CaseActKind.ServeNotice, await FormAsync(platform, yes: true, fine: 120_000));
        return (id, line.PaperId!.Value);
    }

    static Task EndAsync(TestPlatform platform, Guid paper, Guid line, DateOnly on, bool served, string? reason = null, string user = First) =>
        platform.AsAsync(user, s => s.GetRequiredService<ServingDesk>().EndAsync(paper, line, on, served, reason, null, default));

    static Task<Paper> PaperAsync(TestPlatform platform, Guid id) => platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<Paper>().AsNoTracking().SingleAsync(p => p.Id == id));

    static Task<List<string>> TodosAsync(TestPlatform platform, string kind) => platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<Todo>().Where(t => t.SubjectKind == kind && t.DoneAt == null).Select(t => t.Title).ToListAsync());

    [Theory, BothDatabases]
    public async Task Nobody_there_letter_back_announced_and_served_when_the_term_is_over(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var (id, notice) = await NoticedAsync(platform);
        var today = Today(platform);
        Assert.Contains("其他方式无法送达的才能公告送达", await RefusedAsync(() => ServeAsync(platform, notice, ServiceMethod.Announcement, more: f => (f.Reason, f.Place) = ("下落不明", "门户网站"))), StringComparison.Ordinal);
        Assert.Contains("送达人不少于两名执法人员", await RefusedAsync(() => ServeAsync(platform, notice, more: f => f.Second = null)), StringComparison.Ordinal);
        Assert.Contains("日期不能晚于今天", await RefusedAsync(() => ServeAsync(platform, notice, on: today.AddDays(1))), StringComparison.Ordinal);
        Assert.Contains("没有签订确认书", await RefusedAsync(() => ServeAsync(platform, notice, ServiceMethod.Electronic)), StringComparison.Ordinal);

        await ServeAsync(platform, notice, more: f => (f.Failed, f.Reason) = (true, "大门紧闭，无人"));
        var letter = await ServeAsync(platform, notice, ServiceMethod.Mail, more: f => f.Tracking = "1234567890");
        Assert.Equal((ServiceResult.UnderWay, 2), (letter.Result, letter.Number));
        Assert.Contains("还没有结果", await RefusedAsync(() => ServeAsync(platform, notice)), StringComparison.Ordinal);
        Assert.Contains("请填写未能送达的原因", await RefusedAsync(() => EndAsync(platform, notice, letter.Id, today, false)), StringComparison.Ordinal);
        await EndAsync(platform, notice, letter.Id, today, false, "查无此人，退回");
        var announced = await ServeAsync(platform, notice, ServiceMethod.Announcement, more: f => (f.Reason, f.Place) = ("上门、邮寄均无法送达", "郑州日报"));
        Assert.Single(await TodosAsync(platform, ServingDesk.ToEnd));
        platform.Clock.Advance(TimeSpan.FromDays(29));
        Assert.Contains("届满，之前不能视为送达", await RefusedAsync(() => EndAsync(platform, notice, announced.Id, today.AddDays(29), true)), StringComparison.Ordinal);
        Assert.Equal(CaseState.NoticeIssued, (await ReadAsync(platform, id)).State);
        platform.Clock.Advance(TimeSpan.FromDays(4));
        var officer = await InAsync(platform, First);
        var page = await officer.PageAsync($"/papers/{notice}/service");
        Assert.Contains("公告期满之日", page.Text, StringComparison.Ordinal);
        using var form = new MultipartFormDataContent
        {
            { new StringContent(page.Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!), "__RequestVerificationToken" },
            { new StringContent(announced.Id.ToString()), "LineId" }, { new StringContent($"{today.AddDays(33):yyyy-MM-dd}"), "EndOn" }, { new StringContent("true"), "Served" },
        };
        Assert.Equal(HttpStatusCode.Redirect, (await officer.PostAsync($"/papers/{notice}/service?handler=End", form)).StatusCode);

        // Served on the thirtieth day, not on the day somebody came to write it down; the case goes on from there.
        var paper = await PaperAsync(platform, notice);
        Assert.Equal((today.AddDays(30), ServiceMethod.Announcement), (paper.ServedOn, paper.ServedHow));
        var row = await ReadAsync(platform, id);
        Assert.Equal((CaseState.NoticeServed, today.AddDays(30)), (row.State, row.PartySince));
        Assert.Empty(await TodosAsync(platform, ServingDesk.ToEnd));
        Assert.Contains("文书已于", await RefusedAsync(() => ServeAsync(platform, notice)), StringComparison.Ordinal);
        page = await officer.PageAsync($"/papers/{notice}/service");
        foreach (var words in (string[])["大门紧闭，无人", "单号 1234567890", "查无此人，退回", "郑州日报", "已送达"]) Assert.Contains(words, page.Text, StringComparison.Ordinal);
        var kept = await platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<Paper>().AsNoTracking().SingleAsync(p => p.Kind == "service-return"));
        Assert.Equal(($"{paper.Number}（回）", paper.SubjectId), (kept.Number, kept.SubjectId));
    }

    [Theory, BothDatabases]
    public async Task The_party_agrees_is_served_in_its_account_states_and_asks_for_a_hearing(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var (id, notice) = await NoticedAsync(platform);
        var party = await InAsync(platform, "qiye1");
        Assert.Equal(HttpStatusCode.NotFound, (await party.GetAsync($"/my/papers/{notice}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await party.GetAsync($"/my/cases/{id}")).StatusCode);
        var address = await party.PageAsync("/my/papers/address");
        Assert.Contains("联系电话只能是数字", (await address.SubmitAsync(new() { ["Input.Recipient"] = "王样张", ["Input.Phone"] = "<b>", ["Input.Address"] = "样张路1号" })).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await address.SubmitAsync(new() { ["Input.Recipient"] = "王样张", ["Input.Phone"] = "0371-12345678", ["Input.Address"] = "样张路1号", ["Input.Electronic"] = "true" })).Status);

        await ServeAsync(platform, notice, ServiceMethod.Electronic);
        Assert.Equal(CaseState.NoticeServed, (await ReadAsync(platform, id)).State);
        Assert.Contains("查收文书", (await party.PageAsync("/todo")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await party.GetAsync($"/my/papers/{notice}/docx")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await (await party.PageAsync($"/my/papers/{notice}")).SubmitAsync([], "Confirm")).Status);
        Assert.DoesNotContain("查收文书", (await party.PageAsync("/todo")).Text, StringComparison.Ordinal);
        Assert.Contains("行政处罚告知书", (await party.PageAsync("/my/papers")).Text, StringComparison.Ordinal);

        // What it may do and until when; nothing of what the authority thinks.
        var mine = await party.PageAsync($"/my/cases/{id}");
        foreach (var words in (string[])["拟作出的处罚", "罚款12万元", "第七十二条第一项", "陈述申辩", "申请听证", "《行政处罚法》第六十四条第一项"]) Assert.Contains(words, mine.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("现场检查记录", mine.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await mine.SubmitAsync(new() { ["text"] = "除尘设备已经采购，请求从轻" })).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await (await party.PageAsync($"/my/cases/{id}")).PostAsync(party, id, "RequestHearing")).Status);
        Assert.Equal(CaseState.HearingRequested, (await ReadAsync(platform, id)).State);
        Assert.Contains("通知听证", (await (await InAsync(platform, First)).PageAsync("/todo")).Text, StringComparison.Ordinal);
        using var form = new MultipartFormDataContent
        {
            { new StringContent((await party.PageAsync($"/my/cases/{id}/evidence")).Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!), "__RequestVerificationToken" },
            { new StringContent("采购合同"), "Note" }, { new ByteArrayContent(Png), "Upload", "contract.png" },
        };
        Assert.Equal(HttpStatusCode.Redirect, (await party.PostAsync($"/my/cases/{id}/evidence", form)).StatusCode);
        Assert.Contains("当事人提交", (await (await InAsync(platform, First)).PageAsync($"/cases/{id}")).Text, StringComparison.Ordinal);

        // Another employer has neither the paper nor the case.
        var other = await InAsync(platform, "qiye2");
        foreach (var path in (string[])[$"/my/papers/{notice}", $"/my/papers/{notice}/docx", $"/my/cases/{id}", $"/my/cases/{id}/evidence"]) Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync(path)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await party.GetAsync($"/papers/{notice}/service")).StatusCode);
    }

    [Theory, BothDatabases]
    public async Task The_party_takes_no_step_that_is_not_its_own_nor_after_its_day(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var (id, notice) = await NoticedAsync(platform);
        Task Step(CaseActKind kind, string? text = "文字", string user = "qiye1", long? seen = null) => platform.AsAsync(user, s => s.GetRequiredService<PartyCaseDesk>().StepAsync(id, kind, text, null, seen, null, default));
        await Assert.ThrowsAsync<NotFoundException>(() => Step(CaseActKind.Defend));
        await ServeAsync(platform, notice);
        foreach (var kind in (CaseActKind[])[CaseActKind.ReviewDefence, CaseActKind.Decide, CaseActKind.Close, CaseActKind.Terminate, CaseActKind.Pay]) await Assert.ThrowsAsync<ForbiddenException>(() => Step(kind));
        await Assert.ThrowsAsync<NotFoundException>(() => Step(CaseActKind.Defend, user: "qiye2"));
        Assert.Contains("请填写陈述申辩的内容", await RefusedAsync(() => Step(CaseActKind.Defend, " ")), StringComparison.Ordinal);
        await Assert.ThrowsAsync<OvertakenException>(() => Step(CaseActKind.Defend, seen: 1));
        platform.Clock.Advance(TimeSpan.FromDays(12));
        Assert.Contains("听证申请期限", await RefusedAsync(() => Step(CaseActKind.RequestHearing)), StringComparison.Ordinal);
        Assert.DoesNotContain("id=\"hearing\"", (await (await InAsync(platform, "qiye1")).PageAsync($"/my/cases/{id}")).Html, StringComparison.Ordinal);
        Assert.Equal(CaseState.NoticeServed, (await ReadAsync(platform, id)).State);
    }

    [Theory, BothDatabases]
    public async Task After_the_decision_the_party_sees_what_it_owes_and_asks_to_pay_later(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var id = await RipeAsync(platform);
        await StepAsync(platform, Head, id, CaseActKind.Decide, await FormAsync(platform, fine: 120_000));
        await ServeAsync(platform, id, CaseActKind.Decide);
        var party = await InAsync(platform, "qiye1");
        var mine = await party.PageAsync($"/my/cases/{id}");
        foreach (var words in (string[])["尚应缴纳", "申请行政复议", "提起行政诉讼", "行政处罚决定书"]) Assert.Contains(words, mine.Text, StringComparison.Ordinal);
        Assert.Contains("处罚决定已经作出，不能再提交材料", await RefusedAsync(() => platform.AsAsync("qiye1", async s =>
        {
            var desk = s.GetRequiredService<PartyCaseDesk>();
            await desk.AddEvidenceAsync(id, [(await desk.ReceiveAsync(new MemoryStream(Png), "a.png", default), "a.png")], null, null, default);
        })), StringComparison.Ordinal);
        var until = Today(platform).AddDays(60);
        Assert.Equal(HttpStatusCode.Redirect, (await mine.SubmitAsync(new() { ["until"] = $"{until:yyyy-MM-dd}", ["text"] = "停产检修，资金困难" })).Status);
        var head = await InAsync(platform, Head);
        Assert.Contains("答复延期（分期）缴纳申请", (await head.PageAsync("/todo")).Text, StringComparison.Ordinal);
        Assert.Equal($"{until:yyyy-MM-dd}", (await head.PageAsync($"/cases/{id}/approve?kind=GrantInstalments")).Document.QuerySelector("input[name='Input.Day']")!.GetAttribute("value"));
        await StepAsync(platform, Head, id, CaseActKind.GrantInstalments, new() { Day = until, Text = "同意" });
        Assert.Contains($"{until:yyyy-MM-dd}", (await party.PageAsync($"/my/cases/{id}")).Of("section[aria-labelledby=facts]"), StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task An_order_is_on_the_list_until_it_is_served_and_its_dangers_say_when(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var danger = await Judged.FoundAsync(platform);
        await Judged.OrderAsync(platform, danger.Id, Judged.Today.AddDays(5));
        var paper = (await Judged.ReadAsync(platform, danger.PointId!.Value)).OrderPaperId!.Value;
        var officer = await InAsync(platform, First);
        Assert.Contains("送达责令限期整改指令书", (await officer.PageAsync("/todo")).Text, StringComparison.Ordinal);
        Assert.Contains("待送达", (await officer.PageAsync("/papers?service=open")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await officer.GetAsync($"/papers/{paper}/service/return")).StatusCode);

        // Only by the authority whose paper it is.
        Assert.Equal(HttpStatusCode.NotFound, (await (await InAsync(platform, "dengfeng-zf")).GetAsync($"/papers/{paper}/service")).StatusCode);
        Assert.Contains("由出具文书的机关送达", await RefusedAsync(() => platform.AsAsync("shijianguan", s => s.GetRequiredService<ServingDesk>().RecordAsync(paper, new(), null, null, default))), StringComparison.Ordinal);

        // Refused at the gate, with a picture of it; a text that calls itself a picture is none.
        var page = await officer.PageAsync($"/papers/{paper}/service");
        async Task<HttpResponseMessage> LeaveAsync(byte[]? picture)
        {
            using var form = new MultipartFormDataContent
            {
                { new StringContent(page.Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!), "__RequestVerificationToken" }, { new StringContent("LeftBehind"), "Input.Method" },
                { new StringContent((await Judged.UserAsync(platform, First)).ToString()), "Input.First" }, { new StringContent((await Judged.UserAsync(platform, Second)).ToString()), "Input.Second" },
                { new StringContent("厂区门卫室"), "Input.Place" }, { new StringContent("负责人拒绝签收"), "Input.Reason" },
            };
            if (picture is not null) form.Add(new ByteArrayContent(picture), "Upload", "gate.png");
            return await officer.PostAsync($"/papers/{paper}/service", form);
        }
        Assert.Contains("须有见证人签名，或者以拍照、录像记录送达过程（《民事诉讼法》第八十九条）", await (await LeaveAsync(null)).Content.ReadAsStringAsync() is var html ? WebUtility.HtmlDecode(html) : "", StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await LeaveAsync("no picture"u8.ToArray())).StatusCode);
        Assert.Null((await PaperAsync(platform, paper)).ServedOn);
        Assert.Equal(HttpStatusCode.Redirect, (await LeaveAsync(Png)).StatusCode);
        Assert.Equal(ServiceMethod.LeftBehind, (await PaperAsync(platform, paper)).ServedHow);
        var line = await platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<ServiceLine>().AsNoTracking().SingleAsync(l => l.PaperId == paper));
        Assert.Equal(HttpStatusCode.OK, (await officer.GetAsync($"/service-scans/{line.Id}")).StatusCode);
        Assert.Contains("文书送达", (await officer.PageAsync($"/dangers/{danger.Id}")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("送达责令限期整改指令书", (await officer.PageAsync("/todo")).Text, StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task Two_records_at_once_make_one_and_a_void_paper_is_not_served(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var (id, notice) = await NoticedAsync(platform);
        async Task<Exception?> Try()
        {
            try
            {
                await ServeAsync(platform, notice);
                return null;
            }
            catch (Exception e) when (e is Refusal or DbUpdateException)
            {
                return e;
            }
        }
        var tries = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(Try)));
        Assert.Equal(1, tries.Count(t => t is null));
        Assert.Single(await LinesAsync(platform, id), l => l.Kind == CaseActKind.Deliver);

        var second = await StepAsync(platform, First, id, CaseActKind.ServeNotice, await FormAsync(platform, yes: true, fine: 100_000));
        await platform.AsAsync("gongyi", s => s.GetRequiredService<PaperDesk>().VoidAsync(second.PaperId!.Value, "数额有误"));
        Assert.Contains("文书已经作废，不能送达", await RefusedAsync(() => ServeAsync(platform, second.PaperId!.Value)), StringComparison.Ordinal);
        // The paper that took its place is the one that counts.
        var third = await StepAsync(platform, First, id, CaseActKind.ServeNotice, await FormAsync(platform, yes: true, fine: 110_000));
        await ServeAsync(platform, third.PaperId!.Value);
        Assert.Equal(CaseState.NoticeServed, (await ReadAsync(platform, id)).State);
    }

    [Theory, BothDatabases]
    public async Task An_address_on_paper_needs_its_scan(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var (_, notice) = await NoticedAsync(platform);
        var form = new AddressForm { Recipient = "王样张", Phone = "13800000000", Address = "样张路1号", PostCode = "451200", Electronic = true };
        Task Confirm(bool withScan, string user = First) => platform.AsAsync(user, async s => await s.GetRequiredService<AddressDesk>().ConfirmForAsync(notice, form, withScan ? (await s.GetRequiredService<ServingDesk>().ReceiveAsync(new MemoryStream(Png), "a.png", default), "a.png") : null, null, default));
        Assert.Contains("请上传当事人签名的送达地址确认书", await RefusedAsync(() => Confirm(false)), StringComparison.Ordinal);
        Assert.Contains("由出具文书的机关登记", await RefusedAsync(() => Confirm(true, "shijianguan")), StringComparison.Ordinal);
        await Confirm(true);
        Assert.Equal(ServiceResult.Served, (await ServeAsync(platform, notice, ServiceMethod.Electronic)).Result);
        // Its phone lies enciphered.
        await platform.AsPlatformAsync(async s => Assert.DoesNotContain("13800000000", string.Join('|', await s.GetRequiredService<ZhijianDb>().Database.SqlQueryRaw<string>("SELECT phone AS \"Value\" FROM service_addresses").ToListAsync()), StringComparison.Ordinal));
    }
}

static class PartyForms
{
    /// <summary>The form on the page whose hidden kind it is.</summary>
    public static Task<WebPage> PostAsync(this WebPage page, HttpClient client, Guid id, string kind)
    {
        var form = page.Document.Forms.Single(f => f.QuerySelector($"input[name=kind][value={kind}]") is not null);
        return client.PostPageAsync(form.GetAttribute("action")!, [.. form.QuerySelectorAll("input").Select(i => KeyValuePair.Create(i.GetAttribute("name")!, i.GetAttribute("value") ?? ""))]);
    }
}
