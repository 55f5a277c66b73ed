using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Registry.Feeds.Intake;
using Zhijian.Platform.Jobs;
using Zhijian.Platform.Organisations;
using Zhijian.Rules.Divisions;
using Zhijian.Rules.Matching;

namespace Zhijian.Modules.Registry.Feeds.Merging;

/// <summary>
/// Finds doubles among the files whose words were just written: same name, address or phone in a county, same organisation
/// code anywhere; then compares the two as a partner's record is compared.
/// </summary>
sealed class DuplicateFinder(ZhijianDb db, WritePath write, CandidateFinder finder, MatchKeys keys, DivisionDirectory divisions)
{
    /// <summary>An address or phone of more than so many is that of a park or an agent.</summary>
    const int Crowd = 8;
    static readonly Dictionary<char, string> Words = new() { ['O'] = "组织机构代码相同", ['N'] = "同县同名", ['A'] = "同县同地址", ['P'] = "同县同电话" };

    public static Task FoundAsync(IServiceProvider services, IReadOnlyList<KeyedEmployer> employers, CancellationToken ct) => services.GetRequiredService<DuplicateFinder>().FindAsync(employers, ct);

    async Task FindAsync(IReadOnlyList<KeyedEmployer> employers, CancellationToken ct)
    {
        await divisions.LoadAsync(db, ct);
        var pairs = await PairsAsync(employers, ct);
        if (pairs.Count == 0) return;
        var known = await finder.LoadAsync([.. pairs.Keys.SelectMany(p => new[] { p.First, p.Second }).Distinct()], ct);
        await write.CommitAsync(new("registry.duplicates", Quiet: true), async change =>
        {
            await MatchKeyKeeper.AloneAsync(db, ct);
            await RemoveHeldAsync(pairs, ct);
            foreach (var ((first, second), reasons) in pairs)
            {
                // One of them is gone into another file already.
                if (!known.TryGetValue(first, out var a) || !known.TryGetValue(second, out var b) || a.Id != first || b.Id != second) continue;
                var place = Common(a.ScopePath, b.ScopePath);
                var comparison = EmployerMatching.Compare(a.Subject, b.Subject, 0, keys.PlacesOf(a.DivisionCode), MatchPolicy.Usual);
                if (comparison.Certainty == MatchCertainty.None || divisions.Find(place) is null) continue;
                db.Add(new DuplicatePair
                {
                    FirstId = first, SecondId = second, Score = FeedIntake.Thousandths(comparison.Score), Reasons = string.Join("、", reasons.Order()), FoundAt = change.At, DivisionCode = place,
                    Working = JsonSerializer.Serialize(comparison.Evidence, FeedIntake.Json),
                });
            }
        }, ct);
    }

    async Task<Dictionary<(Guid First, Guid Second), HashSet<string>>> PairsAsync(IReadOnlyList<KeyedEmployer> employers, CancellationToken ct)
    {
        var own = employers.Select(e => e.Id).ToHashSet();
        string[] words = [.. employers.SelectMany(keys.Of).Where(w => Words.ContainsKey(w[0])).Distinct()];
        var holders = new Dictionary<string, List<Guid>>();
        foreach (var some in words.Chunk(1_000))
            foreach (var hit in await db.Set<MatchKey>().AsNoTracking().Where(k => EF.Parameter(some).Contains(k.Key)).Select(k => new { k.Key, k.EmployerId }).ToListAsync(ct))
                (holders.TryGetValue(hit.Key, out var who) ? who : holders[hit.Key] = []).Add(hit.EmployerId);
        var pairs = new Dictionary<(Guid, Guid), HashSet<string>>();
        foreach (var (word, who) in holders.Where(h => h.Value.Count is > 1 and <= Crowd))
            foreach (var a in who.Where(own.Contains))
                foreach (var b in who.Where(b => b != a))
                {
                    var pair = a.CompareTo(b) < 0 ? (a, b) : (b, a);
                    (pairs.TryGetValue(pair, out var reasons) ? reasons : pairs[pair] = []).Add(Words[word[0]]);
                }
        return pairs;
    }

    async Task RemoveHeldAsync(Dictionary<(Guid First, Guid Second), HashSet<string>> pairs, CancellationToken ct)
    {
        Guid[] firsts = [.. pairs.Keys.Select(p => p.Item1).Distinct()];
        foreach (var held in await db.Set<DuplicatePair>().AsNoTracking().Where(p => EF.Parameter(firsts).Contains(p.FirstId)).Select(p => new { p.FirstId, p.SecondId }).ToListAsync(ct)) pairs.Remove((held.FirstId, held.SecondId));
    }

    /// <summary>Who is above both decides about both.</summary>
    static string Common(string a, string b)
    {
        var path = SupervisionPath.Parse(a);
        while (!path.Contains(SupervisionPath.Parse(b)) && path.Parent is { } up) path = up;
        return path.Code;
    }
}

/// <summary>Looks through the files that changed since the last time.</summary>
sealed class DuplicateJob(MatchKeyKeeper words) : ILongJob
{
    public const string Key = "registry.duplicates";
    public string Kind => Key;

    public async Task<string?> RunAsync(JobContext job, CancellationToken ct)
    {
        await words.CatchUpAsync(DuplicateFinder.FoundAsync, done => job.ReportAsync(done, null, $"已比对 {done:N0} 家"), ct);
        return "/registry/duplicates";
    }
}
