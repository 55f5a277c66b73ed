using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Credit;
using Zhijian.Modules.Dangers;
using Zhijian.Modules.Inspections.Draws;
using Zhijian.Modules.Registry;
using Zhijian.Platform.Access;
using Zhijian.Platform.Documents;
using Zhijian.Platform.Notices;
using Zhijian.Rules.Credit;
using Zhijian.Rules.Dangers;
using Zhijian.Tests.Harness;
using Zhijian.Tests.Modules.Cases;
using Zhijian.Tests.Modules.Dangers;
using Zhijian.Tests.Modules.Inspections;

namespace Zhijian.Tests.Modules.Credit;

/// <summary>Onto the list and off it, on both databases.</summary>
public sealed class CreditJourneyTests(Platforms platforms)
{
    const string Officer = CasePlay.First, Head = CasePlay.Head;

    static Task<CreditLine> StepAsync(TestPlatform platform, string user, Guid id, CreditActKind kind, bool yes = false) =>
        platform.AsAsync(user, s => s.GetRequiredService<CreditDesk>().StepAsync(id, kind, new("事由", yes, yes, ["key-review"]), null, null, default));

    static Task<List<CreditListing>> ListingsAsync(TestPlatform platform) => platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<CreditListing>().AsNoTracking().ToListAsync());

    static Task<int> NightAsync(TestPlatform platform) => platform.Services.GetRequiredService<CreditNight>().RunAsync(default);

    static async Task<string> RefusedAsync(Func<Task> act) => await CasePlay.RefusedAsync(act);

    /// <summary>A major danger whose deadline passed, so that the event brought a candidate.</summary>
    static async Task<CreditListing> CandidateAsync(TestPlatform platform)
    {
        var danger = await Judged.FoundAsync(platform);
        Assert.Equal(DangerGrade.Major, danger.Grade);
        await Judged.OrderAsync(platform, danger.Id, Judged.Today.AddDays(5));
        platform.Clock.Advance(TimeSpan.FromDays(6));
        await platform.Services.GetRequiredService<DangerNight>().RunAsync(default);
        return Assert.Single(await ListingsAsync(platform));
    }

    static Task<CreditMark?> MarkAsync(TestPlatform platform, Guid employer) => platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<Employer>().Where(e => e.Id == employer).Select(e => e.Credit).SingleAsync());

    [Theory, BothDatabases]
    public async Task From_an_overdue_major_danger_to_the_list_and_off_it(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var listing = await CandidateAsync(platform);
        Assert.Equal((CreditState.Candidate, CreditBook.SevereExceedance, (Guid?)null), (listing.State, listing.TriggerCode, listing.OrganisationId));
        // What the event brought, the night does not bring again.
        Assert.Equal(0, await NightAsync(platform));
        var employer = await platform.SignInAsync("qiye1", platform.PasswordOf("qiye1"));
        Assert.DoesNotContain(listing.Trigger, (await employer.PageAsync("/my/credit")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await employer.GetAsync($"/my/credit/{listing.Id}")).StatusCode);

        var officer = await platform.SignInAsync(Officer, platform.PasswordOf(Officer));
        Assert.Contains("核实失信情形", (await officer.PageAsync("/todo")).Text, StringComparison.Ordinal);
        var page = await officer.PageAsync($"/credit/{listing.Id}");
        foreach (var words in (string[])["发现重大隐患", "期满仍未整改销号", listing.Article]) Assert.Contains(words, page.Text, StringComparison.Ordinal);
        var told = await page.SubmitAsync(new() { ["text"] = "拟列入", ["measures"] = "key-review" }, formWith: "measures");
        Assert.True(told.Status == HttpStatusCode.Redirect, told.Of(".z-errors") ?? told.Text);
        var row = (await ListingsAsync(platform))[0];
        Assert.StartsWith("（郑巩）卫职失告〔2026〕", row.NoticeNumber, StringComparison.Ordinal);

        await CasePlay.ServeAsync(platform, row.NoticePaperId!.Value);

        // The employer objects on its own page and takes the paper along.
        var mine = await employer.PageAsync($"/my/credit/{listing.Id}");
        Assert.Contains("第二十八条", mine.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await employer.GetAsync($"/my/credit/{listing.Id}/notice/docx")).StatusCode);
        var objected = await mine.SubmitAsync(new() { ["text"] = "设备已经更换" }, "Object");
        Assert.True(objected.Status == HttpStatusCode.Redirect, objected.Of(".z-errors") ?? objected.Text);
        Assert.Contains("有异议", await RefusedAsync(() => StepAsync(platform, Head, listing.Id, CreditActKind.Approve)), StringComparison.Ordinal);
        await StepAsync(platform, Officer, listing.Id, CreditActKind.Verify);

        await Assert.ThrowsAsync<ForbiddenException>(() => StepAsync(platform, Officer, listing.Id, CreditActKind.Approve));
        await StepAsync(platform, Head, listing.Id, CreditActKind.Approve);
        Assert.Empty((await platform.Anonymous().PageAsync("/dishonesty")).Document.QuerySelectorAll("tbody a"));
        await StepAsync(platform, Officer, listing.Id, CreditActKind.Publish);
        await StepAsync(platform, Officer, listing.Id, CreditActKind.Activate);
        await ListedAsync(platform, listing, employer, officer);

        row = (await ListingsAsync(platform))[0];
        Assert.Equal(row.PublishedOn!.Value.AddYears(1), row.Until);
        Assert.Contains("期满前30日内才能申请移出", await RefusedAsync(() => StepAsync(platform, "qiye1", listing.Id, CreditActKind.RequestRemoval)), StringComparison.Ordinal);
        platform.Clock.Advance(TimeSpan.FromDays(340));
        Assert.Equal(1, await NightAsync(platform));
        Assert.Equal(0, await NightAsync(platform));
        await StepAsync(platform, "qiye1", listing.Id, CreditActKind.RequestRemoval);
        platform.Clock.Advance(TimeSpan.FromDays(30));
        await PasswordsAsync(platform);
        Assert.Contains("没有整改到位", await RefusedAsync(() => StepAsync(platform, Head, listing.Id, CreditActKind.Remove)), StringComparison.Ordinal);
        await StepAsync(platform, Head, listing.Id, CreditActKind.Remove, yes: true);
        Assert.Null(await MarkAsync(platform, listing.EmployerId));
        await platform.AsPlatformAsync(async s =>
        {
            var db = s.GetRequiredService<ZhijianDb>();
            Assert.Equal(["credit-decision", "credit-notice", "credit-removal", "service-return"], await db.Set<Paper>().Where(p => p.SubjectId == listing.Id.ToString()).Select(p => p.Kind).OrderBy(k => k).ToListAsync());
            Assert.Equal(0, await db.Set<Todo>().CountAsync(t => t.SubjectKind == "credit" && t.DoneAt == null));
            Assert.Contains("credit.publish", await db.Set<EmployerEvent>().Where(e => e.EmployerId == listing.EmployerId).Select(e => e.Kind).ToListAsync());
        });
    }

    /// <summary>A year later everybody has a new password.</summary>
    static Task PasswordsAsync(TestPlatform platform) => platform.AsPlatformAsync(s => s.GetRequiredService<WritePath>().CommitAsync(new("test"), async change =>
    {
        foreach (var user in await s.GetRequiredService<ZhijianDb>().Users.ToListAsync()) user.PasswordChangedAt = change.At;
        change.AfterCommit(s.GetRequiredService<ViewerDirectory>().Forget);
    }));

    /// <summary>On the list: file, risk, draw, public page, API and the files for the credit platform say so.</summary>
    static async Task ListedAsync(TestPlatform platform, CreditListing listing, HttpClient employer, HttpClient officer)
    {
        Assert.Equal(CreditMark.Listed, await MarkAsync(platform, listing.EmployerId));
        Assert.Contains(listing.EmployerName, (await platform.Anonymous().PageAsync("/dishonesty")).Text, StringComparison.Ordinal);
        foreach (var path in (string[])[$"/registry/{listing.EmployerId}?tab=credit", $"/registry/{listing.EmployerId}?tab=risk", "/credit?tab=listed"]) Assert.Contains("失信名单", (await officer.PageAsync(path)).Text, StringComparison.Ordinal);
        Assert.Contains("失信名单", (await employer.PageAsync("/my/credit")).Text, StringComparison.Ordinal);
        Assert.Contains("\"isListed\":true", await officer.GetStringAsync("/api/v1/credit/"), StringComparison.Ordinal);
        Assert.Equal("[]", (await (await platform.SignInAsync("dengfeng-zf")).GetStringAsync("/api/v1/credit/")).Split("\"items\":")[1][..2]);
        var csv = Encoding.UTF8.GetString(await officer.GetByteArrayAsync("/credit/exports?handler=File&kind=Listings&format=csv&from=2026-01-01&to=2026-12-31"));
        foreach (var words in (string[])["统一社会信用代码", "列入决定机关", listing.EmployerName, "巩义市卫生健康委员会（示例）", "列为重点监管对象，提高检查频次"]) Assert.Contains(words, csv, StringComparison.Ordinal);
        Assert.Equal([0x50, 0x4B], (await officer.GetByteArrayAsync("/credit/exports?handler=File&kind=Penalties&format=xlsx&from=2026-01-01&to=2026-12-31"))[..2]);
        Assert.Contains("止日不早于起日", (await officer.PageAsync("/credit/exports?handler=File&kind=Listings&from=2026-12-31&to=2026-01-01")).Text, StringComparison.Ordinal);

        // 300 % of what the employer would weigh otherwise.
        var draw = await platform.AsAsync("gongyi", s => s.GetRequiredService<DrawDesk>().FreezeAsync(new("信用", null, null, null, 1, "双色球", DateOnly.FromDateTime(platform.Clock.GetUtcNow().UtcDateTime).AddDays(2), DateOnly.FromDateTime(platform.Clock.GetUtcNow().UtcDateTime).AddDays(60), "foundation"), null, default));
        var member = await platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<DrawMember>().AsNoTracking().SingleAsync(m => m.DrawId == draw && m.EmployerId == listing.EmployerId));
        Assert.Contains("失信名单×300%", member.Why, StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task What_was_put_right_is_not_listed_and_nobody_approves_alone(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var owner = await Judged.EmployerOfAsync(platform);
        var today = DateOnly.FromDateTime(platform.Clock.GetUtcNow().UtcDateTime);
        Task<Guid> ProposeAsync(string user, string trigger) => platform.AsAsync(user, s => s.GetRequiredService<CreditDesk>().ProposeAsync(owner, trigger, "拒不提供资料", today, null, default));
        Assert.Contains("由监管该单位的机关提出", await RefusedAsync(() => ProposeAsync("shijianguan", "evasion")), StringComparison.Ordinal);
        Assert.Contains("列入情形", await RefusedAsync(() => ProposeAsync(Head, "nothing")), StringComparison.Ordinal);
        var id = await ProposeAsync(Head, "evasion");
        Assert.Contains("正在办理", await RefusedAsync(() => ProposeAsync(Head, "evasion")), StringComparison.Ordinal);
        await StepAsync(platform, Officer, id, CreditActKind.Notice);
        Assert.Contains("未满，不能批准列入", await RefusedAsync(() => StepAsync(platform, "gongyi", id, CreditActKind.Approve)), StringComparison.Ordinal);
        platform.Clock.Advance(TimeSpan.FromDays(20));
        Assert.Contains("异议期限", await RefusedAsync(() => StepAsync(platform, "qiye1", id, CreditActKind.Object)), StringComparison.Ordinal);
        Assert.Contains("提出列入的人员不能审批", await RefusedAsync(() => StepAsync(platform, Head, id, CreditActKind.Approve)), StringComparison.Ordinal);
        // Prior notice in writing is one that arrived; the term runs from there.
        Assert.Contains("列入告知书还没有送达，不能批准列入（", await RefusedAsync(() => StepAsync(platform, "gongyi", id, CreditActKind.Approve)), StringComparison.Ordinal);
        var notice = (await ListingsAsync(platform)).Single(l => l.Id == id);
        await CasePlay.ServeAsync(platform, notice.NoticePaperId!.Value, on: notice.NoticedOn!.Value.AddDays(19));
        Assert.Contains("未满，不能批准列入", await RefusedAsync(() => StepAsync(platform, "gongyi", id, CreditActKind.Approve)), StringComparison.Ordinal);
        await RefusedAsync(() => StepAsync(platform, "qiye1", id, CreditActKind.Drop));
        await RefusedAsync(() => StepAsync(platform, "dengfeng-zf", id, CreditActKind.Drop));
        await StepAsync(platform, Officer, id, CreditActKind.Drop);
        Assert.Contains("不列入”时不能", await RefusedAsync(() => StepAsync(platform, "gongyi", id, CreditActKind.Approve)), StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task Good_faith_needs_a_clean_file_and_another_who_approves(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var owner = await Judged.EmployerOfAsync(platform);
        Task<Guid> ProposeAsync() => platform.AsAsync(Officer, s => s.GetRequiredService<GoodFaithDesk>().ProposeAsync(owner, "按期检测", null, default));
        Task DeclareAsync(DeclarationStanding standing) => platform.AsPlatformAsync(s => s.GetRequiredService<WritePath>().CommitAsync(new("test"), async _ => (await s.GetRequiredService<ZhijianDb>().Set<Employer>().SingleAsync(e => e.Id == owner)).DeclarationStanding = standing));
        await DeclareAsync(DeclarationStanding.None);
        Assert.Contains("申报不在有效状态", await RefusedAsync(ProposeAsync), StringComparison.Ordinal);
        await DeclareAsync(DeclarationStanding.Valid);
        var id = await ProposeAsync();
        Assert.Contains("正在审批", await RefusedAsync(ProposeAsync), StringComparison.Ordinal);
        var head = await platform.SignInAsync(Head, platform.PasswordOf(Head));
        var done = await (await head.PageAsync($"/credit/good-faith/{id}")).SubmitAsync([], "Approve");
        Assert.True(done.Status == HttpStatusCode.Redirect, done.Of(".z-errors") ?? done.Text);
        Assert.Equal(CreditMark.GoodFaith, await MarkAsync(platform, owner));
        Assert.Contains("按期检测", (await (await platform.SignInAsync("qiye1", platform.PasswordOf("qiye1"))).PageAsync("/my/credit")).Text, StringComparison.Ordinal);
        platform.Clock.Advance(TimeSpan.FromDays(370));
        Assert.Equal(1, await NightAsync(platform));
        Assert.Null(await MarkAsync(platform, owner));
    }
}
