using System.Diagnostics;
using Zhijian.Rules.Draws;

namespace Zhijian.Bench;

/// <summary>A random draw of one percent of a pool: freezing and hashing, drawing, writing the file, reading and drawing it again.</summary>
internal static class DrawBench
{
    const string Secret = "00112233445566778899aabbccddeeff";

    public static int Run(int many)
    {
        DrawEmployer[] employers = [.. Enumerable.Range(0, many).Select(i => new DrawEmployer($"91410181MA{i:D8}", 50 + i % 12 * 50))];
        DrawOfficer[] officers = [.. Enumerable.Range(0, 60).Select(i => new DrawOfficer($"O{i:D3}", $"执法{i}", [$"91410181MA{i:D8}"]))];
        var path = Path.GetTempFileName();
        try
        {
            var pool = Time("freeze and hash", () => new DrawPool(Math.Max(1, many / 100), employers, officers));
            var file = Time("draw", () => DrawFile.Make("bench", "bench", "all", pool, new(2026, 6, 1), new(2026, 6, 2), Secret, "0412182733", "bench"));
            Time("write", () =>
            {
                using var output = File.Create(path);
                file.Write(output);
                return output.Length;
            });
            var wrong = Time("read and verify", () =>
            {
                using var input = File.OpenRead(path);
                return DrawFile.Read(input).Verify();
            });
            Console.WriteLine($"{file.Drawn.Count:N0} of {many:N0} drawn, file {new FileInfo(path).Length >> 20} MiB, peak {ImportBench.Peak()} MiB, {(wrong.Count == 0 ? "verified" : wrong[0])}");
            return wrong.Count;
        }
        finally
        {
            File.Delete(path);
        }
    }

    static T Time<T>(string what, Func<T> work)
    {
        var (watch, cpu) = (Stopwatch.StartNew(), Process.GetCurrentProcess().TotalProcessorTime);
        var result = work();
        Console.WriteLine($"{what,-16} {watch.Elapsed.TotalSeconds,7:0.00} s   cpu {(Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalSeconds:0.00} s");
        return result;
    }
}
