using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Judging;
using Zhijian.Platform.Reference;
using Zhijian.Platform.Reference.Loading;
using Zhijian.Platform.Reference.Rows;
using Zhijian.Platform.Reference.Tables;

namespace Zhijian.Modules.Monitoring.Intake;

/// <summary>A version of the limits that waits for approval, to try out what it would change.</summary>
public sealed record ProposedVersion(Guid Id, string Table, string Title);

/// <summary>
/// The limits as the library has them: what was approved, and on request one version that is only proposed, as if it held. The
/// program's own tables say to which document an edition belongs.
/// </summary>
public sealed class LibraryBook(ZhijianDb db, ReferenceFiles files)
{
    static readonly string[] Tables = [ReferenceTables.Limits.Key, ReferenceTables.PhysicalLimits.Key];

    public Task<List<ProposedVersion>> ProposedAsync(CancellationToken ct) => db.Set<ReferenceVersion>().AsNoTracking().Where(v => Tables.Contains(v.TableKey) && v.Status == VersionStatus.Proposed)
        .OrderBy(v => v.CreatedAt).Select(v => new ProposedVersion(v.Id, v.TableKey, v.Title)).ToListAsync(ct);

    /// <param name="proposed">Taken as if it were approved; a correction takes the place of what it corrects.</param>
    internal async Task<ReferenceBook> LoadAsync(Guid? proposed, CancellationToken ct)
    {
        var versions = await db.Set<ReferenceVersion>().AsNoTracking().Where(v => Tables.Contains(v.TableKey) && (v.Status == VersionStatus.Approved || v.Id == proposed)).OrderBy(v => v.FromEarliest).ThenBy(v => v.CreatedAt).ToListAsync(ct);
        var shipped = files.Rows("standards.csv").ToDictionary(r => r["key"]!);
        var tried = versions.FirstOrDefault(v => v.Id == proposed);
        if (tried is { Kind: VersionKind.Correction }) versions.RemoveAll(v => v.Id == tried.BasedOnId);
        var editions = new List<Rules.Exposure.StandardEdition>();
        var rows = new Dictionary<string, List<ExposureLimit>>();
        foreach (var version in versions)
        {
            var origin = Origin(version, versions);
            if (origin is null || !shipped.TryGetValue(origin, out var known)) continue;
            // Short enough for the column of a result; two versions of a table never begin on one day.
            var key = version.ShippedKey is { } own && !rows.ContainsKey(own) ? own : $"{origin}@{version.FromLatest:yyyy-MM-dd}";
            editions.Add(new(key, known["document"]!, known["standard"]!, version.ShippedKey is null ? version.Title : known["amendment_zh"], version.FromEarliest, version.FromLatest, LimitRowReading.TrustOf(known.Confidence)));
            rows[key] = await db.Set<ExposureLimit>().AsNoTracking().Where(r => r.VersionId == version.Id).OrderBy(r => r.Ordinal).ToListAsync(ct);
        }
        return ReferenceBook.Of(files, editions, rows);
    }

    /// <summary>The shipped edition that a version descends from.</summary>
    static string? Origin(ReferenceVersion version, List<ReferenceVersion> all)
    {
        for (var at = version; at is not null; at = all.FirstOrDefault(v => v.Id == at.BasedOnId))
            if (at.ShippedKey is { } key) return key;
        return all.FirstOrDefault(v => v.TableKey == version.TableKey && v.ShippedKey is not null)?.ShippedKey;
    }
}
