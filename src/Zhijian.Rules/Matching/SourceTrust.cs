namespace Zhijian.Rules.Matching;

/// <summary>
/// Whose word counts when sources differ: the register before a declaration, a declaration before the census, the census
/// before an inspection for names and addresses; an inspection before a declaration for exposure. The ranks are data; the rule
/// is here.
/// </summary>
public static class SourceTrust
{
    /// <param name="incoming">Rank of the source that speaks now; 1 is trusted most.</param>
    /// <param name="present">Rank of the source of the present value.</param>
    /// <param name="presentIsEmpty">Nobody has said anything yet: any source may.</param>
    /// <returns>Equal rank wins by speaking later.</returns>
    public static bool Prevails(int incoming, int present, bool presentIsEmpty) => presentIsEmpty || incoming <= present;

    /// <summary>The source key of a lineage entry: "register" of "register:20260610-1".</summary>
    public static string KeyOf(string lineage)
    {
        var end = lineage.IndexOf(':', StringComparison.Ordinal);
        return end < 0 ? lineage : lineage[..end];
    }
}
