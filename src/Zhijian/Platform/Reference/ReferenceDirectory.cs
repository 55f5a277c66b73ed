using System.Collections.Concurrent;
using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Reference.Rows;
using Zhijian.Platform.Reference.Tables;
using Zhijian.Rules.Calendars;
using Zhijian.Rules.Risk;

namespace Zhijian.Platform.Reference;

/// <summary>
/// The library as other rooms read it: which version holds on a day, and the limits of a factor on a day. Versions never
/// change once approved, so each is compiled once and kept; only the list of versions is looked at anew every few seconds,
/// and at once when this node approved something.
/// </summary>
public sealed class ReferenceDirectory(IServiceScopeFactory scopes, TimeProvider clock)
{
    static readonly TimeSpan Keep = TimeSpan.FromSeconds(5);
    readonly ConcurrentDictionary<Guid, Lazy<Task<object>>> compiled = new();
    readonly ConcurrentDictionary<Guid, Trust> trusted = new();
    volatile Known? known;

    sealed record Known(ReferenceTimeline Timeline, long Until);

    internal sealed record Trust(Dictionary<Confidence, int> Confidences, int WithoutValue);

    public void Forget() => known = null;

    public async ValueTask<ReferenceTimeline> TimelineAsync(CancellationToken ct = default)
    {
        if (known is { } k && clock.GetTimestamp() < k.Until) return k.Timeline;
        await using var scope = scopes.CreatePlatformScope();
        var versions = await scope.Db().Set<ReferenceVersion>().AsNoTracking()
            .Where(v => v.Status == VersionStatus.Approved).OrderBy(v => v.FromLatest)
            .Select(v => new VersionFace(v.Id, v.TableKey, v.Title, v.FromEarliest, v.FromLatest, v.ToEarliest, v.ToLatest, v.RowCount, v.Note, v.Source, v.ContentSha256!))
            .ToListAsync(ct);
        var timeline = new ReferenceTimeline(versions);
        known = new(timeline, clock.GetTimestamp() + (long)(Keep.TotalSeconds * clock.TimestampFrequency));
        return timeline;
    }

    /// <summary>
    /// The limits of a factor (code, CAS number or name) on a day. Where the day of a change is not known, the limits of
    /// both versions come, marked as uncertain: the caller must not decide between them.
    /// </summary>
    /// <returns>Null when the factor is not known; without limits when it has none.</returns>
    public async ValueTask<FactorLimits?> LimitsAsync(string factor, DateOnly on, CancellationToken ct = default)
    {
        var timeline = await TimelineAsync(ct);
        if (timeline.Current(ReferenceTables.Factors.Key, on) is not { } catalogue) return null;
        if ((await FactorsAsync(catalogue, ct)).Find(factor) is not { } found) return null;
        var limits = new List<LimitOnDay>();
        foreach (var holding in timeline.On(ReferenceTables.Limits.Key, on).Concat(timeline.On(ReferenceTables.PhysicalLimits.Key, on)))
            limits.AddRange((await LimitsOfAsync(holding.Version, ct)).Of(found.Entries).Select(l => new LimitOnDay(l, holding.Version, holding.IsCertain)));
        return new(found, on, limits);
    }

    public async ValueTask<CompiledLimits> LimitsOfAsync(VersionFace version, CancellationToken ct) =>
        (CompiledLimits)await CompileAsync(version, async db => new CompiledLimits(
            await db.Set<ExposureLimit>().AsNoTracking().Where(r => r.VersionId == version.Id).OrderBy(r => r.Ordinal).ToListAsync()), ct);

    public async ValueTask<CompiledFactors> FactorsAsync(VersionFace version, CancellationToken ct) =>
        (CompiledFactors)await CompileAsync(version, async db => new CompiledFactors(
            await db.Set<HazardFactor>().AsNoTracking().Where(r => r.VersionId == version.Id).OrderBy(r => r.Ordinal).ToListAsync()), ct);

    /// <summary>A factor of the newest catalogue by code, CAS number or name; null when it is not known.</summary>
    public async ValueTask<FactorFace?> FactorAsync(string factor, CancellationToken ct = default) =>
        (await TimelineAsync(ct)).Newest(ReferenceTables.Factors.Key) is { } version ? (await FactorsAsync(version, ct)).Find(factor) : null;

