using System.Net;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Monitoring;
using Zhijian.Modules.Monitoring.Intake;
using Zhijian.Platform.Files;
using Zhijian.Platform.Imports;
using Zhijian.Tests.Harness;
using static Zhijian.Tests.Modules.Monitoring.Monitor;

namespace Zhijian.Tests.Modules.Monitoring;

/// <summary>Reports too long for a page are corrected by the workbook that the page hands out.</summary>
public sealed class CorrectionImportTests(Platforms platforms)
{
    const int Long = ReportDesk.MostOnlineRows + 20;

    static async Task<FiledReport> LongAsync(TestPlatform platform) =>
        await FileAsync(platform, await FormAsync(platform, [.. Enumerable.Range(1, Long).Select(i => Silica(i == 7 ? "1.35" : "0.3", $"{i}号点"))]));

    /// <summary>The workbook of a report, as the institution downloads it, its cells changed.</summary>
    static async Task<byte[]> ChangedAsync(HttpClient client, Guid report, Action<ReportSheetRow> change)
    {
        var answer = await client.GetAsync($"/monitoring/{report}?handler=Workbook");
        Assert.Equal((HttpStatusCode.OK, FileKind.Xlsx.MediaType()), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        using var file = new MemoryStream(await answer.Content.ReadAsByteArrayAsync());
        // The reason is empty still: every row says so, and what was filed can be read.
        using var reader = SheetReader.Open(file, FileKind.Xlsx, ReportSheet.Definition);
        var rows = reader.Rows().Select(r => r.Value!).ToList();
        Assert.Equal(Long, rows.Count);
        foreach (var row in rows) change(row);
        using var written = new MemoryStream();
        await Zhijian.Platform.Exports.XlsxExport.WriteAsync(written, "检测报告更正", ReportSheet.Corrections.ExportColumns, rows.Select(ReportSheet.Corrections.Cells).ToAsyncEnumerable());
        return written.ToArray();
    }

    [Theory, BothDatabases]
    public async Task A_long_report_is_corrected_whole_as_a_new_sealed_version(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var report = (await LongAsync(platform)).Id;
        var client = await platform.SignInAsync(Institution);
        var page = await client.PageAsync($"/monitoring/{report}");
        Assert.Contains("下载本报告的表格", page.Text, StringComparison.Ordinal);
        Assert.Null(page.Document.QuerySelector("form[action*='handler=Correct']"));
        Assert.Contains("更正后上传", (await Assert.ThrowsAsync<Refusal>(() => platform.AsAsync(Institution, s => s.GetRequiredService<ReportDesk>().CorrectAsync(report, "改", null, default)))).Message, StringComparison.Ordinal);

        var run = await ImportAsync(platform, await ChangedAsync(client, report, row => { row.Reason = "7 号点小数点抄错"; if (row.Point == "7号点") row.Value = "0.135"; }), kind: CorrectionImport.CorrectionKey);
        Assert.Equal((ImportState.Done, Long, 0), (run.State, run.Written, run.Bad));
        var old = await ReadAsync(platform, report);
        var now = await platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<MonitoringReport>().AsNoTracking().SingleAsync(r => r.PreviousId == report));
        Assert.Equal((false, 1, 64), (old.InForce, old.ExceedsCount, old.Sm3!.Length));
        Assert.Equal((ReportState.Sealed, true, 2, 0, Long, "7 号点小数点抄错", old.Number, ReportDoor.Workbook), (now.State, now.InForce, now.Revision, now.ExceedsCount, now.RowCount, now.CorrectionReason, now.Number, now.Door));
        Assert.NotEqual(old.Sm3, now.Sm3);
        Assert.All(await ResultsAsync(platform, report), r => Assert.False(r.InForce));
        // Corrected again, from the version in force.
        var again = await ImportAsync(platform, await ChangedAsync(client, now.Id, row => row.Reason = "再次核对"), kind: CorrectionImport.CorrectionKey);
        Assert.Equal(Long, again.Written);
        Assert.Equal(3, await platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<MonitoringReport>().Where(r => r.Number == old.Number && r.InForce).Select(r => r.Revision).SingleAsync()));
    }

    [Theory, BothDatabases]
    public async Task What_does_not_fit_the_sealed_report_is_refused(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var code = await CodeAsync(platform);
        var form = await FormAsync(platform, Silica("1.35"));
        var report = (await FileAsync(platform, form)).Id;
        async Task RefuseAsync(string why, params (string, object?)[] cells)
        {
            var row = Line(form.Number, code, "矽尘", "C_TWA", "0.135", "1号点", [("粉尘类型", "总尘"), ("游离二氧化硅含量", "32"), .. cells]);
            var run = await ImportAsync(platform, await CorrectionsAsync(row), kind: CorrectionImport.CorrectionKey);
            Assert.True(run.Written == 0, why);
        }
        await RefuseAsync("a reason is missing", ("更正理由", ""));
        await RefuseAsync("no such report", ("更正理由", "抄错"), ("报告编号", Number()));
        await RefuseAsync("another employer", ("更正理由", "抄错"), ("统一社会信用代码", await CodeAsync(platform, "qiye2")));
        await RefuseAsync("another kind", ("更正理由", "抄错"), ("报告类别", "现状评价"));
        // While somebody writes its correction online, a workbook does not overtake it.
        await platform.AsAsync(Institution, s => s.GetRequiredService<ReportDesk>().CorrectAsync(report, "改", null, default));
        await RefuseAsync("its correction is being written", ("更正理由", "抄错"));
        Assert.True((await ReadAsync(platform, report)).InForce);
        // Nobody downloads the workbook of a report that he does not see.
        Assert.Equal(HttpStatusCode.NotFound, (await (await platform.SignInAsync("qiye2")).GetAsync($"/monitoring/{report}?handler=Workbook")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await platform.SignInAsync(County)).GetAsync($"/monitoring/{report}?handler=Workbook")).StatusCode);
    }

    static async Task<byte[]> CorrectionsAsync(params Dictionary<string, object?>[] rows)
    {
        var columns = ReportSheet.Corrections.ExportColumns;
        using var file = new MemoryStream();
        await Zhijian.Platform.Exports.XlsxExport.WriteAsync(file, "检测报告更正", columns, rows.Select(r => columns.Select(c => r.GetValueOrDefault(c.Title)).ToArray()).ToAsyncEnumerable());
        return file.ToArray();
    }
}
