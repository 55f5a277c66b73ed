using Microsoft.EntityFrameworkCore;
using Zhijian.Data;

namespace Zhijian.Modules.Registry.Feeds.Intake;

/// <summary>The files that a chunk touches, with their lineage: one query for each table, whatever the number of records.</summary>
sealed class FeedTargets(ZhijianDb db)
{
    static readonly IReadOnlyDictionary<string, string> Untouched = new Dictionary<string, string>();
    readonly Dictionary<Guid, Employer> employers = [];
    readonly Dictionary<Guid, Workplace> mains = [];
    readonly Dictionary<Guid, Dictionary<string, string>> sources = [];
    ILookup<Guid, string> former = Enumerable.Empty<Guid>().ToLookup(id => id, _ => "");

    /// <param name="tracked">To be changed.</param>
    public static async Task<FeedTargets> LoadAsync(ZhijianDb db, IReadOnlyCollection<Guid> ids, bool tracked, CancellationToken ct)
    {
        var files = new FeedTargets(db);
        if (ids.Count > 0) await files.LoadAsync([.. ids], tracked, ct);
        return files;
    }

    public Employer Employer(Guid id) => employers[id];
    public Workplace? Main(Guid id) => mains.GetValueOrDefault(id);
    public IEnumerable<string> FormerNames(Guid id) => former[id];
    /// <summary>Field → lineage of its present value.</summary>
    public IReadOnlyDictionary<string, string> Sources(Guid id) => sources.TryGetValue(id, out var known) ? known : Untouched;

    /// <summary>A later record of the chunk finds what an earlier one said.</summary>
    public void Told(Guid id, string field, string lineage) => (sources.TryGetValue(id, out var known) ? known : sources[id] = [])[field] = lineage;

    async Task LoadAsync(Guid[] ids, bool tracked, CancellationToken ct)
    {
        // Who may be seen was decided by the planner.
        var rows = db.Set<Employer>().IgnoreQueryFilters([Conventions.ScopeFilter]).Where(e => EF.Parameter(ids).Contains(e.Id));
        var places = db.Set<Workplace>().IgnoreQueryFilters([Conventions.ScopeFilter]).Where(w => w.IsMain && EF.Parameter(ids).Contains(w.EmployerId));
        foreach (var e in await (tracked ? rows : rows.AsNoTracking()).ToListAsync(ct)) employers[e.Id] = e;
        foreach (var w in await (tracked ? places : places.AsNoTracking()).ToListAsync(ct)) mains[w.EmployerId] = w;
        var changes = db.Set<FieldChange>().AsNoTracking().Where(c => EF.Parameter(ids).Contains(c.EmployerId)).OrderBy(c => c.At).ThenBy(c => c.Id).Select(c => new { c.EmployerId, c.Field, c.Source });
        await foreach (var c in changes.AsAsyncEnumerable().WithCancellation(ct)) Told(c.EmployerId, c.Field, c.Source);
        former = (await db.Set<FormerName>().AsNoTracking().Where(n => EF.Parameter(ids).Contains(n.EmployerId)).Select(n => new { n.EmployerId, n.Name }).ToListAsync(ct)).ToLookup(n => n.EmployerId, n => n.Name);
    }
}
