namespace Zhijian.Platform.Hosting.Watching;

/// <summary>What only starting needed goes back to the machine once, when the first visitors have been answered.</summary>
sealed class Settling(TimeProvider clock) : BackgroundService
{
    static readonly TimeSpan After = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Delay(After, clock, stoppingToken);
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }
}