    /// <summary>Names of the industries of the newest edition by code.</summary>
    public async ValueTask<IReadOnlyDictionary<string, string>> IndustryNamesAsync(CancellationToken ct = default) =>
        (await TimelineAsync(ct)).Newest(ReferenceTables.Industries.Key) is { } version
            ? (IReadOnlyDictionary<string, string>)await CompileAsync(version, async db => (await db.Set<IndustryRow>().AsNoTracking().Where(r => r.VersionId == version.Id)
                .Select(r => new { r.Code, r.Name }).ToListAsync()).ToFrozenDictionary(r => r.Code!, r => r.Name!), ct)
            : FrozenDictionary<string, string>.Empty;

    /// <summary>建设项目职业病危害风险分类管理目录 of all years as the newest version of the library has it.</summary>
    public async ValueTask<RiskCatalogue> RiskCatalogueAsync(CancellationToken ct = default) =>
        (await TimelineAsync(ct)).Newest(ReferenceTables.Risks.Key) is { } version
            ? (RiskCatalogue)await CompileAsync(version, async db => new RiskCatalogue((await db.Set<ProjectRisk>().AsNoTracking().Where(r => r.VersionId == version.Id).ToListAsync())
                .Select(r => IndustryRiskRow.FromRow(r.IndustryCode!, r.Name!, r.Class2012 ?? "", r.Class2021 ?? "", r.Source ?? version.Source, r.Confidence?.Word() ?? ""))), ct)
            : new RiskCatalogue([]);

    /// <summary>How many rows of a version are trusted how far, and how many limits have no value.</summary>
    internal async ValueTask<Trust> TrustAsync(ReferenceTable table, VersionFace version, CancellationToken ct)
    {
        if (trusted.TryGetValue(version.Id, out var known)) return known;
        await using var scope = scopes.CreatePlatformScope();
        var db = scope.Db();
        var withoutValue = table.RowType != typeof(ExposureLimit) ? 0
            : await db.Set<ExposureLimit>().CountAsync(r => r.VersionId == version.Id && r.Value == null && r.ValueText == null, ct);
        return trusted[version.Id] = new((await table.ConfidencesAsync(db, version.Id, ct)).ToDictionary(), withoutValue);
    }

    /// <summary>Working days by the newest official calendar.</summary>
    public async ValueTask<WorkingCalendar> CalendarAsync(CancellationToken ct = default)
    {
        var version = (await TimelineAsync(ct)).Newest(ReferenceTables.Calendar.Key)
            ?? throw new InvalidOperationException("The calendar has not been loaded.");
        return (WorkingCalendar)await CompileAsync(version, async db => new WorkingCalendar((await db.Set<CalendarRow>().AsNoTracking()
            .Where(r => r.VersionId == version.Id).Select(r => new { r.Date, r.Kind, r.Name }).ToListAsync())
            .Select(r => new CalendarDay(r.Date!.Value, r.Kind == CalendarRow.Holiday ? DayKind.Holiday : DayKind.WorkingDay, r.Name!))), ct);
    }

    async Task<object> CompileAsync(VersionFace version, Func<ZhijianDb, Task<object>> compile, CancellationToken ct)
    {
        var entry = compiled.GetOrAdd(version.Id, _ => new(async () =>
        {
            await using var scope = scopes.CreatePlatformScope();
            return await compile(scope.Db());
        }));
        try { return await entry.Value.WaitAsync(ct); }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // A database that was away must not be remembered.
            compiled.TryRemove(new(version.Id, entry));
            throw;
        }
    }
}

/// <summary>An approved version as it is known in memory.</summary>
public sealed record VersionFace(
    Guid Id, string TableKey, string Title, DateOnly FromEarliest, DateOnly FromLatest, DateOnly? ToEarliest, DateOnly? ToLatest,
    int RowCount, string? Note, string Source, string Sha256)
{
    public DateOnly? ValidFrom => FromEarliest == FromLatest ? FromEarliest : null;
    public DateOnly? ValidTo => ToEarliest == ToLatest ? ToEarliest : null;
    public string FromText => VersionWords.Day(FromEarliest, FromLatest);
    public string ToText => ToEarliest is { } e && ToLatest is { } l ? VersionWords.Day(e, l) : VersionWords.UntilNext;
    public bool MayHoldOn(DateOnly day) => FromEarliest <= day && (ToLatest is null || day <= ToLatest);
    public bool SurelyHoldsOn(DateOnly day) => FromLatest <= day && (ToEarliest is null || day <= ToEarliest);
}

