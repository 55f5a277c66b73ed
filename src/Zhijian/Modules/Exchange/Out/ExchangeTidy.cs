using Microsoft.EntityFrameworkCore;
using Quartz;
using Zhijian.Data;
using Zhijian.Modules.Exchange.Partners;
using Zhijian.Platform.Access;

namespace Zhijian.Modules.Exchange.Out;

/// <summary>Every night: of each record only its newest change is kept, nonces that are too old to be used again go, and calls after half a year.</summary>
[DisallowConcurrentExecution]
sealed class ExchangeTidy(IServiceScopeFactory scopes, TimeProvider clock) : IJob
{
    const int AtOnce = 5000;
    static readonly TimeSpan Nonces = TimeSpan.FromHours(1), Calls = TimeSpan.FromDays(183);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await RunAsync(cancellationToken);

    public async Task<int> RunAsync(CancellationToken ct)
    {
        var all = 0;
        foreach (var step in (Func<ZhijianDb, Task<int>>[])[db => OldChangesAsync(db, ct), db => OldNoncesAsync(db, ct), db => OldCallsAsync(db, ct)])
            for (int done; ; all += done)
            {
                await using var scope = scopes.CreatePlatformScope();
                done = await scope.ServiceProvider.GetRequiredService<WritePath>().CommitAsync(new("exchange.tidy", Quiet: true), _ => step(scope.Db()), ct);
                if (done == 0) break;
            }
        return all;
    }

    static async Task<int> OldChangesAsync(ZhijianDb db, CancellationToken ct)
    {
        // A region that a record left must still hear of it: such a line stays.
        var old = await db.Set<ExchangeChange>().Where(c => c.FormerPath == null && db.Set<ExchangeChange>().Any(n => n.Resource == c.Resource && n.RecordId == c.RecordId && n.Seq > c.Seq)).OrderBy(c => c.Seq).Take(AtOnce).ToListAsync(ct);
        db.RemoveRange(old);
        return old.Count;
    }

    async Task<int> OldNoncesAsync(ZhijianDb db, CancellationToken ct)
    {
        var before = clock.GetUtcNow().UtcDateTime - Nonces;
        var old = await db.Set<PartnerNonce>().Where(n => n.At < before).OrderBy(n => n.At).Take(AtOnce).ToListAsync(ct);
        db.RemoveRange(old);
        return old.Count;
    }

    async Task<int> OldCallsAsync(ZhijianDb db, CancellationToken ct)
    {
        var before = clock.GetUtcNow().UtcDateTime - Calls;
        var old = await db.Set<PartnerCall>().Where(c => c.At < before).OrderBy(c => c.At).Take(AtOnce).ToListAsync(ct);
        db.RemoveRange(old);
        return old.Count;
    }
}
