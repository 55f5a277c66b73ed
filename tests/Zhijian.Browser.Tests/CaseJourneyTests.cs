using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Zhijian.Browser.Tests.Harness;
using Zhijian.Data;
using Zhijian.Modules.Cases;
using Zhijian.Modules.Dangers;
using Zhijian.Modules.Monitoring;
using Zhijian.Modules.Registry;
using Zhijian.Platform;
using Zhijian.Platform.Access;
using Zhijian.Rules.Exposure;
using static Microsoft.Playwright.Assertions;

namespace Zhijian.Browser.Tests;

/// <summary>An exceedance that stayed overdue becomes a case: notice in the party's account, defence, hearing, decision, service at the gate, payment, publication, closing; and is in the open list.</summary>
[Trait("Needs", "Browser")]
public sealed class CaseJourneyTests(MovableCity city) : IClassFixture<MovableCity>
{
    static readonly string? Shots = Environment.GetEnvironmentVariable("ZHIJIAN_SHOTS");
    static readonly LocatorAssertionsToContainTextOptions Patient = new() { Timeout = 30_000 };
    const string Employer = "巩义市示例耐火材料有限公司", Point = "筛分机旁", First = "巩义执法人员（示例）", Second = "巩义执法人员乙（示例）";
    string caseAt = "";

    [Fact]
    public async Task From_the_overdue_exceedance_to_the_published_decision()
    {
        await RaiseAsync();
        await city.WithAsync("gongyi-zf", 1280, OrderAsync);
        city.Pass(40);
        await city.Services.GetRequiredService<DangerNight>().RunAsync(default);
        await city.WithAsync("gongyi-zf", 1280, ProposeAsync);
        await city.WithAsync("gongyi-ju", 1280, async v => await StepAsync(v, "批准立案", async () => await PairAsync(v)));
        await city.WithAsync("gongyi-zf", 1280, InvestigateAsync);
        await city.WithAsync("qiye1", 360, ConfirmAddressAsync);
        await city.WithAsync("gongyi-zf", 1280, NoticeAsync);
        await city.WithAsync("qiye1", 360, AnswerAsync);
        await city.WithAsync("gongyi-zf", 1280, CallHearingAsync);
        city.Pass(14);
        await city.WithAsync("gongyi", 1280, v => StepAsync(v, "举行听证", () => v.Page.GetByLabel("听证意见").FillAsync("维持处罚意见")));
        await city.WithAsync("gongyi-fz", 1280, v => StepAsync(v, "法制审核", async () =>
        {
            await v.Page.GetByLabel("同意（不勾选为退回补充调查）").CheckAsync();
            await v.Page.GetByLabel("审核意见").FillAsync("事实清楚，程序合法");
        }));
        await city.WithAsync("gongyi-ju", 1280, DecideAsync);
        await city.WithAsync("gongyi-zf", 360, ServeAtTheGateAsync);
        await city.WithAsync("qiye1", 360, SeeDecisionAsync);
        await city.WithAsync("gongyi-zf", 1280, async v =>
        {
            await StepAsync(v, "公开处罚决定");
            await StepAsync(v, "缴纳罚款");
        });
        await city.WithAsync("gongyi-ju", 1280, async v =>
        {
            await StepAsync(v, "结案");
            await Expect(v.Page.Locator("main")).ToContainTextAsync("已结案", Patient);
            await LookAsync(v, "closed");
        });
        await using var scope = city.Services.CreatePlatformScope();
        var id = Guid.Parse(caseAt.Split('/')[^1]);
        var row = await scope.Db().Set<CaseRecord>().AsNoTracking().SingleAsync(c => c.Id == id);
        Assert.True(row.PublishedOn is not null && row.Paid == row.Fine && row.Fine > 0 && !row.IsOpen);
    }

    async Task OrderAsync(Visit v)
    {
        await v.Page.GotoAsync("/dangers");
        await v.Page.GetByRole(AriaRole.Link, new() { Name = $"{Point} 矽尘" }).First.ClickAsync();
        await v.Page.GetByRole(AriaRole.Link, new() { Name = "责令限期整改" }).ClickAsync();
        await v.Page.GetByLabel("执法人员（二）").SelectOptionAsync(new SelectOptionValue { Label = Second });
        await ClickAsync(v, "出具指令书");
        await Expect(v.Page.Locator("main")).ToContainTextAsync("卫职责改", Patient);
    }

