using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Dangers;
using Zhijian.Rules.Dangers;
using Zhijian.Rules.Exposure;
using Zhijian.Tests.Harness;

namespace Zhijian.Tests.Modules.Dangers;

public sealed class DangerFiguresTests(Platforms platforms)
{
    [Theory, BothDatabases]
    public async Task Figures_are_counted_as_the_rows_say(Database database)
    {
        var platform = await platforms.FreshAsync(database);
        var (one, two) = (await Judged.EmployerOfAsync(platform), await Judged.EmployerOfAsync(platform, "qiye2"));
        var point = Guid.CreateVersion7();
        await Judged.RaiseAsync(platform, one, Judged.Result(point, Verdict.Exceeds, persons: 6), Judged.Result(point, Verdict.Exceeds, "96 dB(A)", null, factor: "P01", limit: "85 dB(A)", persons: 9), Judged.Result(Guid.CreateVersion7(), Verdict.Exceeds, persons: 4));
        await Judged.RaiseAsync(platform, two, Judged.Result(Guid.CreateVersion7(), Verdict.Exceeds, "1.2 mg/m³", 1.2, persons: null));
        var silica = await Judged.ReadAsync(platform, point);
        // Close one of three, ten days later.
        var closed = await platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<HiddenDanger>().Where(d => d.EmployerId == one && d.FactorCode == "D01" && d.PointId != point).Select(d => new { d.Id, d.PointId }).SingleAsync());
        await Judged.OrderAsync(platform, closed.Id, Judged.Today.AddDays(20));
        await Judged.StartAsync(platform, closed.Id);
        platform.Clock.Advance(TimeSpan.FromDays(10));
        await Judged.AskAsync(platform, closed.Id);
        await Judged.RaiseAsync(platform, one, Judged.Result(closed.PointId!.Value, Verdict.Compliant, "0.2 mg/m³", 0.2, Judged.Today.AddDays(9)));
        Assert.Equal(1, await Judged.RecheckAsync(platform, closed.Id, close: true));

