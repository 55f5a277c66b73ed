using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Zhijian.Data;
using Zhijian.Modules.Declarations;
using Zhijian.Modules.Declarations.Sheets;
using Zhijian.Modules.Registry;
using Zhijian.Modules.Registry.Supervision;
using Zhijian.Platform.Access;
using Zhijian.Platform.Exports;
using Zhijian.Platform.Files;
using Zhijian.Platform.Hosting;
using Zhijian.Platform.Imports;
using Zhijian.Platform.Organisations;
using Zhijian.Rules.Declarations;
using Zhijian.Rules.Identifiers;

namespace Zhijian.Bench;

/// <summary>
/// Declarations of many employers from xlsx, three rows each, as a county enters them: received and guarded, checked with the
/// error workbook, written with to-dos, time lines and audit. Only reading the same file stands beside it. Each part in a
/// process of its own, so that the peak of its working set is its own.
/// </summary>
internal static class DeclarationBench
{
    const int RowsEach = 3;
    static readonly string[] Industries = ["3089", "3041", "3391", "2614", "2110", "1019", "3024", "3311"];

    public static async Task<int> RunAsync(string[] args)
    {
        if (args is ["read", var only]) return Read(only);
        if (args is ["file", var to, var lines, var wrong])
        {
            await WriteAsync(to, int.Parse(lines), int.Parse(wrong));
            return 0;
        }
        if (args is ["employers", var data, var files]) return await FillAsync(data, int.Parse(files));
        if (args is [var database, var path, var number, var percent]) return await OneAsync(database, path, int.Parse(number), int.Parse(percent));
        var (many, bad) = (args.Length > 0 ? int.Parse(args[0]) : 100_000, args.Length > 1 ? int.Parse(args[1]) : 0);
        var folder = Directory.CreateTempSubdirectory("zhijian-bench-").FullName;
        try
        {
            var file = Path.Combine(folder, "declarations.xlsx");
            await WriteAsync(file, many, bad);
            Console.WriteLine($"{many:N0} declarations, {many * RowsEach:N0} rows × {DeclarationSheet.Definition.Columns.Count} columns, {bad} % of the rows bad, file {new FileInfo(file).Length >> 20} MiB");
            foreach (string[] part in (string[][])[["read", file], ["sqlite", file, $"{many}", $"{bad}"], ["postgres", file, $"{many}", $"{bad}"]])
            {
                using var child = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["declarations", .. part]))!;
                await child.WaitForExitAsync();
                if (child.ExitCode != 0) return child.ExitCode;
            }
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    static string Code(int i) => UnifiedSocialCreditCode.Create('9', '1', "410181", OrganisationCode.Create($"R{(char)('A' + i / 1_000_000)}{i % 1_000_000:D6}")).Value;
    static string Name(int i) => $"巩义市申报示例第{i}号有限公司";

    static async Task WriteAsync(string path, int many, int percent)
    {
        await using var output = File.Create(path);
        await XlsxExport.WriteAsync(output, "申报", DeclarationSheet.Definition.ExportColumns,
            Enumerable.Range(0, many).SelectMany(i => Rows(i, percent)).Select(DeclarationSheet.Definition.Cells).ToAsyncEnumerable());
    }

    /// <summary>Two workshops; one row of a hundred, or as many as are asked for, names a factor that does not exist.</summary>
    static IEnumerable<DeclarationRow> Rows(int i, int percent)
    {
        bool IsBad(int row) => percent > 0 && (i * RowsEach + row) % (100 / percent) == 0;
        var exposed = 10 + i % 30;
        yield return new()
        {
            CreditCode = Code(i), EmployerName = Name(i), Kind = DeclarationKind.Initial, RegisteredAddress = $"工业路{i % 997}号", Size = "Small", RegistrationType = "LimitedLiability", LegalRepresentative = "张三",
            Phone = "0371-60000000", PrincipalPerson = "张三", Reporter = "李四", ReporterPhone = "13800000000", HasManagementUnit = true, FullTimeManagers = 1, PartTimeManagers = 0,
            TotalWorkers = 60, DispatchedWorkers = 0, CumulativeCases = 0, TotalExposed = exposed + 5, Workshop = "破碎车间", Distinct = exposed, FactorCode = IsBad(0) ? "没有的因素" : "D01", Persons = exposed,
        };
        yield return new() { CreditCode = Code(i), Workshop = "破碎车间", FactorCode = IsBad(1) ? "没有的因素" : "P01", Persons = exposed };
        yield return new() { CreditCode = Code(i), Workshop = "成型车间", Distinct = 5, FactorCode = IsBad(2) ? "没有的因素" : "P01", Persons = 5 };
    }

    /// <summary>The file alone, with every cell checked by itself: what any import of it must do at least.</summary>
    static int Read(string path)
    {
        var watch = Stopwatch.StartNew();
        using var file = File.OpenRead(path);
        using var reader = SheetReader.Open(file, FileKind.Xlsx, DeclarationSheet.Definition);
        var rows = reader.Rows().Count();
        Console.WriteLine($"{"only read",-9} {ImportBench.Text(watch.Elapsed, rows)}   cpu {Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds:0.0} s   peak {ImportBench.Peak()} MiB");
        return 0;
    }

