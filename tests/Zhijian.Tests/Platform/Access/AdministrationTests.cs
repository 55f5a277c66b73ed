using System.Net;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Access.Users;
using Zhijian.Platform.Audit;
using Zhijian.Tests.Harness;

namespace Zhijian.Tests.Platform.Access;

public sealed class AdministrationTests(Platforms platforms)
{
    internal static Task<Guid> IdAsync(TestPlatform platform, string userName) => platform.AsPlatformAsync(s =>
        s.GetRequiredService<ZhijianDb>().Users.Where(u => u.UserName == userName).Select(u => u.Id).SingleAsync());

    static async Task<(string UserName, string Password)> MakeAsync(HttpClient admin, string userName, string division)
    {
        var made = await (await admin.PageAsync("/admin/users/new")).SubmitAsync(new() { ["Input.UserName"] = userName, ["Input.FullName"] = "新人", ["Input.DivisionCode"] = division });
        return (made.Of("#made-user-name")!, made.Of("#made-password")!);
    }

    static async Task<WebPage> GrantAsync(TestPlatform platform, HttpClient security, string userName, params Role[] roles)
    {
        var page = await security.PageAsync($"/admin/users/{await IdAsync(platform, userName)}");
        return await page.SubmitAsync(new() { ["held"] = roles.Length == 0 ? null : string.Join('\n', roles), ["reason"] = "岗位任命" }, handler: "Grant");
    }