        await platform.AsAsync("shijianguan", async s =>
        {
            var db = s.GetRequiredService<ZhijianDb>();
            await s.GetRequiredService<Zhijian.Platform.Organisations.DivisionDirectory>().LoadAsync(db);
            var figures = s.GetRequiredService<DangerFigures>();
            var gongyi = (await figures.OfAsync(DangerFigureKind.County, figures.ThisYear, default)).Single(l => l.Code == "410181");
            Assert.Equal((3, 1, 2, 33.3m, 10m), (gongyi.Found, gongyi.Closed, gongyi.Open, gongyi.Rate, gongyi.AverageDays));
            var total = await figures.TotalAsync(figures.ThisYear, default);
            Assert.Equal((4, 1), (total.Found, total.Closed));
            var dust = (await figures.OfAsync(DangerFigureKind.Factor, figures.ThisYear, default)).Single(l => l.Code == "D01");
            Assert.Equal(3, dust.Found);
            Assert.Equal(4, (await figures.OfAsync(DangerFigureKind.Source, figures.ThisYear, default)).Single().Found);
            Assert.Equal(4, (await figures.OfAsync(DangerFigureKind.Industry, figures.ThisYear, default)).Sum(l => l.Found));
            Assert.Equal(1, (await figures.TotalAsync(figures.ThisYear with { Factor = "P01" }, default)).Found);
            Assert.Equal(0, (await figures.TotalAsync(figures.ThisYear with { To = Judged.Today.AddDays(-1) }, default)).Found);
            var offender = Assert.Single(await figures.OffendersAsync(figures.ThisYear, default));
            Assert.Equal((one, 3, 0, 2), (offender.EmployerId, offender.Times, offender.Repeats, offender.Open));
            // The point over two limits counts once, with the larger number; the closed one no more.
            Assert.Equal(9, (await figures.OverLimitAsync(default)).Single(x => x.CountyCode == "410181").Over);
        });
        // A county sees its own.
        await platform.AsAsync("dengfeng", async s => Assert.Equal(1, (await s.GetRequiredService<DangerFigures>().TotalAsync(s.GetRequiredService<DangerFigures>().ThisYear, default)).Found));
        Assert.Equal(DangerState.Found, silica.State);
        await PagesAsync(platform, one);
    }

    static async Task PagesAsync(TestPlatform platform, Guid employer)
    {
        var city = await platform.SignInAsync("shijianguan");
        foreach (var path in (string[])["/dangers", "/dangers/candidates"])
        {
            var export = await city.GetAsync($"{path}?handler=Export");
            Assert.Equal((HttpStatusCode.OK, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"), (export.StatusCode, export.Content.Headers.ContentType!.MediaType));
        }
        Assert.Equal(HttpStatusCode.OK, (await city.GetAsync("/dangers/figures?handler=Export&by=Factor")).StatusCode);
        var board = await city.PageAsync("/dangers");
        Assert.Contains("3", board.Of(".z-board tfoot td"), StringComparison.Ordinal);
        Assert.Contains("共 1 条", (await city.PageAsync("/dangers?tab=closed")).Of(".z-list-total"), StringComparison.Ordinal);
        foreach (var (query, count) in new[] { ("grade=Major", 2), ("due=overdue", 3), ("turn=Employer", 0), ("source=Report", 3), ("owner=none", 3), ("factor=P01", 1), ("county=410185", 1), ("q=登封", 1), ("latest=bad", 3), ($"employer={employer}", 2) })
            Assert.Equal($"{count}", (await city.PageAsync($"/dangers?{query}")).Of(".z-list-total strong"));
        // The same by the interface for systems.
        var list = JsonDocument.Parse(await city.GetStringAsync("/api/v1/dangers?open=true&take=2")).RootElement;
        Assert.Equal(2, list.GetProperty("items").GetArrayLength());
        var next = JsonDocument.Parse(await city.GetStringAsync($"/api/v1/dangers?open=true&take=2&after={list.GetProperty("next").GetString()}")).RootElement;
        Assert.Equal((1, JsonValueKind.Null), (next.GetProperty("items").GetArrayLength(), next.GetProperty("next").ValueKind));
        var id = next.GetProperty("items")[0].GetProperty("id").GetString();
        Assert.Equal(JsonValueKind.Array, JsonDocument.Parse(await city.GetStringAsync($"/api/v1/dangers/{id}")).RootElement.GetProperty("history").ValueKind);
    }

    [Theory, BothDatabases]
    public async Task The_board_registers_reminds_and_assigns_many_at_once(Database database)
    {
        var platform = await platforms.FreshAsync(database);
        var (one, two) = (await Judged.FoundAsync(platform), await Judged.FoundAsync(platform));
        var county = await platform.SignInAsync("gongyi");
        Guid[] both = [one.Id, two.Id];
        Assert.Equal(HttpStatusCode.Redirect, (await BulkAsync(county, "Register", both)).Status);
        Assert.Equal(DangerState.Registered, (await Judged.ReadAsync(platform, two.PointId!.Value)).State);
        Assert.Contains("请先选择隐患", (await BulkAsync(county, "Mine")).Text, StringComparison.Ordinal);
        Assert.Contains("不能登记", (await BulkAsync(county, "Register", both)).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await BulkAsync(county, "Mine", both)).Status);
        Assert.Equal("2", (await county.PageAsync("/dangers?owner=mine")).Of(".z-list-total strong"));
        Assert.Contains("办理隐患", (await county.PageAsync("/todo")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("办理隐患", (await (await platform.SignInAsync("gongyi-zf")).PageAsync("/todo")).Text, StringComparison.Ordinal);

        await Judged.OrderAsync(platform, one.Id, Judged.Today.AddDays(10));
        foreach (var expected in (string[])["已催办 1 处", "已催办 0 处"])
            Assert.Contains(expected, (await county.FollowAsync(await BulkAsync(county, "Remind", both))).Text, StringComparison.Ordinal);
    }

    /// <summary>As the buttons over the list send it.</summary>
    static async Task<WebPage> BulkAsync(HttpClient client, string handler, params Guid[] ids)
    {
        var page = await client.PageAsync("/dangers");
        Assert.NotNull(page.Document.QuerySelector($"button[formaction*='handler={handler}']"));
        var token = page.Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        return await client.PostPageAsync($"/dangers?handler={handler}", [new("__RequestVerificationToken", token), new("__key", Guid.NewGuid().ToString()), .. ids.Select(i => KeyValuePair.Create("ids", i.ToString()))]);
    }
}
