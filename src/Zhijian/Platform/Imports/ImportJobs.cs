using Zhijian.Platform.Access;
using Zhijian.Platform.Jobs;

namespace Zhijian.Platform.Imports;

sealed record ImportJobBody(Guid ImportId);

/// <summary>Checks a file.</summary>
sealed class PreviewJob(ImportRunner runner, IServiceScopeFactory scopes) : ILongJob
{
    public const string Key = "imports.preview";
    public string Kind => Key;

    public async Task<string?> RunAsync(JobContext job, CancellationToken ct)
    {
        var id = job.Body<ImportJobBody>().ImportId;
        var viewer = await ViewerScopes.OfUserAsync(scopes, job.StartedBy!.Value, ct);
        return await runner.PreviewAsync(id, viewer, rows => job.ReportAsync(rows, null, $"已检查 {rows:N0} 行"), ct);
    }
}

/// <summary>Writes a checked file.</summary>
sealed class ApplyJob(ImportRunner runner, IServiceScopeFactory scopes) : ILongJob
{
    public const string Key = "imports.apply";
    /// <summary>Longer than the job needs to learn that it was cancelled.</summary>
    static readonly TimeSpan Cancelling = TimeSpan.FromSeconds(5);
    public string Kind => Key;

    public async Task<string?> RunAsync(JobContext job, CancellationToken ct)
    {
        var id = job.Body<ImportJobBody>().ImportId;
        var viewer = await ViewerScopes.OfUserAsync(scopes, job.StartedBy!.Value, ct);
        var total = await TotalAsync(id, viewer, ct);
        try
        {
            return await runner.ApplyAsync(id, viewer, rows => job.ReportAsync(rows, total, $"已处理 {rows:N0} / {total:N0} 行"), ct);
        }
        catch (ImportTakenOverException)
        {
            // A cancelled import refuses its next batch before the word reaches the job: then it ends as cancelled, not as failed.
            await Task.Delay(Cancelling, ct);
            throw;
        }
    }

    static async Task<long> TotalAsync(Guid id, ViewerScopes viewer, CancellationToken ct)
    {
        await using var scope = viewer.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ImportQueries>().RowsAsync(id, ct);
    }
}
