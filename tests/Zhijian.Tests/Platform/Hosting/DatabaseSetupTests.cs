using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Audit;
using Zhijian.Platform.Hosting;
using Zhijian.Platform.Organisations;
using Zhijian.Tests.Harness;

namespace Zhijian.Tests.Platform.Hosting;

public sealed class DatabaseSetupTests
{
    /// <summary>Writes a row and stops, as a process that is killed in the middle of its part.</summary>
    sealed class Breaking(ZhijianDb db) : ISeed
    {
        public async Task SeedDemonstrationAsync(IServiceProvider services, Demonstration demonstration, CancellationToken ct)
        {
            db.Add(new Organisation { Kind = OrganisationKind.Employer, Name = "半座城市", CreditCode = "9141010000000000Y1", DivisionCode = "410100" });
            await db.SaveChangesAsync(ct);
            throw new IOException("killed");
        }
    }

    [Theory, BothDatabases]
    public async Task A_demonstration_that_was_interrupted_is_completed_by_the_next_start(Database database)
    {
        await using var place = await Place.MakeAsync(database);
        await using (var broken = place.Build(b => b.Services.AddScoped<ISeed, Breaking>()))
        {
            var setup = broken.Services.GetRequiredService<DatabaseSetup>();
            Assert.True(await setup.MigrateAsync(default));
            await Assert.ThrowsAsync<IOException>(() => setup.SeedAsync(new Demonstration(0), default));
        }
        await using var app = place.Build();
        var again = app.Services.GetRequiredService<DatabaseSetup>();
        Assert.False(await again.MigrateAsync(default));
        await again.SeedAsync(null, default);

        await using var scope = app.Services.CreatePlatformScope();
        var db = scope.Db();
        Assert.True(await app.Services.GetRequiredService<Installation>().IsDemonstrationAsync(db, default));
        Assert.False(await db.Set<Organisation>().AnyAsync(o => o.Name == "半座城市"));
        Assert.Equal(9, await db.Set<Organisation>().CountAsync());
        Assert.Equal(27, await db.Users.CountAsync());
        Assert.True((await scope.ServiceProvider.GetRequiredService<AuditVerifier>().VerifyAsync()).Sound);
        await Assert.ThrowsAsync<Refusal>(() => again.SeedAsync(new Demonstration(0), default));
    }

    [Theory, BothDatabases]
    public async Task A_database_for_service_never_becomes_a_demonstration(Database database)
    {
        await using var place = await Place.MakeAsync(database);
        await using var app = place.Build();
        var setup = app.Services.GetRequiredService<DatabaseSetup>();
        Assert.True(await setup.MigrateAsync(default));
        await setup.SeedAsync(null, default);
        Assert.False(await setup.MigrateAsync(default));
        await Assert.ThrowsAsync<Refusal>(() => setup.SeedAsync(new Demonstration(0), default));
        await using var scope = app.Services.CreatePlatformScope();
        Assert.False(await app.Services.GetRequiredService<Installation>().IsDemonstrationAsync(scope.Db(), default));
        Assert.Equal(0, await scope.Db().Users.CountAsync());
        Assert.False(File.Exists(place.Settings.SignInsFile));
    }

    [Fact]
    public async Task A_migration_whose_process_was_killed_does_not_block_the_next_start()
    {
        await using var place = await Place.MakeAsync(Database.Sqlite);
        await using var app = place.Build();
        Directory.CreateDirectory(place.Settings.DataFolder);
        await using (var scope = app.Services.CreatePlatformScope())
            await scope.Db().Database.ExecuteSqlRawAsync("""
                CREATE TABLE "__EFMigrationsLock" ("Id" INTEGER NOT NULL PRIMARY KEY, "Timestamp" TEXT NOT NULL);
                INSERT INTO "__EFMigrationsLock" VALUES (1, '2026-01-01 00:00:00+00:00');
                """);
        Assert.True(await app.Services.GetRequiredService<DatabaseSetup>().MigrateAsync(default).WaitAsync(TimeSpan.FromMinutes(2)));
    }
}
