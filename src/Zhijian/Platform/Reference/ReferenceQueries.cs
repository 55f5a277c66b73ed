using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Reference.Rows;
using Zhijian.Platform.Reference.Tables;

namespace Zhijian.Platform.Reference;

/// <param name="Confidences">How many rows of the present version are trusted how far.</param>
public sealed record TableOverview(ReferenceTable Table, IReadOnlyList<VersionFace> Versions, VersionFace? Current, IReadOnlyDictionary<Confidence, int> Confidences, int WithoutValue);

/// <summary>A version in a list or on its own page.</summary>
public sealed record VersionLine(
    Guid Id, string TableKey, string Title, VersionKind Kind, VersionStatus Status, DateOnly FromEarliest, DateOnly FromLatest, DateOnly? ToEarliest, DateOnly? ToLatest,
    int RowCount, string Source, string? Note, string? ProvenanceFile, string? FileSha256, string? ContentSha256, Guid? BasedOnId, DateTime CreatedAt,
    Guid? ProposerId, string? ProposerName, string? Reason, DateTime? ProposedAt, string? ApproverName, string? DecisionReason, DateTime? DecidedAt)
{
    public string FromText => VersionWords.Day(FromEarliest, FromLatest);
    public string ToText => ToEarliest is { } e && ToLatest is { } l ? VersionWords.Day(e, l) : Status == VersionStatus.Approved ? "现行" : "";
    public string TableTitle => ReferenceTables.Find(TableKey)?.Title ?? TableKey;
}

public sealed record EditLine(string RowKey, string Kind, string Reason, string Source, string ByName, DateTime At);

/// <summary>A page of rows of the version that holds on a day.</summary>
public sealed record RowPage(ReferenceTable Table, VersionFace Version, bool IsCertain, int Page, int Size, int Total, IReadOnlyList<ReferenceRow> Rows);

/// <summary>Lists and details of the library. What is not approved yet is shown to those who propose and approve.</summary>
public sealed class ReferenceQueries(ZhijianDb db, ReferenceDirectory directory, IViewer viewer, TimeProvider clock)
{
    public const int MostRows = 200, MostPages = 100_000;

    public DateOnly Today => DateOnly.FromDateTime(clock.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).DateTime);
    public bool SeesProposals => viewer.May(ReferenceDesk.MayPropose) || viewer.May(ReferenceDesk.MayApprove);

    public async Task<IReadOnlyList<TableOverview>> OverviewAsync(CancellationToken ct)
    {
        var timeline = await directory.TimelineAsync(ct);
        var overviews = new List<TableOverview>();
        foreach (var table in ReferenceTables.All)
        {
            var current = timeline.Current(table.Key, Today);
            var confidences = current is null ? new Dictionary<Confidence, int>() : await table.ConfidencesAsync(db, current.Id, ct);
            var withoutValue = current is null || table.RowType != typeof(ExposureLimit) ? 0
                : await db.Set<ExposureLimit>().CountAsync(r => r.VersionId == current.Id && r.Value == null && r.ValueText == null, ct);
            overviews.Add(new(table, timeline.Of(table.Key), current, confidences, withoutValue));
        }
        return overviews;
    }

    /// <summary>The version that the request means: by id, else what holds on the day, else today.</summary>
    public async Task<Holding> HoldingAsync(ReferenceTable table, Guid? version, DateOnly? on, CancellationToken ct)
    {
        var timeline = await directory.TimelineAsync(ct);
        if (version is { } id)
            return timeline.Find(id) is { } named && named.TableKey == table.Key ? new(named, true) : throw new NotFoundException();
        if (on is { } day)
            return timeline.On(table.Key, day) is [.., var last] ? last : throw new Refusal($"{day:yyyy-MM-dd} 没有收录生效的{table.Title}。", "on");
        return timeline.Current(table.Key, Today) is { } current ? new(current, current.SurelyHoldsOn(Today)) : throw new NotFoundException();
    }

    public async Task<RowPage> PageAsync(ReferenceTable table, Guid? version, DateOnly? on, SearchWord? word, int page, int size, CancellationToken ct)
    {
        var holding = await HoldingAsync(table, version, on, ct);
        var (total, rows) = await table.PageAsync(db, holding.Version.Id, word, page, size, ct);
        return new(table, holding.Version, holding.IsCertain, page, size, total, rows);
    }

    public IQueryable<VersionLine> Versions(string? table = null)
    {
        var versions = db.Set<ReferenceVersion>().AsNoTracking();
        if (table is not null) versions = versions.Where(v => v.TableKey == table);
        // The public reads what holds and what once held; proposals are between those who make them.
        if (!SeesProposals) versions = versions.Where(v => v.Status == VersionStatus.Approved || v.Status == VersionStatus.Replaced);
        return versions.Select(v => new VersionLine(v.Id, v.TableKey, v.Title, v.Kind, v.Status, v.FromEarliest, v.FromLatest, v.ToEarliest, v.ToLatest,
            v.RowCount, v.Source, v.Note, v.ProvenanceFile, v.FileSha256, v.ContentSha256, v.BasedOnId, v.CreatedAt,
            v.ProposerId, v.ProposerName, v.Reason, v.ProposedAt, v.ApproverName, v.DecisionReason, v.DecidedAt));
    }

    public async Task<VersionLine> VersionAsync(Guid id, CancellationToken ct)
    {
        // Found among all, filtered in memory: a filter on a projection to a record does not translate.
        var line = await VersionsById(id).SingleOrDefaultAsync(ct);
        return line is not null && (SeesProposals || line.Status is VersionStatus.Approved or VersionStatus.Replaced) ? line : throw new NotFoundException();
    }

    IQueryable<VersionLine> VersionsById(Guid id) => db.Set<ReferenceVersion>().AsNoTracking().Where(v => v.Id == id)
        .Select(v => new VersionLine(v.Id, v.TableKey, v.Title, v.Kind, v.Status, v.FromEarliest, v.FromLatest, v.ToEarliest, v.ToLatest,
            v.RowCount, v.Source, v.Note, v.ProvenanceFile, v.FileSha256, v.ContentSha256, v.BasedOnId, v.CreatedAt,
            v.ProposerId, v.ProposerName, v.Reason, v.ProposedAt, v.ApproverName, v.DecisionReason, v.DecidedAt));

    public async Task<IReadOnlyList<EditLine>> EditsAsync(Guid version, CancellationToken ct) =>
        await db.Set<ReferenceEdit>().AsNoTracking().Where(e => e.VersionId == version).OrderByDescending(e => e.At).Take(500)
            .Select(e => new EditLine(e.RowKey, e.Kind, e.Reason, e.Source, e.ByName, e.At)).ToListAsync(ct);

    public async Task<ReferenceComparison> CompareAsync(VersionLine before, VersionLine after, CancellationToken ct)
    {
        if (before.TableKey != after.TableKey) throw new Refusal("只能比较同一张表的两个版本。");
        var table = ReferenceTables.Get(after.TableKey);
        return ReferenceComparison.Of(table, await table.LoadAsync(db, before.Id, ct), await table.LoadAsync(db, after.Id, ct));
    }

    public IAsyncEnumerable<ReferenceRow> StreamAsync(ReferenceTable table, Guid version) => table.StreamAsync(db, version);

    public Task<ReferenceRow?> RowAsync(ReferenceTable table, Guid version, string rowKey, CancellationToken ct) => table.FindAsync(db, version, rowKey, ct);
}
