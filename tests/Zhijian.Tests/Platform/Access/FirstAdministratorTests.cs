using System.Net;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Access.SignIn;
using Zhijian.Platform.Access.Users;
using Zhijian.Tests.Harness;

namespace Zhijian.Tests.Platform.Access;

public sealed class FirstAdministratorTests(Platforms platforms)
{
    static Task<string?> SecretAsync(TestPlatform platform) => platform.AsPlatformAsync(s => s.GetRequiredService<FirstAdministrator>().MakeSecretAsync(default));

    static Dictionary<string, string?> Form(string secret, string password = "Winter-Wheat-1") => new()
    {
        ["Input.Secret"] = secret, ["Input.DivisionCode"] = "410100",
        ["Input.System.UserName"] = "sys", ["Input.System.FullName"] = "甲", ["Input.System.Password"] = password,
        ["Input.Security.UserName"] = "sec", ["Input.Security.FullName"] = "乙", ["Input.Security.Password"] = password,
        ["Input.Auditor.UserName"] = "aud", ["Input.Auditor.FullName"] = "丙", ["Input.Auditor.Password"] = password,
    };

    [Theory, BothDatabases]
    public async Task A_new_installation_has_no_account_until_the_secret_makes_three(Database database)
    {
        await using var platform = await platforms.EmptyAsync(database);
        Assert.Equal(0, await platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Users.CountAsync()));
        var older = (await SecretAsync(platform))!;
        var secret = (await SecretAsync(platform))!;
        var client = platform.Anonymous();
        foreach (var wrong in (string[])["wrong", older])
            Assert.Contains("一次性口令不正确", (await (await client.PageAsync("/first-administrator")).SubmitAsync(Form(wrong))).Text, StringComparison.Ordinal);
        // One weak password among three makes none.
        Assert.Contains("密码至少 10 个字符", (await (await client.PageAsync("/first-administrator")).SubmitAsync(Form(secret, "Ab1!"))).Text, StringComparison.Ordinal);
        Assert.Equal(0, await platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Users.CountAsync()));

        Assert.Equal("/sign-in", (await (await client.PageAsync("/first-administrator")).SubmitAsync(Form(secret))).Location);
        Assert.Equal(HttpStatusCode.NotFound, (await client.PageAsync("/first-administrator")).Status);
        Assert.Null(await SecretAsync(platform));
        // Not a demonstration: the second factor comes first.
        var system = await platform.SignInAsync("sys", "Winter-Wheat-1");
        Assert.Equal("/account/second-factor", (await system.PageAsync("/admin/users")).Location);
        var stored = await platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Database.SqlQueryRaw<string>("SELECT hash AS \"Value\" FROM first_secret").SingleAsync());
        Assert.DoesNotContain(secret, stored, StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task The_secret_dies_after_a_day_or_ten_wrong_tries(Database database)
    {
        await using var platform = await platforms.EmptyAsync(database);
        var client = platform.Anonymous();
        await SecretAsync(platform);
        platform.Clock.Advance(TimeSpan.FromHours(25));
        Assert.Equal(HttpStatusCode.NotFound, (await client.PageAsync("/first-administrator")).Status);
        await SecretAsync(platform);
        var page = await client.PageAsync("/first-administrator");
        for (var i = 0; i < 10; i++) await page.SubmitAsync(Form("wrong"));
        Assert.Equal(HttpStatusCode.NotFound, (await client.PageAsync("/first-administrator")).Status);
    }

    [Theory, BothDatabases]
    public async Task An_account_can_be_made_without_a_browser(Database database)
    {
        await using var platform = await platforms.EmptyAsync(database);
        var made = await platform.AsPlatformAsync(async s =>
        {
            var user = await s.GetRequiredService<UserDesk>().CreateAsync(new UserDraft("cli", "命令行", "410100"), default);
            await s.GetRequiredService<RoleDesk>().GrantAsync(user.Id, [Role.SystemAdministrator], "命令行建立", default);
            return user;
        });
        var client = await platform.SignInAsync("cli", made.Password);
        Assert.Equal("/account/password", (await client.PageAsync("/todo")).Location);
    }
}
