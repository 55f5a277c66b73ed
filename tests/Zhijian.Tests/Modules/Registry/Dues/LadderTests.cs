using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Registry;
using Zhijian.Modules.Registry.Dues;
using Zhijian.Platform.Access;
using Zhijian.Platform.Notices;
using Zhijian.Platform.Organisations;
using Zhijian.Rules.Dues;
using Zhijian.Tests.Harness;

namespace Zhijian.Tests.Modules.Registry.Dues;

public sealed class LadderTests(Platforms platforms)
{
    static readonly DateOnly Today = new(2026, 6, 10);
    const string Kind = "declaration.yearly";

    static DueArose Yearly(Guid employer, DateOnly due, Guid? workplace = null) => new(employer, workplace, Kind, "年度更新", "办法", Today, due, "上次申报", "/my/declarations");

    static Task<int> ClimbAsync(TestPlatform platform) => platform.Services.GetRequiredService<LadderClimb>().RunAsync(default);

    /// <summary>The demonstration's own duties would climb, too.</summary>
    static async Task<(TestPlatform Platform, Employer Employer)> StartAsync(Platforms platforms, Database database, OwnershipLevel ownership = OwnershipLevel.Other)
    {
        var platform = await platforms.FreshAsync(database);
        var employer = await platform.AsPlatformAsync(async s =>
        {
            await s.GetRequiredService<ZhijianDb>().Set<Due>().ExecuteDeleteAsync();
            return await RegistryRecords.EmployerAsync(s, "到期测试示例有限公司", OrganisationDemonstration.Township, ownership: ownership);
        });
        return (platform, employer);
    }

