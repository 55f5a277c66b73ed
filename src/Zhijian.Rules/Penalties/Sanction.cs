namespace Zhijian.Rules.Penalties;

/// <summary>What is to be imposed for one act.</summary>
/// <param name="ActKey">Which happening: sanctions with the same key are for one and the same act.</param>
/// <param name="Act">The provision that applies.</param>
/// <param name="Gains">Illegal gains, in yuan.</param>
/// <param name="Tier">Range of the discretion tier chosen; null: none applies.</param>
/// <param name="Fine">Null: no fine.</param>
/// <param name="OrderExpired">An order to correct was given and ran out.</param>
/// <param name="Mitigated">A circumstance that lets the fine go below the lower end is established.</param>
/// <param name="Reason">Why it lies outside the tier.</param>
/// <param name="Severe">The severe action is imposed too: stop, closure, loss of qualification.</param>
public sealed record Sanction(
    string ActKey, PenaltyAct Act, decimal Gains, FineRange? Tier, bool Warned, bool Ordered, decimal? Fine, bool OrderExpired = false, bool Mitigated = false, string? Reason = null, bool Severe = false)
{
    public FineRange Range => Act.Range(Gains);
}

/// <summary>Whether a sanction is within the law and within discretion.</summary>
/// <param name="Refusal">Why it cannot be; null: it can.</param>
/// <param name="Article">That forbids it.</param>
/// <param name="NeedsDiscussion">Outside the tier: only by collective discussion, with the reason.</param>
public readonly record struct SanctionVerdict(string? Refusal, string Article, bool NeedsDiscussion);

/// <summary>The bounds of a sanction: 行政处罚法 2021 Art 28, 29, 32, 34 and the provision itself.</summary>
public static class SanctionRules
{
    /// <param name="mitigation">Article that lets a fine go below the lower end.</param>
    /// <param name="discretion">Article on discretion.</param>
    public static SanctionVerdict Judge(Sanction sanction, string mitigation, string discretion)
    {
        if (Unlawful(sanction) is { } refusal) return new(refusal, sanction.Act.Article, false);
        if (sanction.Fine is not { } fine) return new(null, "", false);
        if (fine < sanction.Range.Min && !sanction.Mitigated) return new($"罚款{Money.Text(fine)}低于法定幅度{sanction.Range}，没有减轻处罚的情节", $"{sanction.Act.Article}；{mitigation}", false);
        var outside = fine < sanction.Range.Min || (sanction.Tier is { } tier && !tier.Holds(fine));
        return outside && string.IsNullOrWhiteSpace(sanction.Reason)
            ? new($"罚款{Money.Text(fine)}不在裁量阶次（{sanction.Tier ?? sanction.Range}）内，须写明理由并经集体讨论", discretion, true) : new(null, "", outside);
    }

    /// <summary>对当事人的同一个违法行为，不得给予两次以上罚款的行政处罚.</summary>
    public static string? TwiceFined(IEnumerable<Sanction> sanctions, IReadOnlyCollection<string> finedBefore)
    {
        var fined = sanctions.Where(s => s.Fine is not null).ToList();
        if (fined.Find(s => finedBefore.Contains(s.ActKey)) is { } again) return $"“{again.Act.Act}”已经罚款，不得再次罚款";
        return fined.GroupBy(s => s.ActKey).FirstOrDefault(g => g.Count() > 1) is { } twice
            ? $"同一违法行为违反多个规定的，只能按罚款数额高的规定（{PenaltyCatalogue.Heaviest(twice.Select(s => s.Act)).Article}）罚款一次" : null;
    }

    private static string? Unlawful(Sanction s)
    {
        var act = s.Act;
        if (act.MustOrder && !s.Ordered) return "应当同时责令改正";
        if (act.MustWarn && !s.Warned) return "应当给予警告";
        if (s.Severe && act.SevereAction is null) return "没有规定情节严重的处罚";
        if (s.Fine is not { } fine) return act.Mode == FineMode.MustConcurrent ? $"应当并处罚款{s.Range}" : null;
        if (fine <= 0) return "罚款数额须大于零";
        if (decimal.Round(fine, 2) != fine) return "罚款数额精确到分";
        if (act.Mode == FineMode.OnOverdue && !s.OrderExpired) return "逾期不改正的才能罚款，责令改正的期限未过";
        return fine > s.Range.Max ? $"罚款{Money.Text(fine)}超过法定幅度{s.Range}" : null;
    }
}
