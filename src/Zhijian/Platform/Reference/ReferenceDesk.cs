using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Files;
using Zhijian.Platform.Imports;
using Zhijian.Platform.Reference.Rows;
using Zhijian.Platform.Reference.Tables;

namespace Zhijian.Platform.Reference;

/// <summary>What the proposer says of a version.</summary>
/// <param name="From">First day of effect; not used for a correction, which takes the days of the version that it replaces.</param>
public sealed record Proposal(string Title, string Source, DateOnly? From, string Reason, string? Note = null);

/// <summary>Drafts, proposals and decisions on versions of the reference tables.</summary>
public sealed class ReferenceDesk(WritePath path, ZhijianDb db, IViewer viewer, SearchTexts texts, ReferenceDirectory directory)
{
    public const string MayPropose = "reference.propose", MayApprove = "reference.approve";
    public const int MostProblems = 50;

    /// <summary>A draft with all rows of the version it is based on.</summary>
    public Task<Guid> StartAsync(string tableKey, VersionKind kind, Guid? basedOn, string? key = null, CancellationToken ct = default) =>
        path.CommitAsync(new("reference.draft", Key: key), async change =>
        {
            Demand(MayPropose);
            var table = ReferenceTables.Get(tableKey);
            var before = await BaseAsync(tableKey, kind, basedOn, ct);
            var rows = await table.LoadAsync(db, before.Id, ct);
            return await DraftAsync(change, table, kind, before, rows, ct);
        }, ct);

    /// <summary>A draft from a sheet, every row checked; refused as a whole when a row is bad.</summary>
    public Task<Guid> UploadAsync(string tableKey, VersionKind kind, Guid? basedOn, Stream file, string fileName, string? key = null, CancellationToken ct = default) =>
        path.CommitAsync(new("reference.upload", Key: key), async change =>
        {
            Demand(MayPropose);
            var table = ReferenceTables.Get(tableKey);
            var before = await BaseAsync(tableKey, kind, basedOn, ct);
            var rows = ReadRows(table, file, fileName, ct);
            foreach (var row in rows) table.Complete(row, texts);
            var id = await DraftAsync(change, table, kind, before, rows, ct);
            change.Note(nameof(ReferenceVersion), id.ToString(), "upload", new { fileName, rows.Count });
            return id;
        }, ct);

    /// <summary>Adds a row, or puts another in the place of the one with this key.</summary>
    public Task EditRowAsync(Guid id, string? rowKey, IReadOnlyDictionary<string, string> values, string? reason, string? source, CancellationToken ct = default) =>
        path.CommitAsync(new("reference.edit-row", reason), async change =>
        {
            Demand(MayPropose);
            Say(reason, source);
            var version = await DraftOfMineAsync(id, ct);
            var table = ReferenceTables.Get(version.TableKey);
            var (row, problems) = table.FromForm(values);
            if (row is null) throw new RowsRefused(problems);
            table.Complete(row, texts);
            var old = rowKey is null ? null : await table.FindAsync(db, id, rowKey, ct) ?? throw new NotFoundException();
            if (row.RowKey != rowKey && await table.FindAsync(db, id, row.RowKey, ct) is not null)
                throw new Refusal($"已有相同的行“{table.Caption(row)}”，请直接修改那一行。");
            row.VersionId = id;
            row.Ordinal = old?.Ordinal ?? version.RowCount + 1;
            if (old is not null && table.Cells(old).SequenceEqual(table.Cells(row))) throw new Refusal("没有改动。");
            var before = old is null ? null : ChangeLog.ToJson(table.FormValues(old));
            if (old is null) { db.Add(row); version.RowCount++; }
            else if (old.RowKey == row.RowKey) db.Entry(old).CurrentValues.SetValues(row);
            else
            {
                // The key is what the row is about: a row about something else is another row.
                db.Remove(old);
                db.Add(row);
            }
            Remember(change, version, row.RowKey, old is null ? "added" : "changed", before, ChangeLog.ToJson(table.FormValues(row)), reason!, source!);
        }, ct);

    public Task RemoveRowAsync(Guid id, string rowKey, string? reason, string? source, CancellationToken ct = default) =>
        path.CommitAsync(new("reference.remove-row", reason), async change =>
        {
            Demand(MayPropose);
            Say(reason, source);
            var version = await DraftOfMineAsync(id, ct);
            var table = ReferenceTables.Get(version.TableKey);
            var old = await table.FindAsync(db, id, rowKey, ct) ?? throw new NotFoundException();
            db.Remove(old);
            version.RowCount--;
            Remember(change, version, rowKey, "removed", ChangeLog.ToJson(table.FormValues(old)), null, reason!, source!);
        }, ct);