public sealed record Holding(VersionFace Version, bool IsCertain);

/// <summary>The approved versions of every table in the order of their days.</summary>
public sealed class ReferenceTimeline(IReadOnlyList<VersionFace> versions)
{
    readonly FrozenDictionary<string, VersionFace[]> byTable = versions.GroupBy(v => v.TableKey).ToFrozenDictionary(g => g.Key, g => g.ToArray());

    public IReadOnlyList<VersionFace> Of(string table) => byTable.GetValueOrDefault(table, []);
    public VersionFace? Newest(string table) => Of(table) is [.., var last] ? last : null;
    public VersionFace? Find(Guid id) => versions.FirstOrDefault(v => v.Id == id);

    /// <summary>What holds on the day: one version, two inside a span of doubt, none before the first.</summary>
    public IReadOnlyList<Holding> On(string table, DateOnly day) =>
        ReferenceTables.Get(table).Cumulative
            ? Newest(table) is { } newest ? [new(newest, true)] : []
            : [.. Of(table).Where(v => v.MayHoldOn(day)).Select(v => new Holding(v, v.SurelyHoldsOn(day)))];

    /// <summary>The version to show for a day: in doubt the later one, before the first the first.</summary>
    public VersionFace? Current(string table, DateOnly day) => On(table, day) is [.., var last] ? last.Version : Of(table).FirstOrDefault();

    /// <summary>Changes whenever anything was approved: for caches.</summary>
    public string Stamp(string table) => string.Join('.', Of(table).Select(v => v.Sha256[..8] + v.ToLatest?.DayNumber));
}

public sealed record FactorFace(string Code, string Name, string ClassName, string? Cas, bool? HighlyToxic, IReadOnlyList<string> Entries);

public sealed record LimitOnDay(ExposureLimit Limit, VersionFace Version, bool IsCertain);

public sealed record FactorLimits(FactorFace Factor, DateOnly On, IReadOnlyList<LimitOnDay> Limits)
{
    public bool IsCertain => Limits.All(l => l.IsCertain);
}

/// <summary>The limits of one version by entry.</summary>
public sealed class CompiledLimits(IReadOnlyList<ExposureLimit> rows)
{
    readonly FrozenDictionary<string, ExposureLimit[]> byEntry = rows.GroupBy(r => r.EntryCode!).ToFrozenDictionary(g => g.Key, g => g.ToArray());

    public IEnumerable<ExposureLimit> Of(IEnumerable<string> entries) => entries.SelectMany(e => byEntry.GetValueOrDefault(e, []));
}

/// <summary>The factors of one version by code, name and CAS number.</summary>
public sealed class CompiledFactors
{
    readonly FrozenDictionary<string, FactorFace> found;

    public IReadOnlyList<FactorFace> All { get; }

    public CompiledFactors(IReadOnlyList<HazardFactor> rows)
    {
        var names = new Dictionary<string, FactorFace>(StringComparer.OrdinalIgnoreCase);
        foreach (var row in rows)
        {
            var face = new FactorFace(row.Code!, row.Name!, row.ClassName!, row.Cas, row.HighlyToxic, (row.LinkedLimits ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
            names[face.Code] = face;
            foreach (var name in Names(row)) names.TryAdd(name, face);
        }
        All = [.. rows.Select(r => names[r.Code!])];
        found = names.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }

    public FactorFace? Find(string text) => found.GetValueOrDefault(text.Trim());

    static IEnumerable<string> Names(HazardFactor row)
    {
        yield return row.Name!;
        // 光气（碳酰氯） is also known as 光气.
        yield return row.Name!.Split('（')[0];
        if (row.NameEn is not null) yield return row.NameEn;
        foreach (var alias in (row.Aliases ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries)) yield return alias;
        foreach (var cas in (row.Cas ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries)) yield return cas.Trim().Split(' ')[0];
    }
}
