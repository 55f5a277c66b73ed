using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Registry;
using Zhijian.Platform.Access;
using Zhijian.Platform.Hosting;

namespace Zhijian.Modules.Oversight;

/// <summary>Counts what was touched as soon as it is committed; what another node wrote, at the next look.</summary>
sealed class FigureKeeper(IServiceScopeFactory scopes, FigureSignal signal, ILogger<FigureKeeper> log) : BackgroundService
{
    static readonly TimeSpan Look = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await signal.WaitAsync(Look, stoppingToken);
                while (await RollAsync(stoppingToken) > 0) { }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested) { return; }
            catch (Exception e) { log.LogError(e, "Figures could not be counted; trying again"); }
        }
    }

    async Task<int> RollAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreatePlatformScope();
        // Most looks find nothing: they open no transaction.
        var (db, rolls) = (scope.Db(), scope.ServiceProvider.GetRequiredService<RollUps>());
        var today = rolls.Today;
        if (!await db.Set<FigureTouch>().AnyAsync(ct) && !await db.Set<FigureMember>().AnyAsync(m => m.ChangesOn <= today, ct) && await RollUps.PeriodAsync(db, ct) >= RollUps.MonthOf(today)) return 0;
        return await rolls.RollAsync(ct);
    }
}

/// <summary>The first count of a database, also of one from before there were figures.</summary>
sealed class FigureSeed : ISeed
{
    public async Task SeedAsync(IServiceProvider services, CancellationToken ct)
    {
        if (await RollUps.PeriodAsync(services.GetRequiredService<ZhijianDb>(), ct) is null) await services.GetRequiredService<RollUps>().RebuildAsync(ct);
    }

    public Task SeedDemonstrationAsync(IServiceProvider services, Demonstration demonstration, CancellationToken ct) =>
        services.GetRequiredService<RollUps>().RebuildAsync(ct);
}
