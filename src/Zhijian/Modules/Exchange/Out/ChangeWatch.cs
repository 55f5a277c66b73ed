using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Exchange.Catalogue;
using Zhijian.Modules.Exchange.Partners;

namespace Zhijian.Modules.Exchange.Out;

/// <summary>
/// Notes in the transaction of every change which records of subscribed resources it touched. Numbers are given under a lock that is
/// held until the commit, so whoever has read up to a number has missed nothing below it.
/// </summary>
sealed class ChangeWatch : IRowWatch
{
    const long Lock = 0x5A4A_4558;

    public IRowNotes Begin() => new Notes();

    /// <summary>Also taken when a subscription begins: a change that did not see it is committed before.</summary>
    internal static async Task LockAsync(ZhijianDb db, CancellationToken ct)
    {
        if (db.IsPostgres) await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({Lock})", ct);
    }

    sealed class Notes : IRowNotes
    {
        readonly Dictionary<(string Resource, Guid Id), (string Path, string? Former)> seen = [];

        public void See(object row, string? formerPath)
        {
            if (SharedResources.OfRow(row.GetType()) is not { } resource || row is not Entity entity) return;
            var path = ((IPlaced)row).ScopePath;
            var former = formerPath == path ? null : formerPath;
            seen[(resource.Code, entity.Id)] = (path, seen.TryGetValue((resource.Code, entity.Id), out var before) ? before.Former ?? former : former);
        }

        public async Task WriteAsync(ZhijianDb db, Change change, CancellationToken ct)
        {
            if (seen.Count == 0) return;
            await LockAsync(db, ct);
            var wanted = (await db.Set<Subscription>().IgnoreQueryFilters([Conventions.ScopeFilter]).Where(s => s.State == SubscriptionState.Approved).Select(s => s.Resource).Distinct().ToListAsync(ct)).ToHashSet();
            var touched = seen.Where(s => wanted.Contains(s.Key.Resource)).ToList();
            if (touched.Count == 0) return;
            var last = await LastAsync(db, ct);
            await Bulk.CopyAsync(db, touched.Select((s, i) => new ExchangeChange { Seq = last + i + 1, Resource = s.Key.Resource, RecordId = s.Key.Id, ScopePath = s.Value.Path, FormerPath = s.Value.Former, At = change.At }), ct);
        }
    }

    /// <summary>Zero: nothing was noted yet.</summary>
    internal static async Task<long> LastAsync(ZhijianDb db, CancellationToken ct) => await db.Set<ExchangeChange>().MaxAsync(c => (long?)c.Seq, ct) ?? 0;
}
