using System.CommandLine;
using System.Text;
using Zhijian.Platform.Hosting;
using Zhijian.Platform.Hosting.Commands;
using Zhijian.Platform.Reference.Loading;
using Zhijian.Rules.Exposure;

namespace Zhijian.Platform.Judging;

/// <summary><c>judge FILE -o FILE</c>: the rules on the command line, without a database. See docs/judge.md.</summary>
static class JudgeCommand
{
    const int AllJudged = 0, Unreadable = 2, SomeUndetermined = 3;
    const string Standard = "-";

    public static Command Judge()
    {
        var file = new Argument<string>("FILE") { Description = "检测结果 CSV，- 为标准输入 · results as CSV, - for standard input" };
        var output = new Option<string>("--output", "-o") { Description = "判定结果写到哪里，- 为标准输出 · where to write, - for standard output", HelpName = "FILE", DefaultValueFactory = _ => Standard };
        var command = new Command("judge", "按采样日的标准判定检测结果 · judge results by the standard of their day") { file, output };
        command.SetAction((parsed, ct) => Task.FromResult(Run(parsed.GetRequiredValue(file), parsed.GetRequiredValue(output), ServerSettings.FromEnvironment().ReferenceFolder, Console.Error, ct)));
        return command;
    }

    /// <returns>0: every row was judged; 3: some are undetermined; 2: the file could not be read.</returns>
    internal static int Run(string file, string output, string referenceFolder, TextWriter report, CancellationToken ct)
    {
        if (output != Standard && file != Standard && Path.GetFullPath(file) == Path.GetFullPath(output))
        {
            report.WriteLine("输出文件不能就是输入文件 · the output must be another file than the input");
            return Unreadable;
        }
        try
        {
            using var input = file == Standard ? Console.OpenStandardInput() : Open(file);
            var tally = output == Standard ? Write(input, Console.OpenStandardOutput(), referenceFolder, report, ct)
                : IsDevice(output) ? Write(input, File.OpenWrite(output), referenceFolder, report, ct)
                : WriteFile(input, output, referenceFolder, report, ct);
            report.WriteLine($"共 {tally.Rows} 行：低于行动水平 {tally[Verdict.Compliant]}，达到行动水平 {tally[Verdict.Action]}，超标 {tally[Verdict.Exceeds]}，不能判定 {tally[Verdict.Undetermined]}"
                + $" · {tally.Rows} rows: {tally[Verdict.Compliant]} compliant, {tally[Verdict.Action]} action, {tally[Verdict.Exceeds]} exceeds, {tally[Verdict.Undetermined]} undetermined");
            return tally[Verdict.Undetermined] == 0 ? AllJudged : SomeUndetermined;
        }
        catch (UnreadableResultsException unreadable)
        {
            report.WriteLine($"无法读取 · cannot read {file}: {unreadable.Message}");
            return Unreadable;
        }
    }

    static FileStream Open(string file)
    {
        try
        {
            return new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1 << 16, FileOptions.SequentialScan);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new UnreadableResultsException(e.Message);
        }
    }

    /// <summary>/dev/null and its like are written to, never replaced.</summary>
    static bool IsDevice(string output) => Path.GetFullPath(output).StartsWith("/dev/", StringComparison.Ordinal);

    /// <summary>The file appears whole or not at all; a link keeps pointing where it points.</summary>
    static JudgeTally WriteFile(Stream input, string output, string referenceFolder, TextWriter report, CancellationToken ct)
    {
        var link = new FileInfo(output);
        var target = link.LinkTarget is null ? output : link.ResolveLinkTarget(returnFinalTarget: true)!.FullName;
        var partial = $"{target}.{Guid.NewGuid():N}.part";
        using var file = Create(partial, output);
        try
        {
            var tally = Write(input, file, referenceFolder, report, ct);
            File.Move(partial, target, overwrite: true);
            return tally;
        }
        finally
        {
            File.Delete(partial);
        }
    }

    static FileStream Create(string partial, string output)
    {
        try
        {
            return new FileStream(partial, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16);
        }
        catch (Exception e) when (e is DirectoryNotFoundException or UnauthorizedAccessException)
        {
            throw new CommandRefusal($"无法写入 {output}：{e.Message}", $"cannot write {output}");
        }
    }

    static JudgeTally Write(Stream input, Stream output, string referenceFolder, TextWriter report, CancellationToken ct)
    {
        using var writer = new StreamWriter(output, new UTF8Encoding(false), 1 << 16);
        return JudgeRun.Judge(ReferenceBook.Load(new ReferenceFiles(referenceFolder)), input, writer, report, ct);
    }
}
