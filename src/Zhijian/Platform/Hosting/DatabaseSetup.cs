using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Crypto;
using Zhijian.Platform.Hosting.Commands;

namespace Zhijian.Platform.Hosting;

/// <summary>Fills a new database or adds to an old one; each room seeds its own part, in the order of registration.</summary>
public interface ISeed
{
    /// <summary>Facts that every installation needs (divisions, reference tables). Runs at every start; does nothing twice.</summary>
    Task SeedAsync(IServiceProvider services, CancellationToken ct) => Task.CompletedTask;
    /// <summary>Fictional data for a demonstration database. Runs once, inside one transaction: all of it or nothing.</summary>
    Task SeedDemonstrationAsync(IServiceProvider services, Demonstration demonstration, CancellationToken ct) => Task.CompletedTask;
}

/// <summary>What the demonstration generator was asked for. Everything follows from the seed number.</summary>
public sealed record Demonstration(int Employers, int Seed = 410100)
{
    /// <summary>Employers of the city that a first start makes.</summary>
    public const int FirstStart = 2000;
    public const int UsualYears = 2;

    /// <summary>Years back in which employers were tested; more of them make more results, for measurement.</summary>
    public int Years { get; init; } = UsualYears;
}

/// <summary>Brings the database to the version of this program and fills it.</summary>
public sealed class DatabaseSetup(ServerSettings settings, Installation installation, KeyFolder keys, IServiceScopeFactory scopes, TableStatistics statistics, ILogger<DatabaseSetup> log)
{
    /// <returns>True when nobody has decided yet what the database is for: it is new, or its first start was interrupted.</returns>
    public async Task<bool> MigrateAsync(CancellationToken ct)
    {
        Directory.CreateDirectory(settings.DataFolder);
        // Made now, so that a backup of the first day has them all.
        _ = (keys.Audit, keys.Column);
        await using var scope = scopes.CreatePlatformScope();
        var db = scope.Db();
        var applied = settings.IsPostgres || File.Exists(settings.SqliteFile)
            ? await db.Database.GetAppliedMigrationsAsync(ct)
            : [];
        var pending = db.Database.GetMigrations().Except(applied).ToList();
        if (pending.Count > 0)
        {
            log.LogInformation("Migrating the database: {Pending}", pending);
            using var alone = settings.IsPostgres ? null : await MigrationLock.TakeAsync(settings, db, ct);
            await db.Database.MigrateAsync(ct);
            // A connection on which tables were rebuilt refuses to sort on disk later, as a large load wants to.
            if (db.Database.GetDbConnection() is SqliteConnection used) SqliteConnection.ClearPool(used);
        }
        return await installation.PurposeAsync(db, ct) == Purpose.Undecided;
    }

    /// <summary>For commands that work on what is there: they make no database, and do not stumble over a missing one.</summary>
    /// <exception cref="CommandRefusal">There is no database here.</exception>
    public async Task RequireAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreatePlatformScope();
        if (settings.IsPostgres || File.Exists(settings.SqliteFile))
            if ((await scope.Db().Database.GetAppliedMigrationsAsync(ct)).Any()) return;
        var where = settings.IsPostgres ? "ZHIJIAN_DB" : settings.DataFolder;
        throw new CommandRefusal($"{where} 中还没有职监的数据库。请核对 ZHIJIAN_DATA 和 ZHIJIAN_DB，或先用 ./run 启动一次。", $"no database of the platform in {where}; check ZHIJIAN_DATA and ZHIJIAN_DB, or start once with ./run");
    }

    /// <summary>
    /// Fills the database. What it is for is written before the first demonstration row, and each room's part is one
    /// transaction with the mark that it is there; so a start that was killed half-way is completed by the next one.
    /// </summary>
    public async Task SeedAsync(Demonstration? demonstration, CancellationToken ct)
    {
        await DecideAsync(demonstration, ct);
        await ForEachSeedAsync((seed, services) => seed.SeedAsync(services, ct));
        await using var scope = scopes.CreatePlatformScope();
        if (await Installation.UnfinishedAsync(scope.Db(), ct) is not { } unfinished) return;
        if (demonstration is null) log.LogWarning("The demonstration was interrupted when it was generated; completing it");
        await ForEachSeedAsync((seed, services) => DemonstrateAsync(seed, services, unfinished, ct));
        await scope.ServiceProvider.GetRequiredService<WritePath>().CommitAsync(new("demonstration.complete", "演示数据生成完毕"), _ =>
        {
            scope.Db().Add(new InstallationSetting { Key = Installation.CompleteKey, Value = "true" });
            return Task.CompletedTask;
        }, ct);
        await statistics.RefreshAsync(ct);
    }

    async Task DecideAsync(Demonstration? demonstration, CancellationToken ct)
    {
        await using var scope = scopes.CreatePlatformScope();
        var db = scope.Db();
        var purpose = await installation.PurposeAsync(db, ct);
        if (purpose == Purpose.Undecided)
            await scope.ServiceProvider.GetRequiredService<WritePath>().CommitAsync(new("installation.decide", "首次启动确定用途"), _ =>
            {
                Installation.Decide(db, demonstration);
                return Task.CompletedTask;
            }, ct);
        else if (demonstration is not null && (purpose != Purpose.Demonstration || await Installation.UnfinishedAsync(db, ct) is null))
            throw new Refusal("数据库中已有数据，不能再生成演示数据；请换一个新的数据目录或新的数据库。");
    }

    static async Task DemonstrateAsync(ISeed seed, IServiceProvider services, Demonstration demonstration, CancellationToken ct)
    {
        var db = services.GetRequiredService<ZhijianDb>();
        var mark = $"demonstration.{seed.GetType().Name}";
        if (await Installation.ReadAsync(db, mark, ct) is not null) return;
        await services.GetRequiredService<WritePath>().CommitAsync(new("demonstration.generate", "生成演示数据"), async _ =>
        {
            // One transaction of many millions of rows: with the usual memory SQLite writes every page many times.
            if (!db.IsPostgres && demonstration.Employers >= IndexesAside.WorthwhileFrom) await db.Database.ExecuteSqlRawAsync("PRAGMA cache_size = -1000000", ct);
            await seed.SeedDemonstrationAsync(services, demonstration, ct);
            db.Add(new InstallationSetting { Key = mark, Value = "true" });
        }, ct);
    }

    async Task ForEachSeedAsync(Func<ISeed, IServiceProvider, Task> work)
    {
        int count;
        await using (var scope = scopes.CreatePlatformScope()) count = scope.ServiceProvider.GetServices<ISeed>().Count();
        for (var i = 0; i < count; i++)
        {
            // A scope for each, so that the rows of one are not carried through the others.
            await using var scope = scopes.CreatePlatformScope();
            await work(scope.ServiceProvider.GetServices<ISeed>().ElementAt(i), scope.ServiceProvider);
        }
    }
}
