using Microsoft.Playwright;
using Zhijian.Browser.Tests.Harness;
using Zhijian.Platform.Exports;
using Zhijian.Platform.Reference.Tables;
using static Microsoft.Playwright.Assertions;

namespace Zhijian.Browser.Tests;

/// <summary>Anybody looks a limit up; two administrators bring a new version into force.</summary>
[Trait("Needs", "Browser")]
public sealed class LibraryJourneyTests(City city)
{
    [Fact]
    public async Task Anybody_finds_the_limits_of_benzene_by_name_initials_or_cas_number()
    {
        await using var visit = await city.VisitAsync();
        await visit.Page.GotoAsync("/");
        foreach (var words in (string[])["苯", "71-43-2"])
        {
            await visit.Page.GotoAsync("/reference/search?q=" + Uri.EscapeDataString(words));
            await Expect(visit.Page.Locator("main")).ToContainTextAsync("71-43-2");
            await Expect(visit.Page.Locator("main")).ToContainTextAsync("GBZ 2.1-2019");
            await Expect(visit.Page.Locator("main")).ToContainTextAsync("PC-STEL");
        }
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task The_search_dialog_opens_by_keyboard_and_leads_to_a_factor()
    {
        await using var visit = await city.VisitAsync();
        await visit.SignInAsync("shiguan");
        await visit.Page.Keyboard.PressAsync("Control+K");
        await Expect(visit.Page.Locator("#search")).ToBeVisibleAsync();
        await visit.Page.Keyboard.TypeAsync("甲苯");
        await Expect(visit.Page.Locator("#search-hits a").First).ToContainTextAsync("甲苯");
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task A_filtered_list_keeps_its_filter_in_the_address_and_works_without_script()
    {
        await using var visit = await city.VisitAsync(script: false);
        await visit.Page.GotoAsync("/reference/limits");
        await visit.Page.Locator("input[name=q]").First.FillAsync("甲醛");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "查询" }).First.ClickAsync();
        await Expect(visit.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("[?&]q="));
        await Expect(visit.Page.Locator("table").First).ToContainTextAsync("甲醛");
    }

    [Fact]
    public async Task Two_administrators_bring_a_stricter_limit_into_force_from_a_day()
    {
        var title = $"GBZ 2.1 加严演练 {Guid.NewGuid():N}"[..22];
        await using var first = await city.VisitAsync(1280);
        await first.SignInAsync("shiguan");
        await first.Page.GotoAsync("/reference/limits/propose");
        await ClickAsync(first, "开始");
        await first.Page.GetByLabel("查找要修改的行").FillAsync("71-43-2");
        await ClickAsync(first, "查找");
        await first.Page.GetByRole(AriaRole.Link, new() { Name = "苯（PC-TWA" }).First.ClickAsync();
        await first.Page.GetByLabel("限值", new() { Exact = true }).FillAsync("1");
        await first.Page.GetByLabel("修改理由*").FillAsync("限值加严");
        await first.Page.GetByLabel("依据的文件*").FillAsync("演练文件〔2026〕1号");
        await ClickAsync(first, "保存这一行");
        await Expect(first.Page.Locator(".ref-diff")).ToContainTextAsync("苯（PC-TWA");
        await first.Page.GetByLabel("版本名称*").FillAsync(title);
        await first.Page.GetByLabel("来源文件*").FillAsync("演练文件〔2026〕1号");
        await first.Page.GetByLabel("生效日期*").FillAsync("2099-01-01");
        await first.Page.GetByLabel("提出理由*").FillAsync("演练：按演练文件加严苯的限值");
        await ClickAsync(first, "提交第二人审批");
        await Expect(first.Page.GetByRole(AriaRole.Button, new() { Name = "批准" })).ToHaveCountAsync(0);
        var version = new Uri(first.Page.Url).AbsolutePath;

        await using var second = await city.VisitAsync(1280);
        await second.SignInAsync("shiguan2");
        await second.Page.GetByRole(AriaRole.Link, new() { Name = $"审批标准库新版本：{title}" }).ClickAsync();
        Assert.Equal(version, new Uri(second.Page.Url).AbsolutePath);
        await Expect(second.Page.Locator(".ref-diff ins")).ToHaveTextAsync("1");
        await second.Page.Locator("[name=reason]").First.FillAsync("已与演练文件核对");
        await ClickAsync(second, "批准");
        await Expect(second.Page.Locator("main")).ToContainTextAsync("已批准，按生效日期执行");

        await using var anybody = await city.VisitAsync();
        await anybody.Page.GotoAsync("/reference/search?q=71-43-2");
        var newest = anybody.Page.Locator("th", new() { HasText = title });
        await Expect(newest).ToContainTextAsync("尚未施行");
        await anybody.Page.GotoAsync("/reference/limits?q=71-43-2&on=2099-01-01");
        await Expect(anybody.Page.Locator("main")).ToContainTextAsync(title);
        Assert.Empty(first.Complaints);
        Assert.Empty(second.Complaints);
    }

    [Fact]
    public async Task A_workbook_with_a_bad_row_is_refused_whole_and_comes_back_marked()
    {
        await using var visit = await city.VisitAsync(1280);
        await visit.SignInAsync("shiguan");
        await visit.Page.GotoAsync("/reference/project-risks/propose");
        await visit.Page.GetByLabel("上传表格").SetInputFilesAsync(new FilePayload { Name = "项目风险分类.xlsx", MimeType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", Buffer = await BadRowAsync() });
        await ClickAsync(visit, "开始");
        await Expect(visit.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("表格没有保存");
        await Expect(visit.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("危害最严重");
        var marked = await visit.Page.RunAndWaitForDownloadAsync(() => visit.Page.GetByRole(AriaRole.Link, new() { Name = "下载标注了错误的表格" }).ClickAsync());
        Assert.EndsWith(".xlsx", marked.SuggestedFilename, StringComparison.Ordinal);
        Assert.Empty(visit.Complaints);
    }

    /// <summary>The table as it is exported, with one cell that no choice allows.</summary>
    static async Task<byte[]> BadRowAsync()
    {
        var columns = ReferenceTables.Risks.Sheet.Columns;
        using var file = new MemoryStream();
        await XlsxExport.WriteAsync(file, "项目风险分类", [.. columns.Select(c => new ExportColumn(c.Key, c.Title))], Rows());
        return file.ToArray();

        async IAsyncEnumerable<object?[]> Rows()
        {
            yield return [.. columns.Select(c => c.Choices.Count > 0 ? "危害最严重" : c.Title.Contains("代码", StringComparison.Ordinal) ? "3031" : "黏土砖瓦及建筑砌块制造")];
            await Task.CompletedTask;
        }
    }

    static Task ClickAsync(Visit visit, string button) => visit.Page.GetByRole(AriaRole.Button, new() { Name = button }).First.ClickAsync();
}
