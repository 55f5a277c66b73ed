using System.Net;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access.SignIn;
using Zhijian.Platform.Hosting;
using Zhijian.Tests.Harness;

namespace Zhijian.Tests.Platform.Access;

public sealed class SecondFactorTests(Platforms platforms)
{
    static string CodeNow(TestPlatform platform, string key) => Totp.Code(key, Totp.StepAt(platform.Clock.GetUtcNow().UtcDateTime));

    /// <summary>A real database, made of the demonstration's.</summary>
    async Task<TestPlatform> RealAsync(Database database)
    {
        var platform = await platforms.FreshAsync(database);
        await platform.AsPlatformAsync(async s =>
        {
            await s.GetRequiredService<ZhijianDb>().Set<InstallationSetting>().Where(x => x.Key == Installation.PurposeKey)
                .ExecuteUpdateAsync(u => u.SetProperty(x => x.Value, nameof(Purpose.Service)));
            s.GetRequiredService<Installation>().Forget();
        });
        return platform;
    }

    static async Task<(string Key, string[] RecoveryCodes)> EnrolAsync(TestPlatform platform, HttpClient client)
    {
        var page = await client.PageAsync("/account/second-factor");
        var key = page.Of("#secret-key")!;
        Assert.StartsWith("data:image/png;base64,", page.Document.QuerySelector("main img")!.GetAttribute("src"), StringComparison.Ordinal);
        var done = await page.SubmitAsync(new() { ["Input.Code"] = CodeNow(platform, key) });
        var codes = done.Document.QuerySelectorAll("#recovery-codes code").Select(c => c.TextContent).ToArray();
        Assert.Equal(10, codes.Length);
        return (key, codes);
    }

    static async Task<HttpClient> HalfWayAsync(TestPlatform platform, string userName)
    {
        var client = platform.Anonymous();
        var page = await TestPlatform.TrySignInAsync(client, userName, platform.PasswordOf(userName), "/account/activity");
        Assert.StartsWith("/sign-in/code", page.Location, StringComparison.Ordinal);
        return client;
    }

    static async Task<WebPage> SendAsync(HttpClient client, string field, string code) =>
        await (await client.PageAsync("/sign-in/code?returnUrl=%2Faccount%2Factivity")).SubmitAsync(new() { [field] = code });

    [Theory, BothDatabases]
    public async Task Staff_enrol_before_anything_else_and_the_public_need_not(Database database)
    {
        await using var platform = await RealAsync(database);
        var staff = await platform.SignInAsync("gongyi", platform.PasswordOf("gongyi"));
        Assert.Equal("/account/second-factor", (await staff.PageAsync("/admin/organisations")).Location);
        Assert.Equal("/account/second-factor", (await staff.PageAsync("/account")).Location);
        Assert.Equal(HttpStatusCode.Forbidden, (await staff.PageAsync("/api/v1/organisations")).Status);
        await EnrolAsync(platform, staff);
        Assert.Equal(HttpStatusCode.OK, (await staff.PageAsync("/admin/organisations")).Status);

        var employer = await platform.SignInAsync("qiye1", platform.PasswordOf("qiye1"));
        Assert.Equal(HttpStatusCode.OK, (await employer.PageAsync("/account")).Status);
    }

    [Theory, BothDatabases]
    public async Task A_page_loaded_again_offers_the_key_that_the_phone_has_scanned(Database database)
    {
        await using var platform = await RealAsync(database);
        var staff = await platform.SignInAsync("gongyi", platform.PasswordOf("gongyi"));
        var key = (await staff.PageAsync("/account/second-factor")).Of("#secret-key");
        Assert.Equal(key, (await staff.PageAsync("/account/second-factor")).Of("#secret-key"));
        Assert.Equal(key, (await EnrolAsync(platform, staff)).Key);
        // Once in force, the next key is a new one.
        Assert.NotEqual(key, (await staff.PageAsync("/account/second-factor")).Of("#secret-key"));
    }

