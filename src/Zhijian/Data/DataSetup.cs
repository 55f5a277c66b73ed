using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Npgsql;
using Quartz;
using Zhijian.Platform.Access;
using Zhijian.Platform.Hosting;

namespace Zhijian.Data;

public static class DataSetup
{
    // What stays when a rush is over; more are made when more are needed.
    const int PoolSize = 64;

    public static IServiceCollection AddData(this IServiceCollection services, ServerSettings settings)
    {
        services.AddSingleton(new WriteGate(oneWriter: !settings.IsPostgres));
        services.AddScoped<WritePath>().AddSingleton<TableStatistics>();
        if (settings.IsPostgres)
        {
            services.AddSingleton(_ => new NpgsqlDataSourceBuilder(settings.PostgresConnection).Build());
            services.AddPool<PostgresDb>((s, o) => o.UseNpgsql(s.GetRequiredService<NpgsqlDataSource>()));
        }
        else
        {
            services.AddPool<SqliteDb>((_, o) => o.UseSqlite(SqliteConnection(settings.SqliteFile)).AddInterceptors(SqlitePragmas.Instance));
            services.AddQuartz(quartz => quartz.ScheduleJob<StatisticsNight>(trigger => trigger.WithIdentity("table-statistics").WithCronSchedule(StatisticsNight.EveryNight, cron => cron.InTimeZone(TimeZoneInfo.Utc))));
        }
        return services;
    }

    /// <summary>
    /// Contexts are lent from a pool, which saves most of what a request with one query costs. Only <see cref="ZhijianDb"/>
    /// is registered: given back twice under two names, a context could be taken from its next holder.
    /// </summary>
    static void AddPool<T>(this IServiceCollection services, Action<IServiceProvider, DbContextOptionsBuilder> provider) where T : ZhijianDb
    {
        services.AddSingleton(s =>
        {
            var options = new DbContextOptionsBuilder<T>();
            provider(s, options);
            return new PooledDbContextFactory<T>((DbContextOptions<T>)options.Common().UseApplicationServiceProvider(s).Options, PoolSize);
        });
        services.AddScoped(s => s.GetRequiredService<PooledDbContextFactory<T>>().CreateDbContext().LendTo(s.GetRequiredService<IViewer>()));
    }

    public static string SqliteConnection(string file) => new SqliteConnectionStringBuilder
    {
        DataSource = file,
        ForeignKeys = true,
        DefaultTimeout = 30,
    }.ToString();

    public static DbContextOptionsBuilder Common(this DbContextOptionsBuilder options) => options
        .UseSnakeCaseNamingConvention()
        .ReplaceService<IModelCacheKeyFactory, ModelByKey>()
        .ConfigureWarnings(w => w.Ignore(CoreEventId.PossibleIncorrectRequiredNavigationWithQueryFilterInteractionWarning));
}

/// <summary>A model holds the cipher of its columns: two installations in one process share it only with the same key.</summary>
sealed class ModelByKey : IModelCacheKeyFactory
{
    public object Create(DbContext context, bool designTime) =>
        (context.GetType(), designTime, designTime ? "" : ((ZhijianDb)context).Cipher.KeyPrint);
}

/// <summary>WAL, so that readers never wait for the writer; FULL, so that what was acknowledged survives a power cut.</summary>
sealed class SqlitePragmas : DbConnectionInterceptor
{
    public static readonly SqlitePragmas Instance = new();
    // They stay with the connection underneath, which the pool hands out again and again.
    readonly ConditionalWeakTable<object, object?> done = [];

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Once(connection);

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Once(connection);
        return Task.CompletedTask;
    }

    void Once(DbConnection connection)
    {
        var handle = ((SqliteConnection)connection).Handle!;
        if (done.TryGetValue(handle, out _)) return;
        Apply(connection);
        done.AddOrUpdate(handle, null);
    }

    public static void Apply(DbConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=30000; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-16000;";
        command.ExecuteNonQuery();
    }
}
