using Microsoft.EntityFrameworkCore;
using Quartz;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Hosting.Watching;

namespace Zhijian.Platform.Jobs;

/// <summary>Quartz starts this for one run. The run's row decides who works on it: the node that wins the claim.</summary>
sealed class QuartzRun(IServiceScopeFactory scopes, WriteGate gate, IEnumerable<ILongJob> jobs, TimeProvider clock, ILogger<QuartzRun> log) : IJob
{
    public const string RunId = "run";
    /// <summary>A run without a heartbeat for so long has lost its worker.</summary>
    public static readonly TimeSpan Lost = TimeSpan.FromSeconds(60);
    static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(500);
    const int MostAttempts = 5;

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        var id = Guid.Parse(context.MergedJobDataMap.GetString(RunId)!);
        if (await ClaimAsync(id, cancellationToken) is { } run) await WorkAsync(run, cancellationToken);
    }

    async Task<JobRun?> ClaimAsync(Guid id, CancellationToken ct)
    {
        await using var scope = scopes.CreatePlatformScope();
        var db = scope.Db();
        using var turn = await gate.EnterAsync(ct);
        var now = clock.GetUtcNow().UtcDateTime;
        var lostBefore = now - Lost;
        var won = await db.Set<JobRun>()
            .Where(j => j.Id == id && !j.CancelRequested && (j.State == JobState.Queued || (j.State == JobState.Running && j.HeartbeatAt < lostBefore)))
            .ExecuteUpdateAsync(s => s.SetProperty(j => j.State, JobState.Running).SetProperty(j => j.HeartbeatAt, now).SetProperty(j => j.Attempts, j => j.Attempts + 1), ct);
        return won == 1 ? await db.Set<JobRun>().AsNoTracking().SingleAsync(j => j.Id == id, ct) : null;
    }

    async Task WorkAsync(JobRun run, CancellationToken stopping)
    {
        using var cancelled = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var progress = (Done: run.Done, Total: run.Total, Message: run.Message);
        var beating = BeatAsync(run.Id, () => progress, cancelled);
        try
        {
            var job = jobs.SingleOrDefault(j => j.Kind == run.Kind) ?? throw new InvalidOperationException($"No job of kind {run.Kind}");
            if (run.Attempts > MostAttempts) throw new Refusal("任务多次中断，已停止。请检查后重新提交。");
            await using var scope = scopes.CreatePlatformScope();
            var context = new JobContext(run, scope.ServiceProvider, (done, total, message) =>
            {
                progress = (done, total, message);
                return Task.CompletedTask;
            });
            var result = await job.RunAsync(context, cancelled.Token);
            await StopBeatingAsync();
            await FinishAsync(run.Id, JobState.Succeeded, progress, result);
        }
        catch (OperationCanceledException) when (cancelled.IsCancellationRequested)
        {
            await StopBeatingAsync();
            // The node stops: the run goes back into the queue for the next start. Otherwise the user asked.
            await FinishAsync(run.Id, stopping.IsCancellationRequested ? JobState.Queued : JobState.Cancelled, progress, null);
        }
        catch (Exception e)
        {
            log.LogError(e, "Job run {RunId} of kind {Kind} failed", run.Id, run.Kind);
            await StopBeatingAsync();
            await FinishAsync(run.Id, JobState.Failed, progress with { Message = Faults.Of(e).Message }, null);
        }

        async Task StopBeatingAsync()
        {
            await cancelled.CancelAsync();
            await beating;
        }
    }

    /// <summary>Writes progress and heartbeat, and learns of the wish to cancel.</summary>
    async Task BeatAsync(Guid id, Func<(long Done, long? Total, string? Message)> progress, CancellationTokenSource cancelled)
    {
        while (!cancelled.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(Beat, cancelled.Token);
                await using var scope = scopes.CreatePlatformScope();
                var db = scope.Db();
                using var turn = await gate.EnterAsync(cancelled.Token);
                var now = clock.GetUtcNow().UtcDateTime;
                var (done, total, message) = progress();
                await db.Set<JobRun>().Where(j => j.Id == id).ExecuteUpdateAsync(s => s
                    .SetProperty(j => j.HeartbeatAt, now).SetProperty(j => j.Done, done).SetProperty(j => j.Total, total).SetProperty(j => j.Message, message), cancelled.Token);
                if (await db.Set<JobRun>().AnyAsync(j => j.Id == id && j.CancelRequested, cancelled.Token)) await cancelled.CancelAsync();
            }
            catch (OperationCanceledException) { return; }
            catch (Exception e)
            {
                log.LogWarning(e, "Heartbeat of job run {RunId} failed", id);
            }
        }
    }

    async Task FinishAsync(Guid id, JobState state, (long Done, long? Total, string? Message) progress, string? result)
    {
        await using var scope = scopes.CreatePlatformScope();
        var db = scope.Db();
        await scope.ServiceProvider.GetRequiredService<WritePath>().CommitAsync(new("job.finish"), async change =>
        {
            var run = await db.Set<JobRun>().SingleAsync(j => j.Id == id);
            (run.State, run.Done, run.Total, run.Message, run.ResultPath) = (state, progress.Done, progress.Total, progress.Message, result);
            run.FinishedAt = run.IsOver ? change.At : null;
            change.AfterCommit(() => Telemetry.JobEnded(run.Kind, state.ToString()));
            change.Note(nameof(JobRun), id.ToString(), state.ToString().ToLowerInvariant(), new { run.Kind, run.Done });
        });
    }
}

/// <summary>Every minute: starts runs that wait without a worker, after a crash or a missed start.</summary>
[DisallowConcurrentExecution]
sealed class JobSweep(IServiceScopeFactory scopes, JobScheduler scheduler, TimeProvider clock) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreatePlatformScope();
        var lostBefore = clock.GetUtcNow().UtcDateTime - QuartzRun.Lost;
        var lost = await scope.Db().Set<JobRun>()
            .Where(j => (j.State == JobState.Queued || j.State == JobState.Running) && j.HeartbeatAt < lostBefore)
            .OrderBy(j => j.CreatedAt).Select(j => j.Id).Take(100).ToListAsync(cancellationToken);
        foreach (var id in lost) await scheduler.StartAsync(id);
    }
}
