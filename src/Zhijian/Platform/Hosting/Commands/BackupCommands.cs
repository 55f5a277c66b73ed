using System.CommandLine;
using Zhijian.Platform.Access;
using Zhijian.Platform.Audit;
using Zhijian.Platform.Crypto;
using Zhijian.Platform.Hosting.Backups;

namespace Zhijian.Platform.Hosting.Commands;

/// <summary>backup and restore.</summary>
static class BackupCommands
{
    public static Command Backup()
    {
        var folder = new Argument<string>("DIR") { Description = "新的空目录 · a new, empty folder" };
        var withKeys = new Option<bool>("--with-keys") { Description = "连同密钥（须另行保管）· with the secret keys (keep such a backup apart)" };
        var command = new Command("backup", "不停机备份数据库、文件和审计锚点 · back up database, files and anchors while serving") { folder, withKeys };
        command.SetAction(async (parsed, ct) =>
        {
            await using var app = Workbench.Open();
            var services = app.Services;
            await services.GetRequiredService<DatabaseSetup>().RequireAsync(ct);
            var maker = new BackupMaker(services.GetRequiredService<ServerSettings>(), services.GetRequiredService<KeyFolder>(), services.GetRequiredService<TimeProvider>());
            var manifest = await maker.MakeAsync(Path.GetFullPath(parsed.GetRequiredValue(folder)), parsed.GetValue(withKeys), ct);
            Console.WriteLine($"备份完成 · backed up: {parsed.GetValue(folder)}");
            Summary(manifest);
            if (manifest.WithKeys) Console.WriteLine("注意：备份含有密钥，得到它就能读出全部个人信息 · it holds the keys: whoever has it reads all personal data");
            else Console.WriteLine("密钥不在其中，请另行保管；没有密钥，备份无法恢复 · the keys are not in it and nothing can be restored without them");
            foreach (var file in manifest.DamagedAtSource) Console.WriteLine($"原文件已损坏，按现状备份 · damaged before the backup: {file}");
            return manifest.DamagedAtSource.Count == 0 ? ExitCode.Done : ExitCode.ProblemsFound;
        });
        return command;
    }

    public static Command Restore()
    {
        var folder = new Argument<string>("DIR") { Description = "备份所在目录 · the folder of the backup" };
        var replace = new Option<bool>("--replace") { Description = "目标已有数据时先移到一旁 · move existing data aside first" };
        var command = new Command("restore", "核验备份后恢复到空的目标 · check a backup and restore it into an empty target") { folder, replace };
        command.SetAction(async (parsed, ct) =>
        {
            try
            {
                return await RestoreAsync(Path.GetFullPath(parsed.GetRequiredValue(folder)), parsed.GetValue(replace), ct);
            }
            catch (DamagedBackupException e)
            {
                Console.WriteLine($"备份不能恢复 · the backup cannot be restored:{Environment.NewLine}{e.Message}");
                return ExitCode.ProblemsFound;
            }
        });
        return command;
    }

    static async Task<int> RestoreAsync(string folder, bool replace, CancellationToken ct)
    {
        var settings = ServerSettings.FromEnvironment();
        using var alone = DataFolderLock.Take(settings);
        Restorer.Outcome outcome;
        await using (var app = Workbench.Open(settings))
        {
            await using var scope = app.Services.CreatePlatformScope();
            var services = scope.ServiceProvider;
            outcome = await new Restorer(settings, services.GetRequiredService<KeyFolder>(), scope.Db(), services.GetRequiredService<TimeProvider>()).RestoreAsync(folder, replace, ct);
        }
        Console.WriteLine($"已恢复 {outcome.Manifest.MadeAt:yyyy-MM-dd HH:mm:ss} UTC 的备份 · restored");
        Summary(outcome.Manifest);
        if (outcome.MovedTo is { } aside) Console.WriteLine($"原有数据移到 · the data that was there is now in: {aside}");

        await using var restored = Workbench.Open(settings);
        await using var check = restored.Services.CreatePlatformScope();
        var report = await check.ServiceProvider.GetRequiredService<AuditVerifier>().VerifyAsync(ct);
        foreach (var problem in report.Problems) Console.WriteLine($"  {problem}");
        Console.WriteLine(report.Sound ? $"审计链完整，共 {report.Lines} 行 · the audit chain is sound" : "审计链有问题 · problems in the audit chain");
        return report.Sound ? ExitCode.Done : ExitCode.ProblemsFound;
    }

    static void Summary(BackupManifest manifest) => Console.WriteLine(
        $"  {manifest.Tables.Count} 表 tables, {manifest.Tables.Values.Sum(t => t.Rows)} 行 rows, {manifest.Files.Count} 文件 files, 审计 audit #{manifest.Audit.Seq}, {manifest.Database} {manifest.Migration}");
}