    [Theory, BothDatabases]
    public async Task A_new_user_can_do_nothing_until_the_security_administrator_grants_a_role(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var system = await platform.SignInAsync("xitong");
        var (userName, password) = await MakeAsync(system, "newcomer", "410185");
        var client = await platform.SignInAsync(userName, password);
        Assert.Equal("/account/password", (await client.PageAsync("/admin/organisations")).Location);
        await (await client.PageAsync("/account/password")).SubmitAsync(new() { ["Input.Current"] = password, ["Input.Next"] = "Winter-Wheat-1", ["Input.Again"] = "Winter-Wheat-1" });
        Assert.Equal(HttpStatusCode.Forbidden, (await client.PageAsync("/admin/organisations")).Status);

        var page = await system.PageAsync($"/admin/users/{await IdAsync(platform, userName)}");
        Assert.DoesNotContain("授予角色", page.Text, StringComparison.Ordinal);
        var security = await platform.SignInAsync("anquan");
        Assert.Equal(HttpStatusCode.Forbidden, (await security.PageAsync("/admin/users/new")).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await GrantAsync(platform, security, userName, Role.CountySupervisor)).Status);
        Assert.Equal(HttpStatusCode.OK, (await client.PageAsync("/admin/organisations")).Status);
        await platform.AsPlatformAsync(async s => Assert.False(await s.GetRequiredService<ZhijianDb>().Set<AuditEntry>().AnyAsync(a => a.After!.Contains(password))));
    }

    [Theory, BothDatabases]
    public async Task Nobody_promotes_himself_or_holds_two_of_the_three(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var security = await platform.SignInAsync("anquan");
        var own = await IdAsync(platform, "anquan");
        // The page offers no form for the own account, so the request is made by hand.
        var token = (await security.PageAsync("/account")).Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var answer = await security.PostPageAsync($"/admin/users/{own}?handler=Grant", [new("held", "SecurityAdministrator"), new("held", "CityAdmin"), new("reason", "我自己"), new("__RequestVerificationToken", token)]);
        Assert.Contains("不能修改自己的角色", answer.Text, StringComparison.Ordinal);
        Assert.Contains("不同的人", (await GrantAsync(platform, security, "xitong", Role.SystemAdministrator, Role.Auditor)).Text, StringComparison.Ordinal);
        Assert.Contains("不适合", (await GrantAsync(platform, security, "gongyi", Role.CityAdmin)).Text, StringComparison.Ordinal);
        Assert.Contains("不适合", (await GrantAsync(platform, security, "qiye1", Role.CountySupervisor)).Text, StringComparison.Ordinal);

        var matrix = await security.PageAsync("/admin/roles?edit=SecurityAdministrator");
        Assert.Contains("自己担任的角色", (await matrix.SubmitAsync(new() { ["granted"] = "users.manage\nroles.grant\nroles.permissions", ["reason"] = "x" })).Text, StringComparison.Ordinal);
        matrix = await security.PageAsync("/admin/roles?edit=SystemAdministrator");
        Assert.Contains("三员分立", (await matrix.SubmitAsync(new() { ["granted"] = "users.manage\nroles.grant", ["reason"] = "x" })).Text, StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task The_last_administrator_of_a_kind_stays(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var system = await platform.SignInAsync("xitong");
        var security = await platform.SignInAsync("anquan");
        foreach (var last in (string[])["anquan", "shenji"])
        {
            var page = await (await system.PageAsync($"/admin/users/{await IdAsync(platform, last)}")).SubmitAsync(new() { ["reason"] = "试试" }, handler: "Disable");
            Assert.Contains("最后一名", page.Text, StringComparison.Ordinal);
        }
        Assert.Contains("最后一名", (await GrantAsync(platform, security, "xitong")).Text, StringComparison.Ordinal);
        // A county's administrator does not stand in for the city's; another of the city does.
        await MakeAsync(system, "county-auditor", "410181");
        await GrantAsync(platform, security, "county-auditor", Role.Auditor);
        Assert.Contains("最后一名", (await GrantAsync(platform, security, "shenji")).Text, StringComparison.Ordinal);
        await MakeAsync(system, "city-auditor", "410100");
        await GrantAsync(platform, security, "city-auditor", Role.Auditor);
        Assert.Equal(HttpStatusCode.Redirect, (await GrantAsync(platform, security, "shenji")).Status);
    }

    [Theory, BothDatabases]
    public async Task A_county_has_its_own_administrators_who_see_and_give_only_what_is_theirs(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var city = await platform.SignInAsync("xitong");
        var security = await platform.SignInAsync("anquan");
        var clients = new Dictionary<Role, HttpClient>();
        foreach (var role in (Role[])[Role.SystemAdministrator, Role.SecurityAdministrator])
        {
            var (userName, password) = await MakeAsync(city, $"gongyi-{role}", "410181");
            await GrantAsync(platform, security, userName, role);
            var client = clients[role] = await platform.SignInAsync(userName, password);
            await (await client.PageAsync("/account/password")).SubmitAsync(new() { ["Input.Current"] = password, ["Input.Next"] = "Winter-Wheat-1", ["Input.Again"] = "Winter-Wheat-1" });
        }
        var list = await clients[Role.SystemAdministrator].PageAsync("/admin/users?size=200");
        Assert.Contains("gongyi-zf", list.Text, StringComparison.Ordinal);
        Assert.Contains("qiye1", list.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("dengfeng", list.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("xitong", list.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await clients[Role.SystemAdministrator].PageAsync($"/admin/users/{await IdAsync(platform, "dengfeng")}")).Status);

        var foreign = await (await clients[Role.SystemAdministrator].PageAsync("/admin/users/new")).SubmitAsync(new() { ["Input.UserName"] = "spy", ["Input.FullName"] = "越权", ["Input.DivisionCode"] = "410100" });
        Assert.Contains("管辖范围内的行政区划", foreign.Text, StringComparison.Ordinal);
        // A name taken elsewhere is taken.
        var taken = await (await clients[Role.SystemAdministrator].PageAsync("/admin/users/new")).SubmitAsync(new() { ["Input.UserName"] = "Dengfeng", ["Input.FullName"] = "重名", ["Input.DivisionCode"] = "410181" });
        Assert.Contains("已有人使用", taken.Text, StringComparison.Ordinal);
        var matrix = await clients[Role.SecurityAdministrator].PageAsync("/admin/roles?edit=CountySupervisor");
        Assert.Contains("市级安全管理员", (await matrix.SubmitAsync(new() { ["granted"] = "organisations.read", ["reason"] = "x" })).Text, StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task A_reset_password_works_once_and_a_lock_is_opened(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var system = await platform.SignInAsync("xitong");
        var security = await platform.SignInAsync("anquan");
        var id = await IdAsync(platform, "gongyi");
        for (var i = 0; i < 5; i++) await TestPlatform.TrySignInAsync(platform.Anonymous(), "gongyi", "wrong");
        Assert.Contains("锁定中", (await system.PageAsync("/admin/users?status=locked")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("dengfeng", (await system.PageAsync("/admin/users?status=locked")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await (await security.PageAsync($"/admin/users/{id}")).SubmitAsync(new() { ["reason"] = "本人申请" }, handler: "Unlock")).Status);

        var reset = await (await system.PageAsync($"/admin/users/{id}")).SubmitAsync(new() { ["reason"] = "遗忘" }, handler: "ResetPassword");
        var client = await platform.SignInAsync("gongyi", reset.Of("#made-password")!);
        Assert.Equal("/account/password", (await client.PageAsync("/account")).Location);
        Assert.Contains("原因", (await (await system.PageAsync($"/admin/users/{id}")).SubmitAsync(new() { ["reason"] = "" }, handler: "ResetPassword")).Text, StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task A_changed_grant_is_true_at_once(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var county = await platform.SignInAsync("gongyi");
        Assert.Equal(HttpStatusCode.OK, (await county.PageAsync("/admin/organisations")).Status);
        var security = await platform.SignInAsync("anquan");
        await (await security.PageAsync("/admin/roles?edit=CountySupervisor")).SubmitAsync(new() { ["granted"] = "authorities.read", ["reason"] = "收紧" });
        Assert.Equal(HttpStatusCode.Forbidden, (await county.PageAsync("/admin/organisations")).Status);
        Assert.Equal(HttpStatusCode.OK, (await county.PageAsync("/admin/authorities")).Status);
    }
}
