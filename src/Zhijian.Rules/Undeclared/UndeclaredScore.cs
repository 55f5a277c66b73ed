namespace Zhijian.Rules.Undeclared;

/// <summary>What speaks for hazards at an employer that has declared none.</summary>
public enum UndeclaredSignal
{
    /// <summary>The file holds exposures, from a census or a feed.</summary>
    ExposureKnown = 1,

    /// <summary>The catalogue of risk classes lists the industry as severe.</summary>
    SevereIndustry,

    /// <summary>The catalogue lists the industry in another class.</summary>
    ListedIndustry,

    /// <summary>A programme of key industries names it.</summary>
    KeyIndustry,

    /// <summary>Its trade usually has hazards.</summary>
    UsualTrade,

    /// <summary>At least ten workers.</summary>
    TenWorkers,
}

/// <summary>How much a signal weighs and how it is told.</summary>
public sealed record SignalWeight(UndeclaredSignal Signal, int Weight, string Words);

/// <summary>The score with what it is made of, the weightiest first.</summary>
public sealed record UndeclaredResult(int Score, IReadOnlyList<string> Reasons);

/// <summary>
/// 应报未报: orders employers by how probable hazards are (OD Law Art 16 obliges who has any). The weights are the city's,
/// kept as data; the score decides who is asked first, never who has broken the law.
/// </summary>
public static class UndeclaredScore
{
    /// <param name="weights">A signal without a weight does not count.</param>
    /// <param name="signals">What was found; each counts once.</param>
    /// <param name="details">A word more for a signal, for instance the name of the industry.</param>
    public static UndeclaredResult Of(IReadOnlyList<SignalWeight> weights, IEnumerable<UndeclaredSignal> signals, Func<UndeclaredSignal, string?>? details = null)
    {
        var found = signals.Distinct().Select(s => weights.FirstOrDefault(w => w.Signal == s)).OfType<SignalWeight>().Where(w => w.Weight > 0)
            .OrderByDescending(w => w.Weight).ThenBy(w => w.Signal).ToList();
        return new(Math.Min(100, found.Sum(w => w.Weight)), [.. found.Select(w => details?.Invoke(w.Signal) is { } more ? $"{w.Words}：{more}（{w.Weight} 分）" : $"{w.Words}（{w.Weight} 分）")]);
    }
}
