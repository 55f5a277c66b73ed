using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Reference.Rows;
using Zhijian.Platform.Reference.Tables;

namespace Zhijian.Platform.Reference;

public sealed record FactorHit(string Code, string Name, string? NameEn, string ClassName, string? Cas, bool? HighlyToxic);
public sealed record OtherHit(string Group, string Title, string Detail, string Path);

/// <summary>Editions one after the other whose limits for the factor are the same, shown as one column.</summary>
public sealed record EditionColumn(IReadOnlyList<VersionFace> Versions)
{
    public string Title => string.Join("、", Versions.Select(v => v.Title));
    public string From => Versions[0].FromText;
    /// <summary>Where the next edition's day is not known, neither is the last day of this one.</summary>
    public string ToOn(DateOnly today) => Versions[^1] is { ToEarliest: not null, ValidTo: null } ? $"{VersionWords.UntilNext}（日期未核实）"
        : Versions[^1].ToLatest is not null ? $"至 {Versions[^1].ToText}" : IsCurrentOn(today) ? "现行" : "尚未施行";
    public bool IsDateVerified => Versions[0].ValidFrom is not null;
    public bool IsCurrentOn(DateOnly day) => Versions.Any(v => v.MayHoldOn(day));
}

/// <summary>One limit across the editions; a cell is null where the edition does not have it (or not in our copy).</summary>
public sealed record LimitLine(string Entry, string What, string? Condition, IReadOnlyList<ExposureLimit?> Cells);

public sealed record DiseaseLink(string Edition, Guid VersionId, int ClassNo, string ClassName, int No, string Name, string Basis, Confidence? Confidence);

public sealed record FactorCard(
    HazardFactor Factor, VersionFace Catalogue, IReadOnlyList<EditionColumn> Editions, IReadOnlyList<LimitLine> Lines,
    IReadOnlyList<BiologicalLimit> BiologicalLimits, IReadOnlyList<DiseaseLink> Diseases);

/// <summary>Everything that the library knows of one factor, and the search for factors.</summary>
public sealed class FactorCards(ZhijianDb db, ReferenceDirectory directory, ReferenceQueries queries)
{
    public async Task<IReadOnlyList<FactorHit>> SearchAsync(SearchWord word, int take, CancellationToken ct)
    {
        if ((await directory.TimelineAsync(ct)).Current(ReferenceTables.Factors.Key, queries.Today) is not { } catalogue) return [];
        var q = word.Text;
        var (whole, start) = (SearchTexts.Whole(q), SearchTexts.Start(q));
        return await ReferenceTables.Factors.Rows(db, catalogue.Id).Where(r => r.SearchText.Contains(q))
            // The name itself, then a whole alias, code, CAS number or initials, then names that begin so.
            .OrderBy(r => r.SearchText.StartsWith(whole) ? 0 : r.SearchText.Contains(whole) ? 1 : r.SearchText.StartsWith(start) ? 2 : r.Initials.StartsWith(q) ? 3 : r.Name!.Contains(q) ? 4 : 5)
            .ThenBy(r => r.Name!.Length).ThenBy(r => r.Ordinal).Take(take)
            .Select(r => new FactorHit(r.Code!, r.Name!, r.NameEn, r.ClassName!, r.Cas, r.HighlyToxic)).ToListAsync(ct);
    }

    /// <summary>Hits outside the catalogue of factors: limits without a factor, diseases, industries, divisions.</summary>
    public async Task<IReadOnlyList<OtherHit>> SearchOthersAsync(SearchWord word, int take, CancellationToken ct)
    {
        var hits = new List<OtherHit>();
        var path = "?q=" + Uri.EscapeDataString(word.Text);
        foreach (var table in (ReferenceTable[])[ReferenceTables.Limits, ReferenceTables.PhysicalLimits, ReferenceTables.BiologicalLimits, ReferenceTables.Diseases, ReferenceTables.Industries, ReferenceTables.Divisions])
        {
            if ((await directory.TimelineAsync(ct)).Current(table.Key, queries.Today) is not { } version) continue;
            var (_, rows) = await table.PageAsync(db, version.Id, word, 1, take, ct);
            hits.AddRange(rows.DistinctBy(table.Caption).Select(r => new OtherHit(table.Title, table.Caption(r), Detail(r), table.Path + path)));
        }
        return hits;
    }

    static string Detail(ReferenceRow row) => row switch
    {
        ExposureLimit r => $"{r.Clause} {r.EntryNo} {r.Cas}".Trim(),
        BiologicalLimit r => r.Indicator ?? "",
        OccupationalDisease r => $"{r.ClassName} {r.ClassNo}.{r.No}",
        IndustryRow r => r.Code ?? "",
        DivisionRow r => r.Code ?? "",
        _ => "",
    };

