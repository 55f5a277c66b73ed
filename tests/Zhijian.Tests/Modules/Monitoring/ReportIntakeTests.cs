using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Monitoring;
using Zhijian.Modules.Monitoring.Intake;
using Zhijian.Modules.Registry.Dues;
using Zhijian.Platform.Events;
using Zhijian.Rules.Exposure;
using Zhijian.Rules.Monitoring;
using Zhijian.Tests.Harness;
using Zhijian.Tests.Modules.Registry;
using static Zhijian.Tests.Modules.Monitoring.Monitor;

namespace Zhijian.Tests.Modules.Monitoring;

/// <summary>A report is judged on arrival, sealed, and tells what follows from it.</summary>
public sealed class ReportIntakeTests(Platforms platforms)
{
    [Theory, BothDatabases]
    public async Task Every_row_is_judged_by_the_standard_of_its_day_and_keeps_its_working(Database database)
    {
        var platform = await platforms.FreshAsync(database);
        var filed = await FileAsync(platform, await FormAsync(platform, Silica("1.35"), Silica("０.３", "2号点"), Row("噪声", "LEX8H", "86.2"), Row("甲苯", "C_TWA", "<1"), Row("甲苯", "C_TWA", "60", "3号点", "2019-05-12")));
        var report = await ReadAsync(platform, filed.Id);
        Assert.Equal((ReportState.Sealed, true, 5, 3), (report.State, report.InForce, report.RowCount, report.ExceedsCount));
        Assert.Equal((64, 64, 27), (report.Sm3!.Length, report.Sha256!.Length, report.PublicCode!.Length));
        var rows = await ResultsAsync(platform, filed.Id);
        Assert.Equal([Verdict.Exceeds, Verdict.Compliant, Verdict.Exceeds, Verdict.Compliant, Verdict.Exceeds], rows.Select(r => r.Verdict));
        Assert.Equal(("D01", 1m, "mg/m³", ExposureBand.Four), (rows[0].FactorCode, rows[0].Limit, rows[0].LimitUnit, rows[0].Band));
        Assert.Equal(1.35, rows[0].Ratio!.Value, 9);
        Assert.Contains("超过限值", rows[0].Working);
        Assert.Equal((0.3m, false), (rows[1].Value, rows[1].BelowDetection));
        // A level is no part of another.
        Assert.Equal((85m, null), (rows[2].Limit, rows[2].Ratio));
        Assert.Equal((1m, true, 0.5m), (rows[3].Value, rows[3].BelowDetection, rows[3].Compared));
        Assert.Equal(("GBZ2.1-2019", "GBZ2.1-2007"), (rows[3].Edition![..11], rows[4].Edition![..11]));
        Assert.DoesNotContain(rows, r => r.Working.Contains(" · "));
    }