    /// <summary>Hands the draft to a second person. From here on its rows are fixed.</summary>
    public Task ProposeAsync(Guid id, Proposal proposal, string? key = null, CancellationToken ct = default) =>
        path.CommitAsync(new("reference.propose", proposal.Reason, key), async change =>
        {
            Demand(MayPropose);
            Say(proposal.Reason, proposal.Source);
            var version = await DraftOfMineAsync(id, ct);
            var table = ReferenceTables.Get(version.TableKey);
            if (string.IsNullOrWhiteSpace(proposal.Title)) throw new Refusal("请填写版本名称。", "title");
            (version.Title, version.Source, version.Note) = (proposal.Title.Trim(), proposal.Source.Trim(), proposal.Note?.Trim() is { Length: > 0 } note ? note : null);
            if (version.Kind == VersionKind.Edition)
            {
                var from = proposal.From ?? throw new Refusal("请填写生效日期。", "from");
                RequireAfter(await NewestAsync(version.TableKey, ct), from);
                version.TakeEffect(from);
            }
            var rows = await table.LoadAsync(db, id, ct);
            var before = await table.LoadAsync(db, version.BasedOnId!.Value, ct);
            if (ReferenceComparison.Of(table, before, rows).IsEmpty) throw new Refusal("与原版本没有差异，无需提交。");
            version.RowCount = rows.Count;
            version.ContentSha256 = table.Hash(rows);
            version.Propose(viewer.UserId, viewer.Name, proposal.Reason.Trim(), change.At);
            change.Raise(new ReferenceVersionProposed(id, version.TableKey, version.Title, viewer.Name));
        }, ct);

    public Task ApproveAsync(Guid id, string? reason, string? key = null, CancellationToken ct = default) =>
        path.CommitAsync(new("reference.approve", reason, key), async change =>
        {
            Demand(MayApprove);
            var version = await VersionAsync(id, ct);
            version.Approve(viewer.UserId, viewer.Name, Reason(reason), change.At);
            ReferenceVersion? replaced = null;
            if (version.Kind == VersionKind.Correction)
            {
                replaced = await VersionAsync(version.BasedOnId!.Value, ct);
                version.Replace(replaced);
            }
            else if (await NewestAsync(version.TableKey, ct) is { } newest)
            {
                // Approved on top of something else than it was compared with, it would silently undo that.
                if (version.BasedOnId is not null && version.BasedOnId != newest.Id)
                    throw new Refusal($"提交之后“{newest.Title}”已获批准，此版本不是在它的基础上提出的，请退回后重新提出。");
                RequireAfter(newest, version.FromEarliest);
                newest.EndBefore(version);
            }
            change.Raise(new ReferenceVersionApproved(id, version.TableKey, version.Title, version.FromLatest, replaced?.Id, viewer.Name, version.DecisionReason!));
            change.AfterCommit(directory.Forget);
        }, ct);

    public Task RejectAsync(Guid id, string? reason, string? key = null, CancellationToken ct = default) =>
        path.CommitAsync(new("reference.reject", reason, key), async change =>
        {
            Demand(MayApprove);
            var version = await VersionAsync(id, ct);
            version.Reject(viewer.UserId, viewer.Name, Reason(reason), change.At);
            change.Raise(new ReferenceVersionRejected(id, version.TableKey, version.Title, viewer.Name, version.DecisionReason!));
        }, ct);

    public Task WithdrawAsync(Guid id, string? reason, string? key = null, CancellationToken ct = default) =>
        path.CommitAsync(new("reference.withdraw", reason, key), async change =>
        {
            Demand(MayPropose);
            (await VersionAsync(id, ct)).Withdraw(viewer.UserId, Reason(reason), change.At);
            change.Raise(new ReferenceVersionWithdrawn(id));
        }, ct);

    async Task<Guid> DraftAsync(Change change, ReferenceTable table, VersionKind kind, ReferenceVersion before, IReadOnlyList<ReferenceRow> rows, CancellationToken ct)
    {
        var version = new ReferenceVersion
        {
            TableKey = table.Key, ShippedKey = kind == VersionKind.Correction ? before.ShippedKey : null, Kind = kind, BasedOnId = before.Id,
            Title = kind == VersionKind.Correction ? $"{before.Title}（更正）" : before.Title, Source = before.Source, Note = before.Note,
            RowCount = rows.Count, CreatedAt = change.At,
        };
        version.TakeEffect(before.FromEarliest, before.FromLatest);
        version.Draft(viewer.UserId, viewer.Name);
        db.Add(version);
        await db.SaveChangesAsync(ct);
        await table.InsertAsync(db, change, version.Id, rows, ct);
        return version.Id;
    }

