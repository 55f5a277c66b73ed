using System.IO.Compression;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Audit;
using Zhijian.Platform.Ui.Lists;
using Zhijian.Tests.Harness;

namespace Zhijian.Tests.Platform.Ui;

public sealed partial class ListExportTests(Platforms platforms)
{
    static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    public static TheoryData<Database, string, string> Lists()
    {
        (string Who, string Path)[] lists =
        [
            ("xitong", "/admin/users"), ("xitong", "/admin/users?q=巩义"), ("xitong", "/admin/users?role=Auditor&status=active"), ("gongyi", "/admin/organisations"),
            ("xitong", "/admin/organisations?kind=Employer"), ("shiguan", "/todo"), ("shiguan", "/todo?overdue=1"), ("shiguan", "/notices?unread=1"), ("shiguan", "/jobs?state=Running"),
            ("shiguan", "/papers?issued.from=2026-01-01"), ("shiguan", "/papers/requests"), ("shiguan", "/imports"), ("shiguan", "/reference/versions?table=limits"), ("", "/reference/versions"), ("", "/reference/limits?q=苯"),
            ("gongyi", "/inspections?tab=all"), ("gongyi", "/inspections/plans"), ("gongyi", "/inspections/campaigns"), ("gongyi", "/inspections/draws"), ("", "/draws"),
        ];
        var data = new TheoryData<Database, string, string>();
        foreach (var database in BothDatabasesAttribute.Databases)
            foreach (var (who, path) in lists) data.Add(database, who, path);
        return data;
    }

    [Theory, MemberData(nameof(Lists))]
    public async Task Every_list_exports_exactly_what_is_filtered(Database database, string who, string path)
    {
        var platform = await platforms.SharedAsync(database);
        var client = who.Length == 0 ? platform.Anonymous() : await platform.SignInAsync(who);
        // Other tests add rows to the shared city: a list that moved while it was read is read again.
        for (var tries = 0; ; tries++)
        {
            var (page, shown) = await ShownAsync();
            var xml = await ExportedAsync(page);
            if ((await ShownAsync()).Total != shown && tries < 20) continue;
            Assert.Equal(shown, Rows().Count(xml) - 1);
            if (path.Contains("users", StringComparison.Ordinal)) Assert.Contains("在用", xml, StringComparison.Ordinal);
            return;
        }

        async Task<(WebPage Page, int Total)> ShownAsync()
        {
            var page = await client.PageAsync(path);
            return (page, int.Parse(page.Of(".z-list-total strong")!, System.Globalization.NumberStyles.AllowThousands, System.Globalization.CultureInfo.InvariantCulture));
        }

        async Task<string> ExportedAsync(WebPage page)
        {
            var answer = await client.GetAsync(page.Document.QuerySelector("a[download][href*='handler=Export']")!.GetAttribute("href") is { } query ? path.Split('?')[0] + query : path, Cancel);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            using var zip = new ZipArchive(await answer.Content.ReadAsStreamAsync(Cancel));
            using var sheet = new StreamReader(zip.GetEntry("xl/worksheets/sheet1.xml")!.Open());
            return await sheet.ReadToEndAsync(Cancel);
        }
    }

    [Theory, BothDatabases]
    public async Task Who_carried_a_list_away_is_in_the_audit(Database database)
    {
        var platform = await platforms.FreshAsync(database);
        await (await platform.SignInAsync("xitong")).GetAsync("/admin/users?handler=Export&q=gongyi", Cancel);
        await platform.Anonymous().GetAsync("/reference/versions?handler=Export", Cancel);
        var line = Assert.Single(await platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<AuditEntry>().Where(a => a.Act == "lists.export").ToListAsync()));
        Assert.Equal(("users", true), (line.EntityId, line.After!.Contains("gongyi", StringComparison.Ordinal)));
    }

    [Fact]
    public void What_is_typed_into_a_filter_is_made_fit_for_every_database()
    {
        static string? Value(string typed) => new ListRequest([new("q", typed)])["q"];
        Assert.Equal("苯甲苯", Value(" 苯\0甲\u0001苯\t"));
        Assert.Equal(200, Value(new('长', 5000))!.Length);
        Assert.Null(Value("\0\r\n "));
        // Half a character cannot be sent to PostgreSQL; a whole one is not cut in two.
        Assert.Equal("\uFFFD", Value("\ud83d"));
        Assert.Equal("😀", Value("😀"));
    }

    [GeneratedRegex("<row ")] private static partial Regex Rows();
}
