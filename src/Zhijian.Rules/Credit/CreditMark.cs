namespace Zhijian.Rules.Credit;

/// <summary>What the credit of an employer does elsewhere: to the weight in a draw, to how it is looked at.</summary>
public enum CreditMark
{
    /// <summary>失信名单.</summary>
    Listed,

    /// <summary>守信名单.</summary>
    GoodFaith,
}

public static class CreditMarks
{
    public static string Text(this CreditMark mark) => mark == CreditMark.Listed ? "失信名单" : "守信名单";

    /// <summary>Value on the axis "credit" of reference/draw-weights.csv.</summary>
    public static string DrawValue(this CreditMark mark) => mark == CreditMark.Listed ? "listed" : "good-faith";
}

/// <summary>What stands against the good-faith list (守信名单) on a day.</summary>
/// <param name="Listed">On the dishonesty list, or on the way onto it.</param>
/// <param name="OverdueDangers">Dangers whose deadline has passed.</param>
/// <param name="PenaltiesInYear">Penalties decided within the year before, that hold.</param>
/// <param name="Declared">The declaration is in order.</param>
public sealed record GoodFaithFacts(bool Listed, int OverdueDangers, int PenaltiesInYear, bool Declared);

/// <summary>守信名单: who keeps the law in everything the platform knows; 河南省社会信用条例 leaves the conditions to the authority (our proposal).</summary>
public static class GoodFaith
{
    /// <summary>Why not; empty: nothing stands against it.</summary>
    public static IReadOnlyList<string> Obstacles(GoodFaithFacts facts) =>
    [
        .. new[]
        {
            facts.Listed ? "在失信名单上，或者正在办理列入" : null,
            facts.OverdueDangers > 0 ? $"有 {facts.OverdueDangers} 处隐患逾期未整改" : null,
            facts.PenaltiesInYear > 0 ? $"一年内受过 {facts.PenaltiesInYear} 次行政处罚" : null,
            facts.Declared ? null : "职业病危害项目申报不在有效状态",
        }.OfType<string>(),
    ];
}
