using System.Net;
using Microsoft.EntityFrameworkCore;
using UglyToad.PdfPig;
using Zhijian.Data;
using Zhijian.Platform.Documents;
using Zhijian.Platform.Files;
using Zhijian.Platform.Jobs;
using Zhijian.Tests.Harness;

namespace Zhijian.Tests.Platform.Documents;

public sealed class PaperDeskTests(Platforms platforms)
{
    static Task<Paper> IssueAsync(TestPlatform platform, string? key = null, bool fail = false) => platform.AsAsync("shiguan", s =>
        s.GetRequiredService<WritePath>().CommitAsync(new("test.issue", Key: key), async change =>
        {
            var paper = await s.GetRequiredService<PaperDesk>().IssueAsync(change, PaperTemplates.AuditAnchors, "审", "410100", ("Test", "1"), data =>
            {
                data.Add("锚点数", 1);
                data.Add("锚点", [new PaperData { { "审计序号", 1000 }, { "时间", "2026-06-10 09:00:00" }, { "校验值", new string('a', 64) } }]);
            }, default);
            if (fail) throw new Refusal("用印失败");
            return paper;
        }));

    [Theory, BothDatabases]
    public async Task A_paper_is_numbered_kept_and_confirmed_to_anybody_with_the_code(Database database)
    {
        var platform = await platforms.FreshAsync(database);
        var paper = await IssueAsync(platform);
        Assert.Equal("（郑）卫职审〔2026〕1号", paper.Number);
        Assert.Equal("郑州市卫生健康委员会（示例）", paper.Authority);
        Assert.True(await platform.Services.GetRequiredService<FileStore>().VerifyAsync(paper.DocxHash));

        using var anybody = platform.Anonymous();
        var page = WebUtility.HtmlDecode(await anybody.GetStringAsync($"/verify/{paper.Code}"));
        Assert.Contains(paper.Number, page);
        Assert.Contains("2026年6月10日", page);
        Assert.Contains(paper.Authority, page);
        Assert.Contains(paper.DocxHash, page);

        await platform.AsAsync("shiguan", s => s.GetRequiredService<PaperDesk>().VoidAsync(paper.Id, "内容有误"));
        page = WebUtility.HtmlDecode(await anybody.GetStringAsync($"/verify/{paper.Code}"));
        Assert.Contains("已作废", page);
        Assert.DoesNotContain("内容有误", page);
        await Assert.ThrowsAsync<Refusal>(() => platform.AsAsync("shiguan", s => s.GetRequiredService<PaperDesk>().VoidAsync(paper.Id, "再作废一次")));
        Assert.Equal("（郑）卫职审〔2026〕2号", (await IssueAsync(platform)).Number);
    }

    [Theory, BothDatabases]
    public async Task A_wrong_code_says_what_is_wrong_and_a_foreign_county_cannot_void(Database database)
    {
        var platform = await platforms.SharedAsync(database);
        var paper = await IssueAsync(platform);
        using var anybody = platform.Anonymous();
        var wrong = paper.Code[..^1] + (paper.Code[^1] == '0' ? '1' : '0');
        Assert.Contains("核验码有误", WebUtility.HtmlDecode(await anybody.GetStringAsync($"/verify/{wrong}")));
        Assert.Contains("没有这份文书", WebUtility.HtmlDecode(await anybody.GetStringAsync($"/verify/{VerificationCode.New().Value}")));
        Assert.Equal(HttpStatusCode.OK, (await anybody.GetAsync("/verify?q=%3Cscript%3E")).StatusCode);
        await platform.AsAsync("gongyi", s => Assert.ThrowsAsync<NotFoundException>(() => s.GetRequiredService<PaperDesk>().VoidAsync(paper.Id, "越权")));
    }

    [Theory, BothDatabases]
    public async Task A_paper_that_fails_leaves_no_number_and_no_record(Database database)
    {
        var platform = await platforms.FreshAsync(database);
        await Assert.ThrowsAsync<Refusal>(() => IssueAsync(platform, fail: true));
        Assert.False(await platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<Paper>().AnyAsync()));
        Assert.Equal("（郑）卫职审〔2026〕1号", (await IssueAsync(platform)).Number);
    }

    [Theory, BothDatabases]
    [Trait("Needs", "LibreOffice")]
    public async Task The_pdf_follows_and_can_be_searched(Database database)
    {
        var platform = await platforms.FreshAsync(database, Platforms.WithPdf);
        var paper = await IssueAsync(platform);
        var run = await platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<JobRun>().Select(j => j.Id).SingleAsync());
        Assert.Equal(JobState.Succeeded, (await Jobs.JobTests.UntilAsync(platform, run, r => r.IsOver)).State);
        var hash = await platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<Paper>().Where(p => p.Id == paper.Id).Select(p => p.PdfHash).SingleAsync());
        await using var file = platform.Services.GetRequiredService<FileStore>().OpenRead(hash!);
        using var pdf = PdfDocument.Open(file);
        Assert.Contains(paper.Number, string.Concat(pdf.GetPages().Select(p => p.Text)).Replace(" ", ""));
    }
}
