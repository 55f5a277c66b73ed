using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Documents;
using Zhijian.Platform.Files;
using Zhijian.Platform.Numbering;

namespace Zhijian.Faults;

/// <summary>Kills the process that issues numbered papers: no number without its paper, none twice, none left out.</summary>
static class PaperKillCheck
{
    const int Rounds = 3;

    public static async Task<string> RunAsync(PostgresServer? server, int wanted)
    {
        await using var place = await Place.MakeAsync(server is null ? "" : await server.NewDatabaseAsync(), demonstration: true);
        var set = new SetCheck();
        var random = new Random();
        var papers = 0;
        for (var round = 1; round <= Rounds; round++)
        {
            await KillCheck.WorkAndKillAsync(place, "papers", set, $"P{round}", wanted * round / Rounds, TimeSpan.FromMilliseconds(random.NextDouble() * 60));
            papers = await place.AskAsync(services => LookAsync(services, set));
        }
        return $"{set.Acknowledged} acknowledged, {papers} there, numbered 1 to {papers} after each of {Rounds} kills, each with its file";
    }

    static async Task<int> LookAsync(IServiceProvider services, SetCheck set)
    {
        var db = services.GetRequiredService<ZhijianDb>();
        var papers = await db.Set<Paper>().AsNoTracking().Where(p => p.SubjectKind == VictimPapers.SubjectKind).ToListAsync();
        set.Demand([.. papers.Select(p => p.SubjectId)]);
        var numbers = papers.Select(p => int.Parse(Regex.Match(p.Number, @"(\d+)号$").Groups[1].Value, CultureInfo.InvariantCulture)).Order().ToList();
        Checks.Demand(numbers.SequenceEqual(Enumerable.Range(1, papers.Count)), $"the {papers.Count} papers are not numbered 1 to {papers.Count}: {string.Join(' ', numbers)}");
        var last = await db.Set<NumberSeries>().SumAsync(n => n.Last);
        Checks.Demand(last == papers.Count, $"{last} numbers were given and {papers.Count} papers are there");
        foreach (var paper in papers) Checks.Demand(await services.GetRequiredService<FileStore>().VerifyAsync(paper.DocxHash), $"{paper.Number} has no sound file");
        await Place.DemandSoundAuditAsync(services);
        return papers.Count;
    }
}
