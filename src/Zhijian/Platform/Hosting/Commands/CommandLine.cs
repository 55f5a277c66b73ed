using System.CommandLine;
using System.CommandLine.Help;
using Zhijian.Data;
using Zhijian.Platform.Draws;
using Zhijian.Platform.Judging;

namespace Zhijian.Platform.Hosting.Commands;

/// <summary>How a command ended; documented in docs/operations/commands.md.</summary>
static class ExitCode
{
    public const int Done = 0, Failed = 1, WrongUsage = 2, ProblemsFound = 3, Refused = 4;
}

/// <summary>The commands of the program. Without one it serves.</summary>
public static class CommandLine
{
    internal static RootCommand Root()
    {
        var root = new RootCommand("职监：职业健康监管平台 · Zhijian, occupational-health supervision");
        var empty = new Option<bool>("--empty") { Description = "新数据库不生成演示数据 · no demonstration in a new database" };
        var remote = new Option<bool>("--allow-remote") { Description = "允许演示库监听本机以外的地址 · let a demonstration listen beyond this machine" };
        root.Add(empty);
        root.Add(remote);
        root.SetAction((parsed, ct) => ServeCommand.RunAsync(parsed.GetValue(empty), parsed.GetValue(remote), ct));
        root.Add(DataCommands.Migrate());
        root.Add(DataCommands.Seed());
        root.Add(DataCommands.Import());
        root.Add(JudgeCommand.Judge());
        root.Add(DrawCommand.Draw());
        root.Add(DataCommands.Verify());
        root.Add(BackupCommands.Backup());
        root.Add(BackupCommands.Restore());
        root.Add(UserCommands.User());
        foreach (var option in root.Options.OfType<HelpOption>())
        {
            option.Description = "显示帮助 · show help";
            option.Action = new TwoLanguageHelp();
        }
        foreach (var option in root.Options.OfType<VersionOption>()) option.Description = "显示版本 · show the version";
        return root;
    }

    public static async Task<int> RunAsync(string[] args)
    {
        var parsed = Root().Parse(args);
        if (parsed.Errors.Count > 0 && parsed.Action is not TwoLanguageHelp)
        {
            foreach (var error in parsed.Errors) await Console.Error.WriteLineAsync($"命令行有误 · wrong usage: {error.Message}");
            await Console.Error.WriteLineAsync("用法见 · see: ./run --help");
            return ExitCode.WrongUsage;
        }
        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (Exception e)
        {
            return await ExplainAsync(e);
        }
    }

    static async Task<int> ExplainAsync(Exception e)
    {
        var (status, message) = e is CommandRefusal or Backups.PostgresToolException ? (StatusCodes.Status422UnprocessableEntity, e.Message) : Faults.Of(e);
        await Console.Error.WriteLineAsync(status switch
        {
            StatusCodes.Status422UnprocessableEntity or StatusCodes.Status409Conflict => message,
            StatusCodes.Status503ServiceUnavailable or StatusCodes.Status507InsufficientStorage => $"{message}（{Innermost(e).Message}）",
            // At the command line stands the operator, not a stranger: he needs the cause.
            _ => $"未能完成 · failed: {Innermost(e).Message}{Environment.NewLine}{e}",
        });
        return status == StatusCodes.Status422UnprocessableEntity ? ExitCode.Refused : ExitCode.Failed;
    }

    static Exception Innermost(Exception e) => e.InnerException is { } inner ? Innermost(inner) : e;
}

/// <summary>A command that would do harm or cannot work here; the message says what to do instead, in both languages.</summary>
sealed class CommandRefusal(string chinese, string english) : Exception($"{chinese}\n{english}");
