using System.Diagnostics;
using System.Net;

namespace Zhijian.Faults;

/// <summary>The database server crashes under load and comes back: 503 meanwhile, then all is well without a restart.</summary>
static class LostDatabaseCheck
{
    const int Callers = 4;

    public static async Task<string> RunAsync(PostgresServer server)
    {
        await using var place = await Place.MakeAsync(await server.NewDatabaseAsync());
        var (_, client) = await place.ServeAsync();
        using var _ = client;
        var set = new SetCheck();
        using var enough = new CancellationTokenSource();
        var strange = 0;
        var writing = Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
        {
            for (var n = 0; !enough.IsCancellationRequested; n++)
            {
                var id = $"L{caller}-{n}";
                set.Try(id);
                using var answer = await client.PostAsync($"/api/faults/{id}", null);
                if (answer.StatusCode == HttpStatusCode.OK) set.Acknowledge(id);
                else if (answer.StatusCode != HttpStatusCode.ServiceUnavailable) Interlocked.Exchange(ref strange, (int)answer.StatusCode);
            }
        })).ToArray();

        await Checks.UntilAsync(() => Task.FromResult(set.Acknowledged > 100), "100 writes");
        await server.CrashAsync();
        using (var answer = await client.GetAsync("/api/faults"))
        {
            Checks.Demand(answer.StatusCode == HttpStatusCode.ServiceUnavailable, $"reading without a database answered {(int)answer.StatusCode}, not 503");
            Checks.Demand(answer.Headers.RetryAfter is not null, "503 without Retry-After");
        }
        Checks.Demand((await client.GetAsync("/health/ready")).StatusCode == HttpStatusCode.ServiceUnavailable, "ready without a database");
        Checks.Demand((await client.GetAsync("/health/live")).StatusCode == HttpStatusCode.OK, "not alive without a database");

        await server.StartAsync();
        var back = Stopwatch.GetTimestamp();
        var before = set.Acknowledged;
        await Checks.UntilAsync(() => Task.FromResult(set.Acknowledged > before + 100), "writes after the server came back");
        var recovery = Stopwatch.GetElapsedTime(back);
        await Checks.UntilAsync(async () => (await client.GetAsync("/health/ready")).StatusCode == HttpStatusCode.OK, "ready again");
        await enough.CancelAsync();
        await Task.WhenAll(writing);
        Checks.Demand(strange == 0, $"a write without a database answered {strange}, not 503");
        set.Demand(await place.PresentAsync());
        return $"{set.Acknowledged} acknowledged, 0 lost; 100 further writes {recovery.TotalSeconds:F1} s after the server was back";
    }
}
