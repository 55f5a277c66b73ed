using System.Net;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Audit;
using Zhijian.Tests.Harness;

namespace Zhijian.Tests.Platform.Audit;

public sealed class AuditPagesTests(Platforms platforms)
{
    static Task ActAsync(TestPlatform platform, string userName, string act, string? reason = null, string? path = null) => platform.AsAsync(userName, s =>
        s.GetRequiredService<WritePath>().CommitAsync(new(act, reason), change =>
        {
            change.Note("Thing", "1", "read", new { Name = "苯" }, path);
            return Task.CompletedTask;
        }));

    [Theory, BothDatabases]
    public async Task An_auditor_filters_pages_and_reads_and_that_is_audited(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        for (var i = 0; i < 120; i++) await ActAsync(platform, "gongyi", "test.many", $"第{i}次");
        await ActAsync(platform, "dengfeng", "test.other");
        var auditor = await platform.SignInAsync("shenji");
        var seen = new List<string>();
        var path = "/audit?act=test.many&from=2026-06-10&to=2026-06-10";
        for (var pages = 0; pages < 3; pages++)
        {
            var page = await auditor.PageAsync(path);
            seen.AddRange(page.Document.QuerySelectorAll("tbody tr td:last-child").Select(c => c.TextContent));
            if (page.Document.QuerySelector("a[rel=next]")?.GetAttribute("href") is not { } next) break;
            path = next;
        }
        Assert.Equal(Enumerable.Range(0, 120).Reverse().Select(i => $"第{i}次"), seen);
        Assert.DoesNotContain("test.many", (await auditor.PageAsync("/audit?actor=登封")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("test.many", (await auditor.PageAsync("/audit?act=test.many&to=2026-06-09")).Text, StringComparison.Ordinal);
        var line = await auditor.PageAsync((await auditor.PageAsync("/audit?act=test.other")).Document.QuerySelector("tbody a")!.GetAttribute("href")!);
        Assert.Contains("苯", line.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await auditor.PageAsync("/audit/999999999")).Status);
        Assert.True(await platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<AuditEntry>().CountAsync(a => a.Act == "audit.read")) >= 6);
        Assert.True((await platform.AsPlatformAsync(s => s.GetRequiredService<AuditVerifier>().VerifyAsync())).Sound);
        var anchors = await auditor.PageAsync("/audit/anchors");
        Assert.Contains("链尾", anchors.Text, StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task The_export_holds_exactly_what_is_filtered_and_no_formula(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        for (var i = 0; i < 30; i++) await ActAsync(platform, "gongyi", "test.export", "=HYPERLINK(\"http://evil.example\")");
        var auditor = await platform.SignInAsync("shenji");
        var page = await auditor.PageAsync("/audit?act=test.export&handler=Export");
        Assert.Equal(31, page.Html.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.DoesNotContain(",=HYPERLINK", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain(",\"=HYPERLINK", page.Html, StringComparison.Ordinal);
        Assert.Equal(1, await platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<AuditEntry>().CountAsync(a => a.Act == "audit.export")));
    }

    [Theory, BothDatabases]
    public async Task Absurd_questions_get_an_answer_and_words_mean_their_codes(Database database)
    {
        var platform = await platforms.SharedAsync(database);
        var auditor = await platform.SignInAsync("shenji");
        foreach (var question in (string[])["to=9999-12-31", "from=0001-01-01", "from=9999-12-31&to=0001-01-01", "actor=%00", "act=%27%20OR%201=1--", "entityId=" + new string('长', 3000), "before=-1", "before=99999999999999999999", "to=abc"])
            foreach (var handler in (string[])["", "&handler=Export"])
                Assert.Equal((question, HttpStatusCode.OK), (question, (await auditor.PageAsync("/audit?" + question + handler)).Status));
        var signIns = await auditor.PageAsync("/audit?act=密码登录&kind=登录&entity=账号");
        Assert.NotEmpty(signIns.Document.QuerySelectorAll("tbody tr"));
        Assert.All(signIns.Document.QuerySelectorAll("td[data-label='事项']"), cell => Assert.Equal("密码登录", cell.TextContent.Trim()));
    }

    /// <summary>Every act of the platform's own rooms has a word for auditors.</summary>
    [Fact]
    public void Acts_of_the_platform_have_words()
    {
        var words = new AuditWords([]);
        var root = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(root, "Zhijian.slnx"))) root = Path.GetDirectoryName(root)!;
        var acts = Directory.EnumerateFiles(Path.Combine(root, "src", "Zhijian", "Platform"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => System.Text.RegularExpressions.Regex.Matches(File.ReadAllText(file), "CommitAsync\\(new\\(\"([a-z.-]+)\"(?!.*Quiet: true)").Select(m => m.Groups[1].Value)).Distinct().ToList();
        Assert.True(acts.Count > 40, $"{acts.Count} acts");
        Assert.All(acts, act => Assert.NotEqual(act, words.Of(act)));
    }

    [Theory, BothDatabases]
    public async Task A_countys_auditor_sees_the_lines_of_his_county(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        await ActAsync(platform, "gongyi", "test.own");
        await ActAsync(platform, "shijianguan", "test.about", path: "410000/410100/410181/410181100/");
        await ActAsync(platform, "dengfeng", "test.foreign", path: "410000/410100/410185/");
        await platform.AsPlatformAsync(s => s.GetRequiredService<WritePath>().CommitAsync(new("test.auditor"), async _ =>
            (await s.GetRequiredService<ZhijianDb>().Users.Include(u => u.Roles).SingleAsync(u => u.UserName == "gongyi-zf")).Roles.Add(new() { UserId = default, Role = Role.Auditor })));
        var client = await platform.SignInAsync("gongyi-zf");
        Assert.Contains("test.own", (await client.PageAsync("/audit?act=test.own")).Html, StringComparison.Ordinal);
        Assert.NotNull((await client.PageAsync("/audit?act=test.about")).Document.QuerySelector("tbody tr"));
        Assert.Null((await client.PageAsync("/audit?act=test.foreign")).Document.QuerySelector("tbody tr"));
        var seq = await platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<AuditEntry>().Where(a => a.Act == "test.foreign").Select(a => a.Seq).SingleAsync());
        Assert.Equal(HttpStatusCode.NotFound, (await client.PageAsync($"/audit/{seq}")).Status);
    }
}
