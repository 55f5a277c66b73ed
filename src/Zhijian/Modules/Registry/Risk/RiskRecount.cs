using Microsoft.EntityFrameworkCore;
using Quartz;
using Zhijian.Data;
using Zhijian.Platform;
using Zhijian.Platform.Access;
using Zhijian.Platform.Hosting;

namespace Zhijian.Modules.Registry.Risk;

/// <summary>
/// Judges all employers anew, some thousands at a time, each batch a transaction: after a bulk load that told nobody, and when a
/// catalogue, a factor, a limit or the matrix became another.
/// </summary>
sealed class RiskRecount(ZhijianDb db, WritePath write, Viewer viewer, RiskBooks books, RiskWriter writer, TimeProvider clock)
{
    const string StampKey = "registry.risk-stamp";
    const int AtOnce = 2000;

    /// <summary>Does nothing while the tables are those of the last count.</summary>
    /// <returns>Number of employers whose risk changed.</returns>
    public async Task<int> WhenDueAsync(CancellationToken ct)
    {
        var stamp = (await books.OfAsync(ChinaTime.DateOf(clock.GetUtcNow()), ct)).Stamp;
        if (await Installation.ReadAsync(db, StampKey, ct) == stamp) return 0;
        var changed = await AllAsync(ct);
        await write.CommitAsync(new("registry.risk-recounted", "风险分类分级依据的数据已更新"), async _ =>
        {
            var kept = await db.Set<InstallationSetting>().SingleOrDefaultAsync(s => s.Key == StampKey, ct);
            if (kept is null) db.Add(new InstallationSetting { Key = StampKey, Value = stamp });
            else kept.Value = stamp;
        }, ct);
        return changed;
    }

    public async Task<int> AllAsync(CancellationToken ct)
    {
        using var all = viewer.ActAsPlatform();
        var (changed, after) = (0, Guid.Empty);
        while (true)
        {
            var (last, count) = await write.CommitAsync(new("registry.risk-recount", Quiet: true), async change =>
            {
                var ids = await db.Set<Employer>().Where(e => e.Id > after && e.MergedIntoId == null).OrderBy(e => e.Id).Take(AtOnce).Select(e => e.Id).ToListAsync(ct);
                if (ids.Count == 0) return ((Guid?)null, 0);
                var book = await books.OfAsync(ChinaTime.DateOf(change.At), ct);
                var verdicts = (await RiskFiles.LoadAsync(db, ids, ct)).Select(f => RiskVerdict.Of(book, f)).Where(v => v.Differs).ToList();
                if (verdicts.Count > 0) await writer.WriteAsync(change, verdicts, ct);
                return (ids[^1], verdicts.Count);
            }, ct);
            if (last is not { } end) return changed;
            (changed, after) = (changed + count, end);
        }
    }
}

/// <summary>Every night: the day on which a new catalogue holds comes without anybody doing anything.</summary>
[DisallowConcurrentExecution]
sealed class RiskSweep(IServiceScopeFactory scopes, ILogger<RiskSweep> log) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreatePlatformScope();
        var changed = await scope.ServiceProvider.GetRequiredService<RiskRecount>().WhenDueAsync(cancellationToken);
        if (changed > 0) log.LogInformation("The risk of {Changed} employers is another by the tables of today", changed);
    }
}
