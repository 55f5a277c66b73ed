using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;

namespace Zhijian.Platform.Organisations;

/// <summary>
/// All divisions in memory (about 3,600): names and paths without a query. Forgotten when the tree changes, and read anew
/// every half minute, since another node may have changed it.
/// </summary>
public sealed class DivisionDirectory(TimeProvider clock)
{
    static readonly TimeSpan Keep = TimeSpan.FromSeconds(30);
    FrozenDictionary<string, DivisionEntry>? entries;
    long readAt;

    public sealed record DivisionEntry(string Code, string? ParentCode, string Name, int Level, bool FunctionalZone, string Path);

    public async ValueTask LoadAsync(ZhijianDb db, CancellationToken ct = default)
    {
        if (entries is not null && clock.GetElapsedTime(Volatile.Read(ref readAt)) < Keep) return;
        var now = clock.GetTimestamp();
        var rows = await db.Set<Division>().AsNoTracking()
            .Select(d => new DivisionEntry(d.Code, d.ParentCode, d.Name, d.Level, d.FunctionalZone, d.Path)).ToListAsync(ct);
        // An empty table is a database being set up: look again next time.
        if (rows.Count == 0) return;
        entries = rows.ToFrozenDictionary(d => d.Code, StringComparer.Ordinal);
        Volatile.Write(ref readAt, now);
    }

    public void Forget() => entries = null;

    public DivisionEntry? Find(string code) => entries?.GetValueOrDefault(code);
    public string Name(string code) => Find(code)?.Name ?? code;
    public IEnumerable<DivisionEntry> All => entries?.Values ?? Enumerable.Empty<DivisionEntry>();
    public IEnumerable<DivisionEntry> Children(string? parent) =>
        All.Where(d => d.ParentCode == parent).OrderBy(d => d.Code, StringComparer.Ordinal);

    /// <summary>The supervision path; an unknown code is a fault of the caller, who has checked it.</summary>
    public string PathOf(string code) =>
        Find(code)?.Path ?? throw new KeyNotFoundException($"Division {code} is not in the tree.");
}
