using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Exports;
using Zhijian.Platform.Hosting;
using Zhijian.Platform.Imports;
using Zhijian.Platform.Organisations;
using Zhijian.Rules.Identifiers;

namespace Zhijian.Bench;

/// <summary>
/// Imports a list of organisations as the platform does: received and guarded, checked with an error workbook, written by
/// batches with audit and progress. Each database in a process of its own, so that the peak of its working set is its own.
/// </summary>
internal static class ImportBench
{
    public static async Task<int> RunAsync(string[] args)
    {
        if (args is ["prepare", var data, var server]) return await PrepareAsync(Settings(data, server));
        if (args is [var file, var count, var to, var database]) return await OneAsync(Settings(to, database), file, int.Parse(count));
        var rows = args.Length > 0 ? int.Parse(args[0]) : 100_000;
        var folder = Directory.CreateTempSubdirectory("zhijian-bench-").FullName;
        try
        {
            var xlsx = Path.Combine(folder, "organisations.xlsx");
            await WriteAsync(xlsx, rows);
            Console.WriteLine($"{rows:N0} rows × 4 columns, file {new FileInfo(xlsx).Length >> 20} MiB");
            if (await OnEachAsync(xlsx, rows, Path.Combine(folder, "sqlite"), "") is not 0 and var failed) return failed;
            if (Environment.GetEnvironmentVariable("ZHIJIAN_TEST_PG") is null) return 0;
            var connection = await NewDatabaseAsync();
            try { return await OnEachAsync(xlsx, rows, Path.Combine(folder, "postgres"), connection); }
            finally { await DropAsync(connection); }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task WriteAsync(string path, int rows)
    {
        await using var output = File.Create(path);
        await XlsxExport.WriteAsync(output, "单位名录", OrganisationSheet.Definition.ExportColumns,
            Enumerable.Range(0, rows).Select(i => OrganisationSheet.Definition.Cells(Row(i))).ToAsyncEnumerable());
    }

    private static OrganisationRow Row(int i) => new()
    {
        Kind = OrganisationKind.Employer,
        Name = $"示例机械制造第{i}号有限公司",
        CreditCode = UnifiedSocialCreditCode.Create('9', '1', "410181", OrganisationCode.Create($"P{(char)('A' + i / 1_000_000)}{i % 1_000_000:D6}")).Value,
        Place = i % 2 == 0 ? "巩义市" : "410181100",
    };

    /// <summary>One process fills the database, another starts on it as a platform that has been there, and imports.</summary>
    private static async Task<int> OnEachAsync(string xlsx, int rows, string data, string connection)
    {
        foreach (var args in (string[][])[["prepare", data, connection], [xlsx, rows.ToString(), data, connection]])
        {
            using var child = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["imports", .. args]))!;
            await child.WaitForExitAsync();
            if (child.ExitCode != 0) return child.ExitCode;
        }
        return 0;
    }

    private static ServerSettings Settings(string data, string connection) => new() { DataFolder = data, PostgresConnection = connection.Length > 0 ? connection : null };

    private static WebApplication Host(ServerSettings settings) => AppHost.Build(settings, Rooms.All, builder => builder.Logging.SetMinimumLevel(LogLevel.Warning));

    private static async Task<int> PrepareAsync(ServerSettings settings)
    {
        await using var app = Host(settings);
        await StartAsync(app.Services);
        return 0;
    }

    private static async Task StartAsync(IServiceProvider services)
    {
        var setup = services.GetRequiredService<DatabaseSetup>();
        await setup.MigrateAsync(default);
        await setup.SeedAsync(null, default);
    }

    private static async Task<int> OneAsync(ServerSettings settings, string file, int rows)
    {
        await using var app = Host(settings);
        await StartAsync(app.Services);
        await ImportAsync(app.Services, settings.IsPostgres ? "postgres" : "sqlite", file, rows);
        return 0;
    }

    private static async Task ImportAsync(IServiceProvider services, string database, string file, int rows)
    {
        var scopes = ViewerScopes.OfPlatform(services.GetRequiredService<IServiceScopeFactory>(), "bench");
        var runner = services.GetRequiredService<ImportRunner>();
        var before = Peak();
        Guid id = default;
        var receive = await TimeAsync(async () => id = await InScopeAsync(scopes, async desk =>
        {
            await using var content = File.OpenRead(file);
            return await desk.StartAsync(await desk.ReceiveAsync("organisations", content, "名录.xlsx", default), false, null, default, inBackground: false);
        }));
        var check = await TimeAsync(() => runner.PreviewAsync(id, scopes, _ => Task.CompletedTask, default));
        await InScopeAsync(scopes, async desk => { await desk.ApplyAsync(id, null, default, inBackground: false); return id; });
        var apply = await TimeAsync(() => runner.ApplyAsync(id, scopes, _ => Task.CompletedTask, default));
        await using var scope = scopes.CreateAsyncScope();
        var run = await scope.Db().Set<ImportRun>().SingleAsync(r => r.Id == id);
        Console.WriteLine($"{database,-9} receive and guard {Text(receive, rows)}   check {Text(check, rows)}   import {Text(apply, rows)}   cpu {Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds:0.0} s   written {run.Written:N0}   peak before {before} MiB, after {Peak()} MiB");
    }

    internal static string Text(TimeSpan time, int rows) => $"{time.TotalSeconds:0.00} s ({rows / time.TotalSeconds:N0} rows/s)";

    private static async Task<Guid> InScopeAsync(ViewerScopes scopes, Func<ImportDesk, Task<Guid>> work)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<ImportDesk>());
    }

    internal static async Task<TimeSpan> TimeAsync(Func<Task> work)
    {
        var watch = Stopwatch.StartNew();
        await work();
        return watch.Elapsed;
    }

    internal static int Peak() =>
        int.Parse(File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmHWM", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]) / 1024;

    private static string Server => Environment.GetEnvironmentVariable("ZHIJIAN_TEST_PG") ?? throw new InvalidOperationException("ZHIJIAN_TEST_PG names no PostgreSQL server.");

    internal static async Task<string> NewDatabaseAsync()
    {
        var name = $"zhijian_bench_{Environment.ProcessId}";
        await using var source = NpgsqlDataSource.Create(Server + ";Pooling=false");
        await using var command = source.CreateCommand($"CREATE DATABASE {name}");
        await command.ExecuteNonQueryAsync();
        return new NpgsqlConnectionStringBuilder(Server) { Database = name }.ToString();
    }

    internal static async Task DropAsync(string connection)
    {
        await using var source = NpgsqlDataSource.Create(Server + ";Pooling=false");
        await using var command = source.CreateCommand($"DROP DATABASE {new NpgsqlConnectionStringBuilder(connection).Database} WITH (FORCE)");
        await command.ExecuteNonQueryAsync();
    }
}
