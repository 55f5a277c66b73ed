using System.Net;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Cases;
using Zhijian.Modules.Dangers;
using Zhijian.Modules.Inspections;
using Zhijian.Platform.Documents;
using Zhijian.Rules.Cases;
using Zhijian.Tests.Harness;
using Zhijian.Tests.Modules.Dangers;
using static Zhijian.Tests.Modules.Cases.CasePlay;

namespace Zhijian.Tests.Modules.Cases;

/// <summary>What the law forbids is refused with its article, by the address as by the page.</summary>
public sealed class CaseHostileTests(Platforms platforms)
{
    const string Dot = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==";

    [Theory, BothDatabases]
    public async Task One_officer_a_recused_one_one_without_certificate_or_of_elsewhere(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var id = await RequestedAsync(platform);
        Task Approve(CaseStepForm form) => StepAsync(platform, Head, id, CaseActKind.File, form);
        var form = await FormAsync(platform, second: First);
        Assert.Equal("须由两名不同的执法人员共同进行（《行政处罚法》第四十二条第一款、第五十五条第一款）。", await RefusedAsync(() => Approve(form)));
        form = await FormAsync(platform, second: null);
        Assert.Equal("请选择第二名执法人员。", await RefusedAsync(() => Approve(form)));
        form = await FormAsync(platform, second: Reviewer);
        Assert.Contains("没有执法证件（《行政处罚法》第四十二条", await RefusedAsync(() => Approve(form)), StringComparison.Ordinal);
        form = await FormAsync(platform, second: "dengfeng-zf");
        Assert.Contains("不是本机关的人员", await RefusedAsync(() => Approve(form)), StringComparison.Ordinal);
        var danger = (await ReadAsync(platform, id)).DangerId!.Value;
        var recused = await Judged.UserAsync(platform, Second);
        await platform.AsAsync(Head, s => s.GetRequiredService<DangerOfficers>().RecuseAsync(danger, recused, "近亲属在该单位任职", null, default));
        form = await FormAsync(platform);
        Assert.Equal("巩义执法人员乙（示例）应当回避：近亲属在该单位任职（《行政处罚法》第四十三条）。", await RefusedAsync(() => Approve(form)));
        Assert.Equal((CaseState.FilingRequested, 1), ((await ReadAsync(platform, id)).State, (await LinesAsync(platform, id)).Count));
    }

