using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Monitoring;
using Zhijian.Modules.Monitoring.Institutions;
using Zhijian.Modules.Monitoring.Intake;
using Zhijian.Platform.Imports;
using Zhijian.Rules.Exposure;
using Zhijian.Rules.Monitoring;
using Zhijian.Tests.Harness;
using static Zhijian.Tests.Modules.Monitoring.Monitor;

namespace Zhijian.Tests.Modules.Monitoring;

/// <summary>What laboratories and forgers write: refused with row, column and reason, and nothing half-written.</summary>
public sealed class ReportHostileTests(Platforms platforms)
{
    [Theory, BothDatabases]
    public async Task Bad_rows_are_named_with_their_field(Database database)
    {
        var platform = await platforms.SharedAsync(database);
        var form = await FormAsync(platform,
            Row("不存在的因素", "C_TWA", "1"), Row("甲苯", "C_XXX", "1"), Row("甲苯", "C_TWA", "ND"), Row("甲苯", "C_TWA", "-1"), Row("甲苯", "C_TWA", "1e30"), Silica("1") with { Unit = "ppm" },
            Row("甲苯", "C_TWA", "1") with { Unit = "斤" }, Row("甲苯", "C_TWA", "1", day: "2026-13-40"), Row("甲苯", "C_TWA", "1", ""), Row("甲苯", "C_TWA", "1") with { HoursPerDay = "25" },
            Row("甲苯", "C_TWA", "1") with { Persons = -1 }, Row("甲苯", "C_TWA", new string('9', 500)), Row("<script>alert(1)</script>", "C_TWA", "1") with { Minutes = 99999 });
        var refused = await RefusedAsync(platform, form);
        (int, string)[] expected =
        [
            (0, "Factor"), (1, "Index"), (2, "Value"), (3, "Value"), (4, "Value"), (5, "Unit"), (6, "Unit"), (7, "SampledOn"), (8, "Point"), (9, "HoursPerDay"), (10, "Persons"), (11, "Value"), (12, "Factor"), (12, "Minutes"),
        ];
        foreach (var (row, field) in expected) Assert.Contains(refused.Problems, p => p.Row == row && p.Field == field);
        Assert.Contains("检出限", refused.Problems.Single(p => p.Row == 2).Message);
        Assert.All(refused.Problems, p => Assert.DoesNotContain(" · ", p.Message));
    }

    /// <summary>As laboratories and input methods write them: what can be read is read, what cannot is refused in its row.</summary>
    [Theory, BothDatabases]
    public async Task Values_below_detection_and_in_full_width_are_read_and_ppm_of_a_dust_is_refused(Database database)
    {
        var platform = await platforms.SharedAsync(database);
        var filed = await FileAsync(platform, await FormAsync(platform, Row("甲苯", "C_TWA", "<0.05"), Row("甲苯", "C_TWA", "＜０．０５", "2号点"), Row("甲苯", "C_TWA", "１２．５", "3号点")));
        var results = await ResultsAsync(platform, filed.Id);
        Assert.Equal(3, results.Count);
        Assert.All(results, r => Assert.Equal(Verdict.Compliant, r.Verdict));
        foreach (var (unit, value) in ((string?, string)[])[("ppm", "1"), (null, "-0.1"), (null, "NaN"), (null, "∞"), (null, "１２．５．６")])
            Assert.Equal(0, Assert.Single((await RefusedAsync(platform, await FormAsync(platform, Silica(value) with { Unit = unit }))).Problems).Row);
    }

    [Theory, BothDatabases]
    public async Task Heads_that_cannot_be_are_refused(Database database)
    {
        var platform = await platforms.SharedAsync(database);
        var form = await FormAsync(platform, Silica("1"));
        async Task RefuseAsync(ReportForm wrong, string words, string user = Institution) => Assert.Contains(words, (await RefusedAsync(platform, wrong, user)).Message);
        await RefuseAsync(form with { Number = "" }, "请填写报告编号");
        await RefuseAsync(form with { Number = new string('号', 200) }, "超过");
        await RefuseAsync(form with { Employer = "91410100MA9999999X" }, "统一社会信用代码");
        await RefuseAsync(form with { Employer = "'; DROP TABLE employers;--" }, "统一社会信用代码");
        await RefuseAsync(form with { Workplace = "没有的厂区" }, "没有名为");
        await RefuseAsync(form with { Rows = [] }, "没有检测结果");
        await RefuseAsync(form with { Rows = [Silica("1") with { SampledOn = "1990-01-02" }], IssuedOn = null }, "早于用人单位成立日期");
        await RefuseAsync(form with { Rows = [Silica("1") with { SampledOn = "2026-06-11" }], IssuedOn = null }, "晚于今天");
        await RefuseAsync(form with { IssuedOn = new(2026, 5, 1) }, "早于采样日期");
        await RefuseAsync(form with { Kind = ReportKind.Routine }, "日常监测由用人单位自己填报");
        await RefuseAsync(form with { Kind = (ReportKind)99 }, "请选择报告类别");
        // An employer files routine monitoring, and of itself only.
        await RefuseAsync(form, "用人单位只能填报日常监测", Employer);
        await RefuseAsync(form with { Kind = ReportKind.Routine, Employer = await CodeAsync(platform, "qiye2") }, "只能填报本单位", Employer);
        // Nobody else files at all.
        await Assert.ThrowsAsync<Refusal>(() => FileAsync(platform, form, County));
    }

