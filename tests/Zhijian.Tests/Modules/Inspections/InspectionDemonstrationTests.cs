using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;
using Zhijian.Data;
using Zhijian.Modules.Inspections;
using Zhijian.Modules.Inspections.Draws;
using Zhijian.Platform.Access;
using Zhijian.Platform.Hosting;
using Zhijian.Rules.Inspections;
using Zhijian.Tests.Harness;
using Zhijian.Tests.Platform.Hosting;

namespace Zhijian.Tests.Modules.Inspections;

public sealed class InspectionDemonstrationTests
{
    [Theory, BothDatabases]
    public async Task The_city_has_plans_tasks_and_draws_that_hold(Database database)
    {
        await using var place = await Place.MakeAsync(database);
        await using var app = place.Build(b => b.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(new FakeTimeProvider(TestPlatform.Today))));
        var setup = app.Services.GetRequiredService<DatabaseSetup>();
        await setup.MigrateAsync(default);
        await setup.SeedAsync(new Demonstration(400), default);
        await using var scope = app.Services.CreatePlatformScope();
        var db = scope.Db();
        var tasks = await db.Set<InspectionTask>().AsNoTracking().ToListAsync();
        Assert.Contains(tasks, t => t.State == InspectionState.Planned && t.Serial is null);
        Assert.Contains(tasks, t => t.State == InspectionState.Approved && t.Serial > 0);
        Assert.Equal(tasks.Count + tasks.Count(t => t.State == InspectionState.Approved), await db.Set<InspectionLine>().CountAsync());
        Assert.Contains(await db.Set<InspectionPlan>().AsNoTracking().Include(p => p.Shares).ToListAsync(), p => p.State == PlanState.Submitted && p.Shares.Sum(s => s.Target) > 0);
        var draws = await db.Set<RandomDraw>().AsNoTracking().ToListAsync();
        Assert.NotEmpty(draws);
        foreach (var draw in draws)
        {
            var file = DrawFiles.Draw(draw, await db.Set<DrawMember>().AsNoTracking().Where(m => m.DrawId == draw.Id).ToListAsync(), await db.Set<DrawPerson>().AsNoTracking().Where(p => p.DrawId == draw.Id).ToListAsync());
            Assert.Empty(file.Verify());
            Assert.Equal(draw.Count, await db.Set<DrawMember>().CountAsync(m => m.DrawId == draw.Id && m.Place != null));
        }
    }
}
