using System.CommandLine;
using Zhijian.Platform.Access;
using Zhijian.Platform.Audit;
using Zhijian.Platform.Files;
using Zhijian.Platform.Imports;

namespace Zhijian.Platform.Hosting.Commands;

/// <summary>Something kept twice that must agree; "verify" recounts it.</summary>
public interface IProof
{
    /// <summary>What is compared, in Chinese.</summary>
    string Name { get; }
    Task<IReadOnlyList<string>> DifferencesAsync(CancellationToken ct);
}

/// <summary>migrate, seed, import, verify.</summary>
static class DataCommands
{
    public static Command Migrate()
    {
        var command = new Command("migrate", "把数据库升级到本程序的版本 · bring the database to this program's version");
        command.SetAction(async (_, ct) =>
        {
            await using var app = Workbench.Open();
            await app.Services.GetRequiredService<DatabaseSetup>().MigrateAsync(ct);
            Console.WriteLine("数据库已是最新版本 · the database is up to date");
            return ExitCode.Done;
        });
        return command;
    }

    public static Command Seed()
    {
        var employers = new Option<int>("--employers")
        {
            Description = "虚构用人单位的数目 · number of fictional employers", HelpName = "N", Required = true,
        };
        employers.Validators.Add(r =>
        {
            if (r.Tokens is [{ Value: var text }] && int.TryParse(text, out var n) && n is < 0 or > SyntheticLimit) r.AddError($"--employers: 0–{SyntheticLimit}");
        });
        var years = new Option<int>("--years") { Description = "检测报告往前几年；年数多，结果就多 · years of test reports; more years, more results", HelpName = "N", DefaultValueFactory = _ => Demonstration.UsualYears };
        years.Validators.Add(r =>
        {
            if (r.Tokens is [{ Value: var text }] && int.TryParse(text, out var n) && n is < 1 or > MostYears) r.AddError($"--years: 1–{MostYears}");
        });
        var command = new Command("seed", "在新数据库中生成虚构的演示城市 · generate a fictional city in a new database") { employers, years };
        command.SetAction(async (parsed, ct) =>
        {
            await using var app = Workbench.Open();
            var setup = app.Services.GetRequiredService<DatabaseSetup>();
            await setup.MigrateAsync(ct);
            await setup.SeedAsync(new Demonstration(parsed.GetValue(employers)) { Years = parsed.GetValue(years) }, ct);
            Console.WriteLine($"演示城市已生成，用人单位 {parsed.GetValue(employers)} 家 · the city is ready; sign-ins: {app.Services.GetRequiredService<ServerSettings>().SignInsFile}");
            return ExitCode.Done;
        });
        return command;
    }

    const int SyntheticLimit = 5_000_000, MostYears = 10;

    public static Command Import()
    {
        var kind = new Argument<string>("KIND") { Description = "表的名称，例如 organisations；写错时列出全部 · what it is, for instance organisations; a wrong one lists them all" };
        var file = new Argument<string>("FILE") { Description = "xlsx 或 csv 文件 · an xlsx or csv file" };
        var again = new Option<bool>("--again") { Description = "同一文件再次导入 · take a file that was imported before" };
        var command = new Command("import", "检查表格，列出有问题的行，写入其余的行 · check a sheet, print its bad rows, write the others") { kind, file, again };
        command.SetAction(async (parsed, ct) =>
        {
            await using var app = Workbench.Open();
            var setup = app.Services.GetRequiredService<DatabaseSetup>();
            if (await setup.MigrateAsync(ct)) await setup.SeedAsync(null, ct);
            return await ImportCommand.RunAsync(app.Services, parsed.GetRequiredValue(kind), parsed.GetRequiredValue(file), Console.Out, ct, parsed.GetValue(again));
        });
        return command;
    }

    const int MostShown = 200;

    public static Command Verify()
    {
        var command = new Command("verify", "核验审计链、库外锚点、留存的文件和统计汇总 · prove the audit chain, its anchors, the kept files and the kept figures");
        command.SetAction(async (_, ct) =>
        {
            await using var app = Workbench.Open();
            await app.Services.GetRequiredService<DatabaseSetup>().RequireAsync(ct);
            await using var scope = app.Services.CreatePlatformScope();
            var report = await scope.ServiceProvider.GetRequiredService<AuditVerifier>().VerifyAsync(ct);
            foreach (var problem in report.Problems) Console.WriteLine($"  {problem}");
            Console.WriteLine(report.Sound
                ? $"审计链完整，共 {report.Lines} 行 · the audit chain is sound, {report.Lines} lines"
                : $"审计链有问题：{report.Problems.Count} 处 · problems in the audit chain: {report.Problems.Count}");

            var (files, damaged) = (0, 0);
            await foreach (var (hash, sound) in new FileStore(app.Services.GetRequiredService<ServerSettings>().FileFolder).VerifyAllAsync(ct))
            {
                files++;
                if (sound) continue;
                damaged++;
                Console.WriteLine($"  文件内容已改变 · changed: {hash}");
            }
            Console.WriteLine($"留存文件 {files} 个，损坏 {damaged} 个 · kept files: {files}, damaged: {damaged}");
            var differences = 0;
            foreach (var proof in scope.ServiceProvider.GetServices<IProof>())
            {
                var found = await proof.DifferencesAsync(ct);
                differences += found.Count;
                foreach (var difference in found.Take(MostShown)) Console.WriteLine($"  {difference}");
                Console.WriteLine($"{proof.Name}：不一致 {found.Count} 处 · differences: {found.Count}");
            }
            return report.Sound && damaged == 0 && differences == 0 ? ExitCode.Done : ExitCode.ProblemsFound;
        });
        return command;
    }
}
