using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Hosting;
using Zhijian.Platform.Organisations;

namespace Zhijian.Faults;

/// <summary>The program as it is delivered, in a process of its own.</summary>
static class Delivered
{
    static string Program { get; } = Path.Combine(Root(AppContext.BaseDirectory), "src", "Zhijian", "bin", Configuration, "net10.0", "Zhijian.dll");

    static string Configuration => AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Debug{Path.DirectorySeparatorChar}", StringComparison.Ordinal) ? "Debug" : "Release";

    /// <summary>The way people start it: builds first what is not built.</summary>
    public static string Run { get; } = Path.Combine(Root(AppContext.BaseDirectory), "run");

    static string Root(string folder) => File.Exists(Path.Combine(folder, "Zhijian.slnx")) ? folder : Root(Path.GetDirectoryName(folder) ?? throw new NotHere("not in a checkout"));

    public static Process Start(Place place) => Start(place, new ProcessStartInfo("dotnet", [Program]));

    public static Process Start(Place place, ProcessStartInfo start)
    {
        (start.RedirectStandardOutput, start.RedirectStandardError) = (true, true);
        start.Environment["ZHIJIAN_DATA"] = place.Data;
        start.Environment["ZHIJIAN_URLS"] = "http://127.0.0.1:0";
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment.Remove("ZHIJIAN_DB");
        return place.Keep(start);
    }

    public static async Task<Uri> ListeningAsync(Process process)
    {
        while (await Checks.LineAsync(process.StandardOutput) is { } line)
            if (line.IndexOf("http://", StringComparison.Ordinal) is > 0 and var at) return new(line[at..].Trim());
        throw new BrokenPromise("the program ended before it listened");
    }
}

/// <summary>Killed again and again while it fills a new database, the program ends with a whole city or a clear word.</summary>
static class FirstStartCheck
{
    const int Kills = 5;

    public static async Task<string> RunAsync()
    {
        await using var place = Place.Nowhere();
        var random = new Random();
        for (var kill = 0; kill < Kills; kill++)
        {
            var process = Delivered.Start(place);
            // The more has been done, the later; a start that is through before that is not killed.
            using var patience = new CancellationTokenSource(random.Next(300, 3000));
            try { await process.WaitForExitAsync(patience.Token); }
            catch (OperationCanceledException) { process.Kill(); }
            await process.WaitForExitAsync();
        }
        var last = Delivered.Start(place);
        await Delivered.ListeningAsync(last);
        last.Kill();
        await last.WaitForExitAsync();
        await place.AskAsync(async services =>
        {
            var db = services.GetRequiredService<ZhijianDb>();
            Checks.Demand(await services.GetRequiredService<Installation>().IsDemonstrationAsync(db, default), "it forgot that it is a demonstration");
            Checks.Demand(await db.Set<InstallationSetting>().AnyAsync(s => s.Key == Installation.CompleteKey), "the demonstration is not complete");
            var signIns = JsonSerializer.Deserialize<List<JsonElement>>(await File.ReadAllTextAsync(Path.Combine(place.Data, "demo-signins.json")))!;
            Checks.Demand(signIns.Count == await db.Users.CountAsync() && signIns.Count > 20, "users and sign-ins differ");
            Checks.Demand(await db.Set<Organisation>().CountAsync() >= 9, "organisations are missing");
            await Place.DemandSoundAuditAsync(services);
            return true;
        });
        return $"{Kills} kills, then a whole city";
    }
}

/// <summary>First answer of an existing database under 3 s, the best of three; memory under 200 MiB when it stands idle.</summary>
static class StartCheck
{
    const double MostSeconds = 3, MostMiB = 200;
    // What starting needed is given back after half a minute.
    static readonly TimeSpan Settled = TimeSpan.FromSeconds(40);

    public static async Task<string> RunAsync()
    {
        await using var place = Place.Nowhere();
        await StopAsync(await StartAsync(place));
        var (seconds, cpu, idle) = (double.MaxValue, double.MaxValue, 0.0);
        for (var left = 2; left >= 0; left--)
        {
            var run = await StartAsync(place);
            if (left == 0)
            {
                await Task.Delay(Settled);
                idle = await MemoryAsync(run.Process);
            }
            await StopAsync(run);
            (seconds, cpu) = (Math.Min(seconds, run.Seconds), Math.Min(cpu, run.Cpu));
        }
        var figures = $"first answer {seconds:F1} s ({cpu:F1} s of processor), idle {idle:F0} MiB";
        // On a machine that is busy with other work the processor time says what the clock cannot.
        Checks.Demand(Math.Min(seconds, cpu) < MostSeconds && idle < MostMiB, figures);
        return figures;
    }

    sealed record Run(Process Process, double Seconds, double Cpu);

    static async Task<Run> StartAsync(Place place)
    {
        var started = Stopwatch.GetTimestamp();
        var process = Delivered.Start(place, new ProcessStartInfo(Delivered.Run));
        using var client = new HttpClient { BaseAddress = await Delivered.ListeningAsync(process) };
        Checks.Demand((await client.GetAsync("/health/live")).IsSuccessStatusCode, "not alive");
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        process.Refresh();
        return new(process, seconds, process.TotalProcessorTime.TotalSeconds);
    }

    static async Task<double> MemoryAsync(Process process)
    {
        var status = await File.ReadAllLinesAsync($"/proc/{process.Id}/status");
        return double.Parse(status.Single(l => l.StartsWith("VmRSS:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }

    /// <summary>As an init system does; the process must end by itself.</summary>
    static async Task StopAsync(Run run)
    {
        await Shell.RunAsync("kill", "-TERM", run.Process.Id.ToString(CultureInfo.InvariantCulture));
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(40));
        try { await run.Process.WaitForExitAsync(patience.Token); }
        catch (OperationCanceledException) { throw new BrokenPromise("SIGTERM did not end the program in 40 s"); }
        Checks.Demand(run.Process.ExitCode == 0, $"after SIGTERM exit code {run.Process.ExitCode}");
    }
}
