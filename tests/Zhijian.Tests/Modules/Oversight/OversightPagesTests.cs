using System.Net;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Oversight;
using Zhijian.Platform.Organisations;
using Zhijian.Tests.Harness;
using Zhijian.Tests.Modules.Dangers;

namespace Zhijian.Tests.Modules.Oversight;

public sealed class OversightPagesTests(Platforms platforms)
{
    [Theory, BothDatabases]
    public async Task Every_figure_is_the_sum_of_the_list_that_it_opens(Database database)
    {
        var platform = await platforms.FreshAsync(database);
        await Judged.FoundAsync(platform);
        await Judged.FoundAsync(platform);
        await Judged.FoundAsync(platform, "qiye2");
        Assert.Empty(await platform.AsPlatformAsync(s => s.GetRequiredService<RollUps>().VerifyAsync(default)));
        foreach (var (user, area) in new[] { ("shijianguan", "410100"), ("shijianguan", "410181"), ("gongyi", "410181"), ("dengfeng", "410185") })
        {
            var client = await platform.SignInAsync(user);
            var picture = await platform.AsAsync(user, s => s.GetRequiredService<Overview>().OfAsync(area, null, default));
            Assert.NotNull(picture);
            foreach (var measure in Measures.All)
                Assert.Contains($"{measure.Text()}合计 {picture.Area.Of(measure):N0} {measure.Unit()}", (await client.PageAsync($"/oversight/employers?measure={measure}&county={area}")).Text, StringComparison.Ordinal);
        }
        var city = await platform.AsAsync("shijianguan", s => s.GetRequiredService<Overview>().OfAsync(null, null, default));
        Assert.Equal((3, 2), (city!.Area.Of(Measure.DangersOpen), city.Parts.Single(p => p.Code == "410181").Of(Measure.DangersOpen)));
        Assert.All(Measures.All, m => Assert.Equal(city.Area.Of(m), city.Parts.Sum(p => p.Of(m))));
        Assert.Equal("2", (await (await platform.SignInAsync("shijianguan")).PageAsync("/oversight/employers?measure=DangersOpen&county=410100")).Of(".z-list-total strong"));
    }

