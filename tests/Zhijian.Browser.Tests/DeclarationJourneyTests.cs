using Microsoft.Playwright;
using Zhijian.Browser.Tests.Harness;
using static Microsoft.Playwright.Assertions;

namespace Zhijian.Browser.Tests;

/// <summary>An employer declares on a phone, the county returns, approves and receipts; then a change and the end.</summary>
[Trait("Needs", "Browser")]
public sealed class DeclarationJourneyTests(City city)
{
    static readonly string? Shots = Environment.GetEnvironmentVariable("ZHIJIAN_SHOTS");
    static readonly LocatorAssertionsToContainTextOptions Patient = new() { Timeout = 15_000 };

    [Fact]
    public async Task From_the_first_filing_to_the_cancellation()
    {
        await using var employer = await city.VisitAsync(360);
        await using var county = await city.VisitAsync(1280);
        await employer.SignInAsync("qiye1");
        await county.SignInAsync("gongyi");

        await StartAsync(employer, "初次申报");
        await FillAsync(employer, "6", shots: true);
        await LookAsync(employer, "my-check");
        await ClickAsync(employer, "提交申报");
        await Expect(employer.Page.Locator("main")).ToContainTextAsync("待审核", Patient);
        await LookAsync(employer, "my-detail");

        await county.Page.GotoAsync("/declarations");
        await LookAsync(county, "list");
        await OpenAsync(county);
        await LookAsync(county, "review");
        await county.Page.Locator("summary", new() { HasText = "退回补正" }).ClickAsync();
        await county.Page.GetByLabel("劳动者总人数").FillAsync("请核对劳动者总人数。");
        await ClickAsync(county, "退回");
        await Expect(county.Page.Locator("main")).ToContainTextAsync("已退回", Patient);

        await employer.Page.GotoAsync("/my/declarations");
        await LookAsync(employer, "my-list");
        await employer.Page.GetByRole(AriaRole.Link, new() { Name = "继续填写" }).ClickAsync();
        await Expect(employer.Page.Locator("main")).ToContainTextAsync("请核对劳动者总人数", Patient);
        await FillAsync(employer, "7");
        await ClickAsync(employer, "提交申报");
        await Expect(employer.Page.Locator("main")).ToContainTextAsync("待审核", Patient);
        await AcceptAsync(county);
        await Expect(county.Page.Locator("main")).ToContainTextAsync("已申报（有效）", Patient);

        await StartAsync(employer, "变更申报");
        await employer.Page.GetByLabel("变更原因").SelectOptionAsync("ProcessChanged");
        await employer.Page.GetByLabel("变化日期").FillAsync(DateTime.UtcNow.AddDays(-2).ToString("yyyy-MM-dd"));
        await FillAsync(employer, "8");
        await ClickAsync(employer, "提交申报");
        await Expect(employer.Page.Locator("main")).ToContainTextAsync("待审核", Patient);
        await AcceptAsync(county);
        await LookAsync(county, "compared");
        await county.Page.GotoAsync("/declarations/statistics");
        await LookAsync(county, "statistics");
        await county.Page.GotoAsync("/declarations/forms");
        await LookAsync(county, "forms");

        await StartAsync(employer, "注销");
        await employer.Page.GetByLabel("终止生产经营日期").FillAsync(DateTime.UtcNow.AddDays(-1).ToString("yyyy-MM-dd"));
        await ClickAsync(employer, "保存，下一步");
        await ClickAsync(employer, "提交申报");
        await Expect(employer.Page.Locator("main")).ToContainTextAsync("申请注销", Patient);
        await OpenAsync(county);
        await ClickAsync(county, "确认注销");
        await Expect(county.Page.Locator("main")).ToContainTextAsync("已注销", Patient);
        Assert.Empty(employer.Complaints);
        Assert.Empty(county.Complaints);
    }

