using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Zhijian.Browser.Tests.Harness;
using Zhijian.Data;
using Zhijian.Modules.Inspections;
using Zhijian.Platform.Access;
using Zhijian.Rules.Draws;
using Zhijian.Rules.Inspections;
using static Microsoft.Playwright.Assertions;
using static Zhijian.Browser.Tests.FieldPlay;

namespace Zhijian.Browser.Tests;

/// <summary>A draw that anybody can compute again, its task, the inspection without network, the order, the rectification, the recheck, the end.</summary>
[Trait("Needs", "Browser")]
public sealed class DrawJourneyTests(MovableCity city) : IClassFixture<MovableCity>
{
    const string Employer = "巩义市示例耐火材料有限公司", Industry = "3089";

    [Fact]
    public async Task From_the_draw_to_the_recheck()
    {
        // Frozen two days ago: the phone goes by the time of today.
        city.Pass(-2);
        var draw = "";
        await city.WithAsync("gongyi", 1280, async v => draw = await FreezeAsync(v));
        city.Pass(2);
        await city.WithAsync("gongyi", 1280, v => DrawAsync(v, draw));
        await using (var anyone = await city.VisitAsync(360)) await VerifyAsync(anyone, draw.Split('/')[^1]);
        var (id, officer, second) = await TaskAsync();
        await city.WithAsync("gongyi-ju", 1280, async v =>
        {
            await v.Page.GotoAsync($"/inspections/{id}");
            await ClickAsync(v, "批准检查方案");
            await Expect(v.Page.Locator("main")).ToContainTextAsync("双随机抽取", Patient);
        });
        await InspectAsync(id, officer);
        await city.WithAsync(officer, 1280, v => OrderAsync(v, id, second));
        await city.WithAsync("qiye1", 360, RectifyAsync);
        await city.WithAsync(officer, 1280, v => RecheckAsync(v, id, second));
    }

    static async Task<string> FreezeAsync(Visit v)
    {
        await v.Page.GotoAsync("/inspections/draws/new");
        await v.Page.GetByLabel("名称").FillAsync("耐火材料行业双随机抽查");
        await v.Page.GetByLabel("行业").FillAsync(Industry);
        await v.Page.GetByLabel("抽取户数").FillAsync("1");
        await v.Page.GetByLabel("公开号码的来源").FillAsync("福利彩票双色球当日开奖号码");
        await v.Page.GetByLabel("检查表").SelectOptionAsync("management-26");
        await LookAsync(v, "freeze");
        await ClickAsync(v, "冻结并公示");
        await Expect(v.Page.Locator("main")).ToContainTextAsync("承诺值", Patient);
        await Expect(v.Page.Locator("main")).ToContainTextAsync("到时填入即抽取", Patient);
        await LookAsync(v, "frozen");
        return new Uri(v.Page.Url).AbsolutePath;
    }

    static async Task DrawAsync(Visit v, string draw)
    {
        await v.Page.GotoAsync(draw);
        await v.Page.Locator("#Number").FillAsync("01 08 15 22 27 33 09");
        await ClickAsync(v, "抽取");
        await Expect(v.Page.Locator("section[aria-labelledby=drawn]")).ToContainTextAsync(Employer, Patient);
        await LookAsync(v, "drawn");
    }

    /// <summary>Whoever was not there computes the same from the published file.</summary>
    static async Task VerifyAsync(Visit anyone, string id)
    {
        await anyone.Page.GotoAsync($"/draws/{id}");
        await Expect(anyone.Page.Locator("main")).ToContainTextAsync("已公开的秘密值", Patient);
        await LookAsync(anyone, "public-draw");
        var download = await anyone.Page.RunAndWaitForDownloadAsync(() => anyone.Page.GetByRole(AriaRole.Link, new() { NameRegex = new Regex("下载抽取记录") }).ClickAsync());
        await using var file = File.OpenRead(await download.PathAsync());
        Assert.Empty(DrawFile.Read(file).Verify());
        Assert.Empty(anyone.Complaints);
    }