    [Theory, BothDatabases]
    public async Task A_code_opens_once_and_a_wrong_or_replayed_one_does_not(Database database)
    {
        await using var platform = await RealAsync(database);
        var (key, _) = await EnrolAsync(platform, await platform.SignInAsync("gongyi", platform.PasswordOf("gongyi")));

        var client = await HalfWayAsync(platform, "gongyi");
        // The password alone opens nothing.
        Assert.Equal(HttpStatusCode.Redirect, (await client.PageAsync("/account")).Status);
        // The code of the enrolment has been used.
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(client, "Code", CodeNow(platform, key))).Status);
        platform.Clock.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(client, "Code", "000000")).Status);
        var code = CodeNow(platform, key);
        Assert.Equal("/account/activity", (await SendAsync(client, "Code", code)).Location);
        Assert.Equal(HttpStatusCode.OK, (await client.PageAsync("/account/activity")).Status);

        Assert.Equal(HttpStatusCode.OK, (await SendAsync(await HalfWayAsync(platform, "gongyi"), "Code", code)).Status);
    }

    [Theory, BothDatabases]
    public async Task Wrong_codes_lock_though_the_password_is_right(Database database)
    {
        await using var platform = await RealAsync(database);
        var (key, _) = await EnrolAsync(platform, await platform.SignInAsync("gongyi", platform.PasswordOf("gongyi")));
        for (var i = 0; i < 5; i++) await SendAsync(await HalfWayAsync(platform, "gongyi"), "Code", "000000");
        platform.Clock.Advance(TimeSpan.FromSeconds(60));
        var answer = await TestPlatform.TrySignInAsync(platform.Anonymous(), "gongyi", platform.PasswordOf("gongyi"));
        Assert.Contains(SignInDesk.Message, answer.Text, StringComparison.Ordinal);
        Assert.NotNull(key);
    }

    [Theory, BothDatabases]
    public async Task A_recovery_code_opens_once(Database database)
    {
        await using var platform = await RealAsync(database);
        var (_, codes) = await EnrolAsync(platform, await platform.SignInAsync("gongyi", platform.PasswordOf("gongyi")));
        Assert.Equal("/account/activity", (await SendAsync(await HalfWayAsync(platform, "gongyi"), "RecoveryCode", codes[0])).Location);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(await HalfWayAsync(platform, "gongyi"), "RecoveryCode", codes[0])).Status);
        Assert.Equal("/account/activity", (await SendAsync(await HalfWayAsync(platform, "gongyi"), "RecoveryCode", codes[1])).Location);
    }

    [Theory, BothDatabases]
    public async Task The_second_step_waits_five_minutes(Database database)
    {
        await using var platform = await RealAsync(database);
        var (key, _) = await EnrolAsync(platform, await platform.SignInAsync("gongyi", platform.PasswordOf("gongyi")));
        var client = await HalfWayAsync(platform, "gongyi");
        platform.Clock.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal("/sign-in", (await client.PageAsync("/sign-in/code")).Location);
        Assert.NotNull(key);
    }

    [Theory, BothDatabases]
    public async Task Keys_and_recovery_codes_are_encrypted_and_absent_from_the_audit(Database database)
    {
        await using var platform = await RealAsync(database);
        var (key, codes) = await EnrolAsync(platform, await platform.SignInAsync("gongyi", platform.PasswordOf("gongyi")));
        await platform.AsPlatformAsync(async s =>
        {
            var db = s.GetRequiredService<ZhijianDb>();
            var stored = await db.Database.SqlQueryRaw<string>("SELECT value AS \"Value\" FROM user_tokens").ToListAsync();
            Assert.Equal(2, stored.Count);
            Assert.All(stored, v => Assert.StartsWith("sm4:", v, StringComparison.Ordinal));
            Assert.False(await db.Set<Zhijian.Platform.Audit.AuditEntry>().AnyAsync(a => a.After!.Contains(key) || a.After.Contains(codes[0])));
        });
    }

    /// <summary>RFC 6238, appendix B, SHA-1, the last six digits.</summary>
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1234567890, "005924")]
    [InlineData(20000000000, "353130")]
    public void Codes_are_those_of_the_standard(long seconds, string code) =>
        Assert.Equal(code, Totp.Code("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", seconds / 30));
}
