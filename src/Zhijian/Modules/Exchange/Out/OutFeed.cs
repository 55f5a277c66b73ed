using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Exchange.Catalogue;
using Zhijian.Modules.Exchange.Partners;
using Zhijian.Platform.Access;

namespace Zhijian.Modules.Exchange.Out;

/// <summary>
/// How far a partner has read: first all records in the order of their keys, then what changed since that began. Opaque to the partner,
/// never grows old: of each record the newest change is kept.
/// </summary>
public readonly record struct FeedCursor(long Seq, Guid? After, bool Whole)
{
    public override string ToString() => WebEncoders.Base64UrlEncode(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{(Whole ? 'c' : 's')}.{Seq}.{After:N}")));

    /// <exception cref="Refusal">No cursor of ours.</exception>
    public static FeedCursor Parse(string text)
    {
        try
        {
            if (text.Length <= 120 && Encoding.ASCII.GetString(WebEncoders.Base64UrlDecode(text)).Split('.') is [("c" or "s") and var phase, var seq, var after]
                && long.TryParse(seq, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                return after.Length == 0 ? new(number, null, phase == "c") : new(number, Guid.ParseExact(after, "N"), phase == "c");
        }
        catch (FormatException) { /* said below */ }
        throw new Refusal("cursor 无效，请使用上一次返回的 cursor，或留空从头读取。", "cursor");
    }
}

/// <param name="Deleted">No longer there, or no longer in the partner's region: it is to be taken away.</param>
public sealed record FeedItemOut(Guid Key, long Version, bool Deleted, IReadOnlyDictionary<string, object?>? Data);

/// <param name="More">More is waiting: ask again at once with the cursor.</param>
public sealed record FeedPage(string Resource, IReadOnlyList<FeedItemOut> Items, string Cursor, bool More);

/// <summary>What a partner reads of a resource: the fields of its subscription, personal ones masked, in its own region.</summary>
public sealed class OutFeed(ZhijianDb db, Viewer viewer)
{
    public const int MostRows = 1000, UsualRows = 500;

    public async Task<FeedPage> PageAsync(SharedResource resource, Subscription subscription, string? cursor, int take, CancellationToken ct)
    {
        var start = string.IsNullOrEmpty(cursor) ? new(await ChangeWatch.LastAsync(db, ct), null, false) : FeedCursor.Parse(cursor);
        return start.Whole ? await ChangesAsync(resource, subscription, start.Seq, take, ct) : await SnapshotAsync(resource, subscription, start, take, ct);
    }

    async Task<FeedPage> SnapshotAsync(SharedResource resource, Subscription subscription, FeedCursor start, int take, CancellationToken ct)
    {
        var records = await resource.PageAsync(db, viewer.Scope, start.After, take + 1, ct);
        var page = records.Take(take).Select(r => Item(resource, subscription, r)).ToList();
        var more = records.Count > take;
        // Behind the last record come the changes since the first was read.
        var next = more ? start with { After = page[^1].Key } : new(start.Seq, null, true);
        return new(resource.Code, page, next.ToString(), more || await db.Set<ExchangeChange>().AnyAsync(c => c.Resource == resource.Code && c.Seq > start.Seq, ct));
    }

    async Task<FeedPage> ChangesAsync(SharedResource resource, Subscription subscription, long since, int take, CancellationToken ct)
    {
        var changes = await Changes(resource.Code, since).OrderBy(c => c.Seq).Take(take + 1).ToListAsync(ct);
        var page = changes.Take(take).ToList();
        var ids = page.Select(c => c.RecordId).Distinct().ToList();
        var found = ids.Count == 0 ? new Dictionary<Guid, SharedRecord>() : await resource.FindAsync(db, viewer.Scope, ids, ct);
        var items = ids.ConvertAll(id => found.TryGetValue(id, out var record) ? Item(resource, subscription, record) : new FeedItemOut(id, 0, true, null));
        return new(resource.Code, items, new FeedCursor(page.Count == 0 ? since : page[^1].Seq, null, true).ToString(), changes.Count > take);
    }

    /// <summary>Those that concern the partner's region, now or until the change.</summary>
    IQueryable<ExchangeChange> Changes(string resource, long since)
    {
        var changes = db.Set<ExchangeChange>().AsNoTracking().Where(c => c.Resource == resource && c.Seq > since);
        if (viewer.Scope.All) return changes;
        var (from, to) = (viewer.Scope.PathFrom, viewer.Scope.PathTo);
        return changes.Where(c => (string.Compare(c.ScopePath, from) >= 0 && string.Compare(c.ScopePath, to) < 0)
            || (c.FormerPath != null && string.Compare(c.FormerPath, from) >= 0 && string.Compare(c.FormerPath, to) < 0));
    }

    /// <summary>All records, page by page, for a file.</summary>
    public async IAsyncEnumerable<object?[]> RowsAsync(SharedResource resource, Subscription subscription, [EnumeratorCancellation] CancellationToken ct)
    {
        var fields = Given(resource, subscription);
        for (Guid? after = null; ;)
        {
            var records = await resource.PageAsync(db, viewer.Scope, after, MostRows, ct);
            foreach (var record in records) yield return [record.Key.ToString(), record.Version, .. fields.Select(f => Value(f, record))];
            if (records.Count < MostRows) yield break;
            after = records[^1].Key;
        }
    }

    /// <summary>The fields that the subscription names, with whether each is given whole.</summary>
    public static IReadOnlyList<(SharedField Field, int At, bool Whole)> Given(SharedResource resource, Subscription subscription)
    {
        var (asked, whole) = (subscription.Fields.Split(' ').ToHashSet(), subscription.Whole.Split(' ').ToHashSet());
        return [.. resource.Fields.Select((field, at) => (field, at, !field.IsPersonal || whole.Contains(field.Key))).Where(f => asked.Contains(f.field.Key))];
    }

    static object? Value((SharedField Field, int At, bool Whole) given, SharedRecord record) => given.Whole ? record.Values[given.At] : given.Field.Hide(record.Values[given.At]);

    static FeedItemOut Item(SharedResource resource, Subscription subscription, SharedRecord record) =>
        new(record.Key, record.Version, false, Given(resource, subscription).ToDictionary(g => g.Field.Key, g => Value(g, record)));
}
