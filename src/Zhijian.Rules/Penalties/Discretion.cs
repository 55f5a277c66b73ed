namespace Zhijian.Rules.Penalties;

/// <summary>裁量阶次.</summary>
public enum TierLevel
{
    /// <summary>轻微.</summary>
    Light,

    /// <summary>一般.</summary>
    General,

    /// <summary>严重.</summary>
    Severe,
}

/// <summary>A row of reference/penalty-tiers.csv.</summary>
/// <param name="Code">Of the act; *: every act without rows of its own.</param>
/// <param name="Place">Beginning of a division code; empty: everywhere.</param>
/// <param name="ShareFrom">Part of the statutory range, where no sums are given.</param>
/// <param name="Sums">In yuan, where the benchmark names sums.</param>
public sealed record TierRow(string Code, string Place, TierLevel Level, string Circumstances, decimal ShareFrom, decimal ShareTo, FineRange? Sums, DateOnly From, DateOnly? To, string Source, string Confidence);

/// <summary>The tier as it applies to an act.</summary>
public sealed record Tier(TierLevel Level, string Circumstances, FineRange Range, string Source, string Confidence);

/// <summary>What a circumstance does.</summary>
public enum CircumstanceEffect
{
    /// <summary>应当从轻或者减轻: also below the lower end of the law.</summary>
    Mitigate,

    /// <summary>从重.</summary>
    Aggravate,

    /// <summary>不予处罚.</summary>
    Exempt,

    /// <summary>可以不予处罚.</summary>
    MayExempt,
}

/// <summary>A row of reference/penalty-circumstances.csv.</summary>
/// <param name="Step">How far it moves the proposal, as a part of the tier's width.</param>
public sealed record Circumstance(string Key, CircumstanceEffect Effect, string Title, decimal Step, string Article, DateOnly From, DateOnly? To, string Source, string Confidence);

/// <summary>The fine that the circumstances speak for, with its working in Chinese.</summary>
/// <param name="Fine">Null: no fine is proposed, as the working says.</param>
public sealed record FineProposal(decimal? Fine, FineRange Statutory, Tier Tier, IReadOnlyList<string> Working);

/// <summary>裁量基准: the tiers of the place and day, and the fine within them (行政处罚法 2021 Art 34).</summary>
public sealed class Discretion(IEnumerable<TierRow> tiers, IEnumerable<Circumstance> circumstances)
{
    private readonly IReadOnlyList<TierRow> _tiers = [.. tiers];
    private readonly IReadOnlyList<Circumstance> _circumstances = [.. circumstances];

    public IEnumerable<Circumstance> CircumstancesOn(DateOnly day) => _circumstances.Where(c => c.From <= day && (c.To is null || day <= c.To));

    /// <summary>Own rows of the act before those of every act, nearer places before wider.</summary>
    public IReadOnlyList<Tier> TiersOf(PenaltyAct act, FineRange range, string place, DateOnly day)
    {
        var fitting = _tiers.Where(t => (t.Code == act.Code || t.Code == "*") && place.StartsWith(t.Place.TrimEnd('0'), StringComparison.Ordinal) && t.From <= day && (t.To is null || day <= t.To))
            .GroupBy(t => (Own: t.Code == act.Code, t.Place.TrimEnd('0').Length)).OrderByDescending(g => g.Key.Own).ThenByDescending(g => g.Key.Length).FirstOrDefault();
        return fitting is null ? [] : [.. fitting.OrderBy(t => t.Level).Select(t => new Tier(t.Level, t.Circumstances, t.Sums ?? Part(range, t), t.Source, t.Confidence))];
    }

    /// <param name="chosen">Keys of circumstances; unknown ones are an error of the caller.</param>
    /// <exception cref="ArgumentException">No such tier or circumstance on that day.</exception>
    public FineProposal Propose(PenaltyAct act, decimal gains, TierLevel level, IReadOnlyCollection<string> chosen, string place, DateOnly day)
    {
        var range = act.Range(gains);
        var tier = TiersOf(act, range, place, day).FirstOrDefault(t => t.Level == level) ?? throw new ArgumentException($"没有{level.Text()}阶次的裁量基准", nameof(level));
        var known = CircumstancesOn(day).ToDictionary(c => c.Key);
        var picked = chosen.Distinct().Select(key => known.TryGetValue(key, out var c) ? c : throw new ArgumentException($"没有裁量情节“{key}”", nameof(chosen))).ToList();
        var working = new List<string> { $"法定幅度：{act.Article}，{range}" };
        if (gains > 0 && act.Gains is not null) working.Add($"违法所得{Money.Text(gains)}");
        working.Add($"裁量阶次：{level.Text()}（{tier.Circumstances}），{tier.Range}");
        if (picked.Find(c => c.Effect == CircumstanceEffect.Exempt) is { } exempt)
        {
            working.Add($"{exempt.Title}：不予行政处罚（{exempt.Article}）");
            return new(null, range, tier, working);
        }
        var fine = tier.Range.Min + tier.Range.Width / 2;
        working.Add($"阶次中值：{Money.Text(fine)}");
        foreach (var circumstance in picked)
        {
            if (circumstance.Effect == CircumstanceEffect.MayExempt)
            {
                working.Add($"{circumstance.Title}：可以不予行政处罚（{circumstance.Article}），由集体讨论决定");
                continue;
            }
            fine += tier.Range.Width * circumstance.Step;
            working.Add($"{circumstance.Title}：{(circumstance.Step < 0 ? "减" : "加")}{Money.Text(Math.Abs(tier.Range.Width * circumstance.Step))}（{circumstance.Article}）");
        }
        // A range without a lower end (…以下) still means a fine: a tenth of the tier at least.
        var least = tier.Range.Min > 0 ? tier.Range.Min : tier.Range.Max / 10;
        fine = Rounded(Math.Clamp(fine, least, tier.Range.Max), tier.Range);
        working.Add($"建议罚款：{Money.Text(fine)}");
        return new(fine, range, tier, working);
    }

    private static FineRange Part(FineRange range, TierRow row) => new(range.Min + range.Width * row.ShareFrom, range.Min + range.Width * row.ShareTo);

    /// <summary>To whole hundreds where that stays within the tier.</summary>
    private static decimal Rounded(decimal fine, FineRange tier)
    {
        var whole = Math.Floor(fine / 100) * 100;
        return whole > 0 && whole >= tier.Min ? whole : Math.Round(fine, 2);
    }
}

public static class TierLevels
{
    public static string Text(this TierLevel level) => level switch { TierLevel.Light => "轻微", TierLevel.General => "一般", _ => "严重" };
}
