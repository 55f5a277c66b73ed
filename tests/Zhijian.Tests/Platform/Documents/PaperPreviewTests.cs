using System.Net;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Cases;
using Zhijian.Modules.Dangers;
using Zhijian.Platform.Audit;
using Zhijian.Platform.Documents;
using Zhijian.Platform.Files;
using Zhijian.Platform.Numbering;
using Zhijian.Tests.Harness;
using Zhijian.Tests.Modules.Cases;
using Zhijian.Tests.Modules.Dangers;

namespace Zhijian.Tests.Platform.Documents;

/// <summary>预览文书: all is done and checked, the paper is shown, nothing is kept.</summary>
public sealed class PaperPreviewTests(Platforms platforms)
{
    sealed record Kept(int Papers, int Lines, long Version, int Audited, int Files, string Counters);

    static Task<Kept> KeptAsync(TestPlatform platform, Guid id) => platform.AsPlatformAsync(async s =>
    {
        var db = s.GetRequiredService<ZhijianDb>();
        var counters = await db.Set<NumberSeries>().AsNoTracking().OrderBy(c => c.Series).ThenBy(c => c.Year).Select(c => c.Last).ToListAsync();
        return new Kept(await db.Set<Paper>().CountAsync(), await db.Set<CaseLine>().CountAsync(l => l.CaseId == id), (await db.Set<CaseRecord>().AsNoTracking().SingleAsync(c => c.Id == id)).Version, await db.Set<AuditEntry>().CountAsync(), await db.Set<StoredFile>().CountAsync(), string.Join(',', counters));
    });

    static string TextOf(byte[] docx) => TestDocx.Part(docx, "word/document.xml");

    [Theory, BothDatabases]
    public async Task A_notice_is_shown_as_it_would_be_issued_and_nothing_is_kept(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var id = await CasePlay.ReportedAsync(platform);
        var officer = await platform.SignInAsync(CasePlay.First, platform.PasswordOf(CasePlay.First));
        var page = await officer.PageAsync($"/cases/{id}/step?kind=ServeNotice");
        Assert.Contains("预览文书", page.Text, StringComparison.Ordinal);
        var before = await KeptAsync(platform, id);
        var shown = await page.SubmitAsync(new() { ["__preview"] = "1", ["Input.Fine"] = "120000", ["Input.Yes"] = "true" });
        Assert.StartsWith("attachment", shown.Disposition, StringComparison.Ordinal);
        var text = TextOf(await shown.BytesAsync());
        foreach (var words in (string[])["预览，未编号，不具有效力", "罚款12万元", "预览件没有核验码"]) Assert.Contains(words, text, StringComparison.Ordinal);
        Assert.Equal(before, await KeptAsync(platform, id));

        // What the law forbids is refused in the preview, too.
        var refused = await page.SubmitAsync(new() { ["__preview"] = "1", ["Input.Fine"] = "1", ["Input.Yes"] = "true" });
        Assert.Equal(HttpStatusCode.OK, refused.Status);
        Assert.NotNull(refused.Of(".z-errors"));
        // The same form is sent for good after it was looked at; nothing is said of the preview.
        Assert.Equal(HttpStatusCode.Redirect, (await page.SubmitAsync(new() { ["Input.Fine"] = "120000", ["Input.Yes"] = "true" })).Status);
        var after = await KeptAsync(platform, id);
        Assert.Equal((before.Papers + 1, before.Lines + 1), (after.Papers, after.Lines));
    }

    [Theory, BothDatabases]
    public async Task A_step_without_a_paper_says_so_and_other_pages_know_no_preview(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var id = await CasePlay.FiledAsync(platform);
        var officer = await platform.SignInAsync(CasePlay.First, platform.PasswordOf(CasePlay.First));
        var page = await officer.PageAsync($"/cases/{id}/step?kind=CollectEvidence");
        var before = await KeptAsync(platform, id);
        var sent = await page.SubmitAsync(new() { ["__preview"] = "1", ["Input.First"] = (await Judged.UserAsync(platform, CasePlay.First)).ToString(), ["Input.Second"] = (await Judged.UserAsync(platform, CasePlay.Second)).ToString(), ["Input.Text"] = "现场检查记录" });
        Assert.Contains("这一步不产生文书", sent.Of(".z-errors"), StringComparison.Ordinal);
        Assert.Equal(before, await KeptAsync(platform, id));

        // A wrong password counts, whatever is sent beside it.
        var wrong = await (await platform.Anonymous().PageAsync("/sign-in")).SubmitAsync(new() { ["Input.UserName"] = CasePlay.Second, ["Input.Password"] = "falsch", ["__preview"] = "1" });
        Assert.Equal(HttpStatusCode.OK, wrong.Status);
        Assert.Equal(1, await platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Users.Where(u => u.UserName == CasePlay.Second).Select(u => u.AccessFailedCount).SingleAsync()));
    }

    [Theory, BothDatabases]
    public async Task An_order_is_looked_at_before_it_is_issued(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var danger = await Judged.FoundAsync(platform);
        var officer = await platform.SignInAsync(CasePlay.First, platform.PasswordOf(CasePlay.First));
        var page = await officer.PageAsync($"/dangers/{danger.Id}/order");
        var shown = await page.SubmitAsync(new() { ["__preview"] = "1", ["Input.SecondOfficer"] = (await Judged.UserAsync(platform, CasePlay.Second)).ToString() });
        Assert.Contains("责令限期整改指令书", TextOf(await shown.BytesAsync()), StringComparison.Ordinal);
        Assert.Null((await Judged.ReadAsync(platform, danger.PointId!.Value)).OrderNumber);
    }
}
