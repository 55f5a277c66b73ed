namespace Zhijian.Platform.Hosting.Watching;

/// <summary>What only starting needed goes back to the machine once, when hot code has been compiled again and the first visitors are answered.</summary>
sealed class Settling(TimeProvider clock) : BackgroundService
{
    static readonly TimeSpan After = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Delay(After, clock, stoppingToken);
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }
}
