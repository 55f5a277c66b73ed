namespace Zhijian.Faults;

/// <summary>
/// Every write carries an id of its own. Acknowledged ids must be there, once; nothing is there that was never tried;
/// an id that was tried and not acknowledged may be there or not.
/// </summary>
sealed class SetCheck
{
    readonly HashSet<string> tried = [], acknowledged = [];
    readonly Lock adding = new();

    public int Acknowledged { get { lock (adding) return acknowledged.Count; } }
    public IReadOnlyCollection<string> AcknowledgedIds { get { lock (adding) return [.. acknowledged]; } }
    public void Try(string id) { lock (adding) tried.Add(id); }
    public void Acknowledge(string id) { lock (adding) acknowledged.Add(id); }

    public IReadOnlyList<string> Problems(IReadOnlyCollection<string> present)
    {
        lock (adding)
        {
            var there = present.ToHashSet();
            return
            [
                .. present.GroupBy(id => id).Where(g => g.Count() > 1).Select(g => $"{g.Key} is there {g.Count()} times"),
                .. acknowledged.Where(id => !there.Contains(id)).Select(id => $"{id} was acknowledged and is lost"),
                .. there.Where(id => !tried.Contains(id)).Select(id => $"{id} is there and was never written"),
            ];
        }
    }

    public void Demand(IReadOnlyCollection<string> present)
    {
        var problems = Problems(present);
        Checks.Demand(problems.Count == 0, $"{problems.Count} problems, for instance {string.Join("; ", problems.Take(3))}");
    }

    /// <summary>A checker that never complains proves nothing.</summary>
    public static Task<string> ProveAsync()
    {
        var set = new SetCheck();
        foreach (var id in (string[])["a", "b", "c"]) set.Try(id);
        set.Acknowledge("a");
        set.Acknowledge("b");
        Checks.Demand(set.Problems(["a", "b"]).Count == 0 && set.Problems(["a", "b", "c"]).Count == 0, "it complains of a sound set");
        Checks.Demand(set.Problems(["a"]) is ["b was acknowledged and is lost"], "it misses a loss");
        Checks.Demand(set.Problems(["a", "b", "b"]) is ["b is there 2 times"], "it misses a double");
        Checks.Demand(set.Problems(["a", "b", "x"]) is ["x is there and was never written"], "it misses a stranger");
        return Task.FromResult("loss, double and stranger found");
    }
}
