using System.Net;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Cases;
using Zhijian.Modules.Registry;
using Zhijian.Platform.Documents;
using Zhijian.Platform.Notices;
using Zhijian.Rules.Cases;
using Zhijian.Rules.Dangers;
using Zhijian.Tests.Harness;
using Zhijian.Tests.Modules.Dangers;

namespace Zhijian.Tests.Modules.Cases;

/// <summary>The whole way by its pages, on both databases.</summary>
public sealed class CaseJourneyTests(Platforms platforms)
{
    static async Task<HttpClient> InAsync(TestPlatform platform, string user) => await platform.SignInAsync(user, platform.PasswordOf(user));

    static async Task DoAsync(HttpClient client, Guid id, string page, CaseActKind kind, Dictionary<string, string?> fields)
    {
        var form = await client.PageAsync($"/cases/{id}/{page}?kind={kind}");
        var done = await form.SubmitAsync(fields, formWith: "SeenVersion");
        Assert.True(done.Status == HttpStatusCode.Redirect, $"{kind}: {done.Of(".z-errors") ?? done.Text}");
    }

    /// <summary>By the page of the paper, to which the case leads.</summary>
    static async Task ServeAsync(TestPlatform platform, HttpClient officer, Guid id, CaseActKind step)
    {
        var paper = (await CasePlay.LinesAsync(platform, id)).Last(l => l.Kind == step).PaperId;
        Assert.NotNull((await officer.PageAsync($"/cases/{id}")).Document.QuerySelector($"a[href='/papers/{paper}/service']"));
        var page = await officer.PageAsync($"/papers/{paper}/service");
        using var form = new MultipartFormDataContent
        {
            { new StringContent(page.Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!), "__RequestVerificationToken" },
            { new StringContent("Direct"), "Input.Method" }, { new StringContent((await Judged.UserAsync(platform, CasePlay.First)).ToString()), "Input.First" }, { new StringContent((await Judged.UserAsync(platform, CasePlay.Second)).ToString()), "Input.Second" },
            { new StringContent("王样张"), "Input.Receiver" }, { new StringContent("负责收件的人"), "Input.ReceiverRole" },
        };
        var answer = await officer.PostAsync($"/papers/{paper}/service", form);
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, await answer.Content.ReadAsStringAsync());
    }

    [Theory, BothDatabases]
    public async Task From_an_overdue_danger_to_a_closed_and_published_case_with_hearing(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var danger = await CasePlay.CandidateAsync(platform);
        var officer = await InAsync(platform, CasePlay.First);
        Assert.Contains(danger.EmployerName, (await officer.PageAsync("/cases")).Of("section[aria-labelledby=candidates]"), StringComparison.Ordinal);
        var asked = await (await officer.PageAsync($"/cases/new?danger={danger.Id}")).SubmitAsync(new() { ["Input.Facts"] = "破碎岗位矽尘超标，逾期未改正" });
        Assert.True(asked.Status == HttpStatusCode.Redirect, asked.Of(".z-errors") ?? asked.Text);
        var id = await platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<CaseRecord>().Where(c => c.DangerId == danger.Id).Select(c => c.Id).SingleAsync());

        var (first, second) = ((await Judged.UserAsync(platform, CasePlay.First)).ToString(), (await Judged.UserAsync(platform, CasePlay.Second)).ToString());
        var head = await InAsync(platform, CasePlay.Head);
        Assert.Contains("审批立案", (await head.PageAsync("/todo")).Text, StringComparison.Ordinal);
        await DoAsync(head, id, "approve", CaseActKind.File, new() { ["Input.First"] = first, ["Input.Second"] = second });
        var row = await CasePlay.ReadAsync(platform, id);
        Assert.StartsWith("（郑巩）卫职立〔2026〕", row.Number, StringComparison.Ordinal);
        Assert.Equal(DangerState.CaseFiled, (await Judged.ReadAsync(platform, danger.PointId!.Value)).State);

        await DoAsync(officer, id, "step", CaseActKind.CollectEvidence, new() { ["Input.First"] = first, ["Input.Second"] = second, ["Input.Text"] = "现场检查记录、检测报告" });
        await DoAsync(officer, id, "step", CaseActKind.FinishInvestigation, new() { ["Input.First"] = first, ["Input.Second"] = second, ["Input.Text"] = "责令期满后仍超标" });

        // The proposal shows its working; nothing is written by it.
        var notice = await officer.PageAsync($"/cases/{id}/step?kind=ServeNotice");
        foreach (var words in (string[])["第七十二条第一项", "5万元以上20万元以下", "阶次中值：12.5万元", "建议罚款：12.5万元"]) Assert.Contains(words, notice.Text, StringComparison.Ordinal);
        var proposed = await notice.SubmitAsync(new() { ["Input.Circumstances"] = "removed-harm" }, "Propose");
        Assert.Contains("建议罚款：11万元", proposed.Text, StringComparison.Ordinal);
        Assert.Equal(CaseState.ReportDone, (await CasePlay.ReadAsync(platform, id)).State);
        await DoAsync(officer, id, "step", CaseActKind.ServeNotice, new() { ["Input.Circumstances"] = "removed-harm", ["Input.Fine"] = "110000", ["Input.Yes"] = "true" });
        // Made is not told: terms begin with service.
        Assert.Equal(CaseState.NoticeIssued, (await CasePlay.ReadAsync(platform, id)).State);
        Assert.Contains("送达处罚告知书", (await officer.PageAsync("/todo")).Text, StringComparison.Ordinal);
        await ServeAsync(platform, officer, id, CaseActKind.ServeNotice);
        var detail = await officer.PageAsync($"/cases/{id}");
        foreach (var words in (string[])["申请听证，截止", "《行政处罚法》第六十四条第一项"]) Assert.Contains(words, detail.Text, StringComparison.Ordinal);
        Assert.Contains("陈述申辩期限", detail.Of("details.card"), StringComparison.Ordinal);

        await DoAsync(officer, id, "step", CaseActKind.Defend, new() { ["Input.Text"] = "正在采购设备" });
        await DoAsync(officer, id, "step", CaseActKind.ReviewDefence, new() { ["Input.Text"] = "期限已过，不予采纳" });
        await DoAsync(officer, id, "step", CaseActKind.RequestHearing, []);
        var today = DateOnly.FromDateTime(platform.Clock.GetUtcNow().UtcDateTime);
        await DoAsync(officer, id, "step", CaseActKind.NotifyHearing, new() { ["Input.Day"] = $"{today.AddDays(14):yyyy-MM-dd}", ["Input.Person"] = (await Judged.UserAsync(platform, CasePlay.Host)).ToString() });
        await ServeAsync(platform, officer, id, CaseActKind.NotifyHearing);
        platform.Clock.Advance(TimeSpan.FromDays(14));
        await DoAsync(await InAsync(platform, CasePlay.Host), id, "hearing", CaseActKind.HoldHearing, new() { ["Input.Text"] = "维持处罚意见" });
        await DoAsync(await InAsync(platform, CasePlay.Reviewer), id, "review", CaseActKind.LegalReview, new() { ["Input.Text"] = "事实清楚", ["Input.Yes"] = "true" });
        head = await InAsync(platform, CasePlay.Head);
        await DoAsync(head, id, "approve", CaseActKind.Discuss, new() { ["Input.Text"] = "同意", ["Input.Present"] = string.Join('\n', await Task.WhenAll(new[] { CasePlay.Head, CasePlay.Reviewer, CasePlay.Host }.Select(async u => (await Judged.UserAsync(platform, u)).ToString()))) });
        await DoAsync(head, id, "approve", CaseActKind.Decide, new() { ["Input.Fine"] = "100000" });
        row = await CasePlay.ReadAsync(platform, id);
        Assert.Equal((CaseState.Decided, 100_000m, 100_000m), (row.State, row.Fine, row.DecidedFine));
        Assert.StartsWith("（郑巩）卫职罚〔2026〕", row.DecisionNumber, StringComparison.Ordinal);

        officer = await InAsync(platform, CasePlay.First);
        await ServeAsync(platform, officer, id, CaseActKind.Decide);
        await DoAsync(officer, id, "step", CaseActKind.Publish, []);
        // Two days late: 3,000 a day.
        row = await CasePlay.ReadAsync(platform, id);
        platform.Clock.Advance(TimeSpan.FromDays(row.NextOn!.Value.DayNumber - DateOnly.FromDateTime(platform.Clock.GetUtcNow().UtcDateTime).DayNumber + 2));
        officer = await InAsync(platform, CasePlay.First);
        Assert.Contains("6000元（计 2 日）", (await officer.PageAsync($"/cases/{id}")).Text, StringComparison.Ordinal);
        await DoAsync(officer, id, "step", CaseActKind.Pay, new() { ["Input.Amount"] = "106000" });
        await DoAsync(await InAsync(platform, CasePlay.Head), id, "approve", CaseActKind.Close, []);
        row = await CasePlay.ReadAsync(platform, id);
        Assert.Equal((CaseState.Closed, false, 106_000m), (row.State, row.IsOpen, row.Paid));
        await AfterwardsAsync(platform, id, row);
    }

    static async Task AfterwardsAsync(TestPlatform platform, Guid id, CaseRecord row)
    {
        await platform.AsPlatformAsync(async s =>
        {
            var db = s.GetRequiredService<ZhijianDb>();
            var papers = await db.Set<Paper>().Where(p => p.SubjectId == id.ToString()).OrderBy(p => p.Id).Select(p => new { p.Kind, p.Number }).ToListAsync();
            Assert.Equal(["case-filing", "case-investigation", "case-notice", "service-return", "case-defence", "case-defence-review", "case-hearing-notice", "service-return", "case-hearing-report", "case-legal-review", "case-discussion", "case-decision", "service-return", "case-closing"], papers.Select(p => p.Kind));
            // They share the serial that the filing drew.
            Assert.All(papers, p => Assert.EndsWith($"〔{row.SerialYear}〕{row.Serial}号{(p.Kind == "service-return" ? "（回）" : "")}", p.Number, StringComparison.Ordinal));
            Assert.Equal(0, await db.Set<Todo>().CountAsync(t => t.SubjectKind == "case" && t.SubjectId == id.ToString() && t.DoneAt == null));
            Assert.Contains("case.close", await db.Set<EmployerEvent>().Where(e => e.EmployerId == row.EmployerId).Select(e => e.Kind).ToListAsync());
        });
        var folder = await platform.AsAsync(CasePlay.First, s => s.GetRequiredService<CaseAccess>().ReadAsync(id, default));
        Assert.Equal((CaseState.Closed, 100_000m), (folder.File.State, folder.File.Fine));
        var city = await platform.SignInAsync("shijianguan", platform.PasswordOf("shijianguan"));
        foreach (var path in (string[])[$"/cases/{id}", "/cases?tab=ended", "/inspections/officers"]) Assert.Equal(HttpStatusCode.OK, (await city.PageAsync(path)).Status);
        // The city sees it and does not act in the county's place.
        Assert.DoesNotContain("id=\"next\"", (await city.PageAsync($"/cases/{id}")).Text, StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task Evidence_is_kept_by_its_hash_and_a_closed_case_takes_none(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var id = await CasePlay.FiledAsync(platform);
        var officer = await InAsync(platform, CasePlay.First);
        var page = await officer.PageAsync($"/cases/{id}/evidence");
        using var form = new MultipartFormDataContent
        {
            { new StringContent(page.Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!), "__RequestVerificationToken" },
            { new StringContent("现场照片"), "Note" },
            { new ByteArrayContent(Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==")), "Upload", "site.png" },
        };
        Assert.Equal(HttpStatusCode.Redirect, (await officer.PostAsync($"/cases/{id}/evidence", form)).StatusCode);
        var evidence = await platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<CaseEvidence>().AsNoTracking().SingleAsync(e => e.CaseId == id));
        Assert.Equal(64, evidence.Hash.Length);
        Assert.Contains(evidence.Hash[..12], (await officer.PageAsync($"/cases/{id}")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await officer.GetAsync($"/case-evidence/{evidence.Id}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await (await platform.SignInAsync("dengfeng-zf")).GetAsync($"/case-evidence/{evidence.Id}")).StatusCode);
        Assert.NotEqual(HttpStatusCode.OK, (await (await platform.SignInAsync("qiye1")).GetAsync($"/case-evidence/{evidence.Id}")).StatusCode);
    }
}
