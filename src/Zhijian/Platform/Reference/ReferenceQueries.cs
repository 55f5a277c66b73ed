using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Reference.Rows;
using Zhijian.Platform.Reference.Tables;

namespace Zhijian.Platform.Reference;

/// <param name="Confidences">How many rows of the present version are trusted how far.</param>
public sealed record TableOverview(ReferenceTable Table, IReadOnlyList<VersionFace> Versions, VersionFace? Current, IReadOnlyDictionary<Confidence, int> Confidences, int WithoutValue);

/// <summary>A version in a list or on its own page.</summary>
public sealed record VersionLine
{
    public Guid Id { get; init; }
    public required string TableKey { get; init; }
    public required string Title { get; init; }
    public VersionKind Kind { get; init; }
    public VersionStatus Status { get; init; }
    public DateOnly FromEarliest { get; init; }
    public DateOnly FromLatest { get; init; }
    public DateOnly? ToEarliest { get; init; }
    public DateOnly? ToLatest { get; init; }
    public int RowCount { get; init; }
    public required string Source { get; init; }
    public string? Note { get; init; }
    public string? ProvenanceFile { get; init; }
    public string? FileSha256 { get; init; }
    public string? ContentSha256 { get; init; }
    public Guid? BasedOnId { get; init; }
    public DateTime CreatedAt { get; init; }
    public Guid? ProposerId { get; init; }
    public string? ProposerName { get; init; }
    public string? Reason { get; init; }
    public DateTime? ProposedAt { get; init; }
    public string? ApproverName { get; init; }
    public string? DecisionReason { get; init; }
    public DateTime? DecidedAt { get; init; }

    public string FromText => VersionWords.Day(FromEarliest, FromLatest);
    public string ToText => ToEarliest is { } e && ToLatest is { } l ? VersionWords.Day(e, l) : Status == VersionStatus.Approved ? VersionWords.UntilNext : "";
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
            var trust = current is null ? new([], 0) : await directory.TrustAsync(table, current, ct);
            overviews.Add(new(table, timeline.Of(table.Key), current, trust.Confidences, trust.WithoutValue));
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
        var versions = db.Set<ReferenceVersion>().AsNoTracking().AsQueryable();
        if (table is not null) versions = versions.Where(v => v.TableKey == table);
        // The public reads what holds and what once held; proposals are between those who make them.
        if (!SeesProposals) versions = versions.Where(v => v.Status == VersionStatus.Approved || v.Status == VersionStatus.Replaced);
        return Lines(versions);
    }

    public async Task<VersionLine> VersionAsync(Guid id, CancellationToken ct) =>
        await Versions().SingleOrDefaultAsync(v => v.Id == id, ct) ?? throw new NotFoundException();

    static IQueryable<VersionLine> Lines(IQueryable<ReferenceVersion> versions) => versions.Select(v => new VersionLine
    {
        Id = v.Id, TableKey = v.TableKey, Title = v.Title, Kind = v.Kind, Status = v.Status,
        FromEarliest = v.FromEarliest, FromLatest = v.FromLatest, ToEarliest = v.ToEarliest, ToLatest = v.ToLatest,
        RowCount = v.RowCount, Source = v.Source, Note = v.Note, ProvenanceFile = v.ProvenanceFile, FileSha256 = v.FileSha256, ContentSha256 = v.ContentSha256,
        BasedOnId = v.BasedOnId, CreatedAt = v.CreatedAt, ProposerId = v.ProposerId, ProposerName = v.ProposerName, Reason = v.Reason, ProposedAt = v.ProposedAt,
        ApproverName = v.ApproverName, DecisionReason = v.DecisionReason, DecidedAt = v.DecidedAt,
    });

    public async Task<IReadOnlyList<EditLine>> EditsAsync(Guid version, CancellationToken ct) =>
        await db.Set<ReferenceEdit>().AsNoTracking().Where(e => e.VersionId == version).OrderByDescending(e => e.At).Take(500)
            .Select(e => new EditLine(e.RowKey, e.Kind, e.Reason, e.Source, e.ByName, e.At)).ToListAsync(ct);

    public async Task<ReferenceComparison> CompareAsync(VersionLine before, VersionLine after, bool withProvenance, CancellationToken ct)
    {
        if (before.TableKey != after.TableKey) throw new Refusal("只能比较同一张表的两个版本。");
        var table = ReferenceTables.Get(after.TableKey);
        return ReferenceComparison.Of(table, await table.LoadAsync(db, before.Id, ct), await table.LoadAsync(db, after.Id, ct), withProvenance);
    }

    public IAsyncEnumerable<ReferenceRow> StreamAsync(ReferenceTable table, Guid version) => table.StreamAsync(db, version);

    /// <summary>The approved versions of a table and, for those who may see it, what is proposed, in the order of their days.</summary>
    public async Task<IReadOnlyList<VersionLine>> VersionsOfAsync(string table, CancellationToken ct) =>
        [.. (await Versions(table).ToListAsync(ct)).Where(v => v.Status is not (VersionStatus.Withdrawn or VersionStatus.Draft)).OrderBy(v => v.FromLatest).ThenBy(v => v.CreatedAt)];

    public async Task<IReadOnlyList<ReferenceRow>> FindRowsAsync(ReferenceTable table, Guid version, SearchWord word, int take, CancellationToken ct) =>
        (await table.PageAsync(db, version, word, 1, take, ct)).Rows;

    public Task<ReferenceRow?> RowAsync(ReferenceTable table, Guid version, string rowKey, CancellationToken ct) => table.FindAsync(db, version, rowKey, ct);
}
