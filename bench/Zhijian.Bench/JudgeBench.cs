using System.Diagnostics;
using System.Globalization;
using System.Text;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Zhijian.Platform.Judging;
using Zhijian.Platform.Reference.Loading;
using Zhijian.Rules.Exposure;

namespace Zhijian.Bench;

/// <summary>Judging 100,000 results of the shipped limits at a time, in the mix of a city's reports and kind by kind.</summary>
[MemoryDiagnoser]
public class JudgeBench
{
    private const int Count = 100_000;
    private static readonly ReferenceBook Reference = ReferenceBook.Load(new ReferenceFiles(Path.Combine(AppContext.BaseDirectory, "reference")));

    private readonly Judgement[] _judged = new Judgement[Count];
    private Sample[] _samples = [];

    [Params("mix", "chemical", "silica dust", "noise", "heat", "long shift", "ppm")]
    public string Kind { get; set; } = "mix";

    public static int Run()
    {
        var config = DefaultConfig.Instance.AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance));
        BenchmarkRunner.Run<JudgeBench>(config);
        return 0;
    }

    [GlobalSetup]
    public void Fill() => _samples = [.. Enumerable.Range(0, Count).Select(i => Make(Kind == "mix" ? MixOf(i) : Kind, i))];

    [Benchmark(OperationsPerInvoke = Count)]
    public void Judge() => Reference.Limits.Judge(_samples, _judged);

    /// <summary>Of a hundred results 55 chemical, 20 dust, 15 noise, 5 heat, 4 of a long shift, 1 in ppm.</summary>
    private static string MixOf(int i) => (i * 37 % 100) switch
    {
        < 55 => "chemical",
        < 75 => "silica dust",
        < 90 => "noise",
        < 95 => "heat",
        < 99 => "long shift",
        _ => "ppm",
    };

    private static Sample Make(string kind, int i)
    {
        var day = new DateOnly(2016, 1, 1).AddDays(i % 3600);
        var value = i % 1700 / 10m;
        return kind switch
        {
            "chemical" => Of(i % 3 == 0 ? "苯" : i % 3 == 1 ? "甲苯" : "二甲苯", i % 2 == 0 ? ExposureIndex.TimeWeighted : ExposureIndex.ShortTerm, day, value),
            "silica dust" => Of("矽尘", ExposureIndex.TimeWeighted, day, value / 50) with { Fraction = i % 2 == 0 ? DustFraction.Total : DustFraction.Respirable, FreeSilicaPercent = 10 + i % 90 },
            "noise" => Of("噪声", ExposureIndex.NoiseDay, day, 70 + i % 250 / 10m),
            "heat" => Of("高温", ExposureIndex.Heat, day, 24 + i % 120 / 10m) with { Intensity = (WorkIntensity)(1 + i % 4), ExposureRatePercent = 25 * (1 + i % 4) },
            "long shift" => Of("甲苯", ExposureIndex.TimeWeighted, day, value) with { HoursPerDay = 10 + i % 3, DaysPerWeek = 5 + i % 2 },
            _ => Of("甲苯", ExposureIndex.TimeWeighted, day, value / 4) with { Unit = Unit.Ppm },
        };
    }

    private static Sample Of(string factor, ExposureIndex index, DateOnly day, decimal value)
    {
        Reference.Names.TryFind(factor, out var ids);
        return new() { Factor = ids[0], Index = index, Day = day, Value = value };
    }

    /// <summary>The whole way: lines found, decoded, split, looked up, judged, explained and written.</summary>
    public static int File(int rows)
    {
        var folder = Directory.CreateTempSubdirectory("zhijian-bench-").FullName;
        try
        {
            var (input, output) = (Path.Combine(folder, "in.csv"), Path.Combine(folder, "out.csv"));
            using (var file = new StreamWriter(input, false, new UTF8Encoding(false), 1 << 16))
            {
                file.Write("row_id,factor,sampled_on,index,value,unit,fraction,free_silica_pct,hours_per_day,days_per_week,work_intensity,exposure_rate_pct,impulses_per_day,below_lod\n");
                string[] factors = ["苯", "甲苯", "C030", "67-64-1"];
                for (var i = 0; i < rows; i++)
                {
                    string value = (i % 700 / 10m).ToString(CultureInfo.InvariantCulture), level = (75 + i % 150 / 10m).ToString(CultureInfo.InvariantCulture);
                    file.Write(i % 5 == 4 ? $"{i},噪声,2021-05-01,LEX8H,{level},dB(A),,,,,,,,\n" : $"{i},{factors[i % 4]},{2016 + i % 9}-05-01,C_TWA,{value},mg/m3,,,8,5,,,,\n");
                }
            }
            var watch = Stopwatch.StartNew();
            var code = JudgeCommand.Run(input, output, Path.Combine(AppContext.BaseDirectory, "reference"), Console.Out, default);
            watch.Stop();
            var peak = System.IO.File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmHWM", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1];
            Console.WriteLine($"{rows:N0} rows, {new FileInfo(input).Length >> 20} MiB in, {new FileInfo(output).Length >> 20} MiB out: {watch.Elapsed.TotalSeconds:0.0} s, {rows / watch.Elapsed.TotalSeconds:N0} rows/s, peak {int.Parse(peak) / 1024} MiB");
            return code;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
