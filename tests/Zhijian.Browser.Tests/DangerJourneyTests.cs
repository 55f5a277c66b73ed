using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Zhijian.Browser.Tests.Harness;
using Zhijian.Data;
using Zhijian.Modules.Dangers;
using Zhijian.Modules.Monitoring;
using Zhijian.Modules.Registry;
using Zhijian.Platform;
using Zhijian.Platform.Access;
using Zhijian.Rules.Exposure;
using static Microsoft.Playwright.Assertions;

namespace Zhijian.Browser.Tests;

/// <summary>A report opens a danger; the county orders, the employer rectifies on a phone, a retest comes, two officers recheck and close.</summary>
[Trait("Needs", "Browser")]
public sealed class DangerJourneyTests(MovableCity city) : IClassFixture<MovableCity>
{
    static readonly string? Shots = Environment.GetEnvironmentVariable("ZHIJIAN_SHOTS");
    static readonly LocatorAssertionsToContainTextOptions Patient = new() { Timeout = 30_000 };
    const string Employer = "巩义市示例耐火材料有限公司", Second = "巩义执法人员（示例）";

    [Fact]
    public async Task From_the_exceedance_to_the_closing()
    {
        var point = Guid.CreateVersion7();
        await RaiseAsync(point, "破碎机旁", Verdict.Exceeds, "2.6 mg/m³", 2.6);
        await using (var county = await VisitAsync("gongyi", 1280)) await OrderAsync(county);
        await using (var employer = await VisitAsync("qiye1", 360)) await RectifyAsync(employer);
        city.Pass(5);
        await RaiseAsync(point, "破碎机旁", Verdict.Compliant, "0.4 mg/m³", 0.4);
        await using (var employer = await VisitAsync("qiye1", 360)) await AskAsync(employer);
        await using (var county = await VisitAsync("gongyi", 1280)) await CloseAsync(county);
    }

    static async Task OrderAsync(Visit county)
    {
        await county.Page.GotoAsync("/dangers");
        await Expect(county.Page.Locator("main")).ToContainTextAsync("破碎机旁 矽尘", Patient);
        await LookAsync(county, "board");
        await OpenAsync(county, "破碎机旁 矽尘");
        await LookAsync(county, "found");
        await county.Page.GetByRole(AriaRole.Link, new() { Name = "责令限期整改" }).ClickAsync();
        await county.Page.GetByLabel("执法人员（二）").SelectOptionAsync(new SelectOptionValue { Label = Second });
        await LookAsync(county, "order");
        await ClickAsync(county, "出具指令书");
        await Expect(county.Page.Locator("main")).ToContainTextAsync("卫职责改", Patient);
        await LookAsync(county, "ordered");
        foreach (var (path, name) in new[] { ("/dangers/figures", "figures"), ("/dangers/candidates", "candidates"), ("/dangers/new", "new") })
        {
            await county.Page.GotoAsync(path);
            await LookAsync(county, name);
        }
        Assert.Empty(county.Complaints);
    }

