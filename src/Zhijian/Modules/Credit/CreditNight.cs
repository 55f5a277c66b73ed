using Microsoft.EntityFrameworkCore;
using Quartz;
using Zhijian.Data;
using Zhijian.Modules.Registry;
using Zhijian.Platform;
using Zhijian.Platform.Access;
using Zhijian.Platform.Notices;
using Zhijian.Rules.Credit;

namespace Zhijian.Modules.Credit;

/// <summary>Every night: finds candidates that no event brought, asks for a decision before a term ends, ends good faith whose term is over. Steps may be repeated.</summary>
[DisallowConcurrentExecution]
sealed class CreditNight(IServiceScopeFactory scopes, TimeProvider clock, ILogger<CreditNight> log) : IJob
{
    const int AtOnce = 200;

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        var done = await RunAsync(cancellationToken);
        if (done > 0) log.LogInformation("{Done} facts and terms of credit were found", done);
    }

    public async Task<int> RunAsync(CancellationToken ct)
    {
        var (all, today) = (0, ChinaTime.DateOf(clock.GetUtcNow()));
        foreach (var work in (Func<IServiceProvider, Change, Task<int>>[])[
            (s, change) => s.GetRequiredService<CreditFinder>().SearchAsync(AtOnce, change, ct),
            (s, change) => EndingAsync(s, change, today, ct),
            (s, change) => LapsedAsync(s, change, today, ct)])
            for (int done; ; all += done)
            {
                await using var scope = scopes.CreatePlatformScope();
                done = await scope.ServiceProvider.GetRequiredService<WritePath>().CommitAsync(new("credit.night", Quiet: true), change => work(scope.ServiceProvider, change), ct);
                if (done == 0) break;
            }
        return all;
    }

    static async Task<int> EndingAsync(IServiceProvider services, Change change, DateOnly today, CancellationToken ct)
    {
        var (db, board) = (services.GetRequiredService<ZhijianDb>(), services.GetRequiredService<NoticeBoard>());
        var soon = today.AddDays((await services.GetRequiredService<CreditBook>().LawAsync(ct)).Rule("apply-removal", today).Count);
        var ending = await db.Set<CreditListing>().Where(l => l.State == CreditState.Active && l.Until <= soon && l.EndingAskedOn == null).OrderBy(l => l.Id).Take(AtOnce).ToListAsync(ct);
        foreach (var listing in ending)
        {
            listing.EndingAskedOn = today;
            board.Open(CreditKeeper.EndingTodo(listing, change.At));
        }
        return ending.Count;
    }

    static async Task<int> LapsedAsync(IServiceProvider services, Change change, DateOnly today, CancellationToken ct)
    {
        var lapsed = await services.GetRequiredService<ZhijianDb>().Set<GoodFaithEntry>().Where(g => g.State == GoodFaithState.Approved && g.Until < today).OrderBy(g => g.Id).Take(AtOnce).ToListAsync(ct);
        foreach (var entry in lapsed)
        {
            (entry.State, entry.EndedOn, entry.EndReason) = (GoodFaithState.Ended, today, "期限届满");
            change.Raise(new CreditStood(entry.EmployerId, null, "credit:守信名单期满"));
        }
        return lapsed.Count;
    }
}
