using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Zhijian.Data;
using Zhijian.Modules.Monitoring;
using Zhijian.Modules.Monitoring.Intake;
using Zhijian.Modules.Registry;
using Zhijian.Platform.Access;
using Zhijian.Platform.Exports;
using Zhijian.Platform.Files;
using Zhijian.Platform.Hosting;
using Zhijian.Platform.Imports;
using Zhijian.Rules.Monitoring;

namespace Zhijian.Bench;

/// <summary>
/// Reports of an institution by workbook, as the platform takes them: received and guarded, every row read, checked and judged,
/// then written with points, findings, dues and events. Each database in a process of its own.
/// </summary>
internal static class MonitoringBench
{
    private const int RowsOfReport = 100, Employers = 1200;

    public static async Task<int> RunAsync(string[] args)
    {
        if (args is [var database, var count]) return await OneAsync(database, int.Parse(count));
        foreach (var name in (string[])["sqlite", "postgres"])
        {
            using var child = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["monitoring", name, args.Length > 0 ? args[0] : "100000"]))!;
            await child.WaitForExitAsync();
            if (child.ExitCode != 0) return child.ExitCode;
        }
        return 0;
    }

    private static async Task<int> OneAsync(string database, int rows)
    {
        var folder = Directory.CreateTempSubdirectory("zhijian-bench-").FullName;
        var connection = database == "postgres" ? await ImportBench.NewDatabaseAsync() : null;
        var settings = new ServerSettings { DataFolder = folder, PostgresConnection = connection };
        await using (var app = AppHost.Build(settings, Rooms.All, builder => builder.Logging.SetMinimumLevel(LogLevel.Warning)))
        {
            var setup = app.Services.GetRequiredService<DatabaseSetup>();
            await setup.MigrateAsync(default);
            await setup.SeedAsync(new Demonstration(Employers), default);
            var file = Path.Combine(folder, "results.xlsx");
            await WriteAsync(app.Services, file, rows);
            await ImportAsync(app.Services, database, file, rows);
        }
        SqliteConnection.ClearAllPools();
        NpgsqlConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
        if (connection is not null) await ImportBench.DropAsync(connection);
        return 0;
    }

    private static async Task WriteAsync(IServiceProvider services, string path, int rows)
    {
        await using var scope = services.CreatePlatformScope();
        var codes = await scope.Db().Set<Employer>().Where(e => e.CreditCode != null && e.EstablishedOn < new DateOnly(2020, 1, 1)).OrderBy(e => e.Id).Select(e => e.CreditCode!).Take(Employers).ToListAsync();
        await using var output = File.Create(path);
        await XlsxExport.WriteAsync(output, "检测结果", ReportSheet.Definition.ExportColumns, Enumerable.Range(0, rows).Select(i => ReportSheet.Definition.Cells(Row(i, codes))).ToAsyncEnumerable());
    }

    private static ReportSheetRow Row(int i, List<string> codes)
    {
        var (report, at) = (i / RowsOfReport, i % RowsOfReport);
        var day = new DateOnly(2024, 1, 1).AddDays(report % 700);
        var (factor, index, value, unit) = (at % 4) switch
        {
            0 => ("矽尘", "C_TWA", $"0.{1 + ((i * 7) % 97)}", "mg/m³"),
            1 => ("甲苯", "C_TWA", at % 12 == 1 ? "<1.2" : $"{(i * 13) % 60}", "mg/m³"),
            2 => ("噪声", "LEX8H", $"{72 + ((i * 11) % 18)}.5", "dB(A)"),
            _ => ("二甲苯", "C_STE", $"{(i * 17) % 110}", "mg/m³"),
        };
        return new()
        {
            Number = $"基准{report:D6}", Kind = ReportKind.Periodic, Employer = codes[report % codes.Count], IssuedOn = day.AddDays(9), Samplers = "张采样、李采样", Instruments = "YQ-001", Workshop = $"{at / 25 + 1}车间",
            Post = $"岗位{at / 5}", Point = $"{at / 4}号点", Persons = 1 + (at % 9), Factor = factor, Index = index, Fraction = at % 4 == 0 ? "总尘" : null, FreeSilica = at % 4 == 0 ? "24" : null, Value = value, Unit = unit,
            SampledOn = day, StartedAt = $"{8 + (at % 9):D2}:{(at * 7) % 60:D2}", Minutes = at % 4 == 3 ? 15 : 60, HoursPerDay = 8, DaysPerWeek = 5,
        };
    }

    private static async Task ImportAsync(IServiceProvider services, string database, string file, int rows)
    {
        await using var platform = services.CreatePlatformScope();
        var user = await platform.Db().Users.SingleAsync(u => u.UserName == "jiance");
        var scopes = await ViewerScopes.OfUserAsync(services.GetRequiredService<IServiceScopeFactory>(), user.Id, default);
        var runner = services.GetRequiredService<ImportRunner>();
        var before = ImportBench.Peak();
        // Twice: the first time is also that of compiling.
        TimeSpan read = default;
        for (var i = 0; i < 2; i++) read = await ImportBench.TimeAsync(() => Task.FromResult(Read(file)));
        Guid id = default;
        await InScopeAsync(scopes, async desk =>
        {
            await using var content = File.OpenRead(file);
            id = await desk.StartAsync(await desk.ReceiveAsync(ReportImport.KindKey, content, "结果.xlsx", default), false, null, default, inBackground: false);
        });
        var check = await ImportBench.TimeAsync(() => runner.PreviewAsync(id, scopes, _ => Task.CompletedTask, default));
        await InScopeAsync(scopes, desk => desk.ApplyAsync(id, null, default, inBackground: false));
        var apply = await ImportBench.TimeAsync(() => runner.ApplyAsync(id, scopes, _ => Task.CompletedTask, default));
        var run = await platform.Db().Set<ImportRun>().AsNoTracking().SingleAsync(r => r.Id == id);
        var over = await platform.Db().Set<MonitoringReport>().Where(r => r.Number.StartsWith("基准")).SumAsync(r => r.ExceedsCount);
        Console.WriteLine($"{database,-9} read only {ImportBench.Text(read, rows)}   check {ImportBench.Text(check, rows)}   import {ImportBench.Text(apply, rows)} = {read / apply:P0} of reading   written {run.Written:N0}, over the limit {over:N0}   peak before {before} MiB, after {ImportBench.Peak()} MiB");
    }

    private static int Read(string file)
    {
        using var content = File.OpenRead(file);
        using var reader = SheetReader.Open(content, FileKind.Xlsx, ReportSheet.Definition);
        return reader.Rows().Count(row => row.IsGood);
    }

    private static async Task InScopeAsync(ViewerScopes scopes, Func<ImportDesk, Task> work)
    {
        await using var scope = scopes.CreateAsyncScope();
        await work(scope.ServiceProvider.GetRequiredService<ImportDesk>());
    }
}
