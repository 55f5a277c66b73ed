using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;

namespace Zhijian.Platform.Hosting;

/// <summary>Fills a new database or adds to an old one; each room seeds its own part, in the order of registration.</summary>
public interface ISeed
{
    /// <summary>Facts that every installation needs (divisions, reference tables). Runs at every start; does nothing twice.</summary>
    Task SeedAsync(IServiceProvider services, CancellationToken ct) => Task.CompletedTask;
    /// <summary>Fictional data for a demonstration database. Runs once, on a new database.</summary>
    Task SeedDemonstrationAsync(IServiceProvider services, Demonstration demonstration, CancellationToken ct) => Task.CompletedTask;
}

/// <summary>What the demonstration generator was asked for. Everything follows from the seed number.</summary>
public sealed record Demonstration(int Employers, int Seed = 410100);

/// <summary>Brings the database to the version of this program and fills it.</summary>
public sealed class DatabaseSetup(ServerSettings settings, IServiceScopeFactory scopes, ILogger<DatabaseSetup> log)
{
    /// <returns>True when the database was empty before.</returns>
    public async Task<bool> MigrateAsync(CancellationToken ct)
    {
        Directory.CreateDirectory(settings.DataFolder);
        await using var scope = scopes.CreatePlatformScope();
        var db = scope.Db();
        var applied = settings.IsPostgres || File.Exists(settings.SqliteFile)
            ? await db.Database.GetAppliedMigrationsAsync(ct)
            : [];
        var pending = db.Database.GetMigrations().Except(applied).ToList();
        if (pending.Count > 0)
        {
            log.LogInformation("Migrating the database: {Pending}", pending);
            await db.Database.MigrateAsync(ct);
        }
        return !applied.Any();
    }

    public async Task SeedAsync(Demonstration? demonstration, CancellationToken ct)
    {
        await using var scope = scopes.CreatePlatformScope();
        var seeds = scope.ServiceProvider.GetServices<ISeed>().ToList();
        foreach (var seed in seeds) await seed.SeedAsync(scope.ServiceProvider, ct);
        if (demonstration is null) return;
        foreach (var seed in seeds) await seed.SeedDemonstrationAsync(scope.ServiceProvider, demonstration, ct);
    }
}
