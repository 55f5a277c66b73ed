using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Organisations;

namespace Zhijian.Modules.Registry.Feeds.Intake;

/// <summary>
/// Who may be meant by the records of a chunk, in a handful of queries that indexes serve. Looks at the whole platform: codes
/// are unique everywhere; the planner keeps what lies outside the viewer's scope from him.
/// </summary>
sealed class CandidateFinder(ZhijianDb db, MatchKeys keys)
{
    /// <summary>The candidates of one record that share most words.</summary>
    const int Most = 20;
    const int LongestChain = 8;

    public async Task<IReadOnlyList<IReadOnlyList<KnownEmployer>>> FindAsync(IReadOnlyList<(FeedRow Row, DivisionDirectory.DivisionEntry? Place)> rows, CancellationToken ct)
    {
        var found = rows.Select(_ => new HashSet<Guid>()).ToList();
        await ByCodeAsync(rows, found, ct);
        var open = Enumerable.Range(0, rows.Count).Where(i => found[i].Count == 0).ToList();
        await ByNumberAsync(rows, found, ct);
        await ByWordsAsync(rows, open, found, ct);
        var employers = await LoadAsync(found.SelectMany(f => f).Distinct().ToList(), ct);
        return [.. found.Select(ids => (IReadOnlyList<KnownEmployer>)[.. ids.Select(id => employers.GetValueOrDefault(id)).OfType<KnownEmployer>().DistinctBy(e => e.Id)])];
    }

    IQueryable<Employer> Employers => db.Set<Employer>().IgnoreQueryFilters([Conventions.ScopeFilter]).AsNoTracking();

    async Task ByCodeAsync(IReadOnlyList<(FeedRow Row, DivisionDirectory.DivisionEntry?)> rows, List<HashSet<Guid>> found, CancellationToken ct)
    {
        string[] codes = [.. rows.Select(r => r.Row.CreditCode).OfType<string>().Distinct()];
        if (codes.Length == 0) return;
        var byCode = await Employers.Where(e => EF.Parameter(codes).Contains(e.CreditCode)).Select(e => new { e.CreditCode, e.Id }).ToDictionaryAsync(e => e.CreditCode!, e => e.Id, ct);
        for (var i = 0; i < rows.Count; i++)
            if (rows[i].Row.CreditCode is { } code && byCode.TryGetValue(code, out var id)) found[i].Add(id);
    }

    async Task ByNumberAsync(IReadOnlyList<(FeedRow Row, DivisionDirectory.DivisionEntry?)> rows, List<HashSet<Guid>> found, CancellationToken ct)
    {
        string[] numbers = [.. rows.Select(r => r.Row.RegistrationNumber).OfType<string>().Distinct()];
        if (numbers.Length == 0) return;
        var byNumber = (await Employers.Where(e => EF.Parameter(numbers).Contains(e.RegistrationNumber)).Select(e => new { e.RegistrationNumber, e.Id }).ToListAsync(ct)).ToLookup(e => e.RegistrationNumber!, e => e.Id);
        for (var i = 0; i < rows.Count; i++)
            if (rows[i].Row.RegistrationNumber is { } number) found[i].UnionWith(byNumber[number].Take(Most));
    }

    /// <summary>Counts for each record how many words an employer shares with it.</summary>
    async Task ByWordsAsync(IReadOnlyList<(FeedRow Row, DivisionDirectory.DivisionEntry? Place)> rows, List<int> open, List<HashSet<Guid>> found, CancellationToken ct)
    {
        var asking = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        foreach (var i in open)
        {
            if (rows[i].Place is not { } place) continue;
            foreach (var word in keys.Asked(rows[i].Row, Supervision.Jurisdiction.CountyOf(place), place.Code).Distinct(StringComparer.Ordinal))
                (asking.TryGetValue(word, out var who) ? who : asking[word] = []).Add(i);
        }
        var shared = new Dictionary<int, Dictionary<Guid, int>>();
        foreach (var words in asking.Keys.Chunk(500))
        {
            var hits = db.Set<MatchKey>().AsNoTracking().Where(k => EF.Parameter(words).Contains(k.Key)).Select(k => new { k.Key, k.EmployerId }).AsAsyncEnumerable();
            await foreach (var hit in hits.WithCancellation(ct))
                foreach (var i in asking[hit.Key])
                {
                    var counts = shared.TryGetValue(i, out var known) ? known : shared[i] = [];
                    // An organisation code outweighs any name.
                    counts[hit.EmployerId] = counts.GetValueOrDefault(hit.EmployerId) + (hit.Key.StartsWith("O:", StringComparison.Ordinal) ? 100 : 1);
                }
        }
        foreach (var (i, counts) in shared) found[i].UnionWith(counts.OrderByDescending(c => c.Value).ThenBy(c => c.Key).Take(Most).Select(c => c.Key));
    }

    /// <summary>Under the key that was asked for: the employer, or the one he was merged into.</summary>
    public async Task<IReadOnlyDictionary<Guid, KnownEmployer>> LoadAsync(IReadOnlyList<Guid> ids, CancellationToken ct)
    {
        var result = new Dictionary<Guid, KnownEmployer>();
        var asked = ids.ToDictionary(id => id, id => new List<Guid> { id });
        for (var step = 0; asked.Count > 0 && step < LongestChain; step++)
        {
            Guid[] now = [.. asked.Keys];
            var rows = await Employers.Where(e => EF.Parameter(now).Contains(e.Id)).Select(e => new
            {
                e.Id, e.Name, e.CreditCode, e.RegistrationNumber, e.RegisteredAddress, e.LegalRepresentative, e.Phone, e.DivisionCode, e.ScopePath, e.MergedIntoId,
            }).ToListAsync(ct);
            var addresses = await db.Set<Workplace>().IgnoreQueryFilters([Conventions.ScopeFilter]).AsNoTracking()
                .Where(w => w.IsMain && EF.Parameter(now).Contains(w.EmployerId)).Select(w => new { w.EmployerId, w.Address }).ToDictionaryAsync(w => w.EmployerId, w => w.Address, ct);
            var former = (await db.Set<FormerName>().AsNoTracking().Where(n => EF.Parameter(now).Contains(n.EmployerId)).Select(n => new { n.EmployerId, n.Name }).ToListAsync(ct)).ToLookup(n => n.EmployerId, n => n.Name);
            var next = new Dictionary<Guid, List<Guid>>();
            foreach (var e in rows)
            {
                if (e.MergedIntoId is { } into)
                {
                    (next.TryGetValue(into, out var waiting) ? waiting : next[into] = []).AddRange(asked[e.Id]);
                    continue;
                }
                var known = new KnownEmployer(e.Id, e.Name, e.CreditCode, e.RegistrationNumber, e.RegisteredAddress, addresses.GetValueOrDefault(e.Id), e.LegalRepresentative,
                    keys.PhoneHash(e.Phone), e.DivisionCode, e.ScopePath, [.. former[e.Id]]);
                foreach (var id in asked[e.Id]) result[id] = known;
            }
            asked = next;
        }
        return result;
    }
}
