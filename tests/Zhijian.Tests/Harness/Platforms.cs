using Npgsql;
using Zhijian.Tests.Harness;

[assembly: AssemblyFixture(typeof(Platforms))]

namespace Zhijian.Tests.Harness;

/// <summary>
/// The databases of a test run. One demonstration city is generated for each kind of database; tests share a platform
/// on it, or take a fresh copy when they change what others read.
/// </summary>
public sealed class Platforms : IAsyncLifetime
{
    static readonly string? Server = Environment.GetEnvironmentVariable("ZHIJIAN_TEST_PG");
    readonly string folder = Directory.CreateTempSubdirectory("zhijian-tests-").FullName;
    readonly SemaphoreSlim making = new(1, 1);
    readonly Dictionary<Database, TestPlatform> shared = [];
    readonly Dictionary<Database, string> templates = [];
    readonly List<(TestPlatform Platform, string Class, string Test)> fresh = [];
    int count;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>The platform that many tests use at once; they add rows of their own and leave others' alone.</summary>
    public async Task<TestPlatform> SharedAsync(Database database)
    {
        await making.WaitAsync();
        try
        {
            if (!shared.TryGetValue(database, out var platform))
                shared[database] = platform = await StartAsync(database);
            return platform;
        }
        finally { making.Release(); }
    }

    /// <summary>For <see cref="FreshAsync"/>: papers become PDF, as at a real installation with LibreOffice.</summary>
    public static void WithPdf(WebApplicationBuilder builder) => builder.Configuration["Pdf:Soffice"] = null;

    /// <summary>A copy of the demonstration city for one test alone.</summary>
    public async Task<TestPlatform> FreshAsync(Database database, Action<WebApplicationBuilder>? customise = null)
    {
        await making.WaitAsync();
        try
        {
            var (type, test) = (TestContext.Current.TestClass?.UniqueID ?? "", TestContext.Current.Test?.UniqueID ?? "");
            // Tests of a class run one after another: what an earlier one took is free now.
            foreach (var done in fresh.Where(f => f.Class == type && f.Test != test).ToList())
            {
                fresh.Remove(done);
                await done.Platform.DisposeAsync();
            }
            var platform = await StartAsync(database, customise);
            fresh.Add((platform, type, test));
            return platform;
        }
        finally { making.Release(); }
    }

    /// <summary>A new installation without demonstration data.</summary>
    public async Task<TestPlatform> EmptyAsync(Database database)
    {
        await making.WaitAsync();
        try
        {
            var data = Path.Combine(folder, $"{database}-{++count}");
            var connection = database == Database.Postgres ? await CloneAsync(null, $"empty_{count}") : null;
            await TestPlatform.MakeAsync(data, connection, demonstration: false);
            var platform = await TestPlatform.StartAsync(data, connection);
            fresh.Add((platform, TestContext.Current.TestClass?.UniqueID ?? "", TestContext.Current.Test?.UniqueID ?? ""));
            return platform;
        }
        finally { making.Release(); }
    }

    async Task<TestPlatform> StartAsync(Database database, Action<WebApplicationBuilder>? customise = null)
    {
        if (!templates.TryGetValue(database, out var template))
            templates[database] = template = await MakeTemplateAsync(database);
        var data = Path.Combine(folder, $"{database}-{++count}");
        CopyFolder(template, data);
        var connection = database == Database.Postgres ? await CloneAsync("template", $"copy_{count}") : null;
        return await TestPlatform.StartAsync(data, connection, customise);
    }

    async Task<string> MakeTemplateAsync(Database database)
    {
        var data = Path.Combine(folder, $"{database}-template");
        var connection = database == Database.Postgres ? await CloneAsync(null, "template") : null;
        await TestPlatform.MakeAsync(data, connection);
        return data;
    }

    static string Name(string part) => $"zhijian_{Environment.ProcessId}_{part}";

    static async Task<string> CloneAsync(string? from, string to)
    {
        var server = Server ?? throw new InvalidOperationException("ZHIJIAN_TEST_PG names no PostgreSQL server; run ./test, or ./test --fast for SQLite only.");
        await using var source = NpgsqlDataSource.Create(server + ";Pooling=false");
        await using var command = source.CreateCommand($"CREATE DATABASE {Name(to)} {(from is null ? "" : $"TEMPLATE {Name(from)}")}");
        await command.ExecuteNonQueryAsync();
        return new NpgsqlConnectionStringBuilder(server) { Database = Name(to), MaxPoolSize = 40, ConnectionIdleLifetime = 2, ConnectionPruningInterval = 1 }.ToString();
    }

    static void CopyFolder(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var platform in shared.Values.Concat(fresh.Select(f => f.Platform))) await platform.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