    [Fact]
    public async Task A_small_employer_declares_on_one_page_of_a_phone()
    {
        await using var visit = await city.VisitAsync(360);
        await visit.SignInAsync("qiye3");
        await StartAsync(visit, "快速申报");
        await LookAsync(visit, "quick");
        // Numbers of the workshops come from the file; the whole is at least the largest of them.
        var largest = (await visit.Page.Locator("[name$='.Distinct']").EvaluateAllAsync<int[]>("all => all.map(i => parseInt(i.value || '0'))")).Max();
        foreach (var (label, value) in new[] { ("劳动者总人数", "60"), ("接触职业病危害总人数", $"{largest}"), ("职业病累计人数", "0"), ("专职职业卫生管理人员", "0"), ("兼职职业卫生管理人员", "1") })
            await visit.Page.GetByLabel(label).FillAsync(value);
        await visit.Page.GetByLabel("职业卫生管理机构").SelectOptionAsync("False");
        await visit.Page.GetByLabel("填报人", new() { Exact = false }).First.FillAsync("李示例");
        await visit.Page.GetByLabel("填报人联系电话").FillAsync("13800000000");
        await ClickAsync(visit, "提交申报");
        await Expect(visit.Page.Locator("main")).ToContainTextAsync("待审核", Patient);
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task The_draft_is_kept_while_typing_and_the_sums_follow()
    {
        await using var visit = await city.VisitAsync(360);
        await visit.SignInAsync("qiye2");
        await StartAsync(visit, "初次申报");
        var id = visit.Page.Url.Split('/')[^2];
        await visit.Page.GotoAsync($"/my/declarations/{id}/edit?step=2");
        var first = visit.Page.Locator("[data-workshop]").First;
        await first.Locator("[name$='.Distinct']").FillAsync("1");
        await first.Locator("[name$='.Persons']").First.FillAsync("999");
        await Expect(visit.Page.Locator("[data-saved]")).ToContainTextAsync("草稿已保存", Patient);
        await Expect(first.Locator("[id$='__Distinct-error']")).ToContainTextAsync("999", Patient);
        await LookAsync(visit, "workshops-wrong");
        await visit.Page.ReloadAsync();
        await Expect(visit.Page.Locator("[data-workshop]").First.Locator("[name$='.Persons']").First).ToHaveValueAsync("999");
        Assert.Empty(visit.Complaints);
    }

    static async Task StartAsync(Visit visit, string name)
    {
        await visit.Page.GotoAsync("/my/declarations");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = name }).First.ClickAsync();
        await Expect(visit.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/my/declarations/[0-9a-f-]{36}/(edit|quick)"));
    }

    static async Task FillAsync(Visit visit, string persons, bool shots = false)
    {
        var page = visit.Page;
        foreach (var (label, value) in new[] { ("填报人联系电话", "13800000000"), ("主要负责人", "张示例") }) await page.GetByLabel(label).FillAsync(value);
        await page.Locator("#Input_Reporter").FillAsync("李示例");
        if (shots) await LookAsync(visit, "my-basics");
        await ClickAsync(visit, "保存，下一步");
        await Expect(page.Locator("[data-sums]")).ToBeVisibleAsync();
        foreach (var number in await page.Locator("[data-workshop] .z-number").AllAsync()) await number.FillAsync(persons);
        if (shots) await LookAsync(visit, "my-workshops");
        await ClickAsync(visit, "保存，下一步");
        foreach (var (id, value) in new[] { ("TotalWorkers", "90"), ("TotalExposed", persons), ("CumulativeCases", "0"), ("FullTimeManagers", "1"), ("PartTimeManagers", "0") })
            await page.Locator($"#Input_{id}").FillAsync(value);
        await page.Locator("#Input_HasManagementUnit").SelectOptionAsync("True");
        if (shots) await LookAsync(visit, "my-people");
        await ClickAsync(visit, "保存，下一步");
        await Expect(page.Locator("main")).ToContainTextAsync("核对通过", Patient);
    }

    static async Task AcceptAsync(Visit county)
    {
        await OpenAsync(county);
        await ClickAsync(county, "审核通过");
        await ClickAsync(county, "登记收到");
        await ClickAsync(county, "出具回执");
        await Expect(county.Page.Locator("main")).ToContainTextAsync("回执已出具", Patient);
    }

    static async Task OpenAsync(Visit county)
    {
        await county.Page.GotoAsync("/declarations");
        await county.Page.GetByRole(AriaRole.Link, new() { Name = "巩义市示例耐火材料有限公司" }).First.ClickAsync();
        await Expect(county.Page.Locator("h1")).ToContainTextAsync("巩义市示例耐火材料有限公司", Patient);
    }

    static Task ClickAsync(Visit visit, string name) => visit.Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).First.ClickAsync();

    /// <summary>Accessible, no wider than the window; and a picture, where one is wished for.</summary>
    static async Task LookAsync(Visit visit, string name)
    {
        await visit.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        Assert.Empty(await visit.AccessibilityAsync());
        Assert.True(await visit.OverflowAsync() <= 0, $"{name} is {await visit.OverflowAsync()} px too wide");
        if (Shots is not null) await visit.Page.ScreenshotAsync(new() { Path = Path.Combine(Shots, $"{name}.png"), FullPage = true });
    }
}
