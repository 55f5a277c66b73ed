using System.Net;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Tests.Harness;

namespace Zhijian.Tests.Platform.Access;

public sealed class AccountTests(Platforms platforms)
{
    static async Task<WebPage> ChangeAsync(HttpClient client, string current, string next) =>
        await (await client.PageAsync("/account/password")).SubmitAsync(new() { ["Input.Current"] = current, ["Input.Next"] = next, ["Input.Again"] = next });

    [Theory, BothDatabases]
    public async Task Weak_passwords_are_refused_in_Chinese(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var password = platform.PasswordOf("gongyi");
        var client = await platform.SignInAsync("gongyi");
        foreach (var (weak, why) in ((string, string)[])[
            ("Ab1!x", "密码至少 10 个字符"), ("abcdefghijk", "至少三种"), ("Aa1Aa1Aa1Aa1", "重复的字符太多"),
            ("Gongyi-2026!", "不能包含登录名"), ("MyPassword2026", "弱口令"), (password, "不能与原密码相同")])
            Assert.Contains(why, (await ChangeAsync(client, password, weak)).Text, StringComparison.Ordinal);

        var employer = await platform.SignInAsync("qiye1");
        Assert.Contains("密码至少 12 个字符", (await ChangeAsync(employer, platform.PasswordOf("qiye1"), "Ab1!xyzuvw")).Text, StringComparison.Ordinal);
        Assert.Equal("/account", (await ChangeAsync(employer, platform.PasswordOf("qiye1"), "just a long sentence")).Location);
    }

    [Theory, BothDatabases]
    public async Task The_last_five_passwords_of_staff_do_not_come_back(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var client = await platform.SignInAsync("gongyi");
        var current = platform.PasswordOf("gongyi");
        for (var i = 0; i < 5; i++)
        {
            platform.Clock.Advance(TimeSpan.FromMinutes(1));
            Assert.Equal("/account", (await ChangeAsync(client, current, $"Winter-Wheat-{i}")).Location);
            current = $"Winter-Wheat-{i}";
            // The first one is the fifth from the end until the fifth change.
            if (i == 3) Assert.Contains("最近 5 次", (await ChangeAsync(client, current, platform.PasswordOf("gongyi"))).Text, StringComparison.Ordinal);
        }
        Assert.Contains("最近 5 次", (await ChangeAsync(client, current, "Winter-Wheat-0")).Text, StringComparison.Ordinal);
        Assert.Equal("/account", (await ChangeAsync(client, current, platform.PasswordOf("gongyi"))).Location);
    }

    [Theory, BothDatabases]
    public async Task Staff_passwords_expire_after_ninety_days(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        platform.Clock.Advance(TimeSpan.FromDays(91));
        var client = await platform.SignInAsync("gongyi", platform.PasswordOf("gongyi"));
        Assert.Equal("/account/password", (await client.PageAsync("/admin/organisations")).Location);
        Assert.Equal("/account", (await ChangeAsync(client, platform.PasswordOf("gongyi"), "Winter-Wheat-1")).Location);
        Assert.Equal(HttpStatusCode.OK, (await client.PageAsync("/admin/organisations")).Status);
        var employer = await platform.SignInAsync("qiye1", platform.PasswordOf("qiye1"));
        Assert.Equal(HttpStatusCode.OK, (await employer.PageAsync("/account")).Status);
    }

    [Theory, BothDatabases]
    public async Task Guessing_the_present_password_locks_and_ends_the_session(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var client = await platform.SignInAsync("gongyi");
        for (var i = 0; i < 4; i++) Assert.Contains("原密码不正确", (await ChangeAsync(client, "wrong", "Winter-Wheat-1")).Text, StringComparison.Ordinal);
        await ChangeAsync(client, "wrong", "Winter-Wheat-1");
        Assert.Equal(HttpStatusCode.Redirect, (await client.PageAsync("/account")).Status);
    }

    [Theory, BothDatabases]
    public async Task Contact_data_is_encrypted_and_own_sign_ins_are_shown(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var client = await platform.SignInAsync("qiye1");
        await TestPlatform.TrySignInAsync(platform.Anonymous(), "qiye1", "wrong-password");
        await (await client.PageAsync("/account")).SubmitAsync(new() { ["Input.Phone"] = "13900000000", ["Input.Email"] = "a@example.com" });
        Assert.Contains("13900000000", (await client.PageAsync("/account")).Html, StringComparison.Ordinal);
        var stored = await platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Database
            .SqlQueryRaw<string>("SELECT phone_number AS \"Value\" FROM users WHERE user_name = 'qiye1'").SingleAsync());
        Assert.StartsWith("sm4:", stored, StringComparison.Ordinal);
        var activity = await client.PageAsync("/account/activity");
        Assert.Contains("登录失败", activity.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("密码错误", activity.Text, StringComparison.Ordinal);
    }
}
