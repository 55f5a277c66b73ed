using System.Diagnostics;

namespace Zhijian.Faults;

/// <summary>What was promised did not hold.</summary>
sealed class BrokenPromise(string message) : Exception(message);

/// <summary>The check cannot be made on this machine; said, and counted as not run.</summary>
sealed class NotHere(string reason) : Exception(reason);

/// <summary>Runs checks one after another and counts them.</summary>
/// <param name="only">Part of the names of those to run; null: all.</param>
/// <param name="limit">A check that hangs is a fault found, not a run that never ends.</param>
sealed class Checks(string? only, TimeSpan limit)
{
    int passed, failed, notRun;

    public async Task RunAsync(string name, Func<Task<string>> check)
    {
        if (only is not null && !name.Contains(only, StringComparison.Ordinal)) return;
        var started = Stopwatch.GetTimestamp();
        try
        {
            var figures = await check().WaitAsync(limit);
            passed++;
            Console.WriteLine($"  ok      {name}: {figures} ({Stopwatch.GetElapsedTime(started).TotalSeconds:F0} s)");
        }
        catch (NotHere e)
        {
            NotRun(name, e.Message);
        }
        catch (Exception e)
        {
            failed++;
            Console.WriteLine($"  FAILED  {name}: {(e is BrokenPromise ? e.Message : e)}");
        }
    }

    public void NotRun(string name, string reason)
    {
        notRun++;
        Console.WriteLine($"  not run {name}: {reason}");
    }

    public int Summary()
    {
        if (notRun > 0) Console.WriteLine($"{notRun} not run");
        Console.WriteLine($"{passed} passed, {failed} failed");
        return failed == 0 ? 0 : 1;
    }

    public static void Demand(bool holds, string otherwise)
    {
        if (!holds) throw new BrokenPromise(otherwise);
    }

    /// <summary>Lines of a process until it ends; one that says nothing for long has hung.</summary>
    public static async Task<string?> LineAsync(StreamReader output, int seconds = 120)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
        try { return await output.ReadLineAsync(patience.Token); }
        catch (OperationCanceledException) { throw new BrokenPromise($"the process said nothing for {seconds} s"); }
    }

    /// <summary>Waits for something to become true; the limit is for machines that are busy.</summary>
    public static async Task UntilAsync(Func<Task<bool>> condition, string what, int seconds = 60)
    {
        var started = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            if (Stopwatch.GetElapsedTime(started).TotalSeconds > seconds) throw new BrokenPromise($"{what} did not happen in {seconds} s");
            await Task.Delay(20);
        }
    }
}
