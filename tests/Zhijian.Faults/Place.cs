using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Zhijian.Platform.Access;
using Zhijian.Platform.Audit;
using Zhijian.Platform.Hosting;
using Zhijian.Platform.Organisations;

namespace Zhijian.Faults;

/// <summary>An installation for one check, and the processes that work on it.</summary>
sealed class Place : IAsyncDisposable
{
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("zhijian-faults-");
    readonly List<Process> started = [];
    volatile string lastError = "nothing";

    Place(string connection, string? data) => (Connection, Data) = (connection, data ?? Path.Combine(folder.FullName, "data"));

    public string Data { get; }
    public string Connection { get; }

    /// <summary>What a host logged last as an error, for the report of a broken promise.</summary>
    public string LastError => lastError;

    /// <summary>A folder with nothing in it.</summary>
    public static Place Nowhere() => new("", null);

    /// <param name="connection">Empty for SQLite.</param>
    /// <param name="data">Where the data shall lie; a temporary folder when not given.</param>
    /// <param name="demonstration">With the demonstration city: authorities that issue papers, users who import.</param>
    /// <param name="employers">Of the demonstration city.</param>
    public static async Task<Place> MakeAsync(string connection, string? data = null, bool demonstration = false, int employers = 0)
    {
        var place = new Place(connection, data);
        await using var app = AppHost.Build(Victims.Settings(place.Data, connection), Rooms.All, Quiet);
        var setup = app.Services.GetRequiredService<DatabaseSetup>();
        await setup.MigrateAsync(default);
        await setup.SeedAsync(demonstration ? new(employers) : null, default);
        return place;
    }

    /// <summary>Kills a process as kill -9 does, and waits until it is gone.</summary>
    public static async Task KillAsync(Process process)
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    static void Quiet(WebApplicationBuilder builder) => builder.Configuration["Serilog:MinimumLevel:Default"] = "Fatal";

    /// <summary>This program again, in another role; of its log only the last error is kept.</summary>
    public Process Start(string role, params string[] more) =>
        Keep(new ProcessStartInfo(Environment.ProcessPath!, [.. IsDotnet ? (string[])[typeof(Place).Assembly.Location] : [], role, Data, Connection, .. more])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        });

    static bool IsDotnet => Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet";

    public Process Keep(ProcessStartInfo start)
    {
        var process = Process.Start(start)!;
        process.ErrorDataReceived += (_, e) => { if (e.Data?.Contains("\"@l\":\"Error\"", StringComparison.Ordinal) == true) lastError = e.Data; };
        process.BeginErrorReadLine();
        started.Add(process);
        return process;
    }

    /// <summary>Starts the host and returns a client of it.</summary>
    /// <param name="port">0: any that is free.</param>
    public async Task<(Process Host, HttpClient Client)> ServeAsync(int port = 0)
    {
        var host = Start("host", port.ToString(System.Globalization.CultureInfo.InvariantCulture));
        while (await Checks.LineAsync(host.StandardOutput) is { } line)
            if (line.StartsWith("http://", StringComparison.Ordinal)) return (host, new() { BaseAddress = new(line) });
        throw new BrokenPromise("the host ended before it listened");
    }

    /// <summary>What a user of the demonstration may, done by it.</summary>
    public Task<T> AsAsync<T>(string userName, Func<IServiceProvider, Task<T>> work) => AskAsync(services => Victims.AsAsync(services, userName, work));

    public async Task<T> AskAsync<T>(Func<IServiceProvider, Task<T>> question)
    {
        await using var app = AppHost.Build(Victims.Settings(Data, Connection), Rooms.All, Quiet);
        await using var scope = app.Services.CreatePlatformScope();
        return await question(scope.ServiceProvider);
    }

    /// <summary>The ids that are there; that each came with its audit line and its key, or not at all; and that the audit is sound.</summary>
    public Task<List<string>> PresentAsync() => AskAsync(async services =>
    {
        var db = services.GetRequiredService<Data.ZhijianDb>();
        var present = await db.Set<Organisation>().Where(o => o.Name == "故障检验").Select(o => o.CreditCode).ToListAsync();
        var keys = await db.Set<Data.DoneRequest>().CountAsync(r => r.ActName == Victims.Act);
        var lines = await db.Set<AuditEntry>().CountAsync(a => a.Act == Victims.Act && a.Entity == nameof(Organisation));
        Checks.Demand(keys == present.Count && lines == present.Count, $"half-written: {present.Count} rows, {keys} keys, {lines} audit lines");
        await DemandSoundAuditAsync(services);
        return present;
    });

    public static async Task DemandSoundAuditAsync(IServiceProvider services)
    {
        var report = await services.GetRequiredService<AuditVerifier>().VerifyAsync();
        Checks.Demand(report.Sound, $"audit: {string.Join("; ", report.Problems.Take(3))}");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in started)
        {
            if (!process.HasExited) process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
        }
        SqliteConnection.ClearAllPools();
        Npgsql.NpgsqlConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }
}
