using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;

namespace Zhijian.Platform.Imports;

/// <summary>Another runner took the import over, or somebody cancelled it: this one writes nothing more.</summary>
public sealed class ImportTakenOverException() : Refusal("导入已取消，或已由另一进程接管。");

/// <summary>Progress beside the rows: both are written in one transaction, or neither.</summary>
/// <param name="scopes">Scopes of whoever started the import, so that checks, filter and audit are his.</param>
sealed class ImportLedger(ViewerScopes scopes) : IImportLedger
{
    public async Task<ImportProgress> ReadAsync(Guid importId, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await Run(scope.Db(), importId).Select(r => new ImportProgress(r.LastRow, r.Written, r.Skipped)).SingleAsync(cancel);
    }

    public async Task<ImportProgress> CommitBatchAsync(Guid importId, ImportProgress before,
        Func<IServiceProvider, CancellationToken, Task<ImportProgress>> batch, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.Db();
        return await scope.ServiceProvider.GetRequiredService<WritePath>().CommitAsync(new("imports.batch"), async change =>
        {
            // First, so that a second runner waits here for the row and then finds that it is late.
            await MoveAsync(db, importId, before, before, cancel);
            var after = await batch(scope.ServiceProvider, cancel);
            await MoveAsync(db, importId, before, after, cancel);
            change.Note(nameof(ImportRun), importId.ToString(), "batch", after);
            return after;
        }, cancel);
    }

    static async Task MoveAsync(ZhijianDb db, Guid importId, ImportProgress before, ImportProgress after, CancellationToken ct)
    {
        var moved = await Run(db, importId)
            .Where(r => r.State == ImportState.Applying && r.LastRow == before.LastRow && r.Written == before.Written && r.Skipped == before.Skipped)
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.LastRow, after.LastRow).SetProperty(r => r.Written, after.Written).SetProperty(r => r.Skipped, after.Skipped), ct);
        if (moved != 1) throw new ImportTakenOverException();
    }

    // The import was permitted when it started; a user who moved to another place since does not lose its track.
    static IQueryable<ImportRun> Run(ZhijianDb db, Guid importId) =>
        db.Set<ImportRun>().IgnoreQueryFilters([Conventions.ScopeFilter]).Where(r => r.Id == importId);
}
