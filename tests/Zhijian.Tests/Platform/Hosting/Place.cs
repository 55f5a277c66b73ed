using Microsoft.AspNetCore.TestHost;
using Npgsql;
using Zhijian.Platform;
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

    public ServerSettings Settings { get; set; }
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

    /// <summary>The host on this place, with a room of the test's own; on a test server unless it shall listen.</summary>
    public WebApplication Build(Action<WebApplicationBuilder>? customise = null, IModule? room = null, bool listen = false) =>
        AppHost.Build(Settings, room is null ? Rooms.All : [.. Rooms.All, room], builder =>
        {
            if (!listen) builder.WebHost.UseTestServer();
            customise?.Invoke(builder);
        });

    /// <summary>The host on an installation for service, started.</summary>
    public async Task<WebApplication> StartAsync(Action<WebApplicationBuilder>? customise = null, IModule? room = null, bool listen = false)
    {
        var app = Build(customise, room, listen);
        var setup = app.Services.GetRequiredService<DatabaseSetup>();
        if (await setup.MigrateAsync(default)) await setup.SeedAsync(null, default);
        await app.StartAsync();
        return app;
    }

    /// <summary>Settings as an operator writes them.</summary>
    public void Configure(string json)
    {
        Directory.CreateDirectory(Settings.DataFolder);
        File.WriteAllText(Settings.ConfigurationFile, json);
    }

    public ValueTask DisposeAsync()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}
