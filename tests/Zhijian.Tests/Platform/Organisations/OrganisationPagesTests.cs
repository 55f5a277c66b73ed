using System.Net;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Organisations;
using Zhijian.Tests.Harness;

namespace Zhijian.Tests.Platform.Organisations;

public sealed class OrganisationPagesTests(Platforms platforms)
{
    static Dictionary<string, string?> Name(string from, string? to = null) => new()
    {
        ["Input.Name"] = "郑州市职业健康局（示例）", ["Input.ShortName"] = "职健局", ["Input.DocumentPrefix"] = "郑职健", ["Input.SealText"] = "郑州市职业健康局（示例）",
        ["Input.ValidFrom"] = from, ["Input.ValidTo"] = to, ["Input.Basis"] = "示例改革",
    };

    [Theory, BothDatabases]
    public async Task Names_of_an_authority_follow_each_other_without_overlap(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var client = await platform.SignInAsync("shiguan");
        var id = await platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<Authority>().Where(a => a.DivisionCode == "410100").Select(a => a.Id).SingleAsync());
        var page = await client.PageAsync($"/admin/authorities/{id}");
        Assert.Contains("重叠", (await page.SubmitAsync(Name("2015-01-01", "2016-01-01"), handler: "Name")).Text, StringComparison.Ordinal);
        Assert.Contains("不能早于", (await page.SubmitAsync(Name("2027-01-01", "2026-12-01"), handler: "Name")).Text, StringComparison.Ordinal);
        Assert.Contains("请填写", (await page.SubmitAsync(new() { ["Input.Name"] = "" }, handler: "Name")).Text, StringComparison.Ordinal);
        var named = await page.SubmitAsync(Name("2027-01-01"), handler: "Name");
        Assert.True(named.Status == HttpStatusCode.Redirect, named.Of(".z-errors"));
        var authority = await platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<Authority>().Include(a => a.Names).SingleAsync(a => a.Id == id));
        Assert.Equal("卫健委", authority.NameOn(new(2026, 12, 31))!.ShortName);
        Assert.Equal("职健局", authority.NameOn(new(2027, 1, 1))!.ShortName);
        Assert.Equal("安监局", authority.NameOn(new(2018, 12, 28))!.ShortName);
        Assert.Equal(HttpStatusCode.Redirect, (await (await client.PageAsync($"/admin/authorities/{id}")).SubmitAsync(new() { ["department"] = "信息科" }, handler: "Department")).Status);
        Assert.Contains("已有同名科室", (await (await client.PageAsync($"/admin/authorities/{id}")).SubmitAsync(new() { ["department"] = "信息科" }, handler: "Department")).Text, StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task An_organisation_is_registered_once_and_changed_by_whoever_read_it_last(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var client = await platform.SignInAsync("xitong");
        Dictionary<string, string?> form = new() { ["Input.Kind"] = "Employer", ["Input.Name"] = "新企业（示例）", ["Input.CreditCode"] = "91410100MA00000XX7", ["Input.DivisionCode"] = "410181" };
        var page = await client.PageAsync("/admin/organisations/new");
        var made = await page.SubmitAsync(form);
        // The same form sent twice makes one organisation.
        Assert.Equal(made.Location, (await page.SubmitAsync(form)).Location);
        Assert.Contains("已登记", (await (await client.PageAsync("/admin/organisations/new")).SubmitAsync(form)).Text, StringComparison.Ordinal);
        Assert.Contains("18", (await page.SubmitAsync(new(form) { ["Input.CreditCode"] = "123" })).Text, StringComparison.Ordinal);

        var slow = await client.PageAsync(made.Location!);
        await (await client.PageAsync(made.Location!)).SubmitAsync(new() { ["Input.Name"] = "先改的名字" });
        Assert.Contains("刚被他人修改", (await slow.SubmitAsync(new() { ["Input.Name"] = "后改的名字" })).Text, StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task The_users_of_an_organisation_move_with_it(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var client = await platform.SignInAsync("xitong");
        var id = await platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Users.Where(u => u.UserName == "qiye2").Select(u => u.OrganisationId).SingleAsync());
        await (await client.PageAsync($"/admin/organisations/{id}")).SubmitAsync(new() { ["Input.DivisionCode"] = "410181" });
        await platform.AsAsync("gongyi", async s => Assert.True(await s.GetRequiredService<ZhijianDb>().Users.AnyAsync(u => u.UserName == "qiye2")));
        await platform.AsAsync("dengfeng", async s => Assert.False(await s.GetRequiredService<ZhijianDb>().Users.AnyAsync(u => u.UserName == "qiye2")));
    }

    [Theory, BothDatabases]
    public async Task Lists_are_filtered_in_the_database(Database database)
    {
        var platform = await platforms.SharedAsync(database);
        var client = await platform.SignInAsync("xitong");
        Assert.Contains("汽车涂装", (await client.PageAsync("/admin/organisations?q=汽车&kind=Employer")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("汽车涂装", (await client.PageAsync("/admin/organisations?q=汽车&kind=TradeUnion")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("汽车涂装", (await client.PageAsync("/admin/organisations?division=410181")).Text, StringComparison.Ordinal);
        var users = (await client.PageAsync("/admin/users?role=CountyOfficer&division=410181&sort=userName")).Text;
        Assert.Contains("gongyi-zf", users, StringComparison.Ordinal);
        Assert.DoesNotContain("dengfeng-zf", users, StringComparison.Ordinal);
    }
}
