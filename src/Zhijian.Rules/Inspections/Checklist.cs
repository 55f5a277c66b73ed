namespace Zhijian.Rules.Inspections;

/// <summary>How a checklist is answered.</summary>
public enum ChecklistKind
{
    /// <summary>合格 / 基本合格 / 不合格, with a rate.</summary>
    Judged,

    /// <summary>Points, less what is deducted.</summary>
    Scored,

    /// <summary>是 / 否.</summary>
    Questions,
}

/// <summary>A row of reference/checklist-items.csv.</summary>
/// <param name="Number">Such as 4.2; unique in its checklist.</param>
/// <param name="IsKey">关键项, starred in the sheet.</param>
/// <param name="Points">Of a scored item.</param>
/// <param name="Step">What one fault takes away; null: the officers give the points themselves.</param>
/// <param name="Parts">Of how many sub-points the item consists; null: it is judged as a whole.</param>
/// <param name="BasicParts">How many of them make it basically qualified.</param>
/// <param name="Article">Breached when the item is not met.</param>
/// <param name="PenaltyCode">Of the penalty catalogue.</param>
public sealed record ChecklistItem(string Number, string Section, string Text, bool IsKey, decimal? Points, decimal? Step, int? Parts, int? BasicParts, string? Article, string? PenaltyCode);

/// <summary>检查表 as it was on a day.</summary>
/// <param name="BasicCounts">基本合格 counts as qualified in the rate.</param>
public sealed record Checklist(string Code, string Title, ChecklistKind Kind, bool BasicCounts, IReadOnlyList<ChecklistItem> Items)
{
    public ChecklistItem? Find(string number) => Items.FirstOrDefault(i => i.Number == number);
}

public enum ItemVerdict
{
    Qualified,

    /// <summary>基本合格.</summary>
    Basic,

    Unqualified,

    /// <summary>不涉及: what the employer does not have cannot fail; it stays out of rate and points.</summary>
    NotConcerned,
}

public static class ItemVerdicts
{
    public static string Text(this ItemVerdict verdict) => verdict switch
    {
        ItemVerdict.Qualified => "合格",
        ItemVerdict.Basic => "基本合格",
        ItemVerdict.Unqualified => "不合格",
        _ => "不涉及",
    };
}

/// <summary>What officers answered to an item.</summary>
/// <param name="Verdict">Needed unless it follows from the counts.</param>
/// <param name="Met">Sub-points that are met, where the item has parts.</param>
/// <param name="Faults">Where each takes a step away: missing systems, points over the limit, workers without examination.</param>
/// <param name="Given">Points given, where there is no step.</param>
public sealed record ItemAnswer(string Number, ItemVerdict? Verdict = null, int? Met = null, int? Faults = null, decimal? Given = null);
