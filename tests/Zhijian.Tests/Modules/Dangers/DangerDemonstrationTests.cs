using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;
using Zhijian.Data;
using Zhijian.Modules.Dangers;
using Zhijian.Platform.Access;
using Zhijian.Platform.Hosting;
using Zhijian.Platform.Notices;
using Zhijian.Rules.Dangers;
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
        Assert.Equal(files.Where(f => f.Row is { IsOpen: true, Turn: DangerTurn.Employer }).Select(f => f.Row.EmployerId).Distinct().Count(), await db.Set<Todo>().CountAsync(t => t.SubjectKind == "danger.employer" && t.DoneAt == null));
    }
}