    [Theory, BothDatabases]
    public async Task A_duty_climbs_month_by_month_and_each_step_comes_once(Database database)
    {
        var (platform, employer) = await StartAsync(platforms, database);
        await platform.AsPlatformAsync(s => RegistryRecords.RaiseAsync(s, Yearly(employer.Id, Today.AddDays(60))));

        Assert.Equal(0, await ClimbAsync(platform));
        platform.Clock.Advance(TimeSpan.FromDays(30));
        Assert.Equal(1, await ClimbAsync(platform));
        Assert.Equal(0, await ClimbAsync(platform));
        Assert.Equal([("提醒", employer.Id)], await TodosAsync(platform));
        Assert.True(await TellsAsync(platform, "gongyi", "提醒"));
        Assert.True(await TellsAsync(platform, "xiangzhen", "提醒"));
        Assert.False(await TellsAsync(platform, "dengfeng", "提醒"));

        platform.Clock.Advance(TimeSpan.FromDays(31));
        Assert.Equal(1, await ClimbAsync(platform));
        platform.Clock.Advance(TimeSpan.FromDays(9));
        Assert.Equal(1, await ClimbAsync(platform));
        Assert.Equal([("催办", null), ("提醒", employer.Id), ("逾期", employer.Id)], await TodosAsync(platform));
        Assert.Contains("到期测试", (await (await platform.SignInAsync("xiangzhen")).PageAsync("/todo")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("到期测试", (await (await platform.SignInAsync("dengfeng")).PageAsync("/todo")).Text, StringComparison.Ordinal);

        platform.Clock.Advance(TimeSpan.FromDays(20));
        Assert.Equal(1, await ClimbAsync(platform));
        platform.Clock.Advance(TimeSpan.FromDays(300));
        Assert.Equal(0, await ClimbAsync(platform));
        await platform.AsPlatformAsync(async s =>
        {
            var candidate = await s.GetRequiredService<ZhijianDb>().Set<DangerCandidate>().SingleAsync();
            Assert.Contains("第七十一条", candidate.Article, StringComparison.Ordinal);
            Assert.Contains("2026-08-09", candidate.Evidence, StringComparison.Ordinal);
            Assert.Equal(4, await s.GetRequiredService<ZhijianDb>().Set<EmployerEvent>().CountAsync(e => e.EmployerId == employer.Id && e.Kind.StartsWith("due.")));
            await RegistryRecords.RaiseAsync(s, new DueSettled(employer.Id, null, Kind, Today.AddDays(400), "年度更新 示例"));
        });
        Assert.Empty(await TodosAsync(platform));
        await platform.AsPlatformAsync(async s => Assert.NotNull((await s.GetRequiredService<ZhijianDb>().Set<DangerCandidate>().SingleAsync()).LapsedOn));
    }

    [Theory, BothDatabases]
    public async Task After_weeks_of_silence_the_steps_come_in_order_without_the_stale_reminder(Database database)
    {
        var (platform, employer) = await StartAsync(platforms, database, OwnershipLevel.Central);
        await platform.AsPlatformAsync(s => RegistryRecords.RaiseAsync(s, Yearly(employer.Id, Today.AddDays(60))));
        platform.Clock.Advance(TimeSpan.FromDays(200));
        Assert.Equal(3, await ClimbAsync(platform));
        Assert.Equal([("催办", null), ("逾期", employer.Id)], await TodosAsync(platform));
        // Order 48 Art 4: a central firm is the city's, so the county is not told and the city has the task.
        Assert.False(await TellsAsync(platform, "gongyi", ""));
        Assert.True(await TellsAsync(platform, "shijianguan", "交办"));
        // The passwords have come of age meanwhile, so not through a page.
        Assert.Equal([DuesSetup.UrgeForCity], await platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<Todo>().Where(t => t.OrganisationId == null && t.Title.Contains("到期测试")).Select(t => t.Permission!).ToListAsync()));
    }

    [Theory, BothDatabases]
    public async Task One_duty_of_a_kind_is_open_and_keeps_the_earlier_day(Database database)
    {
        var (platform, employer) = await StartAsync(platforms, database);
        await platform.AsPlatformAsync(async s =>
        {
            var place = await s.GetRequiredService<ZhijianDb>().Set<Workplace>().Where(w => w.EmployerId == employer.Id).Select(w => w.Id).SingleAsync();
            await RegistryRecords.RaiseAsync(s, Yearly(employer.Id, Today.AddDays(60)), Yearly(employer.Id, Today.AddDays(50)), Yearly(employer.Id, Today.AddDays(70)), Yearly(employer.Id, Today.AddDays(80), place));
            var dues = await s.GetRequiredService<ZhijianDb>().Set<Due>().OrderBy(d => d.DueOn).ToListAsync();
            Assert.Equal([(Today.AddDays(50), Today.AddDays(20)), (Today.AddDays(80), Today.AddDays(50))], dues.Select(d => (d.DueOn, d.NextStepOn!.Value)));
            await RegistryRecords.RaiseAsync(s, new DueSettled(employer.Id, null, Kind, Today, "x"), new DueSettled(employer.Id, null, Kind, Today, "y"));
            await RegistryRecords.RaiseAsync(s, Yearly(employer.Id, Today.AddDays(400)));
            Assert.Equal([false, true, false], (await s.GetRequiredService<ZhijianDb>().Set<Due>().AsNoTracking().OrderBy(d => d.WorkplaceId == null).ThenBy(d => d.DueOn).ToListAsync()).Select(d => d.SettledOn is not null));
        });
    }

    [Theory, BothDatabases]
    public async Task The_city_edits_the_ladder_and_open_duties_follow(Database database)
    {
        var (platform, employer) = await StartAsync(platforms, database);
        await platform.AsPlatformAsync(s => RegistryRecords.RaiseAsync(s, Yearly(employer.Id, Today.AddDays(60))));
        var admin = await platform.SignInAsync("shiguan");
        var page = await admin.PageAsync("/registry/dues/ladder");
        Dictionary<string, string?> step = new() { ["Input.Kind"] = Kind, ["Input.Number"] = "1", ["Input.DayOffset"] = "-45", ["Input.Action"] = "Remind", ["Input.Reason"] = "提前提醒" };
        var saved = await page.SubmitAsync(step);
        Assert.Equal(System.Net.HttpStatusCode.Redirect, saved.Status);
        await platform.AsPlatformAsync(async s =>
        {
            var db = s.GetRequiredService<ZhijianDb>();
            Assert.Equal(Today.AddDays(15), (await db.Set<Due>().SingleAsync()).NextStepOn);
            Assert.Equal(Today.AddDays(-1), (await db.Set<LadderRow>().SingleAsync(r => r.Kind == Kind && r.DayOffset == -30)).ValidTo);
        });
        var refused = await page.SubmitAsync(new(step) { ["Input.Number"] = "3", ["Input.DayOffset"] = "1" });
        Assert.Contains("大于前一步", refused.Text, StringComparison.Ordinal);
        var danger = await page.SubmitAsync(new(step) { ["Input.Number"] = "5", ["Input.DayOffset"] = "90", ["Input.Action"] = nameof(LadderAction.Danger) });
        Assert.Contains("必须写明违反的条款", danger.Text, StringComparison.Ordinal);
        var removed = await page.SubmitAsync(new() { ["kind"] = Kind, ["number"] = "1", ["reason"] = "不再提醒" }, "Remove");
        Assert.Equal(System.Net.HttpStatusCode.Redirect, removed.Status);
        await platform.AsPlatformAsync(async s => Assert.Equal(Today.AddDays(61), (await s.GetRequiredService<ZhijianDb>().Set<Due>().SingleAsync()).NextStepOn));
    }

    [Theory, BothDatabases]
    public async Task The_list_shows_filters_counts_and_exports_what_the_viewer_may_see(Database database)
    {
        var (platform, employer) = await StartAsync(platforms, database);
        await platform.AsPlatformAsync(async s =>
        {
            var other = await RegistryRecords.EmployerAsync(s, "登封测试示例有限公司", OrganisationDemonstration.CountyB);
            await RegistryRecords.RaiseAsync(s, Yearly(employer.Id, Today.AddDays(-5)), Yearly(other.Id, Today.AddDays(20)),
                new DueArose(employer.Id, null, "declaration.change-fact", "变更申报：名称", "第八条", Today, Today.AddDays(15)));
        });
        var city = await platform.SignInAsync("shijianguan");
        Assert.Contains("逾期 5 天", (await city.PageAsync("/registry/dues")).Text, StringComparison.Ordinal);
        Assert.Equal((true, false), await ShowsAsync(city, "/registry/dues?state=overdue"));
        Assert.Equal((false, true), await ShowsAsync(city, "/registry/dues?kind=declaration.yearly&within=30"));
        Assert.Equal((true, false), await ShowsAsync(city, "/registry/dues?kind=declaration.change*"));
        Assert.Equal((false, true), await ShowsAsync(city, "/registry/dues?division=410185"));
        Assert.Equal((true, false), await ShowsAsync(await platform.SignInAsync("gongyi"), "/registry/dues"));
        Assert.Equal((false, false), await ShowsAsync(await platform.SignInAsync("qiye1"), "/registry/dues"));
        Assert.Contains("巩义市", (await city.PageAsync("/registry/dues/figures")).Text, StringComparison.Ordinal);
        Assert.Contains("登封市", (await city.PageAsync("/registry/dues/figures?kind=declaration.yearly")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("登封市", (await (await platform.SignInAsync("gongyi")).PageAsync("/registry/dues/figures")).Text, StringComparison.Ordinal);
        Assert.Equal("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", (await city.GetAsync("/registry/dues?handler=Export&state=open")).Content.Headers.ContentType!.MediaType);
    }

    static async Task<(bool, bool)> ShowsAsync(HttpClient client, string path)
    {
        var text = (await client.PageAsync(path)).Text;
        return (text.Contains("到期测试示例有限公司", StringComparison.Ordinal), text.Contains("登封测试示例有限公司", StringComparison.Ordinal));
    }

    static Task<List<(string, Guid?)>> TodosAsync(TestPlatform platform) => platform.AsPlatformAsync(async s =>
        (await s.GetRequiredService<ZhijianDb>().Set<Todo>().AsNoTracking().Where(t => t.SubjectKind == Due.Subject && t.DoneAt == null).ToListAsync())
            .Select(t => (t.Title[..2], t.OrganisationId)).OrderBy(t => t.Item1 == "催办" ? 0 : t.Item1 == "提醒" ? 1 : 2).ToList());

    static Task<bool> TellsAsync(TestPlatform platform, string user, string text) => platform.AsPlatformAsync(async s =>
    {
        var db = s.GetRequiredService<ZhijianDb>();
        var id = await db.Users.Where(u => u.UserName == user).Select(u => u.Id).SingleAsync();
        return await db.Set<Notice>().AnyAsync(n => n.UserId == id && n.Text.Contains("到期事项") && n.Text.Contains(text));
    });
}
