using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Zhijian.Browser.Tests.Harness;
using Zhijian.Data;
using Zhijian.Modules.Inspections;
using Zhijian.Modules.Inspections.Field;
using Zhijian.Modules.Registry;
using Zhijian.Platform;
using Zhijian.Platform.Access;
using Zhijian.Rules.Inspections;
using static Microsoft.Playwright.Assertions;
using static Zhijian.Browser.Tests.FieldPlay;

namespace Zhijian.Browser.Tests;

/// <summary>An officer inspects without network: the page is loaded again, the browser is killed, and all arrives once when the network returns.</summary>
[Trait("Needs", "Browser")]
public sealed class FieldJourneyTests(City city)
{
    const string Employer = "巩义市示例耐火材料有限公司";

    [Fact]
    public async Task Offline_reloaded_killed_online_and_all_arrived_once()
    {
        var profile = Directory.CreateTempSubdirectory("zhijian-phone-").FullName;
        var id = await PlanAsync();
        try
        {
            await using (var phone = await city.PhoneAsync(profile))
            {
                await phone.SignInAsync("gongyi-zf");
                await OpenAsync(phone, id);
                await phone.Page.EvaluateAsync("async () => { await navigator.serviceWorker.ready; }");
                await Expect(phone.Page.Locator("#state")).ToContainTextAsync("在线", Patient);
                await LookAsync(phone, "home");
                await phone.OfflineAsync(true);
                await phone.Page.ReloadAsync();
                await Expect(phone.Page.Locator("#state")).ToContainTextAsync("离线", Patient);
                await phone.Page.GotoAsync($"/field#/task/{id}");
                await Expect(phone.Page.Locator("h1")).ToContainTextAsync(Employer, Patient);
                await phone.Page.Locator("summary", new() { HasText = "档案摘要" }).ClickAsync();
                await LookAsync(phone, "task");
                await ArriveAsync(phone);
                await FillAsync(phone, id);
                await phone.KillAsync(profile);
            }

            await using (var phone = await city.PhoneAsync(profile, online: false))
            {
                await OpenAsync(phone, id);
                await phone.Page.GotoAsync($"/field#/sheet/{id}");
                await Expect(phone.Page.Locator(".sum")).ToContainTextAsync("已填完；合格率 96.2%", Patient);
                await Expect(phone.Page.Locator("fieldset", new() { HasText = "1 张照片" }).Locator("textarea")).ToHaveValueAsync("车间门口没有公告栏");
                await LookAsync(phone, "sheet");
                await RecordAsync(phone, id);
                await FindAsync(phone);
                await SynchroniseAsync(phone, id);
                await LeaveAsync(phone);
            }
        }
        finally
        {
            Directory.Delete(profile, recursive: true);
        }
        await ArrivedAsync(id);
        await using var desk = await city.VisitAsync(1280);
        await desk.SignInAsync("gongyi");
        await desk.Page.GotoAsync($"/inspections/{id}");
        await desk.Page.Locator("summary", new() { HasText = "现场终端记录" }).ClickAsync();
        await Expect(desk.Page.Locator("main")).ToContainTextAsync("现场签名", Patient);
        await LookAsync(desk, "desk");
        await desk.Page.GotoAsync($"/field#/task/{id}");
        await Expect(desk.Page.Locator("main")).ToContainTextAsync("卫职检记", Patient);
        await LookAsync(desk, "wide");
        Assert.Empty(desk.Complaints);
        await using var small = await city.VisitAsync(360);
        await small.SignInAsync("gongyi");
        await small.Page.GotoAsync($"/inspections/{id}");
        await small.Page.Locator("summary", new() { HasText = "现场终端记录" }).ClickAsync();
        await LookAsync(small, "desk-small");
    }