    [Theory, BothDatabases]
    public async Task An_employer_files_its_own_monitoring(Database database)
    {
        var platform = await platforms.SharedAsync(database);
        var filed = await FileAsync(platform, await FormAsync(platform, Row("噪声", "LEX8H", "84")) with { Kind = ReportKind.Routine, Employer = "", Samplers = null, Instruments = null }, Employer);
        var report = await ReadAsync(platform, filed.Id);
        Assert.Equal((false, false, 1), (report.ByInstitution, report.Qualified, report.ActionCount));
        Assert.Empty(await FindingsAsync(platform, filed.Id));
    }

    [Theory, BothDatabases]
    public async Task A_draft_is_nobodys_but_its_writers(Database database)
    {
        var platform = await platforms.SharedAsync(database);
        var form = await FormAsync(platform, Silica("1"));
        var draft = await platform.AsAsync(Institution, s => s.GetRequiredService<ReportDesk>().StartAsync(form, null, default));
        foreach (var other in (string[])[Employer, County, City, OtherCounty])
            await Assert.ThrowsAsync<NotFoundException>(() => platform.AsAsync(other, s => s.GetRequiredService<ReportAccess>().FindAsync(draft, default)));
        await Assert.ThrowsAsync<NotFoundException>(() => platform.AsAsync(Employer, s => s.GetRequiredService<ReportDesk>().SealAsync(draft, 0, null, default)));
        var empty = await Assert.ThrowsAsync<ReportFormRefusal>(() => platform.AsAsync(Institution, async s => await s.GetRequiredService<ReportDesk>().SealAsync(draft, (await ReadAsync(platform, draft)).Version, null, default)));
        Assert.Contains("没有检测结果", empty.Message);
    }

    /// <summary>The institution works where its certificate does not hold: kept, flagged, and no retest that could close anything.</summary>
    [Theory, BothDatabases]
    public async Task A_report_on_another_countys_employer_is_flagged_and_not_shown_to_this_one(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        await platform.AsPlatformAsync(s => s.GetRequiredService<WritePath>().CommitAsync(new("test.area"), async _ =>
        {
            foreach (var certificate in await s.GetRequiredService<ZhijianDb>().Set<InstitutionCertificate>().ToListAsync()) certificate.Area = "410181";
        }));
        var filed = await FileAsync(platform, await FormAsync(platform, Silica("0.5")) with { Employer = await CodeAsync(platform, "qiye2") });
        Assert.False((await ReadAsync(platform, filed.Id)).Qualified);
        var finding = Assert.Single(await FindingsAsync(platform, filed.Id), f => f.Code == FindingCode.OutOfArea);
        Assert.Contains("不在资质", finding.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<NotFoundException>(() => platform.AsAsync(County, s => s.GetRequiredService<ReportAccess>().FindAsync(filed.Id, default)));
        Assert.Equal(filed.Id, (await platform.AsAsync(OtherCounty, s => s.GetRequiredService<ReportAccess>().FindAsync(filed.Id, default))).Id);
    }

    /// <summary>Nobody has twenty thousand samples in one report; the rows are named and none is written.</summary>
    [Theory, BothDatabases]
    public async Task A_report_of_too_many_rows_is_refused_without_holding_it(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var (code, number) = (await CodeAsync(platform), Number());
        var row = Line(number, code, "甲苯", "C_TWA", 10);
        var run = await ImportAsync(platform, await WorkbookAsync([.. Enumerable.Repeat(row, ReportChecker.MostRows + 1)]));
        Assert.Equal((ImportState.Previewed, 0, ReportChecker.MostRows + 1), (run.State, run.Good, run.Bad));
        Assert.Equal(0, await platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<MonitoringReport>().CountAsync()));
    }
}
