using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Zhijian.Bench;

/// <param name="Rate">Requests a second.</param>
/// <param name="Micros">The server's processor time for one, in microseconds.</param>
internal sealed record Measured(double Rate, double Micros)
{
    public static readonly Measured None = new(0, double.MaxValue);
    public Measured Best(Measured other) => new(Math.Max(Rate, other.Rate), Math.Min(Micros, other.Micros));

    public static string Beside(Measured bare, Measured ours) =>
        $"bare {bare.Rate,8:N0}/s {bare.Micros,6:N0} µs   ours {ours.Rate,8:N0}/s {ours.Micros,6:N0} µs   rate {ours.Rate / bare.Rate:P0}, processor {bare.Micros / ours.Micros:P0}";
}

/// <summary>A server under load in a process of its own: this program again.</summary>
internal sealed class BenchServer : IDisposable
{
    public const string Wrk = "/usr/bin/wrk";
    readonly Process process;

    BenchServer(Process process, string[] words) => (this.process, Url, Words) = (process, words[0], words[1..]);

    public string Url { get; }
    /// <summary>What it said behind its address.</summary>
    public string[] Words { get; }

    /// <param name="bench">The bench that knows how to serve.</param>
    /// <param name="who">Which of its servers.</param>
    public static async Task<BenchServer> StartAsync(string bench, string who, string folder)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(BenchServer).Assembly.Location, bench, who, folder]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["Limits__Enabled"] = "false";
        var process = Process.Start(start)!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        string? line;
        while ((line = await process.StandardOutput.ReadLineAsync()) is not null && !line.StartsWith("http://", StringComparison.Ordinal)) { }
        if (line is null) throw new InvalidOperationException($"{who} did not start.");
        // What it logs later is thrown away, or it would wait for a reader.
        _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
        return new(process, line.Split(' '));
    }

    public async Task<Measured> MeasureAsync(string path, int connections, int seconds, string? token = null)
    {
        process.Refresh();
        var before = process.TotalProcessorTime;
        var rate = await LoadAsync(path, connections, seconds, token);
        process.Refresh();
        return new(rate, (process.TotalProcessorTime - before).TotalMicroseconds / (rate * seconds));
    }

    /// <returns>Answers a second.</returns>
    public async Task<double> LoadAsync(string path, int connections, int seconds, string? token = null)
    {
        if (!File.Exists(Wrk)) return await OwnLoadAsync(Url + path, connections, seconds, token);
        using var wrk = Process.Start(new ProcessStartInfo(Wrk, ["-t1", $"-c{connections}", $"-d{seconds}s", .. token is null ? (string[])[] : ["-H", "Authorization: " + token], Url + path]) { RedirectStandardOutput = true })!;
        var said = await wrk.StandardOutput.ReadToEndAsync();
        if (said.Contains("Non-2xx", StringComparison.Ordinal)) throw new InvalidOperationException(said);
        return double.Parse(Regex.Match(said, @"Requests/sec:\s+([\d.]+)").Groups[1].Value, CultureInfo.InvariantCulture);
    }

    static async Task<double> OwnLoadAsync(string url, int connections, int seconds, string? token)
    {
        using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = connections });
        if (token is not null) client.DefaultRequestHeaders.Add("Authorization", token);
        var done = 0;
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, connections).Select(async _ =>
        {
            for (; Stopwatch.GetElapsedTime(started).TotalSeconds < seconds; Interlocked.Increment(ref done))
                (await client.GetAsync(url)).EnsureSuccessStatusCode();
        }));
        return done / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    public void Dispose()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
    }
}
