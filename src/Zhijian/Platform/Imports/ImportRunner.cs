using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Files;
using Zhijian.Platform.Hosting;
using Zhijian.Platform.Notices;

namespace Zhijian.Platform.Imports;

/// <summary>Does the long work of an import, for the jobs and for the command line. Each part may be killed and done again.</summary>
sealed class ImportRunner(ImportKinds kinds, FileStore store, ServerSettings settings)
{
    /// <summary>Checks every row and keeps what was found; writes no row.</summary>
    /// <returns>Path of the page that shows the import.</returns>
    public async Task<string> PreviewAsync(Guid id, ViewerScopes scopes, Func<long, Task> report, CancellationToken ct)
    {
        var run = await ReadAsync(id, scopes, ct);
        var path = kinds.Of(run.Kind).PathOf(id);
        if (run.State != ImportState.Uploaded) return path;
        Directory.CreateDirectory(settings.WorkFolder);
        await using var file = store.OpenRead(run.FileHash);
        await using var errors = new FileStream(Path.Combine(settings.WorkFolder, $"{Guid.CreateVersion7():N}.xlsx"),
            FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
        SheetPreview preview;
        try
        {
            preview = await kinds.Of(run.Kind).PreviewAsync(file, run.FileKind, Context(run, scopes, report), errors, ct);
            if (preview.Rows == 0) throw new SheetRefusedException("文件里只有表头，没有数据行。请填写后重新上传。");
        }
        catch (SheetRefusedException refused)
        {
            await ChangeAsync(id, scopes, "imports.refuse", (now, change) => (now.State, now.Message, now.FinishedAt) = (ImportState.Failed, refused.Message, change.At), ct);
            throw;
        }
        await KeepAsync(run, preview, errors, scopes, ct);
        return path;
    }

    /// <summary>Writes the good rows, beginning behind the last committed batch.</summary>
    public async Task<string> ApplyAsync(Guid id, ViewerScopes scopes, Func<long, Task> report, CancellationToken ct)
    {
        var run = await ReadAsync(id, scopes, ct);
        var path = kinds.Of(run.Kind).PathOf(id);
        if (run.State != ImportState.Applying) return path;
        await using var file = store.OpenRead(run.FileHash);
        ImportProgress end;
        try
        {
            end = await kinds.Of(run.Kind).ApplyAsync(file, run.FileKind, Context(run, scopes, report), new ImportLedger(scopes), ct);
        }
        catch (Exception e) when (e is not (OperationCanceledException or ImportTakenOverException))
        {
            await ChangeAsync(id, scopes, "imports.fail", (now, change) =>
            {
                if (now.State == ImportState.Applying) (now.State, now.Message, now.FinishedAt) = (ImportState.Failed, Faults.Of(e).Message, change.At);
            }, CancellationToken.None);
            throw;
        }
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<WritePath>().CommitAsync(new("imports.finish"), async change =>
        {
            var now = await FindAsync(scope.Db(), id, ct);
            if (now.State != ImportState.Applying || now.Progress != end) throw new ImportTakenOverException();
            (now.State, now.Message, now.FinishedAt) = (ImportState.Done, null, change.At);
            if (now.StartedBy is { } user)
                scope.ServiceProvider.GetRequiredService<NoticeBoard>().Tell(change, user, $"{now.KindTitle}导入完成：写入 {end.Written} 行，未导入 {end.Skipped} 行。", path);
        }, ct);
        return path;
    }

    async Task KeepAsync(ImportRun run, SheetPreview preview, FileStream errors, ViewerScopes scopes, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var files = scope.ServiceProvider.GetRequiredService<FileDesk>();
        var purpose = ImportFiles.Errors(kinds.Of(run.Kind));
        var name = $"{Path.GetFileNameWithoutExtension(run.FileName)} 待更正.xlsx";
        FileReceipt? receipt = null;
        if (preview.Bad > 0)
        {
            errors.Position = 0;
            receipt = await files.ReceiveAsync(errors, name, purpose, ct);
        }
        await scope.ServiceProvider.GetRequiredService<WritePath>().CommitAsync(new("imports.preview"), async change =>
        {
            var now = await FindAsync(scope.Db(), run.Id, ct);
            if (now.State != ImportState.Uploaded) throw new ImportTakenOverException();
            now.Previewed(preview, receipt is null ? null : files.Keep(change, receipt, name, purpose).Id);
        }, ct);
    }

    static async Task<ImportRun> ReadAsync(Guid id, ViewerScopes scopes, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await FindAsync(scope.Db(), id, ct);
    }

    static async Task ChangeAsync(Guid id, ViewerScopes scopes, string act, Action<ImportRun, Change> change, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<WritePath>().CommitAsync(new(act), async c => change(await FindAsync(scope.Db(), id, ct), c), ct);
    }

    static async Task<ImportRun> FindAsync(ZhijianDb db, Guid id, CancellationToken ct) =>
        await db.Set<ImportRun>().SingleOrDefaultAsync(r => r.Id == id, ct) ?? throw new NotFoundException();

    static ImportContext Context(ImportRun run, ViewerScopes scopes, Func<long, Task> report) => new(run.Id, run.StartedBy, scopes) { Report = report };
}
