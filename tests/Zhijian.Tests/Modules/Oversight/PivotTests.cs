using System.Net;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Oversight;
using Zhijian.Modules.Oversight.Pivots;
using Zhijian.Tests.Harness;
using Zhijian.Tests.Modules.Dangers;

namespace Zhijian.Tests.Modules.Oversight;

public sealed class PivotTests(Platforms platforms)
{
    static readonly (string Rows, string Columns)[] Pairs = [("County", "Industry"), ("Township", "Risk"), ("Industry", "Size"), ("Factor", "County"), ("HazardClass", "Ownership"), ("County", "Township"), ("Risk", "Period")];

    [Theory, BothDatabases]
    public async Task Every_cell_is_the_sum_of_the_list_that_it_opens(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        await Judged.FoundAsync(platform);
        await Judged.FoundAsync(platform, "qiye2");
        Assert.Empty(await platform.AsPlatformAsync(s => s.GetRequiredService<RollUps>().VerifyAsync(default)));
        var client = await platform.SignInAsync("shijianguan");
        foreach (var (rows, columns) in Pairs)
            foreach (var measure in (Measure[])[Measure.Hazardous, Measure.Exposed])
            {
                var page = await client.PageAsync($"/oversight/pivot?rows={rows}&cols2={columns}&measure={measure}");
                var links = page.Document.QuerySelectorAll(".z-pivot td a");
                Assert.True(links.Length > 0, $"{rows} × {columns}: no cell opens a list");
                foreach (var link in links.Take(4).Concat(links.TakeLast(3)))
                    Assert.Contains($"{measure.Text()}合计 {link.TextContent.Trim()} {measure.Unit()}", (await client.PageAsync(link.GetAttribute("href")!)).Text, StringComparison.Ordinal);
            }
    }

    [Theory, BothDatabases]
    public async Task All_pairs_have_an_answer_and_agree_with_the_kept_sums(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var wrong = await platform.AsAsync("shijianguan", async s =>
        {
            var (reader, differences) = (s.GetRequiredService<PivotReader>(), new List<string>());
            var whole = (await s.GetRequiredService<Overview>().OfAsync("410100", null, default))!.Area;
            foreach (var rows in Enum.GetValues<PivotDimension>())
                foreach (var columns in Enum.GetValues<PivotDimension>())
                    foreach (var measure in (Measure[])[Measure.Employers, Measure.DangersOpen, Measure.Fines])
                    {
                        var question = new PivotQuestion(rows, columns, measure, null);
                        if (question.Fault is not null) continue;
                        var answer = (await reader.ReadAsync(question, default))!;
                        var sum = rows == PivotDimension.Period ? answer.Rows.Where(r => r.Key == answer.Live).Sum(r => answer.Columns.Sum(c => answer.Of(r, c)))
                            : columns == PivotDimension.Period ? answer.Columns.Where(c => c.Key == answer.Live).Sum(c => answer.Rows.Sum(r => answer.Of(r, c)))
                            : answer.Cells.Values.Sum();
                        if (!rows.IsManyFold() && !columns.IsManyFold() && sum != whole.Of(measure)) differences.Add($"{rows} × {columns} {measure}: {sum}, kept {whole.Of(measure)}");
                    }
            return differences;
        });
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Theory, BothDatabases]
    public async Task A_view_is_ones_own_or_shared_downwards_and_never_wider_than_the_viewer_sees(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var (city, county, other) = (await platform.SignInAsync("shijianguan"), await platform.SignInAsync("gongyi"), await platform.SignInAsync("dengfeng"));
        const string Path = "/oversight/pivot?rows=Industry&cols2=Size&measure=DangersOpen";
        Assert.Equal(HttpStatusCode.Redirect, (await (await city.PageAsync(Path)).SubmitAsync(new() { ["name"] = "全市行业规模", ["shared"] = "true" })).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await (await county.PageAsync(Path + "&area=410181")).SubmitAsync(new() { ["name"] = "巩义自用" })).Status);
        Assert.Contains("全市行业规模", (await county.PageAsync("/oversight/pivot")).Text, StringComparison.Ordinal);
        Assert.Contains("巩义自用", (await county.PageAsync("/oversight/pivot")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("巩义自用", (await city.PageAsync("/oversight/pivot")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("巩义自用", (await other.PageAsync("/oversight/pivot")).Text, StringComparison.Ordinal);
        Assert.Contains("请填写视图名称", (await (await city.PageAsync(Path)).SubmitAsync(new() { ["name"] = "  " })).Text, StringComparison.Ordinal);
        // Somebody else's cannot be taken away.
        var view = await platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<PivotView>().SingleAsync(v => v.Name == "全市行业规模"));
        var token = (await county.PageAsync("/account")).Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        Assert.Equal(HttpStatusCode.NotFound, (await county.PostPageAsync("/oversight/pivot?handler=Remove", [new("__RequestVerificationToken", token), new("view", view.Id.ToString())])).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await (await city.PageAsync(Path)).SubmitAsync(new() { ["view"] = view.Id.ToString() }, "Remove", "view")).Status);
        Assert.DoesNotContain("全市行业规模", (await county.PageAsync("/oversight/pivot")).Text, StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task What_cannot_be_asked_is_said_and_a_foreign_place_is_not_there(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var county = await platform.SignInAsync("gongyi");
        Assert.Contains("请选择不同的维度", (await county.PageAsync("/oversight/pivot?rows=Size&cols2=Size")).Text, StringComparison.Ordinal);
        Assert.Contains("不能与月份交叉", (await county.PageAsync("/oversight/pivot?rows=Factor&cols2=Period")).Text, StringComparison.Ordinal);
        foreach (var area in (string[])["410100", "410185", "x'"]) Assert.Equal(HttpStatusCode.NotFound, (await county.GetAsync($"/oversight/pivot?area={area}")).StatusCode);
        foreach (var odd in (string[])["rows=9&cols2=-1&measure=zz", "rows=size;drop"]) Assert.Equal(HttpStatusCode.OK, (await county.GetAsync($"/oversight/pivot?{odd}")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await county.GetAsync("/oversight/pivot?handler=Export&rows=Size&cols2=Size")).StatusCode);
        var file = await county.GetAsync("/oversight/pivot?handler=Export&rows=Township&cols2=Industry&measure=Exposed");
        Assert.Equal("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", file.Content.Headers.ContentType!.MediaType);
        Assert.True((await file.Content.ReadAsByteArrayAsync()).Length > 1000);
    }
}