    static IReadOnlyList<ReferenceRow> ReadRows(ReferenceTable table, Stream file, string fileName, CancellationToken ct)
    {
        var verdict = FileGuard.Inspect(file, fileName, FilePolicy.Sheets with { MaxBytes = 20 * 1024 * 1024 }, ct);
        if (verdict.Refusal is { } refusal) throw new Refusal(refusal.Message, "file");
        try
        {
            file.Position = 0;
            var upload = table.ReadSheet(file, verdict.Kind!.Value, ct);
            if (upload.Problems.Count > 0) throw new RowsRefused(upload.Problems);
            return upload.Rows.Count > 0 ? upload.Rows : throw new Refusal("表格中没有数据行。", "file");
        }
        catch (SheetRefusedException wrong) { throw new Refusal(wrong.Message, "file"); }
    }

    async Task<ReferenceVersion> BaseAsync(string tableKey, VersionKind kind, Guid? id, CancellationToken ct)
    {
        var newest = await NewestAsync(tableKey, ct) ?? throw new Refusal("此表还没有已批准的版本。");
        if (kind == VersionKind.Edition || id is null) return newest;
        var faulty = await VersionAsync(id.Value, ct);
        if (faulty.TableKey != tableKey) throw new NotFoundException();
        faulty.RequireStatus(VersionStatus.Approved, "只能更正已批准的版本。");
        return faulty;
    }

    Task<ReferenceVersion?> NewestAsync(string tableKey, CancellationToken ct) => db.Set<ReferenceVersion>()
        .Where(v => v.TableKey == tableKey && v.Status == VersionStatus.Approved).OrderByDescending(v => v.FromLatest).FirstOrDefaultAsync(ct);

    async Task<ReferenceVersion> VersionAsync(Guid id, CancellationToken ct) =>
        await db.Set<ReferenceVersion>().SingleOrDefaultAsync(v => v.Id == id, ct) ?? throw new NotFoundException();

    async Task<ReferenceVersion> DraftOfMineAsync(Guid id, CancellationToken ct)
    {
        var version = await VersionAsync(id, ct);
        version.RequireDraftOf(viewer.UserId);
        return version;
    }

    static void RequireAfter(ReferenceVersion? newest, DateOnly from)
    {
        if (newest is not null && from <= newest.FromLatest)
            throw new Refusal($"生效日期须晚于“{newest.Title}”的生效日期（{VersionWords.Day(newest.FromEarliest, newest.FromLatest)}），否则两个版本的有效期重叠。如要改正该版本中的错误，请选择“更正”。", "from");
        if (from.Year is < 1950 or > 2100) throw new Refusal("生效日期的年份应在 1950 至 2100 之间。", "from");
    }

    void Demand(string permission)
    {
        // The page asks as well; a job or another room that calls the desk must not get around it.
        if (!viewer.May(permission)) throw new Refusal("您没有此项权限。");
    }

    static string Reason(string? reason) => reason?.Trim() is { Length: > 0 and <= 1000 } text ? text : throw new Refusal("请填写理由（最长 1000 字）。", "reason");

    static void Say(string? reason, string? source)
    {
        Reason(reason);
        if (source?.Trim() is not { Length: > 0 and <= 500 }) throw new Refusal("请填写依据的文件或来源（最长 500 字）。", "source");
    }

    void Remember(Change change, ReferenceVersion version, string rowKey, string kind, string? before, string? after, string reason, string source) =>
        db.Add(new ReferenceEdit
        {
            VersionId = version.Id, RowKey = rowKey, Kind = kind, Before = before, After = after, Reason = reason.Trim(), Source = source.Trim(), ByName = viewer.Name, At = change.At,
        });
}

/// <summary>Rows that were refused, each cell named.</summary>
public sealed class RowsRefused(IReadOnlyList<CellProblem> problems) : Exception(Say(problems))
{
    public IReadOnlyList<CellProblem> Problems { get; } = problems;

    static string Say(IReadOnlyList<CellProblem> problems)
    {
        var lines = problems.Take(ReferenceDesk.MostProblems).Select(p => (p.RowNumber > 0 ? $"第 {p.RowNumber} 行 " : "") + $"{p.ColumnTitle}：{p.Message}");
        return string.Join("\n", lines) + (problems.Count > ReferenceDesk.MostProblems ? $"\n……共 {problems.Count} 处" : "");
    }
}
