using System.Net;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Dangers;
using Zhijian.Modules.Monitoring;
using Zhijian.Modules.Monitoring.Intake;
using Zhijian.Platform.Files;
using Zhijian.Platform.Imports;
using Zhijian.Tests.Harness;
using static Zhijian.Tests.Modules.Monitoring.Monitor;

namespace Zhijian.Tests.Modules.Monitoring;

/// <summary>Reports by workbook: whole or not at all.</summary>
public sealed class ReportImportTests(Platforms platforms)
{
    [Theory, BothDatabases]
    public async Task Reports_are_written_whole_and_a_bad_row_takes_its_report_along(Database database)
    {
        var platform = await platforms.SharedAsync(database);
        var code = await CodeAsync(platform);
        var (good, bad, last) = (Number(), Number(), Number());
        var file = await WorkbookAsync(
            Line(good, code, "矽尘", "C_TWA", "1.35", "甲点", ("粉尘类型", "总尘"), ("游离二氧化硅含量", "32"), ("采样时间", "9：30"), ("采样时长", 60)),
            Line(good, code, "甲苯", "C_TWA", "＜０．０５", "甲点"),
            Line(good, code, "噪声", "LEX8H", 83.5m, "甲点"),
            Line(bad, code, "甲苯", "C_TWA", "ND", "乙点"),
            Line(bad, code, "甲苯", "C_TWA", "3", "乙点"),
            Line(bad, code, "煤尘", "C_TWA", "3", "乙点", ("单位", "ppm")),
            Line(last, code, "甲苯", "C_TWA", 120, "丙点"));
        var run = await ImportAsync(platform, file);
        Assert.Equal((ImportState.Done, 4, 3, 4, 3), (run.State, run.Good, run.Bad, run.Written, run.Skipped));
        var reports = await platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<MonitoringReport>().AsNoTracking().Where(r => r.Number == good || r.Number == bad || r.Number == last).OrderBy(r => r.Number).ToListAsync());
        Assert.Equal([(good, 3, 1), (last, 1, 1)], reports.Select(r => (r.Number, r.RowCount, r.ExceedsCount)));
        Assert.All(reports, r => Assert.Equal((ReportDoor.Workbook, true), (r.Door, r.InForce)));
        var rows = await ResultsAsync(platform, reports[0].Id);
        Assert.Equal((0.05m, true, new TimeOnly(9, 30), 60), (rows[1].Value, rows[1].BelowDetection, rows[0].StartedAt!.Value, rows[0].Minutes!.Value));

