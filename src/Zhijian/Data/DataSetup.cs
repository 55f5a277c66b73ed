using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Npgsql;
using Zhijian.Platform.Hosting;

namespace Zhijian.Data;

public static class DataSetup
{
    public static IServiceCollection AddData(this IServiceCollection services, ServerSettings settings)
    {
        services.AddSingleton(new WriteGate(oneWriter: !settings.IsPostgres));
        services.AddScoped<WritePath>();
        if (settings.IsPostgres)
        {
            services.AddSingleton(_ => new NpgsqlDataSourceBuilder(settings.PostgresConnection).Build());
            services.AddDbContext<PostgresDb>((s, o) => o.UseNpgsql(s.GetRequiredService<NpgsqlDataSource>()).Common(), optionsLifetime: ServiceLifetime.Singleton);
            services.AddScoped<ZhijianDb>(s => s.GetRequiredService<PostgresDb>());
        }
        else
        {
            services.AddDbContext<SqliteDb>(o => o.UseSqlite(SqliteConnection(settings.SqliteFile)).Common().AddInterceptors(SqlitePragmas.Instance), optionsLifetime: ServiceLifetime.Singleton);
            services.AddScoped<ZhijianDb>(s => s.GetRequiredService<SqliteDb>());
        }
        return services;
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