    async Task ProposeAsync(Visit v)
    {
        await v.Page.GotoAsync("/dangers?tab=overdue");
        await v.Page.GetByRole(AriaRole.Link, new() { Name = $"{Point} 矽尘" }).First.ClickAsync();
        await v.Page.Locator("summary", new() { HasText = "提请立案" }).ClickAsync();
        await v.Page.GetByLabel("事实和证据").FillAsync("责令期满未改正，仍在作业");
        await ClickAsync(v, "提请立案");
        await Expect(v.Page.Locator("main")).ToContainTextAsync("提请立案", Patient);
        await v.Page.GotoAsync("/cases");
        await v.Page.Locator("section[aria-labelledby=candidates] a", new() { HasText = Employer }).First.ClickAsync();
        if (!v.Page.Url.Contains("/cases/new", StringComparison.Ordinal)) await v.Page.GetByRole(AriaRole.Link, new() { Name = "报请立案" }).First.ClickAsync();
        await v.Page.GetByLabel("线索情况").FillAsync("责令限期改正期满，破碎岗位矽尘仍超标");
        await LookAsync(v, "new");
        await ClickAsync(v, "报请立案");
        await v.Page.WaitForURLAsync(new System.Text.RegularExpressions.Regex("/cases/[0-9a-f-]{36}$"));
        caseAt = new Uri(v.Page.Url).AbsolutePath;
    }

    async Task InvestigateAsync(Visit v)
    {
        await StepAsync(v, "调查取证", async () =>
        {
            await PairAsync(v);
            await v.Page.GetByText("现场制作笔录、凭证（生成文书）").ClickAsync();
            await v.Page.Locator("select[name='Input.Record.Kind']").SelectOptionAsync(new SelectOptionValue { Label = "勘验笔录" });
            foreach (var (name, words) in new[] { ("From", "09:00"), ("Until", "10:00"), ("Who", "王样张"), ("Role", "厂长"), ("Place", "筛分车间"), ("Words", "除尘设备停用") }) await FillAsync(v, $"Record.{name}", words);
            await LookAsync(v, "record");
        });
        await StepAsync(v, "调查终结", async () =>
        {
            await PairAsync(v);
            await v.Page.GetByLabel("调查认定的事实").FillAsync("责令限期改正期满后仍超标");
        });
    }

    static async Task ConfirmAddressAsync(Visit v)
    {
        await v.Page.GotoAsync("/my/papers/address");
        foreach (var (field, words) in new[] { ("Recipient", "王样张"), ("Phone", "0371-12345678"), ("Address", "样张路1号") }) await FillAsync(v, field, words);
        await v.Page.GetByLabel("同意通过本平台账号").CheckAsync();
        await LookAsync(v, "my-address");
        await ClickAsync(v, "确认送达地址");
        await Expect(v.Page.Locator("main")).ToContainTextAsync("送达地址已确认", Patient);
    }

    async Task NoticeAsync(Visit v)
    {
        await StepAsync(v, "制发处罚告知书", () => LookAsync(v, "notice"));
        await Expect(v.Page.Locator("main")).ToContainTextAsync("告知书待送达", Patient);
        await v.Page.GetByRole(AriaRole.Link, new() { Name = "送达文书" }).First.ClickAsync();
        await v.Page.GetByLabel("电子送达").CheckAsync();
        await LookAsync(v, "serve");
        await ClickAsync(v, "登记送达");
        await Expect(v.Page.Locator("main")).ToContainTextAsync("期限自送达之日起计算", Patient);
        await LookAsync(v, "served");
    }

    async Task AnswerAsync(Visit v)
    {
        await v.Page.GotoAsync("/todo");
        await v.Page.GetByRole(AriaRole.Link, new() { NameRegex = new("查收文书：行政处罚告知书") }).First.ClickAsync();
        await LookAsync(v, "my-paper");
        await ClickAsync(v, "确认收到");
        await Expect(v.Page.Locator("main")).ToContainTextAsync("已确认收到", Patient);
        await v.Page.GetByRole(AriaRole.Link, new() { NameRegex = new("查看案件") }).ClickAsync();
        await LookAsync(v, "my-case");
        await v.Page.GetByLabel("事实、理由和要求").FillAsync("除尘设备已经采购，请求从轻");
        await ClickAsync(v, "提交陈述申辩");
        await Expect(v.Page.Locator("main")).ToContainTextAsync("陈述申辩：已提交", Patient);
        await ClickAsync(v, "申请听证");
        await Expect(v.Page.Locator("main")).ToContainTextAsync("已申请听证", Patient);
        Assert.EndsWith(caseAt.Replace("/cases/", "/my/cases/", StringComparison.Ordinal), v.Page.Url, StringComparison.Ordinal);
    }