    public async Task<FactorCard?> CardAsync(string code, CancellationToken ct)
    {
        var timeline = await directory.TimelineAsync(ct);
        if (timeline.Current(ReferenceTables.Factors.Key, queries.Today) is not { } catalogue) return null;
        var key = code.ToUpperInvariant();
        if (await ReferenceTables.Factors.Rows(db, catalogue.Id).SingleOrDefaultAsync(r => r.Code == key, ct) is not { } factor) return null;
        var entries = (factor.LinkedLimits ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var (editions, lines) = await EditionsAsync(timeline, entries, ct);
        var links = timeline.Current(ReferenceTables.Links.Key, queries.Today) is { } version
            ? await ReferenceTables.Links.Rows(db, version.Id).Where(r => r.FactorCode == key).OrderBy(r => r.Ordinal).ToListAsync(ct) : [];
        return new(factor, catalogue, editions, lines, await BiologicalAsync(timeline, links, ct), await DiseasesAsync(timeline, links, ct));
    }

    async Task<(IReadOnlyList<EditionColumn>, IReadOnlyList<LimitLine>)> EditionsAsync(ReferenceTimeline timeline, string[] entries, CancellationToken ct)
    {
        if (entries.Length == 0) return ([], []);
        // A factor has limits in the air or as a physical agent, not both.
        var table = entries[0].StartsWith("PHY:", StringComparison.Ordinal) ? ReferenceTables.PhysicalLimits : ReferenceTables.Limits;
        var columns = new List<(List<VersionFace> Versions, Dictionary<string, ExposureLimit> Rows)>();
        var keys = new List<(string Key, ExposureLimit Row)>();
        foreach (var version in timeline.Of(table.Key))
        {
            var rows = (await directory.LimitsOfAsync(version, ct)).Of(entries).ToDictionary(r => r.RowKey);
            foreach (var (key, row) in rows)
                if (!keys.Exists(k => k.Key == key)) keys.Add((key, row));
            if (columns.Count > 0 && Same(columns[^1].Rows, rows)) columns[^1].Versions.Add(version);
            else if (rows.Count > 0 || columns.Count > 0) columns.Add(([version], rows));
        }
        var ordered = keys.OrderBy(k => Array.IndexOf(entries, k.Row.EntryCode)).ThenBy(k => k.Row.Ordinal).ToList();
        return ([.. columns.Select(c => new EditionColumn(c.Versions))],
            [.. ordered.Select(k => new LimitLine(k.Row.Name!, $"{k.Row.LimitType}{(k.Row.Fraction is null ? "" : $"（{k.Row.Fraction}）")}", k.Row.Condition,
                [.. columns.Select(c => c.Rows.GetValueOrDefault(k.Key))]))]);
    }

    static bool Same(Dictionary<string, ExposureLimit> a, Dictionary<string, ExposureLimit> b) =>
        a.Count == b.Count && a.All(x => b.TryGetValue(x.Key, out var y) && Said(x.Value).Equals(Said(y)));

    static (decimal?, string?, string?, string?, string?, string?, Confidence?) Said(ExposureLimit r) =>
        (r.Value, r.ValueText, r.Unit, r.Notation, r.CriticalEffect, r.Source, r.Confidence);

    async Task<IReadOnlyList<BiologicalLimit>> BiologicalAsync(ReferenceTimeline timeline, List<FactorLink> links, CancellationToken ct)
    {
        var names = links.Where(l => l.Kind == FactorLink.Biological).Select(l => l.Target).ToList();
        if (names.Count == 0 || timeline.Current(ReferenceTables.BiologicalLimits.Key, queries.Today) is not { } version) return [];
        return await ReferenceTables.BiologicalLimits.Rows(db, version.Id).Where(r => names.Contains(r.Name)).OrderBy(r => r.Ordinal).ToListAsync(ct);
    }

    async Task<IReadOnlyList<DiseaseLink>> DiseasesAsync(ReferenceTimeline timeline, List<FactorLink> links, CancellationToken ct)
    {
        var byName = links.Where(l => l.Kind == FactorLink.Disease).ToDictionary(l => l.Target!);
        var names = byName.Keys.ToList();
        var diseases = new List<DiseaseLink>();
        if (names.Count == 0) return diseases;
        foreach (var version in timeline.Of(ReferenceTables.Diseases.Key))
        {
            var rows = await ReferenceTables.Diseases.Rows(db, version.Id).Where(r => names.Contains(r.Name!)).OrderBy(r => r.Ordinal).ToListAsync(ct);
            diseases.AddRange(rows.Select(r => new DiseaseLink(version.Title, version.Id, r.ClassNo!.Value, r.ClassName!, r.No!.Value, r.Name!, byName[r.Name!].Basis ?? "", byName[r.Name!].Confidence)));
        }
        return diseases;
    }
}