    async Task<(Guid Id, string Officer, string Second)> TaskAsync()
    {
        await using var scope = city.Services.CreatePlatformScope();
        var db = scope.Db();
        var task = await db.Set<InspectionTask>().AsNoTracking().SingleAsync(t => t.EmployerName == Employer && t.DrawId != null);
        Assert.Equal(InspectionState.Planned, task.State);
        return (task.Id, (await db.Users.SingleAsync(u => u.FullName == task.FirstOfficer)).UserName!, task.SecondOfficer!);
    }

    async Task InspectAsync(Guid id, string officer)
    {
        var profile = Directory.CreateTempSubdirectory("zhijian-phone-").FullName;
        try
        {
            await using var phone = await city.PhoneAsync(profile);
            await phone.SignInAsync(officer);
            await phone.Page.GotoAsync("/field");
            await Expect(phone.Page.Locator($"a[href='#/task/{id}']")).ToContainTextAsync(Employer, Patient);
            await phone.Page.EvaluateAsync("async () => { await navigator.serviceWorker.ready; }");
            await Expect(phone.Page.Locator("#state")).ToHaveTextAsync("在线", new() { Timeout = 30_000 });
            await phone.OfflineAsync(true);
            await phone.Page.GotoAsync($"/field#/task/{id}");
            await ArriveAsync(phone);
            await FillAsync(phone, id);
            await RecordAsync(phone, id);
            await OnlineAsync(phone);
            await Expect(phone.Page.Locator("#state")).ToHaveTextAsync("在线", new() { Timeout = 60_000 });
            await phone.Page.GotoAsync($"/field#/task/{id}");
            await Expect(phone.Page.Locator("main")).ToContainTextAsync("卫职检记", Patient);
        }
        finally
        {
            Directory.Delete(profile, recursive: true);
        }
    }

    static async Task OrderAsync(Visit v, Guid id, string second)
    {
        await v.Page.GotoAsync($"/inspections/{id}");
        await v.Page.GetByRole(AriaRole.Link, new() { Name = "责令限期整改" }).ClickAsync();
        await v.Page.GetByLabel("执法人员（二）").SelectOptionAsync(new SelectOptionValue { Label = second });
        await ClickAsync(v, "出具指令书");
        await Expect(v.Page.Locator("main")).ToContainTextAsync("卫职责改", Patient);
        await v.Page.GotoAsync($"/inspections/{id}");
        await Expect(v.Page.Locator("section[aria-labelledby=facts]")).ToContainTextAsync("卫职责改", Patient);
        await LookAsync(v, "ordered");
    }

    static async Task RectifyAsync(Visit v)
    {
        await v.Page.GotoAsync("/my/dangers");
        await v.Page.GetByRole(AriaRole.Link, new() { NameRegex = new Regex("公告栏") }).First.ClickAsync();
        await v.Page.Locator("input[name='measures']").First.CheckAsync();
        await ClickAsync(v, "提交方案，开始整改");
        await Expect(v.Page.Locator("main")).ToContainTextAsync("整改中", Patient);
        await v.Page.GetByLabel("整改情况").FillAsync("已在车间门口设置公告栏");
        await ClickAsync(v, "申请复查");
        await Expect(v.Page.Locator("main")).ToContainTextAsync("两名执法人员复查", Patient);
    }

    static async Task RecheckAsync(Visit v, Guid id, string second)
    {
        await v.Page.GotoAsync($"/inspections/{id}");
        await v.Page.GetByRole(AriaRole.Link, new() { Name = "复查", Exact = true }).ClickAsync();
        await v.Page.GetByLabel("已整改").First.CheckAsync();
        await v.Page.GetByLabel("复查情况和意见").FillAsync("公告栏已设置，内容齐全");
        await v.Page.GetByLabel("执法人员（二）").SelectOptionAsync(new SelectOptionValue { Label = second });
        await ClickAsync(v, "出具复查意见书");
        await Expect(v.Page.Locator("main")).ToContainTextAsync("已销号", Patient);
        await v.Page.GotoAsync($"/inspections/{id}");
        await Expect(v.Page.Locator("section[aria-labelledby=findings]")).ToContainTextAsync("已整改", Patient);
        if (await v.Page.GetByRole(AriaRole.Button, new() { Name = "办结", Exact = true }).CountAsync() > 0) await ClickAsync(v, "办结");
        await Expect(v.Page.Locator("section[aria-labelledby=facts]")).ToContainTextAsync("已办结", Patient);
        await LookAsync(v, "ended");
    }
}
