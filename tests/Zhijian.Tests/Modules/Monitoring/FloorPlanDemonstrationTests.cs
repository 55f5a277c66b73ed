using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;
using Zhijian.Modules.Monitoring;
using Zhijian.Modules.Monitoring.Plans;
using Zhijian.Platform;
using Zhijian.Platform.Access;
using Zhijian.Platform.Files;
using Zhijian.Platform.Hosting;
using Zhijian.Tests.Harness;
using Zhijian.Tests.Platform.Hosting;

namespace Zhijian.Tests.Modules.Monitoring;

public sealed class FloorPlanDemonstrationTests
{
    [Theory, BothDatabases]
    public async Task Whoever_signs_in_to_the_demonstration_finds_points_on_a_plan(Database database)
    {
        await using var place = await Place.MakeAsync(database);
        await using var app = place.Build(b => b.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(new FakeTimeProvider(TestPlatform.Today))));
        var setup = app.Services.GetRequiredService<DatabaseSetup>();
        await setup.MigrateAsync(default);
        await setup.SeedAsync(new Demonstration(300), default);
        await using var scope = app.Services.CreatePlatformScope();
        var db = scope.Db();
        var accounts = await db.Users.Where(u => u.OrganisationId != null).Select(u => u.OrganisationId!.Value).ToListAsync();
        var tested = await db.Set<SamplingPoint>().Where(p => accounts.Contains(p.EmployerId)).Select(p => p.WorkplaceId).Distinct().ToListAsync();
        Assert.NotEmpty(tested);
        var plans = await db.Set<FloorPlan>().ToListAsync();
        Assert.All(tested, w => Assert.Equal([1, 2], plans.Where(p => p.WorkplaceId == w).Select(p => p.Revision).Order()));
        var store = scope.ServiceProvider.GetRequiredService<FileStore>();
        Assert.All(plans.Select(p => p.Hash).Distinct(), hash => Assert.True(store.Exists(hash)));
        await using (var picture = store.OpenRead(plans[0].Hash)) Assert.Equal((plans[0].Width, plans[0].Height), PictureSize.Read(picture, plans[0].Kind));
        var marks = await db.Set<FloorPlanMark>().ToListAsync();
        Assert.All(plans, p => Assert.Contains(marks, m => m.PlanId == p.Id));
        Assert.All(marks, m => Assert.True(m is { X: > 0 and < 100, Y: > 0 and < 100 }));
        // No two of a plan on the same spot.
        Assert.Equal(marks.Count, marks.Select(m => (m.PlanId, m.X, m.Y)).Distinct().Count());
        Assert.All(marks.Select(m => m.ScopePath), path => Assert.NotEmpty(path));
    }
}