    static async Task<int> OneAsync(string database, string file, int many, int percent)
    {
        var folder = Directory.CreateTempSubdirectory("zhijian-bench-").FullName;
        var connection = database == "postgres" ? await ImportBench.NewDatabaseAsync() : null;
        var settings = new ServerSettings { DataFolder = folder, PostgresConnection = connection };
        await using (var app = AppHost.Build(settings, Rooms.All, builder => builder.Logging.SetMinimumLevel(LogLevel.Warning)))
        {
            var setup = app.Services.GetRequiredService<DatabaseSetup>();
            await setup.MigrateAsync(default);
            await setup.SeedAsync(null, default);
            await EmployersAsync(app.Services, many);
            await ImportAsync(app.Services, database, file, many * RowsEach);
        }
        SqliteConnection.ClearAllPools();
        NpgsqlConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
        if (connection is not null) await ImportBench.DropAsync(connection);
        return 0;
    }

    /// <summary>The employers of such a file into a platform that is not running, to upload the file to it afterwards. PostgreSQL by ZHIJIAN_DB.</summary>
    static async Task<int> FillAsync(string data, int many)
    {
        var settings = new ServerSettings { DataFolder = data, PostgresConnection = Environment.GetEnvironmentVariable("ZHIJIAN_DB") };
        await using var app = AppHost.Build(settings, Rooms.All, builder => builder.Logging.SetMinimumLevel(LogLevel.Warning));
        await EmployersAsync(app.Services, many);
        return 0;
    }

    /// <summary>The files of the employers, in bulk.</summary>
    static async Task EmployersAsync(IServiceProvider root, int many)
    {
        var scopes = ViewerScopes.OfPlatform(root.GetRequiredService<IServiceScopeFactory>(), "bench");
        foreach (var numbers in Enumerable.Range(0, many).Chunk(5_000))
        {
            await using var scope = scopes.CreateAsyncScope();
            var (s, db) = (scope.ServiceProvider, scope.Db());
            var divisions = s.GetRequiredService<DivisionDirectory>();
            await divisions.LoadAsync(db);
            var rules = await s.GetRequiredService<Jurisdiction>().RulesAsync(default);
            var place = divisions.Find("410181")!;
            await s.GetRequiredService<WritePath>().CommitAsync(new("bench.employers"), async change =>
            {
                var made = numbers.Select(i => s.GetRequiredService<EmployerMaker>().Make(
                    new(Name(i), Code(i), place, $"工业路{i % 997}号", Industries[i % Industries.Length], "bench") { Workers = 60, LegalRepresentative = "张三", Principal = "张三" }, rules, change.At, new(2026, 1, 1))).ToList();
                foreach (var (employer, workplace) in made) (employer.ScopePath, workplace.ScopePath) = (place.Path, place.Path);
                await Bulk.InsertAsync(db, change, "bench", made.Select(m => m.Item1), default);
                await Bulk.InsertAsync(db, change, "bench", made.Select(m => m.Item2), default);
            });
        }
    }

    static async Task ImportAsync(IServiceProvider services, string database, string file, int rows)
    {
        var scopes = ViewerScopes.OfPlatform(services.GetRequiredService<IServiceScopeFactory>(), "bench");
        var runner = services.GetRequiredService<ImportRunner>();
        var before = ImportBench.Peak();
        Guid id = default;
        var receive = await ImportBench.TimeAsync(async () =>
        {
            await using var scope = scopes.CreateAsyncScope();
            var desk = scope.ServiceProvider.GetRequiredService<ImportDesk>();
            await using var content = File.OpenRead(file);
            id = await desk.StartAsync(await desk.ReceiveAsync(DeclarationImport.TypeKey, content, "申报.xlsx", default), false, null, default, inBackground: false);
        });
        var check = await ImportBench.TimeAsync(() => runner.PreviewAsync(id, scopes, _ => Task.CompletedTask, default));
        await using (var scope = scopes.CreateAsyncScope()) await scope.ServiceProvider.GetRequiredService<ImportDesk>().ApplyAsync(id, null, default, inBackground: false);
        var cpu = Process.GetCurrentProcess().TotalProcessorTime;
        var apply = await ImportBench.TimeAsync(() => runner.ApplyAsync(id, scopes, _ => Task.CompletedTask, default));
        cpu = Process.GetCurrentProcess().TotalProcessorTime - cpu;
        await using var end = scopes.CreateAsyncScope();
        var run = await end.Db().Set<ImportRun>().SingleAsync(r => r.Id == id);
        var filed = await end.Db().Set<HazardDeclaration>().CountAsync();
        Console.WriteLine($"{database,-9} receive and guard {ImportBench.Text(receive, rows)}   check {ImportBench.Text(check, rows)}   import {ImportBench.Text(apply, rows)}, cpu {cpu.TotalSeconds:0.0} s   written {run.Written:N0} rows, {filed:N0} declarations, held back {run.Skipped:N0}   peak before {before} MiB, after {ImportBench.Peak()} MiB");
    }
}
