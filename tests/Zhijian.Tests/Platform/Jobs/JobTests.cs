using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Jobs;
using Zhijian.Tests.Harness;

namespace Zhijian.Tests.Platform.Jobs;

public sealed class JobTests(Platforms platforms)
{
    sealed record Body(int Steps, string Behaviour);

    /// <summary>Counts to its number; stops, fails or waits for the wish to cancel on the way.</summary>
    sealed class CountingJob : ILongJob
    {
        public string Kind => "test.count";

        public async Task<string?> RunAsync(JobContext job, CancellationToken ct)
        {
            var body = job.Body<Body>();
            for (var i = 1; i <= body.Steps; i++)
            {
                await job.ReportAsync(i, body.Steps, $"第 {i} 步");
                if (body.Behaviour == "fail" && i == 2) throw new Refusal("第 2 步的数据不对");
                if (body.Behaviour == "wait" && i == 2) await Task.Delay(Timeout.Infinite, ct);
            }
            return "/done";
        }
    }

    static Task<Guid> EnqueueAsync(TestPlatform platform, int steps, string behaviour) => platform.AsAsync("gongyi", s =>
        s.GetRequiredService<WritePath>().CommitAsync(new("test.enqueue"), change =>
            Task.FromResult(s.GetRequiredService<JobDesk>().Enqueue(change, "test.count", "数到底", new Body(steps, behaviour)))));

    static Task<TestPlatform> StartAsync(Platforms platforms, Database database) =>
        platforms.FreshAsync(database, b => b.Services.AddSingleton<ILongJob, CountingJob>());

    internal static async Task<JobRun> UntilAsync(TestPlatform platform, Guid id, Func<JobRun, bool> reached)
    {
        var patience = DateTime.UtcNow.AddSeconds(30);
        while (true)
        {
            var run = await platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<JobRun>().AsNoTracking().SingleAsync(j => j.Id == id));
            if (reached(run)) return run;
            Assert.True(DateTime.UtcNow < patience, $"the job stays {run.State} at {run.Done}");
            await Task.Delay(50);
        }
    }

    [Theory, BothDatabases]
    public async Task A_job_runs_and_tells_its_end(Database database)
    {
        var platform = await StartAsync(platforms, database);
        var run = await UntilAsync(platform, await EnqueueAsync(platform, 3, "end"), r => r.IsOver);
        Assert.Equal((JobState.Succeeded, 3, 3, "/done", 1), (run.State, run.Done, run.Total, run.ResultPath, run.Attempts));
        Assert.Equal("410000/410100/410181/", run.ScopePath);
    }

    [Theory, BothDatabases]
    public async Task A_failing_job_says_why_in_Chinese(Database database)
    {
        var platform = await StartAsync(platforms, database);
        var run = await UntilAsync(platform, await EnqueueAsync(platform, 3, "fail"), r => r.IsOver);
        Assert.Equal((JobState.Failed, "第 2 步的数据不对"), (run.State, run.Message));
    }

    [Theory, BothDatabases]
    public async Task A_job_stops_when_its_owner_cancels_it_and_nobody_else_can(Database database)
    {
        var platform = await StartAsync(platforms, database);
        var id = await EnqueueAsync(platform, 3, "wait");
        await UntilAsync(platform, id, r => r is { State: JobState.Running, Done: 2 });
        await platform.AsAsync("dengfeng", s => Assert.ThrowsAsync<NotFoundException>(() => s.GetRequiredService<JobDesk>().CancelAsync(id)));
        await platform.AsAsync("gongyi", s => s.GetRequiredService<JobDesk>().CancelAsync(id));
        Assert.Equal(JobState.Cancelled, (await UntilAsync(platform, id, r => r.IsOver)).State);
    }
}
