using System.Globalization;

namespace Zhijian.Rules.Penalties;

/// <summary>When a fine may or must be imposed.</summary>
public enum FineMode
{
    /// <summary>逾期不改正的，处: only after an order to correct has run out.</summary>
    OnOverdue,

    /// <summary>可以并处.</summary>
    MayConcurrent,

    /// <summary>并处, 处: no decision without a fine.</summary>
    MustConcurrent,
}

/// <summary>A range of fines, in yuan. No fine is ever nought or less.</summary>
/// <param name="Min">Nought: the text has no lower end (…以下).</param>
/// <param name="Max">Included.</param>
public readonly record struct FineRange(decimal Min, decimal Max)
{
    public bool Holds(decimal fine) => fine > 0 && fine >= Min && fine <= Max;

    public decimal Width => Max - Min;

    public override string ToString() => Min == 0 ? $"{Money.Text(Max)}以下" : $"{Money.Text(Min)}以上{Money.Text(Max)}以下";
}

public static class Money
{
    /// <summary>50000 → 5万元; 3500 → 3500元.</summary>
    public static string Text(decimal yuan) => yuan != 0 && yuan % 1000 == 0 && Math.Abs(yuan) >= 10_000
        ? string.Create(CultureInfo.InvariantCulture, $"{yuan / 10_000:0.####}万元") : string.Create(CultureInfo.InvariantCulture, $"{yuan:0.##}元");
}

/// <summary>Illegal gains decide the range where they reach a sum: 违法所得五千元以上的，并处二倍以上十倍以下.</summary>
public sealed record GainsRule(decimal From, decimal MinTimes, decimal MaxTimes);

/// <summary>A row of reference/penalty-acts.csv: an act and what one text of the law threatens for it.</summary>
/// <param name="Code">Of the platform, the same in every text: OD72-4.</param>
/// <param name="Text">Which text of the law.</param>
/// <param name="Article">With paragraph and item.</param>
/// <param name="To">Last day; null: still in force.</param>
/// <param name="MustWarn">给予警告.</param>
/// <param name="MustOrder">责令改正.</param>
/// <param name="SevereAction">情节严重的; null: none.</param>
/// <param name="Source">Where it was found, and how far to trust it.</param>
public sealed record PenaltyAct(
    string Code, string Act, string Law, string Text, string Article, DateOnly From, DateOnly? To, bool MustWarn, bool MustOrder, FineMode Mode, FineRange Fine, GainsRule? Gains, string? SevereAction,
    string Source, string Confidence)
{
    public bool HoldsOn(DateOnly day) => From <= day && (To is null || day <= To);

    /// <summary>The range for the gains made by the act.</summary>
    public FineRange Range(decimal gains = 0) => Gains is { } rule && gains >= rule.From ? new(gains * rule.MinTimes, gains * rule.MaxTimes) : Fine;
}
