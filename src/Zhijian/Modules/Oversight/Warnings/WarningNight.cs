using Quartz;
using Zhijian.Platform.Access;
using Zhijian.Platform.Hosting;
using Zhijian.Platform.Jobs;

namespace Zhijian.Modules.Oversight.Warnings;

/// <summary>Every night, and when somebody asks: looks at all rules, one transaction for each.</summary>
[DisallowConcurrentExecution]
sealed class WarningNight(IServiceScopeFactory scopes, WarningBook book, ILogger<WarningNight> log) : IJob, ILongJob
{
    public const string JobKind = "oversight.warnings";
    public string Kind => JobKind;

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        var (found, closed) = await LookAsync(null, cancellationToken);
        if (found + closed > 0) log.LogInformation("{Found} warnings stand, {Closed} were closed", found, closed);
    }

    public async Task<string?> RunAsync(JobContext job, CancellationToken ct)
    {
        await LookAsync((done, rule) => job.ReportAsync(done, book.All.Count, rule.Title), ct);
        return "/oversight/warnings";
    }

    public async Task<(int Found, int Closed)> LookAsync(Func<int, WarningRule, Task>? report, CancellationToken ct)
    {
        var (found, closed, run) = (0, 0, Guid.CreateVersion7());
        for (var n = 0; n < book.All.Count; n++)
        {
            await using var scope = scopes.CreatePlatformScope();
            if (n == 0)
                // The counties are looked at by figures of now.
                while (await scope.ServiceProvider.GetRequiredService<RollUps>().RollAsync(ct) > 0) scope.Db().ChangeTracker.Clear();
            var result = await scope.ServiceProvider.GetRequiredService<WarningSweep>().LookAsync(book.All[n], run, ct);
            (found, closed) = (found + result.Found, closed + result.Closed);
            if (report is not null) await report(n + 1, book.All[n]);
        }
        return (found, closed);
    }
}

/// <summary>A demonstration begins with what the rules find in it.</summary>
sealed class WarningDemonstration(WarningBook book) : ISeed
{
    public Task SeedAsync(IServiceProvider services, CancellationToken ct) => Task.CompletedTask;

    public async Task SeedDemonstrationAsync(IServiceProvider services, Demonstration demonstration, CancellationToken ct)
    {
        var (sweep, run) = (services.GetRequiredService<WarningSweep>(), Guid.CreateVersion7());
        foreach (var rule in book.All) await sweep.LookAsync(rule, run, ct);
    }
}
