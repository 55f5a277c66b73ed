using System.CommandLine;
using Zhijian.Platform.Hosting.Commands;
using Zhijian.Rules.Draws;

namespace Zhijian.Platform.Draws;

/// <summary><c>draw verify FILE</c>: draws again from a published file, without a database. See docs/draw.md.</summary>
static class DrawCommand
{
    public static Command Draw()
    {
        var file = new Argument<string>("FILE") { Description = "公布的抽取记录（JSON） · the published record of a draw (JSON)" };
        var verify = new Command("verify", "按公布的记录重新抽取并核对 · draw again from the published record and compare") { file };
        verify.SetAction(parsed => Verify(parsed.GetRequiredValue(file), Console.Out, Console.Error));
        return new Command("draw", "双随机抽取 · verifiable random draws") { verify };
    }

    /// <returns>0: the draw is right; 3: it is not; 2: the file could not be read.</returns>
    internal static int Verify(string path, TextWriter output, TextWriter report)
    {
        DrawFile drawn;
        try
        {
            using var stream = File.OpenRead(path);
            drawn = DrawFile.Read(stream);
        }
        catch (Exception e) when (e is DrawException or IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            report.WriteLine($"无法读取 · cannot read {path}: {e.Message}");
            return ExitCode.WrongUsage;
        }
        var wrong = drawn.Verify();
        foreach (var line in wrong) report.WriteLine(line);
        if (wrong.Count > 0)
        {
            report.WriteLine("核对不一致 · the draw does not hold");
            return ExitCode.ProblemsFound;
        }
        output.WriteLine($"一致：{drawn.Title}，对象 {drawn.Employers.Count} 家，抽出 {drawn.Drawn.Count} 家，执法人员 {drawn.Officers.Count} 名 · verified: {drawn.Drawn.Count} of {drawn.Employers.Count} employers");
        return ExitCode.Done;
    }
}