    [Fact]
    public async Task Two_officers_at_one_employer_and_another_person_at_the_phone()
    {
        var (one, two) = (Directory.CreateTempSubdirectory("zhijian-phone-").FullName, Directory.CreateTempSubdirectory("zhijian-phone-").FullName);
        var id = await PlanAsync();
        try
        {
            await using var first = await city.PhoneAsync(one);
            await using var second = await city.PhoneAsync(two);
            foreach (var (phone, who) in new[] { (first, "gongyi"), (second, "gongyi-zf") })
            {
                await phone.SignInAsync(who);
                await OpenAsync(phone, id);
                await phone.Page.EvaluateAsync("async () => { await navigator.serviceWorker.ready; }");
                await Expect(phone.Page.Locator("#state")).ToHaveTextAsync("在线", new() { Timeout = 30_000 });
                await phone.OfflineAsync(true);
                await phone.Page.GotoAsync($"/field#/task/{id}");
                await ArriveAsync(phone);
            }
            await AnswerAsync(first, id, "1-Qualified");
            await AnswerAsync(second, id, "1-Unqualified", "2-Qualified");
            await OnlineAsync(first);
            await Expect(first.Page.Locator("#state")).ToHaveTextAsync("在线", new() { Timeout = 30_000 });
            await OnlineAsync(second);
            await ResolveAsync(second, id);
            Assert.Equal([("1", ItemVerdict.Unqualified), ("2", ItemVerdict.Qualified)], await AnswersAsync(id));
            await StrangerAsync(first, id);
            await LeaveUnsentAsync(first, id);
        }
        finally
        {
            Directory.Delete(one, recursive: true);
            Directory.Delete(two, recursive: true);
        }
        await using var scope = city.Services.CreatePlatformScope();
        Assert.Equal(1, await scope.Db().Set<InspectionLine>().CountAsync(l => l.TaskId == id && l.Act == InspectionActKind.Arrive));
    }

    [Fact]
    public async Task A_phone_whose_clock_is_set_back_is_warned_and_its_officer_says_why()
    {
        var profile = Directory.CreateTempSubdirectory("zhijian-phone-").FullName;
        var id = await PlanAsync();
        try
        {
            await using var phone = await city.PhoneAsync(profile);
            await phone.SignInAsync("gongyi-zf");
            await OpenAsync(phone, id);
            await Expect(phone.Page.Locator("#state")).ToHaveTextAsync("在线", new() { Timeout = 30_000 });
            await phone.OfflineAsync(true);
            await phone.Page.GotoAsync($"/field#/task/{id}");
            await ArriveAsync(phone);
            await phone.Page.EvaluateAsync("""
                () => {
                  const Real = Date, day = 864e5;
                  globalThis.Date = class extends Real {
                    constructor(...given) { if (given.length > 0) super(...given); else super(Real.now() - day); }
                    static now() { return Real.now() - day; }
                  };
                }
                """);
            await AnswerAsync(phone, id, "1-Qualified");
            await Expect(phone.Page.Locator("main")).ToContainTextAsync("手机时间被调回过去", Patient);
            await OnlineAsync(phone);
            await phone.Page.GotoAsync("/field#/outbox");
            await Expect(phone.Page.Locator("main")).ToContainTextAsync("手机时钟被调整了", Patient);
            await phone.Page.GetByRole(AriaRole.Link, new() { Name = "查看并处理" }).ClickAsync();
            await phone.Page.GetByLabel("说明（手机时间为什么不对）").FillAsync("更换电池后时间没有校准");
            await LookAsync(phone, "doubt");
            await ClickAsync(phone, "说明后重新发送");
            await Expect(phone.Page.Locator("#state")).ToHaveTextAsync("在线", new() { Timeout = 30_000 });
        }
        finally
        {
            Directory.Delete(profile, recursive: true);
        }
        await using var scope = city.Services.CreatePlatformScope();
        var commands = await scope.Db().Set<FieldCommand>().AsNoTracking().Where(c => c.TaskId == id).OrderBy(c => c.Order).ToListAsync();
        Assert.Equal([FieldKind.Arrive, FieldKind.Answer], commands.Select(c => c.Kind));
        Assert.All(commands, c => Assert.Contains("更换电池后时间没有校准", c.Reason, StringComparison.Ordinal));
        Assert.True(commands[1].At >= commands[0].At && commands[1].Made < commands[0].Made.AddHours(-23));
    }

    static async Task AnswerAsync(Visit phone, Guid id, params string[] choices)
    {
        await phone.Page.GotoAsync($"/field#/sheet/{id}");
        foreach (var choice in choices) await phone.Page.Locator($"label[for='item-{choice}']").ClickAsync();
        await Expect(phone.Page.Locator("#state")).ToContainTextAsync("未发送", Patient);
    }

    /// <summary>Mine and the other's side by side; mine is taken.</summary>
    static async Task ResolveAsync(Visit phone, Guid id)
    {
        await phone.Page.GotoAsync("/field#/outbox");
        await Expect(phone.Page.Locator("main")).ToContainTextAsync("有冲突", Patient);
        await phone.Page.GetByRole(AriaRole.Link, new() { Name = "查看并处理" }).ClickAsync();
        await Expect(phone.Page.Locator(".sides")).ToContainTextAsync("巩义监管科", Patient);
        await LookAsync(phone, "conflict");
        await ClickAsync(phone, "用我的");
        await Expect(phone.Page.Locator("#state")).ToHaveTextAsync("在线", new() { Timeout = 30_000 });
        await phone.Page.GotoAsync("/field#/history");
        await Expect(phone.Page.Locator("main")).ToContainTextAsync("已替换", Patient);
        await Expect(phone.Page.Locator("main")).ToContainTextAsync("已合并", Patient);
        await phone.Page.GotoAsync($"/field#/task/{id}");
    }

