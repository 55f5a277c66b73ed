using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Jobs;

namespace Zhijian.Platform.Imports;

/// <summary>An import with the work that goes on for it.</summary>
public sealed record ImportDetail(ImportRun Run, JobRun? Job, IImportKind Kind, bool IsStalled)
{
    public bool IsWorking => Run.State is ImportState.Uploaded or ImportState.Applying && !IsStalled;
}

/// <summary>Imports in the viewer's scope, of the kinds that he may import.</summary>
public sealed class ImportQueries(ZhijianDb db, ImportKinds kinds, ImportDesk desk, IViewer viewer)
{
    public IQueryable<ImportRun> Mine()
    {
        string[] keys = [.. kinds.For(viewer).Select(k => k.Key)];
        return db.Set<ImportRun>().AsNoTracking().Where(r => keys.Contains(r.Kind));
    }

    public async Task<ImportDetail> FindAsync(Guid id, CancellationToken ct)
    {
        var run = await db.Set<ImportRun>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, ct) ?? throw new NotFoundException();
        var kind = kinds.Of(run.Kind, viewer);
        var job = run.JobId is { } jobId ? await db.Set<JobRun>().AsNoTracking().SingleOrDefaultAsync(j => j.Id == jobId, ct) : null;
        return new(run, job, kind, await desk.IsStalledAsync(run, ct));
    }

    public Task<int> RowsAsync(Guid id, CancellationToken ct) => db.Set<ImportRun>().Where(r => r.Id == id).Select(r => r.Good + r.Bad).SingleAsync(ct);
}
