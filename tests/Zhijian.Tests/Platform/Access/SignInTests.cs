using System.Net;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Access.SignIn;
using Zhijian.Platform.Audit;
using Zhijian.Tests.Harness;

namespace Zhijian.Tests.Platform.Access;

public sealed class SignInTests(Platforms platforms)
{
    static Task<List<AuditEntry>> AuditOfAsync(TestPlatform platform, string kind) => platform.AsPlatformAsync(s =>
        s.GetRequiredService<ZhijianDb>().Set<AuditEntry>().AsNoTracking().Where(a => a.Kind == kind).OrderBy(a => a.Seq).ToListAsync());

    [Theory, BothDatabases]
    public async Task The_right_password_opens_a_session_and_signing_out_ends_it(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var client = await platform.SignInAsync("gongyi", platform.PasswordOf("gongyi"));
        var account = await client.PageAsync("/account");
        Assert.Equal(HttpStatusCode.OK, account.Status);
        Assert.Contains("巩义监管科", account.Text, StringComparison.Ordinal);
        await account.SubmitAsync([], formWith: "__RequestVerificationToken");
        Assert.Equal(HttpStatusCode.Redirect, (await client.PageAsync("/account")).Status);
        Assert.Single(await AuditOfAsync(platform, "sign-in"));
        Assert.Single(await AuditOfAsync(platform, "sign-out"));
    }

    [Theory, BothDatabases]
    public async Task Five_failures_lock_for_thirty_minutes_and_nobody_can_tell_who_exists(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var answers = new List<string>();
        foreach (var name in (string[])["gongyi", "nobody"])
        {
            var client = platform.Anonymous();
            for (var i = 0; i < 5; i++) answers.Add((await TestPlatform.TrySignInAsync(client, name, "wrong-password-1A")).Of(".z-errors")!);
        }
        var locked = await TestPlatform.TrySignInAsync(platform.Anonymous(), "gongyi", platform.PasswordOf("gongyi"));
        answers.Add(locked.Of(".z-errors")!);
        Assert.Equal(HttpStatusCode.OK, locked.Status);
        Assert.Contains(SignInDesk.Message, Assert.Single(answers.Distinct()), StringComparison.Ordinal);
        var failures = await AuditOfAsync(platform, "sign-in-failed");
        Assert.Equal(11, failures.Count);
        // Whom the caller claimed to be stands in the column that auditors filter by.
        Assert.Equal(6, failures.Count(a => a.ActorName == "未登录：gongyi"));
        Assert.Equal(5, failures.Count(a => a.ActorName == "未登录：nobody"));
        Assert.Single(await AuditOfAsync(platform, "lock-out"));

        platform.Clock.Advance(TimeSpan.FromMinutes(31));
        await platform.SignInAsync("gongyi", platform.PasswordOf("gongyi"));
    }

    [Theory, BothDatabases]
    public async Task Parallel_guesses_get_no_more_than_five(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var pages = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => platform.Anonymous().PageAsync("/sign-in")));
        await Task.WhenAll(pages.Select(p => p.SubmitAsync(new() { ["Input.UserName"] = "gongyi", ["Input.Password"] = "wrong-password-1A" })));
        var after = await AuditOfAsync(platform, "sign-in-failed");
        Assert.Equal(12, after.Count);
        Assert.Equal(5, after.Count(a => a.After!.Contains("密码错误", StringComparison.Ordinal)));
        Assert.Single(await AuditOfAsync(platform, "lock-out"));
    }

    [Theory, BothDatabases]
    public async Task Sessions_end_when_idle_and_after_twelve_hours(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var idle = await platform.SignInAsync("gongyi", platform.PasswordOf("gongyi"));
        var busy = await platform.SignInAsync("dengfeng", platform.PasswordOf("dengfeng"));
        async Task<bool> InAsync(HttpClient client) => (await client.PageAsync("/account")).Status == HttpStatusCode.OK;

        platform.Clock.Advance(TimeSpan.FromMinutes(20));
        Assert.True(await InAsync(busy));
        platform.Clock.Advance(TimeSpan.FromMinutes(11));
        Assert.True(await InAsync(busy));
        Assert.False(await InAsync(idle));
        for (var minutes = 31; minutes + 25 < 12 * 60; minutes += 25)
        {
            platform.Clock.Advance(TimeSpan.FromMinutes(25));
            Assert.True(await InAsync(busy), $"after {minutes + 25} minutes");
        }
        platform.Clock.Advance(TimeSpan.FromMinutes(25));
        Assert.False(await InAsync(busy));
    }

    [Theory, BothDatabases]
    public async Task A_session_ended_elsewhere_and_a_disabled_user_are_refused_at_once(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var first = await platform.SignInAsync("gongyi", platform.PasswordOf("gongyi"));
        var second = await platform.SignInAsync("gongyi", platform.PasswordOf("gongyi"));
        Assert.Equal(HttpStatusCode.OK, (await first.PageAsync("/account")).Status);
        await (await second.PageAsync("/account")).SubmitAsync([], handler: "EndOthers");
        Assert.Equal(HttpStatusCode.Redirect, (await first.PageAsync("/account")).Status);
        Assert.Equal(HttpStatusCode.OK, (await second.PageAsync("/account")).Status);

        var admin = await platform.SignInAsync("xitong");
        var id = await platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Users.Where(u => u.UserName == "gongyi").Select(u => u.Id).SingleAsync());
        var done = await (await admin.PageAsync($"/admin/users/{id}")).SubmitAsync(new() { ["reason"] = "离岗" }, handler: "Disable");
        Assert.Equal(HttpStatusCode.Redirect, done.Status);
        Assert.Equal(HttpStatusCode.Redirect, (await second.PageAsync("/account")).Status);
        Assert.Equal(HttpStatusCode.OK, (await TestPlatform.TrySignInAsync(platform.Anonymous(), "gongyi", platform.PasswordOf("gongyi"))).Status);
    }

    [Theory, BothDatabases]
    public async Task Only_addresses_of_this_site_are_returned_to(Database database)
    {
        var platform = await platforms.SharedAsync(database);
        foreach (var (asked, got) in ((string, string)[])[("/admin/users?q=a", "/admin/users?q=a"), ("https://evil.example/", "/"), ("//evil.example", "/"), ("/\\evil.example", "/")])
        {
            var page = await TestPlatform.TrySignInAsync(platform.Anonymous(), "xitong", platform.PasswordOf("xitong"), asked);
            Assert.Equal(got, page.Location);
        }
        Assert.Equal("/sign-in?returnUrl=%2Fadmin%2Fusers%3Fq%3Da", (await platform.Anonymous().PageAsync("/admin/users?q=a")).Location);
    }

    [Theory, BothDatabases]
    public async Task A_form_without_its_token_is_refused(Database database)
    {
        var platform = await platforms.SharedAsync(database);
        var page = await platform.Anonymous().PostPageAsync("/sign-in", [new("Input.UserName", "xitong"), new("Input.Password", platform.PasswordOf("xitong"))]);
        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
    }
}