    [Theory, BothDatabases]
    public async Task Others_hear_of_it_once_with_the_worst_index_of_each_point_and_factor(Database database)
    {
        var platform = await platforms.FreshAsync(database);
        var filed = await FileAsync(platform, await FormAsync(platform, Row("甲苯", "C_TWA", "10"), Row("甲苯", "C_STE", "130"), Row("甲苯", "C_TWA", "20", "2号点")));
        var body = Assert.Single(await platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<EventMessage>().Where(e => e.Type == typeof(ReportJudged).FullName).Select(e => e.Body).ToListAsync()));
        var judged = System.Text.Json.JsonSerializer.Deserialize<ReportJudged>(body)!;
        Assert.Equal((filed.Id, true, 2), (judged.ReportId, judged.Qualified, judged.Results.Count));
        var worst = judged.Results.Single(r => r.PointName.EndsWith("1号点", StringComparison.Ordinal));
        Assert.Equal(("C_STE", Verdict.Exceeds, "130 mg/m³", "100 mg/m³"), (worst.Index, worst.Verdict, worst.Value, worst.Limit));
    }

    [Theory, BothDatabases]
    public async Task Points_stay_the_same_from_report_to_report(Database database)
    {
        var platform = await platforms.FreshAsync(database);
        var first = await FileAsync(platform, await FormAsync(platform, Silica("0.5"), Silica("0.6", "2号点")));
        var second = await FileAsync(platform, await FormAsync(platform, Silica("0.4") with { SampledOn = "2026-05-13" }));
        var (a, b) = (await ResultsAsync(platform, first.Id), await ResultsAsync(platform, second.Id));
        Assert.Equal(a[0].PointId, b[0].PointId);
        Assert.NotEqual(a[0].PointId, a[1].PointId);
    }

    [Theory, BothDatabases]
    public async Task A_factor_that_was_not_declared_makes_a_declaration_due(Database database)
    {
        var platform = await platforms.FreshAsync(database);
        await FileAsync(platform, await FormAsync(platform, Row("甲苯", "C_TWA", "10"), Row("乙苯", "C_TWA", "<1")));
        var due = Assert.Single(await DuesAsync(platform, "declaration."), d => d.Cause?.Contains("甲苯", StringComparison.Ordinal) == true);
        Assert.DoesNotContain("乙苯", due.Cause!.Replace("甲苯", "", StringComparison.Ordinal));
        Assert.Equal(new(2026, 5, 20), due.TriggeredOn);
    }

    [Theory, BothDatabases]
    public async Task The_next_test_is_due_by_class_and_law(Database database)
    {
        var platform = await platforms.FreshAsync(database);
        const string name = "巩义市测试耐火材料厂";
        var employer = await Files.MakeAsync(platform, name, more: e => (e.RiskClass, e.EstablishedOn) = (Zhijian.Rules.Risk.HazardRiskClass.Severe, new(2015, 1, 1)));
        var code = (await Files.ReadAsync(platform, employer)).CreditCode!;
        async Task TestAsync(string day) => await FileAsync(platform, await FormAsync(platform, Silica("0.5") with { SampledOn = day }) with { Employer = code, IssuedOn = null });
        async Task<List<Due>> AllAsync() => [.. (await DuesAsync(platform, "monitoring.", name)).Where(d => d.Kind == "monitoring.test")];

        await TestAsync("2026-05-12");
        var due = Assert.Single(await AllAsync());
        Assert.Equal(new(2027, 5, 12), due.DueOn);
        Assert.Contains("第二十条", due.Basis);
        // A report of earlier sampling that comes later settles nothing.
        await TestAsync("2025-05-12");
        Assert.Equal((due.Id, due.DueOn), (await AllAsync()).Select(d => (d.Id, d.DueOn)).Single());
        // The next one does, and opens the next.
        await TestAsync("2026-06-01");
        Assert.Equal([(new DateOnly(2027, 5, 12), (DateOnly?)new DateOnly(2026, 6, 1)), (new DateOnly(2027, 6, 1), null)], (await AllAsync()).OrderBy(d => d.DueOn).Select(d => (d.DueOn, d.SettledOn)));
        // Never evaluated: the status evaluation of a severe employer is due at once.
        Assert.Contains(await DuesAsync(platform, "monitoring.", name), d => d.Kind == "monitoring.status-evaluation" && d.SettledOn is null);
    }

    /// <summary>Reg. 352 Art 26: once a month where highly toxic substances are handled, here carbon monoxide.</summary>
    [Theory, BothDatabases]
    public async Task Highly_toxic_substances_are_tested_every_month(Database database)
    {
        var platform = await platforms.FreshAsync(database);
        await FileAsync(platform, await FormAsync(platform, Silica("0.5")));
        Assert.Equal(new(2026, 6, 12), (await DuesAsync(platform, "monitoring.test")).Single(d => d.SettledOn is null).DueOn);
    }

    [Theory, BothDatabases]
    public async Task A_correction_is_a_new_version_and_the_old_one_stays_as_it_was(Database database)
    {
        var platform = await platforms.FreshAsync(database);
        var filed = await FileAsync(platform, await FormAsync(platform, Silica("1.35"), Silica("0.5", "2号点")));
        var before = await ReadAsync(platform, filed.Id);
        var draft = await platform.AsAsync(Institution, s => s.GetRequiredService<ReportDesk>().CorrectAsync(filed.Id, "小数点抄错", null, default));
        var form = ReportForm.OfJson((await ReadAsync(platform, draft)).Draft!);
        Assert.Equal(["1.35", "0.5"], form.Rows.Select(r => r.Value));
        await platform.AsAsync(Institution, async s =>
        {
            var desk = s.GetRequiredService<ReportDesk>();
            await desk.SaveAsync(draft, (await ReadAsync(platform, draft)).Version, form with { Number = "别的编号", Rows = [form.Rows[0] with { Value = "0.135" }, form.Rows[1]] }, default);
            await desk.SealAsync(draft, (await ReadAsync(platform, draft)).Version, null, default);
        });
        var (old, now) = (await ReadAsync(platform, filed.Id), await ReadAsync(platform, draft));
        Assert.Equal((false, before.Sm3, 1), (old.InForce, old.Sm3, old.ExceedsCount));
        Assert.Equal((true, before.Number, 2, 0), (now.InForce, now.Number, now.Revision, now.ExceedsCount));
        Assert.All(await ResultsAsync(platform, filed.Id), r => Assert.False(r.InForce));
        // What was replaced is not corrected again, and nobody else corrects it.
        await Assert.ThrowsAsync<Refusal>(() => platform.AsAsync(Institution, s => s.GetRequiredService<ReportDesk>().CorrectAsync(filed.Id, "再改", null, default)));
        await Assert.ThrowsAsync<NotFoundException>(() => platform.AsAsync(Employer, s => s.GetRequiredService<ReportDesk>().CorrectAsync(draft, "改", null, default)));
        await Assert.ThrowsAsync<Refusal>(() => platform.AsAsync(Institution, s => s.GetRequiredService<ReportDesk>().SaveAsync(draft, now.Version, form, default)));
    }

    [Theory, BothDatabases]
    public async Task The_same_report_again_has_one_effect_and_another_under_its_number_none(Database database)
    {
        var platform = await platforms.FreshAsync(database);
        var form = await FormAsync(platform, Silica("1.35"), Row("噪声", "LEX8H", "80"));
        var first = await FileAsync(platform, form);
        var again = await FileAsync(platform, form with { Rows = [form.Rows[0] with { Value = "１.350" }, form.Rows[1]] });
        Assert.Equal((first.Id, true), (again.Id, again.Repeated));
        var other = await RefusedAsync(platform, form with { Rows = [Silica("0.1")] });
        Assert.Contains("已使用过", other.Message);
        Assert.Equal(1, await platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<MonitoringReport>().CountAsync(r => r.Number == form.Number)));
    }

    [Theory, BothDatabases]
    public async Task An_unqualified_report_is_kept_and_does_not_count_as_a_test(Database database)
    {
        var platform = await platforms.FreshAsync(database);
        var filed = await FileAsync(platform, await FormAsync(platform, Silica("0.5") with { SampledOn = "2022-05-12" }) with { IssuedOn = null, Samplers = "王无名", Instruments = "YQ-009" });
        Assert.False((await ReadAsync(platform, filed.Id)).Qualified);
        var codes = (await FindingsAsync(platform, filed.Id)).Select(f => f.Code).ToHashSet();
        Assert.Superset(new HashSet<FindingCode> { FindingCode.QualificationExpired, FindingCode.SamplerUnknown, FindingCode.InstrumentUnknown }, codes);
        Assert.DoesNotContain(await DuesAsync(platform, "monitoring.test"), d => d.SettledOn is not null);
    }

    static Task<List<Due>> DuesAsync(TestPlatform platform, string prefix, string name = "巩义市示例耐火材料有限公司") => platform.AsPlatformAsync(async s =>
    {
        var db = s.GetRequiredService<ZhijianDb>();
        var employer = await db.Set<Zhijian.Modules.Registry.Employer>().SingleAsync(e => e.Name == name);
        return await db.Set<Due>().AsNoTracking().Where(d => d.EmployerId == employer.Id && d.Kind.StartsWith(prefix)).ToListAsync();
    });
}
