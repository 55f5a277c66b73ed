using Microsoft.EntityFrameworkCore;
using Quartz;
using Zhijian.Data;
using Zhijian.Modules.Registry.Dues;
using Zhijian.Platform;
using Zhijian.Platform.Access;
using Zhijian.Platform.Hosting;
using Zhijian.Rules.Declarations;

namespace Zhijian.Modules.Declarations;

/// <summary>Late and missing declarations: a duty whose last day passed without a filing (order 48 Art 14, 15).</summary>
public sealed class LatenessDesk(ZhijianDb db, WritePath write, Viewer viewer, DeclarationFollowUp followUp)
{
    const int Batch = 500;

    /// <summary>Records every overdue duty once.</summary>
    /// <returns>How many were new.</returns>
    public async Task<int> DetectAsync(DateOnly today, CancellationToken ct)
    {
        var found = 0;
        for (Guid? after = null; ;)
        {
            var overdue = await BatchAsync(today, after, ct);
            if (overdue.Count == 0) return found;
            found += await write.CommitAsync(new("declarations.overdue"), change => RecordAsync(overdue, today, change, ct), ct);
            db.ChangeTracker.Clear();
            after = overdue[^1].Id;
        }
    }

    async Task<List<Due>> BatchAsync(DateOnly today, Guid? after, CancellationToken ct)
    {
        using var _ = viewer.ActAsPlatform();
        var due = db.Set<Due>().AsNoTracking().Where(d => d.SettledOn == null && d.DueOn < today && d.Kind.StartsWith(DeclarationDues.Prefix));
        if (after is { } last) due = due.Where(d => d.Id > last);
        return await due.OrderBy(d => d.Id).Take(Batch).ToListAsync(ct);
    }

    async Task<int> RecordAsync(List<Due> overdue, DateOnly today, Change change, CancellationToken ct)
    {
        using var _ = viewer.ActAsPlatform();
        var causes = overdue.Select(CauseOf).ToList();
        var known = (await db.Set<DeclarationOffence>().Where(o => causes.Contains(o.Cause)).Select(o => o.Cause).ToListAsync(ct)).ToHashSet();
        var found = 0;
        foreach (var due in overdue.Where(d => !known.Contains(CauseOf(d))))
        {
            followUp.Offend(change, due.EmployerId, due.WorkplaceId, null, due.DivisionCode, CodeOf(due),
                $"{due.Title}：应于 {due.DueOn:yyyy-MM-dd} 前完成（自 {due.TriggeredOn:yyyy-MM-dd} 起算，{due.Basis}），至 {today:yyyy-MM-dd} 未申报。{due.Cause}", today, CauseOf(due));
            found++;
        }
        await db.SaveChangesAsync(ct);
        return found;
    }

    static string CauseOf(Due due) => $"due:{due.Id}";

    static string CodeOf(Due due) => DeclarationDues.KeysOf(DeclarationKind.Change).Contains(due.Kind) ? DeclarationBook.ChangeMissing : DeclarationBook.LateOrFalse;
}

/// <summary>What the first morning would find in the demonstration city.</summary>
sealed class LatenessDemonstration(LatenessDesk desk, TimeProvider clock) : ISeed
{
    public Task SeedDemonstrationAsync(IServiceProvider services, Demonstration demonstration, CancellationToken ct) =>
        demonstration.Employers is 0 or >= IndexesAside.WorthwhileFrom ? Task.CompletedTask : desk.DetectAsync(ChinaTime.DateOf(clock.GetUtcNow()), ct);
}

/// <summary>Looks every morning.</summary>
[DisallowConcurrentExecution]
sealed class LatenessJob(IServiceScopeFactory scopes, TimeProvider clock) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreatePlatformScope();
        await scope.ServiceProvider.GetRequiredService<LatenessDesk>().DetectAsync(ChinaTime.DateOf(clock.GetUtcNow()), cancellationToken);
    }
}
