using System.CommandLine;
using System.CommandLine.Invocation;

namespace Zhijian.Platform.Hosting.Commands;

/// <summary>Help in Chinese and English side by side; every description is written "中文 · English".</summary>
sealed class TwoLanguageHelp : SynchronousCommandLineAction
{
    public override int Invoke(ParseResult parseResult)
    {
        var output = parseResult.InvocationConfiguration.Output;
        var command = parseResult.CommandResult.Command;
        var path = string.Join(' ', Path(command));
        var parts = new List<string> { path };
        if (command.Subcommands.Count > 0) parts.Add(command is RootCommand ? "[COMMAND]" : "COMMAND");
        parts.AddRange(command.Arguments.Select(a => a.Name));
        if (command.Options.Count > 0) parts.Add("[OPTIONS]");
        output.WriteLine(command.Description);
        output.WriteLine();
        output.WriteLine($"用法 · Usage: {string.Join(' ', parts)}");
        Write(output, "命令 · Commands", command.Subcommands.Where(c => !c.Hidden).Select(c => (Usage(c), c.Description)));
        Write(output, "参数 · Arguments", command.Arguments.Select(a => (a.Name, a.Description)));
        Write(output, "选项 · Options", command.Options.Concat(Inherited(command)).Where(o => !o.Hidden).Select(o => (Usage(o), o.Description)));
        if (command is RootCommand) Environment(output);
        return ExitCode.Done;
    }

    static void Environment(TextWriter output)
    {
        Write(output, "环境变量 · Environment",
        [
            ("ZHIJIAN_URLS", "监听地址 · where to listen (http://127.0.0.1:5080)"),
            ("ZHIJIAN_DATA", "数据目录 · data folder (./data)"),
            ("ZHIJIAN_DB", "PostgreSQL 连接串；不设则用 SQLite · connection string; absent: SQLite"),
            ("", "其余见 · more in docs/operations/configuration.md"),
        ]);
        Write(output, "退出码 · Exit codes",
        [
            ("0", "成功 · done"), ("1", "失败 · failed"), ("2", "命令行有误或文件无法读取 · wrong usage, or the file cannot be read"),
            ("3", "查出问题 · problems found"), ("4", "拒绝执行 · refused"),
        ]);
    }

    static void Write(TextWriter output, string title, IEnumerable<(string Name, string? Text)> rows)
    {
        var list = rows.ToList();
        if (list.Count == 0) return;
        output.WriteLine();
        output.WriteLine(title);
        var width = list.Max(r => r.Name.Length) + 2;
        foreach (var (name, text) in list) output.WriteLine($"  {name.PadRight(width)}{text}");
    }

    static string Usage(Command command) => string.Join(' ', [command.Name, .. command.Arguments.Select(a => a.Name)]);

    static string Usage(Option option)
    {
        var names = string.Join(", ", option.Aliases.Where(a => a.StartsWith('-')).Append(option.Name).Order(StringComparer.Ordinal));
        return option.ValueType == typeof(bool) || option.ValueType == typeof(void) ? names : $"{names} {option.HelpName ?? "VALUE"}";
    }

    static IEnumerable<string> Path(Command command) =>
        command is RootCommand ? ["./run"] : [.. command.Parents.OfType<Command>().Take(1).SelectMany(Path), command.Name];

    static IEnumerable<Option> Inherited(Command command) =>
        command.Parents.OfType<Command>().SelectMany(p => p.Options.Where(o => o.Recursive).Concat(Inherited(p)));
}
