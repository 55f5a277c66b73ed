using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Organisations;

namespace Zhijian.Faults;

/// <summary>Kills the writing process at random moments; afterwards nothing that was acknowledged may be missing.</summary>
static class KillCheck
{
    const int Rounds = 5;

    public static async Task<string> RunAsync(PostgresServer? server, int wanted)
    {
        await using var place = await Place.MakeAsync(server is null ? "" : await server.NewDatabaseAsync());
        var set = new SetCheck();
        var random = new Random();
        var unknown = 0;
        for (var round = 1; round <= Rounds; round++)
        {
            // Somewhere around its share; the last round brings the total.
            var goal = round == Rounds ? wanted : wanted * round / Rounds - random.Next(wanted / Rounds / 2);
            await WorkAndKillAsync(place, "worker", set, $"R{round}", goal, TimeSpan.FromMilliseconds(random.NextDouble() * 20));
            var present = await place.PresentAsync();
            set.Demand(present);
            unknown = present.Count - set.Acknowledged;
        }
        var victim = await PlantLossAsync(place, set);
        var found = set.Problems(await place.AskAsync(PresentRowsAsync));
        Checks.Demand(found is [var only] && only.StartsWith(victim, StringComparison.Ordinal), $"the planted loss of {victim} was not found: {string.Join("; ", found)}");
        return $"{set.Acknowledged} acknowledged, 0 lost, {unknown} unacknowledged and present, audit sound after each of {Rounds} kills, planted loss found";
    }

    /// <summary>Lets a worker acknowledge so much in all, and a moment longer, and kills it.</summary>
    public static async Task WorkAndKillAsync(Place place, string role, SetCheck set, string prefix, int goal, TimeSpan longer)
    {
        var worker = place.Start(role, prefix);
        var killed = false;
        // What was said before the kill stays in the pipe and is read to the end. A last line that was cut is no word.
        while (await Checks.LineAsync(worker.StandardOutput) is { } line)
        {
            if (line.Length < 4 || line[1] != ' ') continue;
            if (line[0] == '?') set.Try(line[2..]);
            else if (line[0] == '+') set.Acknowledge(line[2..]);
            if (killed || set.Acknowledged < goal) continue;
            killed = true;
            _ = Task.Delay(longer).ContinueWith(_ => worker.Kill(), TaskScheduler.Default);
        }
        await worker.WaitForExitAsync();
        Checks.Demand(killed, $"the worker ended by itself after {set.Acknowledged} writes");
    }

    static Task<string> PlantLossAsync(Place place, SetCheck set) => place.AskAsync(async services =>
    {
        var victim = set.AcknowledgedIds.Order(StringComparer.Ordinal).ElementAt(set.Acknowledged / 2);
        var deleted = await services.GetRequiredService<ZhijianDb>().Set<Organisation>().Where(o => o.CreditCode == victim).ExecuteDeleteAsync();
        Checks.Demand(deleted == 1, "the loss could not be planted");
        return victim;
    });

    static async Task<List<string>> PresentRowsAsync(IServiceProvider services) =>
        await services.GetRequiredService<ZhijianDb>().Set<Organisation>().Where(o => o.Name == "故障检验").Select(o => o.CreditCode).ToListAsync();
}
