using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Zhijian.Browser.Tests.Harness;
using Zhijian.Data;
using Zhijian.Modules.Monitoring.Intake;
using Zhijian.Modules.Registry;
using Zhijian.Platform.Access;
using Zhijian.Platform.Exports;
using Zhijian.Platform.Files;
using static Microsoft.Playwright.Assertions;

namespace Zhijian.Browser.Tests;

/// <summary>
/// An institution uploads a workbook with exceedances; dangers open, the county orders, the employer rectifies on a phone and
/// asks, the institution's retest of the same point and factor comes, and two officers close.
/// </summary>
[Trait("Needs", "Browser")]
public sealed class ReportJourneyTests(MovableCity city) : IClassFixture<MovableCity>
{
    static readonly string? Shots = Environment.GetEnvironmentVariable("ZHIJIAN_SHOTS");
    static readonly LocatorAssertionsToContainTextOptions Patient = new() { Timeout = 60_000 };
    const string Employer = "巩义市示例耐火材料有限公司", Second = "巩义执法人员（示例）", Point = "1号破碎机旁";

    [Fact]
    public async Task From_the_workbook_to_the_closing()
    {
        await using (var institution = await VisitAsync("jiance", 1280)) await UploadAsync(institution, "豫示检字-1", "2.6", "86.4", isFirst: true);
        await using (var county = await VisitAsync("gongyi", 1280)) await OrderAsync(county);
        await using (var employer = await VisitAsync("qiye1", 360)) await RectifyAsync(employer);
        city.Pass(12);
        await using (var institution = await VisitAsync("jiance", 1280)) await UploadAsync(institution, "豫示检字-2", "0.4", "88.1", isFirst: false);
        await using (var county = await VisitAsync("gongyi", 1280)) await CloseAsync(county);
        await using (var employer = await VisitAsync("qiye1", 360))
        {
            await employer.Page.GotoAsync("/my/file?tab=monitoring");
            await Expect(employer.Page.Locator("main")).ToContainTextAsync("豫示检字-2", Patient);
            await LookAsync(employer, "my-file");
            await employer.Page.GetByRole(AriaRole.Link, new() { Name = "豫示检字-2" }).First.ClickAsync();
            await LookAsync(employer, "my-report");
            Assert.Empty(employer.Complaints);
        }
    }

