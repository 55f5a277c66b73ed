using System.Diagnostics;

namespace Zhijian.Faults;

/// <summary>What was promised did not hold.</summary>
sealed class BrokenPromise(string message) : Exception(message);

/// <summary>The check cannot be made on this machine; said, and counted as not run.</summary>
sealed class NotHere(string reason) : Exception(reason);

/// <summary>Runs checks one after another and counts them.</summary>
sealed class Checks(string? only)
{
    int passed, failed, notRun;

    public async Task RunAsync(string name, Func<Task<string>> check)
    {
        if (only is not null && !name.Contains(only, StringComparison.Ordinal)) return;
        var started = Stopwatch.GetTimestamp();
        try
        {
            var figures = await check();
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