    static async Task RectifyAsync(Visit employer)
    {
        await employer.Page.GotoAsync("/my/dangers");
        await LookAsync(employer, "my-list");
        await employer.Page.GetByRole(AriaRole.Link, new() { Name = "破碎机旁 矽尘" }).ClickAsync();
        await Expect(employer.Page.Locator("main")).ToContainTextAsync("是限值的 2.6 倍", Patient);
        await employer.Page.GetByLabel("密闭产生源").First.CheckAsync();
        await LookAsync(employer, "my-plan");
        await ClickAsync(employer, "提交方案，开始整改");
        await Expect(employer.Page.Locator("main")).ToContainTextAsync("整改中", Patient);
        await employer.Page.GetByRole(AriaRole.Link, new() { Name = "上传照片、材料" }).ClickAsync();
        await LookAsync(employer, "my-evidence");
        var photo = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");
        await employer.Page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "密闭罩.png", MimeType = "image/png", Buffer = photo });
        await ClickAsync(employer, "上传");
        await Expect(employer.Page.Locator("main")).ToContainTextAsync("密闭罩.png", Patient);
        Assert.Empty(employer.Complaints);
    }

    static async Task AskAsync(Visit employer)
    {
        await employer.Page.GotoAsync("/my/dangers");
        await employer.Page.GetByRole(AriaRole.Link, new() { Name = "破碎机旁 矽尘" }).ClickAsync();
        await employer.Page.GetByLabel("整改情况").FillAsync("已加密闭罩并复测达标");
        await LookAsync(employer, "my-request");
        await ClickAsync(employer, "申请复查");
        await Expect(employer.Page.Locator("main")).ToContainTextAsync("两名执法人员复查", Patient);
        await LookAsync(employer, "my-asked");
        Assert.Empty(employer.Complaints);
    }

    static async Task CloseAsync(Visit county)
    {
        await OpenAsync(county, "破碎机旁 矽尘");
        await county.Page.GetByRole(AriaRole.Link, new() { Name = "复查", Exact = true }).ClickAsync();
        await county.Page.GetByLabel("已整改").First.CheckAsync();
        await county.Page.GetByLabel("执法人员（二）").SelectOptionAsync(new SelectOptionValue { Label = Second });
        await county.Page.GetByLabel("复查情况和意见").FillAsync("密闭罩完好，复测达标");
        await LookAsync(county, "recheck");
        await ClickAsync(county, "出具复查意见书");
        await Expect(county.Page.Locator("main")).ToContainTextAsync("已销号", Patient);
        await LookAsync(county, "closed");
        Assert.Empty(county.Complaints);
    }

    [Fact]
    public async Task What_stays_overdue_comes_to_the_city_and_is_put_on_its_list()
    {
        await RaiseAsync(Guid.CreateVersion7(), "打磨台", Verdict.Exceeds, "3 mg/m³", 3);
        await using (var county = await VisitAsync("gongyi-zf", 1280))
        {
            await OpenAsync(county, "打磨台 矽尘");
            await county.Page.GetByRole(AriaRole.Link, new() { Name = "责令限期整改" }).ClickAsync();
            await county.Page.GetByLabel("执法人员（二）").SelectOptionAsync(new SelectOptionValue { Label = "巩义监管科（示例）" });
            await ClickAsync(county, "出具指令书");
            await Expect(county.Page.Locator("main")).ToContainTextAsync("卫职责改", Patient);
        }
        city.Pass(40);
        await city.Services.GetRequiredService<DangerNight>().RunAsync(default);
        await using (var county = await VisitAsync("gongyi-zf", 360))
        {
            await county.Page.GotoAsync("/dangers?tab=overdue");
            await LookAsync(county, "phone-board");
            await OpenAsync(county, "打磨台 矽尘");
            await Expect(county.Page.Locator("main")).ToContainTextAsync("报上级督办", Patient);
            await LookAsync(county, "phone-overdue");
            Assert.Empty(county.Complaints);
        }
        await using var above = await VisitAsync("shijianguan", 1280);
        await above.Page.GotoAsync("/todo");
        await above.Page.GetByRole(AriaRole.Link, new() { NameRegex = new Regex("督办逾期隐患.*打磨台") }).First.ClickAsync();
        await above.Page.Locator("summary", new() { HasText = "挂牌督办" }).ClickAsync();
        await above.Page.GetByLabel("督办要求").FillAsync("一周内报告");
        await ClickAsync(above, "挂牌督办");
        await Expect(above.Page.Locator("main")).ToContainTextAsync("已挂牌督办", Patient);
        await above.Page.GotoAsync("/dangers?tab=listed");
        await Expect(above.Page.Locator("main")).ToContainTextAsync(Employer, Patient);
        await LookAsync(above, "listed");
        Assert.Empty(above.Complaints);
    }

    async Task<Visit> VisitAsync(string userName, int width)
    {
        var visit = await city.VisitAsync(width);
        await visit.SignInAsync(userName);
        return visit;
    }

    /// <summary>What a judged report raises, sampled today.</summary>
    async Task RaiseAsync(Guid point, string name, Verdict verdict, string value, double ratio)
    {
        await using var scope = city.Services.CreatePlatformScope();
        var place = await scope.Db().Set<Workplace>().Join(scope.Db().Set<Employer>().Where(e => e.Name == Employer), w => w.EmployerId, e => e.Id, (w, _) => new { w.EmployerId, w.Id }).FirstAsync();
        var number = $"示检〔{city.Today.Year}〕{Random.Shared.Next(1000, 9999)}号";
        await scope.ServiceProvider.GetRequiredService<WritePath>().CommitAsync(new("test.report"), change =>
        {
            change.Raise(new ReportJudged(Guid.CreateVersion7(), number, place.EmployerId, place.Id, null, "河南示例职业卫生检测有限公司", true,
                [new(Guid.CreateVersion7(), point, name, "D01", "矽尘", "C_TWA", city.Today, verdict, value, "1 mg/m³", ratio, "GBZ 2.1-2019", "6.3.2", $"检测值 {value} 与限值 1 mg/m³ 比较", 6)]));
            return Task.CompletedTask;
        });
    }

    static async Task OpenAsync(Visit visit, string name)
    {
        await visit.Page.GotoAsync("/dangers");
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = name }).First.ClickAsync();
        await Expect(visit.Page.Locator("h1")).ToContainTextAsync(name, Patient);
    }

    static Task ClickAsync(Visit visit, string name) => visit.Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).First.ClickAsync();

    /// <summary>Accessible, no wider than the window; and a picture, where one is wished for.</summary>
    static async Task LookAsync(Visit visit, string name)
    {
        await visit.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        if (Shots is not null) await visit.Page.ScreenshotAsync(new() { Path = Path.Combine(Shots, $"danger-{name}.png"), FullPage = true });
        Assert.Empty(await visit.AccessibilityAsync());
        Assert.True(await visit.OverflowAsync() <= 0, $"{name} is {await visit.OverflowAsync()} px too wide");
    }
}