    async Task UploadAsync(Visit institution, string number, string silica, string noise, bool isFirst)
    {
        await institution.Page.GotoAsync("/monitoring");
        if (isFirst) await LookAsync(institution, "list");
        await institution.Page.GetByRole(AriaRole.Link, new() { Name = "表格上传" }).ClickAsync();
        await institution.Page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "results.xlsx", MimeType = FileKind.Xlsx.MediaType(), Buffer = await WorkbookAsync(number, silica, noise) });
        await ClickAsync(institution, "上传并检查");
        await Expect(institution.Page.Locator("main")).ToContainTextAsync("检查结果", Patient);
        await Expect(institution.Page.Locator("main")).ToContainTextAsync("导入 3 行", Patient);
        if (isFirst) await LookAsync(institution, "preview");
        await ClickAsync(institution, "导入 3 行");
        await Expect(institution.Page.Locator("main")).ToContainTextAsync("导入完成", Patient);
        await institution.Page.GotoAsync("/monitoring");
        await institution.Page.GetByRole(AriaRole.Link, new() { Name = number }).ClickAsync();
        await Expect(institution.Page.Locator("main")).ToContainTextAsync(isFirst ? "超标 2" : "超标 1", Patient);
        if (isFirst) await LookAsync(institution, "judged");
        Assert.Empty(institution.Complaints);
    }

    /// <summary>Silica and noise over their limits at one point, toluene within at another.</summary>
    async Task<byte[]> WorkbookAsync(string number, string silica, string noise)
    {
        await using var scope = city.Services.CreatePlatformScope();
        var code = await scope.Db().Set<Employer>().Where(e => e.Name == Employer).Select(e => e.CreditCode!).SingleAsync();
        var sampled = city.Today.AddDays(-1);
        ReportSheetRow Row(string point, string factor, string index, string value) => new()
        {
            Number = number, Kind = Zhijian.Rules.Monitoring.ReportKind.Periodic, Employer = code, IssuedOn = city.Today, Samplers = "张采样", Instruments = "YQ-001", Workshop = "原料车间", Post = "破碎工", Point = point,
            Persons = 4, Factor = factor, Index = index, Value = value, SampledOn = sampled, Fraction = factor == "矽尘" ? "总尘" : null, FreeSilica = factor == "矽尘" ? "32" : null,
        };
        using var file = new MemoryStream();
        await XlsxExport.WriteAsync(file, "检测结果", ReportSheet.Definition.ExportColumns,
            new[] { Row(Point, "矽尘", "C_TWA", silica), Row(Point, "噪声", "LEX8H", noise), Row("2号点", "甲苯", "C_TWA", "<1.2") }.Select(ReportSheet.Definition.Cells).ToAsyncEnumerable());
        return file.ToArray();
    }

    static async Task OrderAsync(Visit county)
    {
        await OpenAsync(county);
        await county.Page.GetByRole(AriaRole.Link, new() { Name = "责令限期整改" }).ClickAsync();
        await county.Page.GetByLabel("执法人员（二）").SelectOptionAsync(new SelectOptionValue { Label = Second });
        await ClickAsync(county, "出具指令书");
        await Expect(county.Page.Locator("main")).ToContainTextAsync("卫职责改", Patient);
        Assert.Empty(county.Complaints);
    }

    static async Task RectifyAsync(Visit employer)
    {
        await employer.Page.GotoAsync("/my/dangers");
        await LookAsync(employer, "my-dangers");
        await employer.Page.GetByRole(AriaRole.Link, new() { Name = $"{Point} 矽尘" }).ClickAsync();
        await Expect(employer.Page.Locator("main")).ToContainTextAsync("是限值的 2.6 倍", Patient);
        await employer.Page.Locator("summary", new() { HasText = "申请延期" }).ClickAsync();
        await LookAsync(employer, "my-danger");
        await employer.Page.GetByLabel("密闭产生源").First.CheckAsync();
        await ClickAsync(employer, "提交方案，开始整改");
        await Expect(employer.Page.Locator("main")).ToContainTextAsync("整改中", Patient);
        await employer.Page.GetByLabel("整改情况").FillAsync("已加密闭罩，已委托复测");
        await ClickAsync(employer, "申请复查");
        await Expect(employer.Page.Locator("main")).ToContainTextAsync("两名执法人员复查", Patient);
        await LookAsync(employer, "my-asked");
        Assert.Empty(employer.Complaints);
    }

    static async Task CloseAsync(Visit county)
    {
        await OpenAsync(county);
        await Expect(county.Page.Locator("main")).ToContainTextAsync("豫示检字-2", Patient);
        await county.Page.GetByRole(AriaRole.Link, new() { Name = "复查", Exact = true }).ClickAsync();
        await county.Page.GetByLabel("已整改").First.CheckAsync();
        await county.Page.GetByLabel("执法人员（二）").SelectOptionAsync(new SelectOptionValue { Label = Second });
        await county.Page.GetByLabel("复查情况和意见").FillAsync("密闭罩完好，复测达标");
        await LookAsync(county, "recheck");
        await ClickAsync(county, "出具复查意见书");
        await Expect(county.Page.Locator("main")).ToContainTextAsync("已销号", Patient);
        await LookAsync(county, "closed");
        // The noise of the same point was measured again and is over its limit still: its danger stays.
        await county.Page.GotoAsync("/dangers");
        await county.Page.GetByRole(AriaRole.Link, new() { Name = $"{Point} 噪声" }).First.ClickAsync();
        await Expect(county.Page.Locator("main")).ToContainTextAsync("再次检测仍超标", Patient);
        Assert.Empty(county.Complaints);
    }

    async Task<Visit> VisitAsync(string userName, int width)
    {
        var visit = await city.VisitAsync(width);
        await visit.SignInAsync(userName);
        return visit;
    }

    static async Task OpenAsync(Visit visit)
    {
        await visit.Page.GotoAsync("/dangers");
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = $"{Point} 矽尘" }).First.ClickAsync();
        await Expect(visit.Page.Locator("h1")).ToContainTextAsync("矽尘", Patient);
    }

    static Task ClickAsync(Visit visit, string name) => visit.Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).First.ClickAsync();

    /// <summary>Accessible, no wider than the window; and a picture, where one is wished for.</summary>
    static async Task LookAsync(Visit visit, string name)
    {
        await visit.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        if (Shots is not null) await visit.Page.ScreenshotAsync(new() { Path = Path.Combine(Shots, $"report-{name}.png"), FullPage = true });
        Assert.Empty(await visit.AccessibilityAsync());
        Assert.True(await visit.OverflowAsync() <= 0, $"{name} is {await visit.OverflowAsync()} px too wide");
    }
}