    [Theory, BothDatabases]
    public async Task A_change_of_an_indicator_opens_the_employers_that_made_it(Database database)
    {
        var platform = await platforms.FreshAsync(database);
        var danger = await Judged.FoundAsync(platform);
        await Judged.FoundAsync(platform);
        await Judged.FoundAsync(platform, "qiye2");
        Assert.Empty(await platform.AsPlatformAsync(s => s.GetRequiredService<RollUps>().VerifyAsync(default)));
        const string County = "/oversight/changes?by=danger-overdue-rate&area=410181";
        var city = await platform.SignInAsync("shijianguan");
        Assert.Contains((await city.PageAsync("/oversight?area=410181")).Document.QuerySelectorAll("a[href^='/oversight/changes']"), a => a.GetAttribute("href")!.Contains("area=410181&to=2026-06", StringComparison.Ordinal));
        foreach (var user in (string[])["shijianguan", "gongyi"])
        {
            var page = await (await platform.SignInAsync(user)).PageAsync(County);
            Assert.Equal("1", page.Of(".z-list-total strong"));
            foreach (var words in (string[])["2026-05 月末 → 2026-06（现在）", danger.EmployerName, "未销号隐患增2"]) Assert.Contains(words, page.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("明细不完整", page.Text, StringComparison.Ordinal);
        }
        Assert.Equal("2", (await city.PageAsync("/oversight/changes?by=danger-overdue-rate&area=410100&what=in")).Of(".z-list-total strong"));
        Assert.Equal("0", (await city.PageAsync("/oversight/changes?by=danger-overdue-rate&area=410100&what=out")).Of(".z-list-total strong"));
        Assert.Contains("2025-08 月末 → 2026-02 月末", (await city.PageAsync(County + "&from=2025-08&to=2026-02")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await city.GetAsync(County + "&handler=Export")).StatusCode);
        foreach (var bad in (string[])["?by=x&area=410181", "?by=danger-overdue-rate&area=1", "?area=410181"]) Assert.Equal(HttpStatusCode.NotFound, (await city.GetAsync("/oversight/changes" + bad)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await (await platform.SignInAsync("dengfeng")).GetAsync(County)).StatusCode);
        // What is no month, or the wrong way round, is the last month.
        Assert.Contains("2026-05 月末 → 2026-06（现在）", (await city.PageAsync(County + "&from=2026-09&to=gestern")).Text, StringComparison.Ordinal);

        // In the next month they are closed or stay; only who changed is listed, and the June before stays explained.
        platform.Clock.Advance(TimeSpan.FromDays(25));
        Assert.Empty(await platform.AsPlatformAsync(s => s.GetRequiredService<RollUps>().VerifyAsync(default)));
        city = await platform.SignInAsync("shijianguan", platform.PasswordOf("shijianguan"));
        Assert.Equal("0", (await city.PageAsync(County)).Of(".z-list-total strong"));
        Assert.Equal("1", (await city.PageAsync(County + "&to=2026-06")).Of(".z-list-total strong"));
        Assert.Equal("1", (await city.PageAsync(County + "&from=2026-04")).Of(".z-list-total strong"));
    }

    [Theory, BothDatabases]
    public async Task Everybody_sees_the_own_part(Database database)
    {
        var platform = await platforms.FreshAsync(database);
        var (city, county) = (await platform.SignInAsync("shijianguan"), await platform.SignInAsync("gongyi"));
        Assert.Contains("郑州市", (await city.PageAsync("/oversight")).Of("h1"), StringComparison.Ordinal);
        Assert.Contains("巩义市", (await county.PageAsync("/oversight")).Of("h1"), StringComparison.Ordinal);
        Assert.Contains("巩义市", (await city.PageAsync("/oversight?area=410181&wall=1&by=test-rate&month=2026-03")).Of("h1"), StringComparison.Ordinal);
        foreach (var area in (string[])["410100", "410185", "999999", "'"])
            Assert.Equal(HttpStatusCode.NotFound, (await county.GetAsync($"/oversight?area={area}")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await county.GetAsync("/oversight?month=x&by=y&wall=z")).StatusCode);
        // On the wall it goes on to the next indicator, only where that was asked for; what is in the address cannot break the header.
        using var rotating = await city.GetAsync("/oversight?wall=1&rotate=1&by=declaration-rate&x=%0d%0aSet-Cookie:a");
        Assert.Matches("^30;url=/oversight\\?[!-~]*by=test-rate[!-~]*$", Assert.Single(rotating.Headers.GetValues("Refresh")));
        using var standing = await city.GetAsync("/oversight?rotate=1");
        Assert.False(standing.Headers.Contains("Refresh"));
        Assert.Equal(HttpStatusCode.OK, (await county.GetAsync("/oversight/employers?handler=Export&measure=Employers")).StatusCode);
    }

    [Theory, BothDatabases]
    public async Task What_a_desk_writes_shows_by_itself(Database database)
    {
        var platform = await platforms.FreshAsync(database);
        await Judged.FoundAsync(platform);
        // The keeper is woken by the commit; nobody asks it here.
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (await platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<FigureCell>().Where(c => c.DivisionCode == "410181" && c.Dimension == FigureDimension.All && c.Measure == Measure.DangersOpen).SumAsync(c => c.Amount, patience.Token)) != 1)
            await Task.Yield();
    }

    [Fact]
    public void A_light_follows_the_target_and_the_direction()
    {
        var rate = new Indicator("a", "a", "", Measure.Declared, Measure.Hazardous, 85, true, "", "", "");
        Assert.Equal([Light.Good, Light.Near, Light.Bad, Light.None], [rate.LightOf(85), rate.LightOf(84.9m), rate.LightOf(74.9m), rate.LightOf(null)]);
        var late = rate with { MoreIsBetter = false, Target = 5 };
        Assert.Equal([Light.Good, Light.Near, Light.Bad], [late.LightOf(5), late.LightOf(15), late.LightOf(15.1m)]);
        Assert.Equal(33.3m, rate.Of(m => m == Measure.Declared ? 1 : 3));
        Assert.Null(rate.Of(_ => 0));
    }
}