    async Task CallHearingAsync(Visit v)
    {
        await StepAsync(v, "复核陈述申辩", () => v.Page.GetByLabel("复核意见").FillAsync("期限已过，不予采纳"));
        await StepAsync(v, "通知听证", async () =>
        {
            await v.Page.GetByLabel("听证日期").FillAsync(city.Today.AddDays(14).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            await v.Page.GetByLabel("听证主持人").SelectOptionAsync(new SelectOptionValue { Label = "巩义监管科（示例）" });
        });
        await v.Page.GetByRole(AriaRole.Link, new() { Name = "送达文书" }).First.ClickAsync();
        await v.Page.GetByLabel("电子送达").CheckAsync();
        await ClickAsync(v, "登记送达");
        await Expect(v.Page.Locator("main")).ToContainTextAsync("期限自送达之日起计算", Patient);
    }

    async Task DecideAsync(Visit v)
    {
        await StepAsync(v, "集体讨论", async () =>
        {
            foreach (var name in new[] { "巩义监管科（示例）", "巩义局负责人（示例）", "巩义法制审核（示例）" })
                if (v.Page.GetByLabel(name, new() { Exact = true }) is var box && await box.CountAsync() > 0) await box.CheckAsync();
            await v.Page.GetByLabel("讨论意见").FillAsync("同意");
        });
        await StepAsync(v, "作出处罚决定", () => LookAsync(v, "decide"));
    }

    async Task ServeAtTheGateAsync(Visit v)
    {
        await v.Page.GotoAsync(caseAt);
        await v.Page.GetByRole(AriaRole.Link, new() { Name = "送达决定书" }).First.ClickAsync();
        await v.Page.GetByLabel("留置送达").CheckAsync();
        foreach (var (field, name) in new[] { ("First", First), ("Second", Second) }) await ChooseAsync(v, $"Input.{field}", name);
        foreach (var (field, words) in new[] { ("Witness", "某社区居委会 李某"), ("Place", "厂区门卫室"), ("Reason", "负责人拒绝签收") }) await FillAsync(v, field, words);
        await LookAsync(v, "serve-gate");
        await ClickAsync(v, "登记送达");
        await Expect(v.Page.Locator("main")).ToContainTextAsync("期限自送达之日起计算", Patient);
    }

    async Task SeeDecisionAsync(Visit v)
    {
        await v.Page.GotoAsync(caseAt.Replace("/cases/", "/my/cases/", StringComparison.Ordinal));
        foreach (var words in new[] { "尚应缴纳", "申请行政复议", "提起行政诉讼" }) await Expect(v.Page.Locator("main")).ToContainTextAsync(words, Patient);
        await LookAsync(v, "my-decision");
    }

    /// <summary>From the page of the case by its link, back to it.</summary>
    async Task StepAsync(Visit v, string step, Func<Task>? fill = null)
    {
        await v.Page.GotoAsync(caseAt);
        await v.Page.Locator("section[aria-labelledby=next]").GetByRole(AriaRole.Link, new() { Name = step, Exact = true }).ClickAsync();
        await Expect(v.Page.Locator("h1")).ToContainTextAsync(step, Patient);
        if (fill is not null) await fill();
        await ClickAsync(v, step);
        await Expect(v.Page.Locator("main")).ToContainTextAsync($"{step}：", Patient);
    }

    static async Task PairAsync(Visit v)
    {
        await ChooseAsync(v, "Input.First", First);
        await ChooseAsync(v, "Input.Second", Second);
    }

    static Task FillAsync(Visit v, string field, string words) => v.Page.Locator($"[name='Input.{field}']").FillAsync(words);

    /// <summary>The officer whose certificate stands behind his name.</summary>
    static async Task ChooseAsync(Visit v, string field, string name)
    {
        var list = v.Page.Locator($"select[name='{field}']");
        var value = await list.Locator("option", new() { HasText = name }).First.GetAttributeAsync("value");
        await list.SelectOptionAsync(value!);
    }

    /// <summary>What a judged report raises, sampled today.</summary>
    async Task RaiseAsync()
    {
        await using var scope = city.Services.CreatePlatformScope();
        var place = await scope.Db().Set<Workplace>().Join(scope.Db().Set<Employer>().Where(e => e.Name == Employer), w => w.EmployerId, e => e.Id, (w, _) => new { w.EmployerId, w.Id }).FirstAsync();
        await scope.ServiceProvider.GetRequiredService<WritePath>().CommitAsync(new("test.report"), change =>
        {
            change.Raise(new ReportJudged(Guid.CreateVersion7(), $"示检〔{city.Today.Year}〕9001号", place.EmployerId, place.Id, null, "河南示例职业卫生检测有限公司", true,
                [new(Guid.CreateVersion7(), Guid.CreateVersion7(), Point, "D01", "矽尘", "C_TWA", city.Today, Verdict.Exceeds, "3 mg/m³", "1 mg/m³", 3, "GBZ 2.1-2019", "6.3.2", "检测值 3 mg/m³ 与限值 1 mg/m³ 比较", 6)]));
            return Task.CompletedTask;
        });
    }

    static Task ClickAsync(Visit visit, string name) => visit.Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).First.ClickAsync();

    /// <summary>Accessible, no wider than the window; and a picture, where one is wished for.</summary>
    static async Task LookAsync(Visit visit, string name)
    {
        await visit.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        if (Shots is not null) await visit.Page.ScreenshotAsync(new() { Path = Path.Combine(Shots, $"case-{name}.png"), FullPage = true });
        Assert.Empty(await visit.AccessibilityAsync());
        Assert.True(await visit.OverflowAsync() <= 0, $"{name} is {await visit.OverflowAsync()} px too wide");
    }
}