    [Theory, BothDatabases]
    public async Task A_certificate_number_belongs_to_one_officer(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var (first, second) = (await Judged.UserAsync(platform, First), await Judged.UserAsync(platform, Second));
        var number = await platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<OfficerCertificate>().Where(c => c.UserId == first).Select(c => c.Number).SingleAsync());
        Task Certify(Guid officer, string? words) => platform.AsAsync(Head, s => s.GetRequiredService<InspectionOfficers>().CertifyAsync(officer, words, new(2030, 1, 1), null, default));
        Assert.Equal("这个执法证号已登记在另一名人员名下。", await RefusedAsync(() => Certify(second, $" {number} ")));
        Assert.StartsWith("请填写执法证号", await RefusedAsync(() => Certify(second, " ")), StringComparison.Ordinal);
        await Certify(first, number);
    }

    [Theory, BothDatabases]
    public async Task Separation_of_persons_and_of_permissions(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var id = await RequestedAsync(platform);
        // An officer has no right to approve; the head who proposed could not either.
        var form = await FormAsync(platform);
        await Assert.ThrowsAsync<ForbiddenException>(() => StepAsync(platform, First, id, CaseActKind.File, form));
        await Assert.ThrowsAsync<ForbiddenException>(() => StepAsync(platform, Head, id, CaseActKind.LegalReview, form));
        var mixed = await FormAsync(platform, first: Host, second: Second);
        Assert.Contains("是本案调查人员，不能审批", await RefusedAsync(() => StepAsync(platform, Host, id, CaseActKind.File, mixed)), StringComparison.Ordinal);
        // Neither the city nor a foreign county acts in the county's place.
        Assert.Contains("案件由立案机关办理", await RefusedAsync(() => StepAsync(platform, "shijianguan", id, CaseActKind.File, form)), StringComparison.Ordinal);
        await Assert.ThrowsAsync<NotFoundException>(() => StepAsync(platform, "dengfeng", id, CaseActKind.File, form));
        var foreign = await platform.SignInAsync("dengfeng-zf", platform.PasswordOf("dengfeng-zf"));
        Assert.Equal(HttpStatusCode.NotFound, (await foreign.GetAsync($"/cases/{id}")).StatusCode);
        var party = await platform.SignInAsync("qiye1", platform.PasswordOf("qiye1"));
        Assert.Equal(HttpStatusCode.Forbidden, (await party.GetAsync($"/cases/{id}")).StatusCode);
        // The investigator is no host of the hearing.
        await StepAsync(platform, Head, id, CaseActKind.File, form);
        await StepAsync(platform, First, id, CaseActKind.CollectEvidence, await FormAsync(platform, "记录"));
        await StepAsync(platform, First, id, CaseActKind.FinishInvestigation, await FormAsync(platform, "事实"));
        await TellAsync(platform, id, await FormAsync(platform, yes: true, fine: 120_000));
        await StepAsync(platform, First, id, CaseActKind.RequestHearing, form);
        var hearing = new CaseStepForm { Day = new(2026, 7, 20), Person = await Judged.UserAsync(platform, Second) };
        Assert.Contains("不能主持听证（《行政处罚法》第六十四条第四项）", await RefusedAsync(() => StepAsync(platform, First, id, CaseActKind.NotifyHearing, hearing)), StringComparison.Ordinal);
        hearing = new() { Day = new(2026, 6, 20), Person = await Judged.UserAsync(platform, Host) };
        Assert.Contains("前通知，最早", await RefusedAsync(() => StepAsync(platform, First, id, CaseActKind.NotifyHearing, hearing)), StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task No_decision_without_notice_and_no_hearing_too_late(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var id = await ReportedAsync(platform);
        var decide = await FormAsync(platform, fine: 120_000);
        Assert.Equal("没有送达处罚告知书，不得作出处罚决定（《行政处罚法》第六十二条）。", await RefusedAsync(() => StepAsync(platform, Head, id, CaseActKind.Decide, decide)));
        var head = await platform.SignInAsync(Head, platform.PasswordOf(Head));
        var page = await head.PageAsync($"/cases/{id}/approve?kind=Decide");
        Assert.Contains("没有送达处罚告知书", page.Text, StringComparison.Ordinal);
        Assert.Contains("没有送达处罚告知书", (await page.SubmitAsync(new() { ["Input.Fine"] = "120000" })).Text, StringComparison.Ordinal);
        // Without the offer of a hearing there is no such notice.
        Assert.Contains("应当告知当事人有要求听证的权利（《行政处罚法》第六十三条）", await RefusedAsync(() => StepAsync(platform, First, id, CaseActKind.ServeNotice, decide)), StringComparison.Ordinal);
        await TellAsync(platform, id, await FormAsync(platform, yes: true, fine: 120_000));
        Assert.Contains("陈述申辩期限", await RefusedAsync(() => StepAsync(platform, Head, id, CaseActKind.Decide, decide)), StringComparison.Ordinal);
        platform.Clock.Advance(TimeSpan.FromDays(12));
        Assert.Contains("已过（《行政处罚法》第六十四条第一项", await RefusedAsync(() => StepAsync(platform, First, id, CaseActKind.RequestHearing, decide)), StringComparison.Ordinal);
        Assert.Contains("应当集体讨论决定（《行政处罚法》第五十七条第二款）", await RefusedAsync(() => StepAsync(platform, Head, id, CaseActKind.Decide, decide)), StringComparison.Ordinal);
        // A day in the future, or one before the last step, is none.
        var late = await FormAsync(platform, "申辩");
        late.On = new(2027, 1, 1);
        Assert.Equal("日期不能晚于今天。", await RefusedAsync(() => StepAsync(platform, First, id, CaseActKind.Defend, late)));
        late.On = new(2026, 1, 1);
        Assert.Contains("早于上一步的日期", await RefusedAsync(() => StepAsync(platform, First, id, CaseActKind.Defend, late)), StringComparison.Ordinal);
        Assert.Equal(CaseState.NoticeServed, (await ReadAsync(platform, id)).State);
    }

    [Theory, BothDatabases]
    public async Task A_fine_of_nought_above_or_below_the_range_or_heavier_than_told(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var id = await ReportedAsync(platform);
        foreach (var (fine, words) in new (decimal, string)[]
        {
            (0, "罚款数额须大于零（《职业病防治法》第七十二条第一项）"), (-5, "罚款数额须大于零"), (200_000.01m, "超过法定幅度5万元以上20万元以下（《职业病防治法》第七十二条第一项）"), (49_999, "低于法定幅度"), (180_000, "不在裁量阶次（9.5万元以上15.5万元以下）内，须写明理由并经集体讨论（《行政处罚法》第五条第二款、第三十四条）"),
        })
        {
            var form = await FormAsync(platform, yes: true, fine: fine);
            Assert.Contains(words, await RefusedAsync(() => StepAsync(platform, First, id, CaseActKind.ServeNotice, form)), StringComparison.Ordinal);
        }
        var unwarned = await FormAsync(platform, yes: true, fine: 120_000);
        unwarned.Warned = false;
        Assert.Contains("应当给予警告", await RefusedAsync(() => StepAsync(platform, First, id, CaseActKind.ServeNotice, unwarned)), StringComparison.Ordinal);
        await TellAsync(platform, id, await FormAsync(platform, yes: true, fine: 120_000));
        platform.Clock.Advance(TimeSpan.FromDays(12));
        await StepAsync(platform, Reviewer, id, CaseActKind.LegalReview, await FormAsync(platform, "同意", yes: true));
        await StepAsync(platform, Head, id, CaseActKind.Discuss, await DiscussionAsync(platform));
        foreach (var (fine, words) in new (decimal, string)[] { (130_000, "应当重新告知（《行政处罚法》第六十二条）"), (0, "罚款数额须大于零"), (900_000, "超过法定幅度") })
        {
            var form = await FormAsync(platform, fine: fine);
            Assert.Contains(words, await RefusedAsync(() => StepAsync(platform, Head, id, CaseActKind.Decide, form)), StringComparison.Ordinal);
        }
        Assert.Null((await ReadAsync(platform, id)).DecidedOn);
    }

    [Theory, BothDatabases]
    public async Task Two_decisions_at_once_make_one_and_a_number_is_never_taken_by_hand(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var id = await RipeAsync(platform);
        var version = (await ReadAsync(platform, id)).Version;
        var form = await FormAsync(platform, fine: 120_000);
        async Task<Exception?> Try()
        {
            try
            {
                await StepAsync(platform, Head, id, CaseActKind.Decide, form, version);
                return null;
            }
            catch (Exception e) when (e is Refusal or DbUpdateException)
            {
                return e;
            }
        }
        var tries = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(Try)));
        Assert.Equal(1, tries.Count(t => t is null));
        Assert.Single(await LinesAsync(platform, id), l => l.Kind == CaseActKind.Decide);
        var papers = await platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<Paper>().Where(p => p.Kind == "case-decision").Select(p => p.Number).ToListAsync());
        Assert.Equal((await ReadAsync(platform, id)).DecisionNumber, Assert.Single(papers));

        // Fields that would carry a number are not read.
        var officer = await platform.SignInAsync(First, platform.PasswordOf(First));
        await ServeAsync(platform, id, CaseActKind.Decide);
        var page = await officer.PageAsync($"/cases/{id}/step?kind=SeekReview");
        var token = page.Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var sent = await officer.PostPageAsync($"/cases/{id}/step?kind=SeekReview", [new("__RequestVerificationToken", token), new("Kind", "SeekReview"), new("SeenVersion", $"{(await ReadAsync(platform, id)).Version}"), new("Input.Method", "Direct"), new("Input.Number", "（郑巩）卫职罚〔2026〕999号"), new("Number", "999"), new("__key", "")]);
        Assert.Equal(HttpStatusCode.Redirect, sent.Status);
        Assert.Equal(papers[0], (await ReadAsync(platform, id)).DecisionNumber);
    }

    [Theory, BothDatabases]
    public async Task One_act_one_case_and_one_fine(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var id = await RequestedAsync(platform);
        var danger = (await ReadAsync(platform, id)).DangerId;
        Assert.Equal("同一违法行为已有正在办理的案件。", await RefusedAsync(() => platform.AsAsync(First, s => s.GetRequiredService<CaseDesk>().RequestAsync(new(danger, null, "OD72-1", "再次", null, null, null), null, default))));
        var employer = await Judged.EmployerOfAsync(platform);
        // Not an act of the catalogue, no danger that was proposed, another's employer, an act too long ago.
        Task Request(CaseDraft draft, string user = First) => platform.AsAsync(user, s => s.GetRequiredService<CaseDesk>().RequestAsync(draft, null, default));
        Assert.Equal("请选择案由。", await RefusedAsync(() => Request(new(null, employer, "OD99", "事实", Judged.Today, null, null))));
        Assert.Equal("请填写线索情况，不超过 1000 个字。", await RefusedAsync(() => Request(new(null, employer, "OD71-1", " ", Judged.Today, null, null))));
        var plain = await Judged.FoundAsync(platform);
        Assert.Contains("提请立案后才能立案", await RefusedAsync(() => Request(new(plain.Id, null, "OD72-1", "事实", null, null, null))), StringComparison.Ordinal);
        Assert.Contains("由工作场所所在地的监管机关立案", await RefusedAsync(() => Request(new(null, employer, "OD71-1", "事实", Judged.Today, null, null), "dengfeng-zf")), StringComparison.Ordinal);
        Assert.Contains("2年内未被发现，不再给予行政处罚（《行政处罚法》第三十六条）", await RefusedAsync(() => Request(new(null, employer, "OD71-1", "事实", Judged.Today, new(2024, 1, 1), null))), StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task Evidence_and_steps_on_record_are_neither_changed_nor_taken_away(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var id = await FiledAsync(platform);
        await platform.AsAsync(First, async s =>
        {
            var desk = s.GetRequiredService<CaseDesk>();
            await desk.AddEvidenceAsync(id, [(await desk.ReceiveAsync(new MemoryStream(Convert.FromBase64String(Dot)), "现场.png", default), "现场.png")], null, null, default);
        });
        // Nothing of the platform does it; whoever writes such code is refused all the same.
        Task TouchAsync(Func<ZhijianDb, Task> touch) => platform.AsPlatformAsync(async s =>
        {
            var db = s.GetRequiredService<ZhijianDb>();
            await s.GetRequiredService<WritePath>().CommitAsync(new("test.touch"), _ => touch(db));
        });
        foreach (var touch in new Func<ZhijianDb, Task>[]
        {
            async db => db.Remove(await db.Set<CaseEvidence>().SingleAsync(e => e.CaseId == id)),
            async db => db.Entry(await db.Set<CaseEvidence>().SingleAsync(e => e.CaseId == id)).Property(nameof(CaseEvidence.Hash)).CurrentValue = new string('0', 64),
            async db => db.Remove(await db.Set<CaseLine>().FirstAsync(l => l.CaseId == id)),
        })
            Assert.Equal("证据材料和办理记录只能追加，不得更改、替换、删除（《行政处罚法》第四十七条）。", await RefusedAsync(() => TouchAsync(touch)));
        Assert.True(await platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<CaseEvidence>().AnyAsync(e => e.CaseId == id && e.Name == "现场.png")));
    }
}
