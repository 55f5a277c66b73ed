using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;
using Zhijian.Data;
using Zhijian.Modules.Dangers;
using Zhijian.Modules.Monitoring;
using Zhijian.Platform;
using Zhijian.Platform.Access;
using Zhijian.Platform.Hosting;
using Zhijian.Platform.Notices;
using Zhijian.Rules.Dangers;
using Zhijian.Rules.Exposure;
using Zhijian.Tests.Harness;
using Zhijian.Tests.Platform.Hosting;

namespace Zhijian.Tests.Modules.Dangers;

public sealed class DangerDemonstrationTests
{
    [Theory, BothDatabases]
    public async Task The_city_has_dangers_in_every_state_and_each_came_there_by_the_rules(Database database)
    {
        await using var place = await Place.MakeAsync(database);
        await using var app = place.Build(b => b.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(new FakeTimeProvider(TestPlatform.Today))));
        var setup = app.Services.GetRequiredService<DatabaseSetup>();
        await setup.MigrateAsync(default);
        await setup.SeedAsync(new Demonstration(1200), default);
        await using var scope = app.Services.CreatePlatformScope();
        var db = scope.Db();
        var files = await scope.ServiceProvider.GetRequiredService<DangerAccess>().FilesAsync(db.Set<HiddenDanger>().AsNoTracking(), default);
        Assert.InRange(files.Count, 60, 1200);
        var states = files.GroupBy(f => f.Row.State).ToDictionary(g => g.Key, g => g.Count());
        TestContext.Current.TestOutputHelper?.WriteLine(string.Join(", ", states.Select(s => $"{s.Key} {s.Value}")));
        Assert.All(Enum.GetValues<DangerState>().Where(s => s != DangerState.CaseFiled), s => Assert.True(states.ContainsKey(s), $"no danger is {s}"));
        Assert.All(files, f =>
        {
            var danger = f.ToDanger();
            Assert.Equal((f.Row.State, f.Row.Lines), (danger.State, f.Lines.Count()));
            Assert.True(f.Lines.All(l => l.On <= new DateOnly(2026, 6, 10)), "nothing happened in the future");
            Assert.Equal(f.Row.State == DangerState.Closed, f.Row.ClosedOn is not null);
            if (f.Row.State == DangerState.Closed) Assert.Equal(RetestVerdict.Complies, f.Retest!.ToRetest(f.Row.Subject!).Verdict);
            // What passed its day is overdue, not still under way.
            if (f.Row.State is DangerState.Ordered or DangerState.Rectifying) Assert.True(f.Row.Deadline >= new DateOnly(2026, 6, 10));
        });
        await EveryResultIsInItsReportAsync(db, files);
        Assert.Equal(files.Where(f => f.Row is { IsOpen: true, Turn: DangerTurn.Employer }).Select(f => f.Row.EmployerId).Distinct().Count(), await db.Set<Todo>().CountAsync(t => t.SubjectKind == "danger.employer" && t.DoneAt == null));
    }

    [Fact]
    public async Task A_city_of_more_years_has_more_results_and_its_dangers_by_the_same_rules()
    {
        await using var place = await Place.MakeAsync(Database.Sqlite);
        await using var app = place.Build(b => b.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(new FakeTimeProvider(TestPlatform.Today))));
        var setup = app.Services.GetRequiredService<DatabaseSetup>();
        await setup.MigrateAsync(default);
        await setup.SeedAsync(new Demonstration(300) { Years = 6 }, default);
        await using var scope = app.Services.CreatePlatformScope();
        var db = scope.Db();
        var years = await db.Set<MonitoringResult>().AsNoTracking().GroupBy(r => r.SampledOn.Year).Select(g => g.Key).ToListAsync();
        Assert.True(years.Count >= 6, string.Join(' ', years));
        await EveryResultIsInItsReportAsync(db, await scope.ServiceProvider.GetRequiredService<DangerAccess>().FilesAsync(db.Set<HiddenDanger>().AsNoTracking(), default));
    }

    /// <summary>What is over the limit in a report in force is a danger, and what a danger says was measured stands in a sealed report.</summary>
    static async Task EveryResultIsInItsReportAsync(ZhijianDb db, IReadOnlyList<DangerFile> files)
    {
        var reports = await db.Set<MonitoringReport>().AsNoTracking().ToDictionaryAsync(r => r.Id);
        var rows = (await db.Set<MonitoringResult>().AsNoTracking().ToListAsync()).ToLookup(r => (r.ReportId, r.PointId, r.FactorCode));
        Assert.All(files, f =>
        {
            var (danger, found) = (f.Row, f.Results.First());
            Assert.Equal((DangerSource.Report, reports[found.ReportId].Number), (danger.Source, danger.SourceKey));
            Assert.Equal(danger.FoundOn, ChinaTime.DateOf(reports[found.ReportId].SealedAt!.Value));
            Assert.All(f.Results, told => Assert.Equal((told.ReportNumber, told.Verdict, true), (reports[told.ReportId].Number, rows[(told.ReportId, danger.PointId!.Value, danger.FactorCode!)].Single().Verdict, reports[told.ReportId] is { InForce: true, State: ReportState.Sealed })));
            Assert.Equal(Verdict.Exceeds, found.Verdict);
            if (danger.State == DangerState.Closed) Assert.NotEqual(found.ReportId, f.Retest!.ReportId);
        });
        Assert.Equal(rows.Where(r => r.Any(x => x is { InForce: true, Verdict: Verdict.Exceeds })).Select(r => (r.Key.PointId, r.Key.FactorCode)).Distinct().Order(),
            files.Select(f => (f.Row.PointId!.Value, f.Row.FactorCode!)).Distinct().Order());
    }
}
