using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Files;
using Zhijian.Platform.Hosting;
using Zhijian.Platform.Jobs;
using Zhijian.Platform.Ui;

namespace Zhijian.Platform.Imports;

/// <summary>The same content was imported before; it is taken again only when the user says so.</summary>
public sealed class DuplicateFileException(string message) : Refusal(message, "Again");

/// <summary>A file that was received and judged, and waits for its import to be started.</summary>
public sealed record ReceivedSheet(string KindKey, string FileName, FileReceipt Receipt);

/// <summary>The use cases of an import: receive a file, start, go on, cancel.</summary>
public sealed class ImportDesk(ZhijianDb db, WritePath write, ImportKinds kinds, FileDesk files, JobDesk jobs, Viewer viewer, ServerSettings settings)
{
    /// <summary>Takes the content in; nothing is written into the database yet.</summary>
    public async Task<ReceivedSheet> ReceiveAsync(string kindKey, Stream content, string fileName, CancellationToken ct)
    {
        var kind = kinds.Of(kindKey, viewer);
        return new(kindKey, StoredFileNames.Clean(fileName), await files.ReceiveAsync(content, fileName, ImportFiles.Sheet(kind), ct));
    }

    /// <summary>Begins an import of a received file with its check.</summary>
    /// <param name="again">The user knows that the same file was imported before.</param>
    /// <param name="inBackground">False where the caller does the work himself (command line).</param>
    /// <exception cref="DuplicateFileException">The same content was imported before in the viewer's scope.</exception>
    public Task<Guid> StartAsync(ReceivedSheet sheet, bool again, string? key, CancellationToken ct, bool inBackground = true)
    {
        var kind = kinds.Of(sheet.KindKey, viewer);
        return write.CommitAsync(new("imports.start", Key: key), async change =>
        {
            if (!again) await RefuseTwiceAsync(kind, sheet.Receipt.Hash, ct);
            var file = files.Keep(change, sheet.Receipt, sheet.FileName, ImportFiles.Sheet(kind));
            var run = new ImportRun
            {
                Kind = kind.Key, KindTitle = kind.Title, FileId = file.Id, FileHash = file.Hash, FileName = file.Name, FileSize = file.Size, FileKind = file.Kind,
                StartedBy = viewer.UserId, StartedByName = viewer.Name, CreatedAt = change.At,
                DivisionCode = viewer.DivisionCode ?? settings.HomeDivision, OrganisationId = viewer.OrganisationId,
            };
            db.Add(run);
            if (inBackground) run.JobId = jobs.Enqueue(change, PreviewJob.Key, $"检查 {kind.Title} {file.Name}", new ImportJobBody(run.Id));
            return run.Id;
        }, ct);
    }

    /// <summary>Writes the good rows: for the first time, or again from where an interrupted import stopped. A check that was interrupted is done again.</summary>
    public Task ApplyAsync(Guid id, string? key, CancellationToken ct, bool inBackground = true) => write.CommitAsync(new("imports.apply", Key: key), async change =>
    {
        var run = await FindAsync(id, ct);
        var stalled = await IsStalledAsync(run, ct);
        if (run.State == ImportState.Done) throw new Refusal("这个文件已经导入完毕。");
        if (run.State is ImportState.Uploaded or ImportState.Applying && !stalled) throw new Refusal("正在处理中，请稍候。");
        if (run is { IsPreviewed: true, Good: 0 }) throw new Refusal("没有可以导入的行，请更正后重新上传。");
        (run.State, run.Message, run.FinishedAt) = (run.IsPreviewed ? ImportState.Applying : ImportState.Uploaded, null, null);
        var (job, verb) = run.IsPreviewed ? (ApplyJob.Key, "导入") : (PreviewJob.Key, "检查");
        if (inBackground) run.JobId = jobs.Enqueue(change, job, $"{verb} {run.KindTitle} {run.FileName}", new ImportJobBody(id));
    }, ct);

    /// <summary>Stops an import. Batches that were committed stay; what was not written is not.</summary>
    public Task CancelAsync(Guid id, string? key, CancellationToken ct) => write.CommitAsync(new("imports.cancel", Key: key), async change =>
    {
        var run = await FindAsync(id, ct);
        if (run.State is ImportState.Done or ImportState.Cancelled) throw new Refusal("导入已经结束，不能取消。");
        (run.State, run.FinishedAt) = (ImportState.Cancelled, change.At);
        run.Message = run.Written > 0 ? $"已取消。取消前写入的 {Display.Count(run.Written)} 行保留。" : "已取消，没有写入任何数据。";
        if (run.JobId is { } job && await db.Set<JobRun>().AnyAsync(j => j.Id == job && j.State != JobState.Succeeded && j.State != JobState.Failed && j.State != JobState.Cancelled, ct))
            await jobs.CancelAsync(job, ct);
    }, ct);

    /// <summary>Says that it is under way, but nobody works on it any more: the job ended without it, or a command line was killed.</summary>
    public async Task<bool> IsStalledAsync(ImportRun run, CancellationToken ct) =>
        run.State is ImportState.Uploaded or ImportState.Applying
        && (run.JobId is not { } job || await db.Set<JobRun>().AnyAsync(j => j.Id == job && (j.State == JobState.Succeeded || j.State == JobState.Failed || j.State == JobState.Cancelled), ct));

    async Task<ImportRun> FindAsync(Guid id, CancellationToken ct)
    {
        var run = await db.Set<ImportRun>().SingleOrDefaultAsync(r => r.Id == id, ct) ?? throw new NotFoundException();
        kinds.Of(run.Kind, viewer);
        return run;
    }

    async Task RefuseTwiceAsync(IImportKind kind, string hash, CancellationToken ct)
    {
        var before = await db.Set<ImportRun>().AsNoTracking()
            .Where(r => r.Kind == kind.Key && r.FileHash == hash && (r.State == ImportState.Done || r.State == ImportState.Applying || r.Written > 0))
            .OrderByDescending(r => r.CreatedAt).FirstOrDefaultAsync(ct);
        if (before is not null)
            throw new DuplicateFileException($"该文件已于 {Display.Text(before.FinishedAt ?? before.CreatedAt)} 由{before.StartedByName}导入（{before.FileName}）。如确需再次导入，请勾选“再次导入”后重新选择文件。");
    }
}