        // The whole bad report is in the error workbook, to be corrected and sent again.
        Assert.NotNull(run.ErrorsFileId);
        var again = await ImportAsync(platform, file);
        Assert.Equal((0, 7), (again.Good, again.Bad));
    }

    [Theory, BothDatabases]
    public async Task Each_report_of_a_workbook_opens_dangers_at_its_own_employer(Database database)
    {
        var platform = await platforms.SharedAsync(database);
        var reports = new List<(string Number, string Employer)>();
        foreach (var user in (string[])["qiye1", "qiye2", "qiye3"]) reports.Add((Number(), await CodeAsync(platform, user)));
        var point = $"{Guid.NewGuid():N}号点";
        // The same names at each employer, twice: the second report measures what the first one opened.
        var again = reports.ConvertAll(r => (Number: Number(), r.Employer));
        var file = await WorkbookAsync([.. reports.Concat(again).Select(r => Line(r.Number, r.Employer, "甲苯", "C_TWA", 120, point))]);
        var run = await ImportAsync(platform, file);
        Assert.Equal((ImportState.Done, 6, 0), (run.State, run.Written, run.Bad));
        foreach (var (number, employer) in reports)
        {
            var danger = await platform.AsPlatformAsync(s => (from d in s.GetRequiredService<ZhijianDb>().Set<HiddenDanger>().AsNoTracking()
                                                              join e in s.GetRequiredService<ZhijianDb>().Set<Zhijian.Modules.Registry.Employer>() on d.EmployerId equals e.Id
                                                              where d.SourceKey == number
                                                              select new { e.CreditCode, e.CountyCode, Of = d.CountyCode, d.EmployerName, e.Name, d.Id }).SingleAsync());
            Assert.Equal((employer, danger.CountyCode, danger.Name), (danger.CreditCode!, danger.Of, danger.EmployerName));
            Assert.Equal(2, await platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<DangerResult>().CountAsync(r => r.DangerId == danger.Id)));
        }
    }

    [Theory, BothDatabases]
    public async Task A_report_has_one_head_and_stands_in_one_piece(Database database)
    {
        var platform = await platforms.SharedAsync(database);
        var code = await CodeAsync(platform);
        var (a, b) = (Number(), Number());
        var differs = await ImportAsync(platform, await WorkbookAsync(Line(a, code, "甲苯", "C_TWA", "1"), Line(a, code, "甲苯", "C_TWA", "2", "2号点", ("报告日期", new DateOnly(2026, 5, 21)))), apply: false);
        Assert.Equal((0, 2), (differs.Good, differs.Bad));
        var torn = await ImportAsync(platform, await WorkbookAsync(Line(a, code, "甲苯", "C_TWA", "1"), Line(b, code, "甲苯", "C_TWA", "2"), Line(a, code, "甲苯", "C_TWA", "3", "2号点")), apply: false);
        Assert.Equal((1, 2), (torn.Good, torn.Bad));
        var foreign = await ImportAsync(platform, await WorkbookAsync(Line(a, code, "甲苯", "C_TWA", "1", "1号点", ("机构统一社会信用代码", code))), apply: false);
        Assert.Equal((0, 1), (foreign.Good, foreign.Bad));
        // A row without number belongs to the report above it: neither is written.
        var headless = await ImportAsync(platform, await WorkbookAsync(Line(a, code, "甲苯", "C_TWA", "1"), Line("", code, "甲苯", "C_TWA", "2", "2号点")), apply: false);
        Assert.Equal((0, 2), (headless.Good, headless.Bad));
    }

    [Theory, BothDatabases]
    public async Task What_spreadsheets_do_to_values_is_read_or_named(Database database)
    {
        var platform = await platforms.SharedAsync(database);
        var code = await CodeAsync(platform);
        var number = Number();
        // A date in place of a value, as Excel makes of 1-2; a sampling day as text and as a serial number.
        var run = await ImportAsync(platform, await WorkbookAsync(
            Line(number, code, "甲苯", "C_TWA", new DateOnly(2026, 1, 2)), Line(number, code, "甲苯", "C_TWA", "1", "2号点", ("采样日期", "2026年5月12日"))), apply: false);
        Assert.Equal((0, 2), (run.Good, run.Bad));
        var read = await ImportAsync(platform, await WorkbookAsync(
            Line(number, code, " 甲 苯 ", "c-twa", "1.0E-05", "1号点", ("采样日期", "2026/5/12")), Line(number, code, "108-88-3", "ＣＴＷＡ", "１０００", "2号点", ("采样日期", 46154))));
        Assert.Equal((ImportState.Done, 2), (read.State, read.Written));
    }

    /// <summary>The way there by pages: an institution finds the form, the template, its import and the bad rows; nobody else does.</summary>
    [Theory, BothDatabases]
    public async Task An_institution_uploads_by_the_pages(Database database)
    {
        var platform = await platforms.SharedAsync(database);
        var institution = await platform.SignInAsync(Institution);
        Assert.NotNull((await institution.PageAsync("/monitoring")).Document.QuerySelector($"a[href='/imports/new?kind={ReportImport.KindKey}']"));
        var run = await ImportAsync(platform, await WorkbookAsync(Line(Number(), await CodeAsync(platform), "甲苯", "C_TWA", "ND")), apply: false);
        string[] paths = [$"/imports/new?kind={ReportImport.KindKey}", $"/imports/new?kind={CorrectionImport.CorrectionKey}", $"/imports/template/{ReportImport.KindKey}", $"/imports/template/{CorrectionImport.CorrectionKey}", $"/imports/{run.Id}", $"/files/{run.ErrorsFileId}"];
        foreach (var path in paths) Assert.Equal((path, HttpStatusCode.OK), (path, (await institution.GetAsync(path)).StatusCode));
        foreach (var user in (string[])[Employer, County])
        {
            var other = await platform.SignInAsync(user);
            foreach (var path in paths) Assert.True((await other.GetAsync(path)).StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.NotFound, $"{user} {path}");
        }
    }
}
