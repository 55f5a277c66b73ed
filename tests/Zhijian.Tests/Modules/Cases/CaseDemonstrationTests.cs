using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;
using Zhijian.Data;
using Zhijian.Modules.Cases;
using Zhijian.Modules.Inspections;
using Zhijian.Platform.Access;
using Zhijian.Platform.Hosting;
using Zhijian.Rules.Cases;
using Zhijian.Tests.Harness;
using Zhijian.Tests.Platform.Hosting;

namespace Zhijian.Tests.Modules.Cases;

public sealed class CaseDemonstrationTests
{
    [Theory, BothDatabases]
    public async Task The_city_has_cases_in_many_states_and_each_came_there_by_the_rules(Database database)
    {
        await using var place = await Place.MakeAsync(database);
        await using var app = place.Build(b => b.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(new FakeTimeProvider(TestPlatform.Today))));
        var setup = app.Services.GetRequiredService<DatabaseSetup>();
        await setup.MigrateAsync(default);
        await setup.SeedAsync(new Demonstration(800), default);
        await using var scope = app.Services.CreatePlatformScope();
        var db = scope.Db();
        var rows = await db.Set<CaseRecord>().AsNoTracking().ToListAsync();
        Assert.InRange(rows.Count, 20, 60);
        var states = rows.CountBy(r => r.State).ToDictionary();
        Assert.All([CaseState.FilingRequested, CaseState.Filed, CaseState.ReportDone, CaseState.NoticeServed, CaseState.HearingRequested, CaseState.HearingNotified, CaseState.Decided, CaseState.Served, CaseState.NoPenalty, CaseState.Closed], s => Assert.True(states.ContainsKey(s), $"no case is {s}"));
        Assert.Contains(rows, r => r.Annulled && r.DecidedFine > r.Fine);
        var access = scope.ServiceProvider.GetRequiredService<CaseAccess>();
        foreach (var row in rows)
        {
            var folder = await access.ReadAsync(row.Id, default);
            Assert.Equal((row.State, row.Fine, row.Lines), (folder.File.State, folder.File.Fine, folder.Lines.Count()));
            Assert.All(folder.Lines, l => Assert.True(l.On <= new DateOnly(2026, 6, 10)));
        }
        Assert.True(await db.Set<OfficerCertificate>().CountAsync() >= 6);
    }
}