    /// <summary>Another person signs in: he neither sees nor sends what the first made; the first sends it himself.</summary>
    async Task StrangerAsync(Visit phone, Guid id)
    {
        await phone.OfflineAsync(true);
        await AnswerAsync(phone, id, "3-Qualified");
        await phone.LoseSessionAsync();
        await OnlineAsync(phone);
        await Expect(phone.Page.Locator("#state")).ToContainTextAsync("登录已失效", Patient);
        await phone.Page.GetByRole(AriaRole.Link, new() { Name = "登录" }).ClickAsync();
        await phone.SignInHereAsync("gongyi-zf");
        await Expect(phone.Page.Locator("main")).ToContainTextAsync("本机另有巩义监管科（示例）的 1 项内容没有发送", Patient);
        await LookAsync(phone, "stranger");
        await phone.Page.GotoAsync("/field#/outbox");
        await Expect(phone.Page.Locator("main")).ToContainTextAsync("没有待发送的内容", Patient);
        Assert.Equal(2, (await AnswersAsync(id)).Count);
        await phone.Page.GotoAsync("/field#/mine");
        await Expect(phone.Page.Locator("#state")).ToHaveTextAsync("在线", new() { Timeout = 30_000 });
        await ClickAsync(phone, "退出并清除本机内容");
        await Expect(phone.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/sign-in"), new() { Timeout = 30_000 });
        await phone.SignInAsync("gongyi");
        await OpenAsync(phone, id);
        await Expect(phone.Page.Locator("#state")).ToHaveTextAsync("在线", new() { Timeout = 30_000 });
        Assert.Equal(3, (await AnswersAsync(id)).Count);
    }

    /// <summary>Signing out of the other pages warns, too.</summary>
    static async Task LeaveUnsentAsync(Visit phone, Guid id)
    {
        await phone.OfflineAsync(true);
        await AnswerAsync(phone, id, "4-Qualified");
        await phone.Page.GotoAsync("about:blank");
        await phone.OfflineAsync(false);
        await phone.Page.GotoAsync("/todo");
        await phone.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await phone.Page.Locator(".z-user summary").ClickAsync();
        await ClickAsync(phone, "退出");
        await Expect(phone.Page.Locator("dialog.ask")).ToContainTextAsync("本机有 1 条记录、0 张照片没有发送", Patient);
        await Expect(phone.Page.GetByRole(AriaRole.Button, new() { Name = "清除并退出" })).ToBeDisabledAsync();
        await LookAsync(phone, "leave");
        await phone.Page.GetByLabel("我确认放弃").CheckAsync();
        await ClickAsync(phone, "清除并退出");
        await Expect(phone.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/sign-in"), new() { Timeout = 30_000 });
        Assert.Equal(["zhijian-field"], await phone.Page.EvaluateAsync<string[]>("async () => (await indexedDB.databases()).map(d => d.name)"));
    }

    async Task<IReadOnlyList<(string, ItemVerdict)>> AnswersAsync(Guid id)
    {
        await using var scope = city.Services.CreatePlatformScope();
        return [.. (await scope.Db().Set<ChecklistAnswer>().AsNoTracking().Where(a => a.TaskId == id).OrderBy(a => a.ItemNumber).ToListAsync()).Select(a => (a.ItemNumber, a.Verdict!.Value))];
    }

    static async Task OpenAsync(Visit phone, Guid id)
    {
        await phone.Page.GotoAsync("/field");
        await Expect(phone.Page.Locator($"a[href='#/task/{id}']")).ToContainTextAsync(Employer, Patient);
    }

    static async Task FindAsync(Visit phone)
    {
        await phone.Page.GotoAsync("/field#/outbox");
        await Expect(phone.Page.Locator("main")).ToContainTextAsync("到达现场，出示执法证件", Patient);
        await phone.Page.GetByLabel("搜索").FillAsync("公告栏");
        await Expect(phone.Page.Locator("main [role=status]")).ToContainTextAsync("找到 2 条", Patient);
        await LookAsync(phone, "outbox");
        await phone.Page.GotoAsync("/field#/mine");
        await ClickAsync(phone, "退出并清除本机内容");
        await Expect(phone.Page.Locator("#told")).ToContainTextAsync("退出须联网", Patient);
    }

    static async Task SynchroniseAsync(Visit phone, Guid id)
    {
        // The session died with the browser; the records did not.
        await phone.OfflineAsync(false);
        await ClickAsync(phone, "同步");
        await Expect(phone.Page.Locator("#state")).ToContainTextAsync("登录已失效", Patient);
        await phone.Page.GetByRole(AriaRole.Link, new() { Name = "登录" }).ClickAsync();
        await phone.SignInHereAsync("gongyi-zf");
        await Expect(phone.Page.Locator("#state")).ToHaveTextAsync("在线", new() { Timeout = 60_000 });
        await phone.Page.GotoAsync("/field#/history");
        await Expect(phone.Page.Locator("main")).ToContainTextAsync("现场检查记录", Patient);
        await LookAsync(phone, "history");
        await phone.Page.GotoAsync($"/field#/task/{id}");
        await Expect(phone.Page.Locator("main")).ToContainTextAsync("卫职检记", Patient);
        await LookAsync(phone, "done");
    }

    /// <summary>Nothing of the officer is left on the phone.</summary>
    static async Task LeaveAsync(Visit phone)
    {
        await phone.Page.GotoAsync("/field#/mine");
        await LookAsync(phone, "mine");
        await ClickAsync(phone, "退出并清除本机内容");
        await Expect(phone.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/sign-in"), new() { Timeout = 30_000 });
        // What is left knows that nobody has anything here.
        Assert.Equal(["zhijian-field"], await phone.Page.EvaluateAsync<string[]>("async () => (await indexedDB.databases()).map(d => d.name)"));
        await phone.Page.GotoAsync("/field");
        await Expect(phone.Page.Locator("main")).ToContainTextAsync("请登录后使用", Patient);
    }

    async Task ArrivedAsync(Guid id)
    {
        await using var scope = city.Services.CreatePlatformScope();
        var db = scope.Db();
        var task = await db.Set<InspectionTask>().AsNoTracking().SingleAsync(t => t.Id == id);
        Assert.Equal((InspectionState.Recorded, 1, 96.2m), (task.State, task.Findings, task.Rate!.Value));
        var commands = await db.Set<FieldCommand>().AsNoTracking().Where(c => c.TaskId == id).OrderBy(c => c.Order).ToListAsync();
        Assert.Equal(Enumerable.Range(1, commands.Count), commands.Select(c => c.Order));
        Assert.Equal((1, 1, 1), (commands.Count(c => c.Kind == FieldKind.Arrive), commands.Count(c => c.Kind == FieldKind.Photo), commands.Count(c => c.Kind == FieldKind.Record)));
        Assert.All(commands, c => Assert.Equal(FieldOutcome.Applied, c.Outcome));
        Assert.Equal(26, await db.Set<ChecklistAnswer>().CountAsync(a => a.TaskId == id && a.Latitude != null));
        Assert.Equal(3, await db.Set<InspectionSignature>().CountAsync(s => s.TaskId == id));
        var photo = await db.Set<FieldPhoto>().AsNoTracking().SingleAsync(p => p.TaskId == id);
        Assert.Equal(("22", true), (photo.ItemNumber, photo.PhotoId is not null));
        Assert.Equal("车间门口没有公告栏", (await db.Set<InspectionFinding>().AsNoTracking().SingleAsync(f => f.TaskId == id)).Text);
    }

    async Task<Guid> PlanAsync()
    {
        var today = ChinaTime.DateOf(DateTimeOffset.UtcNow);
        var (employer, one, two) = await AsAsync("gongyi", async s =>
        {
            var db = s.GetRequiredService<ZhijianDb>();
            return ((await db.Set<Employer>().SingleAsync(e => e.Name == Employer)).Id, (await db.Users.SingleAsync(u => u.UserName == "gongyi")).Id, (await db.Users.SingleAsync(u => u.UserName == "gongyi-zf")).Id);
        });
        var id = await AsAsync("gongyi", s => s.GetRequiredService<TaskDesk>().AddAsync(new(employer, InspectionType.Complaint, null, "群众反映粉尘大", null, "management-26", today.AddDays(20), one, two), null, default));
        await AsAsync("gongyi-zf", s => s.GetRequiredService<TaskDesk>().ApproveAsync([id], null, default));
        return id;
    }

    async Task<T> AsAsync<T>(string userName, Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = city.Services.CreatePlatformScope();
        var db = scope.Db();
        var user = await db.Users.SingleAsync(u => u.UserName == userName);
        scope.ServiceProvider.GetRequiredService<Viewer>().Become((await scope.ServiceProvider.GetRequiredService<ViewerDirectory>().LoadAsync(user.Id, db, default))!, null);
        return await work(scope.ServiceProvider);
    }
}
