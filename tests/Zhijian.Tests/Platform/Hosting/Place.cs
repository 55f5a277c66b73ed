using Microsoft.AspNetCore.TestHost;
using Npgsql;
using Zhijian.Platform.Hosting;
using Zhijian.Tests.Harness;

namespace Zhijian.Tests.Platform.Hosting;

/// <summary>An empty data folder and, for PostgreSQL, an empty database: where an installation begins.</summary>
public sealed class Place : IAsyncDisposable
{
    static int count;
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("zhijian-place-");

    Place(string? connection) => Settings = new()
    {
        DataFolder = Path.Combine(folder.FullName, "data"), PostgresConnection = connection, Environment = "Development",
    };

    public ServerSettings Settings { get; init; }
    public string Folder => folder.FullName;

    public static async Task<Place> MakeAsync(Database database)
    {
        if (database == Database.Sqlite) return new(null);
        var server = Environment.GetEnvironmentVariable("ZHIJIAN_TEST_PG") ?? throw new InvalidOperationException("ZHIJIAN_TEST_PG names no PostgreSQL server.");
        var name = $"zhijian_{Environment.ProcessId}_place_{Interlocked.Increment(ref count)}";
        await using var source = NpgsqlDataSource.Create(server + ";Pooling=false");
        await using var command = source.CreateCommand($"CREATE DATABASE {name}");
        await command.ExecuteNonQueryAsync();
        return new(new NpgsqlConnectionStringBuilder(server) { Database = name, MaxPoolSize = 20 }.ToString());
    }

    public WebApplication Build(Action<WebApplicationBuilder>? customise = null) => AppHost.Build(Settings, Rooms.All, builder =>
    {
        builder.WebHost.UseTestServer();
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        customise?.Invoke(builder);
    });

    public ValueTask DisposeAsync()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}
