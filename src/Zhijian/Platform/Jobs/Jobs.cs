using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Quartz;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Hosting;

namespace Zhijian.Platform.Jobs;

/// <summary>Long work of one kind. It may be killed and started again, and must then go on where it was.</summary>
public interface ILongJob
{
    string Kind { get; }

    /// <returns>Path of the page or file with the result, or null.</returns>
    Task<string?> RunAsync(JobContext job, CancellationToken ct);
}

/// <summary>What a running job knows and says.</summary>
public sealed class JobContext(JobRun run, IServiceProvider services, Func<long, long?, string?, Task> report)
{
    public Guid RunId => run.Id;
    public Guid? StartedBy => run.StartedBy;
    /// <summary>Services of a scope that sees every row; the job itself keeps to what it was asked.</summary>
    public IServiceProvider Services => services;
    public T Body<T>() => JsonSerializer.Deserialize<T>(run.Body)!;
    /// <summary>Says how far the work is. Cheap: written twice a second at most.</summary>
    public Task ReportAsync(long done, long? total, string? message = null) => report(done, total, message);
}

/// <summary>Puts long work into the queue and asks for its end.</summary>
public sealed class JobDesk(ZhijianDb db, WritePath write, Viewer viewer, JobScheduler scheduler, ServerSettings settings)
{
    /// <summary>Queues work in the open transaction; it starts when that is committed.</summary>
    public Guid Enqueue<TBody>(Change change, string kind, string title, TBody body)
    {
        var run = new JobRun
        {
            Kind = kind, Title = title, Body = JsonSerializer.Serialize(body), CreatedAt = change.At, HeartbeatAt = change.At,
            StartedBy = viewer.UserId, OrganisationId = viewer.OrganisationId, DivisionCode = viewer.DivisionCode ?? settings.HomeDivision,
        };
        db.Add(run);
        change.Note(nameof(JobRun), run.Id.ToString(), "enqueue", new { kind, title });
        change.AfterCommit(() => scheduler.Start(run.Id));
        return run.Id;
    }

    public Task CancelAsync(Guid id, CancellationToken ct = default) => write.CommitAsync(new("job.cancel"), async change =>
    {
        var run = await db.Set<JobRun>().SingleOrDefaultAsync(j => j.Id == id, ct) ?? throw new NotFoundException();
        if (run.IsOver) throw new Refusal("任务已经结束。");
        run.CancelRequested = true;
        if (run.State == JobState.Queued) (run.State, run.FinishedAt) = (JobState.Cancelled, change.At);
        change.Note(nameof(JobRun), id.ToString(), "cancel");
    }, ct);
}

/// <summary>Hands runs to Quartz; finds runs that nobody works on any more.</summary>
public sealed class JobScheduler(ISchedulerFactory quartz, ILogger<JobScheduler> log)
{
    /// <summary>Group of the triggers that start runs.</summary>
    public const string Runs = "runs";

    public void Start(Guid runId) => _ = StartAsync(runId);

    public async Task StartAsync(Guid runId)
    {
        try
        {
            var scheduler = await quartz.GetScheduler();
            var job = JobBuilder.Create<QuartzRun>().WithIdentity(runId.ToString(), Runs).UsingJobData(QuartzRun.RunId, runId.ToString()).Build();
            // The scheduler's own clock: a trigger that reads another one can misfire for ever.
            await scheduler.ScheduleJob(job, TriggerBuilder.Create(scheduler.TimeProvider).WithIdentity(runId.ToString(), Runs).StartNow().Build());
        }
        catch (Exception e)
        {
            // Already scheduled, or Quartz is not up: the sweep finds the run a minute later.
            log.LogWarning(e, "Job run {RunId} waits for the sweep", runId);
        }
    }
}
