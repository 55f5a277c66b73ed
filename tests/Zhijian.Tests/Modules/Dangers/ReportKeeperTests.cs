using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Dangers;
using Zhijian.Modules.Registry;
using Zhijian.Platform.Notices;
using Zhijian.Rules.Dangers;
using Zhijian.Rules.Exposure;
using Zhijian.Tests.Harness;
using Zhijian.Tests.Modules.Registry;

namespace Zhijian.Tests.Modules.Dangers;

public sealed class ReportKeeperTests(Platforms platforms)
{
    [Theory, BothDatabases]
    public async Task An_exceedance_opens_a_danger_in_the_transaction_of_the_report(Database database)
    {
        var platform = await platforms.FreshAsync(database);
        var employer = await Judged.EmployerOfAsync(platform);
        var (over, good, noise) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        await Judged.RaiseAsync(platform, employer, Judged.Result(over, Verdict.Exceeds), Judged.Result(good, Verdict.Compliant, "0.2 mg/m³", 0.2),
            Judged.Result(noise, Verdict.Exceeds, "96.5 dB(A)", null, factor: "P01", limit: "85 dB(A)"), Judged.Result(Guid.CreateVersion7(), Verdict.Undetermined, "—", null));
        var danger = await Judged.ReadAsync(platform, over);
        Assert.Equal((DangerState.Found, DangerGrade.Major, DangerSource.Report, "410181", Judged.Today), (danger.State, danger.Grade, danger.Source, danger.AuthorityCode, danger.FoundOn));
        Assert.Equal(("2.5 mg/m³", "1 mg/m³", 2.5m, "GBZ 2.1-2019", 6), (danger.Value, danger.Limit, danger.Ratio, danger.Edition, danger.Persons));
        Assert.Equal((DangerTurn.Supervisor, Judged.Today, true), (danger.Turn, danger.NextOn, danger.IsOpen));
        Assert.StartsWith("410000/410100/410181/", danger.ScopePath, StringComparison.Ordinal);
        Assert.Contains("第二十六条", danger.Article, StringComparison.Ordinal);
        // A level has no ratio; 11.5 dB(A) above the limit is major.
        var loud = await Judged.ReadAsync(platform, noise);
        Assert.Equal((DangerGrade.Major, null), (loud.Grade, loud.Ratio));
        await platform.AsPlatformAsync(async s =>
        {
            var db = s.GetRequiredService<ZhijianDb>();
            Assert.Equal(2, await db.Set<HiddenDanger>().CountAsync(d => d.EmployerId == employer && d.SourceKey.StartsWith("示检")));
            Assert.Equal(2, await db.Set<DangerResult>().CountAsync(r => r.DangerId == danger.Id || r.DangerId == loud.Id));
            var todo = await db.Set<Todo>().SingleAsync(t => t.SubjectKind == "danger.officer" && t.DoneAt == null && t.SubjectId.StartsWith(employer.ToString("N")));
            Assert.Contains("发现 2 处", todo.Title, StringComparison.Ordinal);
            Assert.Contains(await db.Set<EmployerEvent>().Where(e => e.EmployerId == employer).Select(e => e.Kind).ToListAsync(), k => k == "danger.found");
        });
        Assert.Contains("办理隐患：巩义市示例耐火材料有限公司", (await (await platform.SignInAsync("gongyi")).PageAsync("/todo")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("办理隐患：巩义市示例", (await (await platform.SignInAsync("dengfeng")).PageAsync("/todo")).Text, StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task The_same_point_and_factor_has_one_open_danger_and_a_compliant_result_becomes_its_retest(Database database)
    {
        var platform = await platforms.FreshAsync(database);
        var employer = await Judged.EmployerOfAsync(platform);
        var danger = await Judged.FoundAsync(platform);
        var point = danger.PointId!.Value;
        await Judged.RaiseAsync(platform, employer, Judged.Result(point, Verdict.Exceeds, "3 mg/m³", 3, Judged.Today.AddDays(3)), Judged.Result(point, Verdict.Exceeds, "90 dB(A)", null, factor: "P01", limit: "85 dB(A)"));
        await Judged.RaiseAsync(platform, employer, false, Judged.Result(point, Verdict.Compliant, "0.3 mg/m³", 0.3, Judged.Today.AddDays(4)));
        await Judged.RaiseAsync(platform, employer, Judged.Result(point, Verdict.Action, "0.6 mg/m³", 0.6, Judged.Today.AddDays(5)));
        await platform.AsPlatformAsync(async s =>
        {
            var db = s.GetRequiredService<ZhijianDb>();
            Assert.Equal(2, await db.Set<HiddenDanger>().CountAsync(d => d.PointId == point));
            var file = (await s.GetRequiredService<DangerAccess>().ReadAsync(danger.Id, default));
            Assert.Equal((4, Verdict.Action, "0.6 mg/m³", "2.5 mg/m³"), (file.Results.Count(), file.Row.LatestVerdict!.Value, file.Row.LatestValue, file.Row.Value));
            Assert.Equal(["发现超标", "再次检测仍超标", "自行检测达标，不作为复测", "复测达标"], file.Lines.Select(l => l.Title));
            Assert.True(file.Retest!.Qualified);
            Assert.Equal(RetestVerdict.Complies, file.Retest.ToRetest(file.Row.Subject!).Verdict);
        });
    }

    [Theory, BothDatabases]
    public async Task Two_reports_at_the_same_moment_open_it_once(Database database)
    {
        var platform = await platforms.FreshAsync(database);
        var employer = await Judged.EmployerOfAsync(platform);
        var point = Guid.CreateVersion7();
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => Judged.RaiseAsync(platform, employer, Judged.Result(point, Verdict.Exceeds)))));
        await platform.AsPlatformAsync(async s =>
        {
            var db = s.GetRequiredService<ZhijianDb>();
            var danger = await db.Set<HiddenDanger>().SingleAsync(d => d.PointId == point);
            Assert.Equal(6, await db.Set<DangerResult>().CountAsync(r => r.DangerId == danger.Id));
            Assert.Equal([1, 2, 3, 4, 5, 6], await db.Set<DangerLine>().Where(l => l.DangerId == danger.Id).OrderBy(l => l.Number).Select(l => l.Number).ToListAsync());
        });
    }

    [Theory, BothDatabases]
    public async Task A_report_of_a_thousand_exceedances_needs_no_query_for_each(Database database)
    {
        var platform = await platforms.FreshAsync(database);
        var employer = await Judged.EmployerOfAsync(platform);
        var results = Enumerable.Range(0, 1000).Select(_ => Judged.Result(Guid.CreateVersion7(), Verdict.Exceeds)).ToArray();
        var clock = System.Diagnostics.Stopwatch.StartNew();
        await Judged.RaiseAsync(platform, employer, results);
        TestContext.Current.TestOutputHelper?.WriteLine($"{database}: 1,000 dangers in {clock.ElapsedMilliseconds} ms");
        await Judged.RaiseAsync(platform, employer, results);
        await platform.AsPlatformAsync(async s =>
        {
            Assert.Equal(1000, await s.GetRequiredService<ZhijianDb>().Set<HiddenDanger>().CountAsync(d => d.SourceKey.StartsWith("示检")));
            Assert.Equal(1, await s.GetRequiredService<ZhijianDb>().Set<Todo>().CountAsync(t => t.SubjectKind == "danger.officer" && t.DoneAt == null && t.SubjectId.StartsWith(employer.ToString("N"))));
        });
    }

    [Theory, BothDatabases]
    public async Task A_report_that_is_refused_leaves_no_danger(Database database)
    {
        var platform = await platforms.FreshAsync(database);
        var employer = await Judged.EmployerOfAsync(platform);
        var point = Guid.CreateVersion7();
        await Assert.ThrowsAsync<NotFoundException>(() => platform.AsPlatformAsync(s => s.GetRequiredService<WritePath>().CommitAsync(new("test.raise"), async change =>
        {
            var place = await s.GetRequiredService<ZhijianDb>().Set<Workplace>().Where(w => w.EmployerId == employer && w.IsMain).Select(w => w.Id).SingleAsync();
            change.Raise(new Zhijian.Modules.Monitoring.ReportJudged(Guid.CreateVersion7(), "示检〔2026〕退", employer, place, null, null, true, [Judged.Result(point, Verdict.Exceeds)]));
            // Something else in the same transaction fails behind it.
            change.Raise(new DangerCaseFiled(Guid.CreateVersion7(), "示罚〔2026〕1号", Judged.Today));
        })));
        Assert.False(await platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<HiddenDanger>().AnyAsync(d => d.PointId == point)));
        // The employer of no place: the report's transaction ends, too.
        await Assert.ThrowsAsync<NotFoundException>(() => platform.AsPlatformAsync(s => RegistryRecords.RaiseAsync(s,
            new Zhijian.Modules.Monitoring.ReportJudged(Guid.CreateVersion7(), "示检〔2026〕无", Guid.CreateVersion7(), Guid.CreateVersion7(), null, null, true, [Judged.Result(point, Verdict.Exceeds)]))));
    }
}
