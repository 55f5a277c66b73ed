namespace Zhijian.Platform.Hosting.Watching;

/// <summary>What only starting needed goes back to the machine once, when hot code has been compiled again and the first visitors are answered.</summary>
sealed class Settling(TimeProvider clock, Zhijian.Data.TableStatistics statistics, ILogger<Settling> log) : BackgroundService
{
    static readonly TimeSpan After = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Delay(After, clock, stoppingToken);
        // After an upgrade or a load by the command line, without waiting for the night.
        try { await statistics.RefreshAsync(stoppingToken); }
        catch (Exception e) when (e is not OperationCanceledException) { log.LogWarning(e, "The statistics of the tables were not refreshed"); }
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }
}
