using System.Diagnostics.CodeAnalysis;

namespace Zhijian.Rules.Risk;

/// <summary>甲, 乙, 丙 as printed: says nothing of which is worse without its scheme.</summary>
public enum RiskMark
{
    Jia = 1,
    Yi = 2,
    Bing = 3,
}

public static class RiskMarks
{
    public static string Text(this RiskMark mark) => mark switch
    {
        RiskMark.Jia => "甲类",
        RiskMark.Yi => "乙类",
        _ => "丙类",
    };

    /// <summary>By the letter, with or without 类.</summary>
    /// <exception cref="FormatException">Another text.</exception>
    public static RiskMark Parse(string text) => text.Trim().TrimEnd('类') switch
    {
        "甲" => RiskMark.Jia,
        "乙" => RiskMark.Yi,
        "丙" => RiskMark.Bing,
        _ => throw new FormatException($"“{text}”应为甲、乙或丙"),
    };
}

/// <summary>A scheme that gives 甲, 乙, 丙. Two schemes mean opposite things by the same letter.</summary>
public interface IRiskScheme
{
    /// <summary>Stored beside every letter.</summary>
    static abstract string Id { get; }

    static abstract string Name { get; }

    /// <summary>甲 is the highest risk, else the lowest.</summary>
    static abstract bool JiaIsHighest { get; }
}

/// <summary>用人单位职业病危害综合风险: 甲 lowest, 丙 highest.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "A type parameter only.")]
public sealed class ComprehensiveScheme : IRiskScheme
{
    private ComprehensiveScheme() { }
    public static string Id => "comprehensive";
    public static string Name => "用人单位职业病危害综合风险分类";
    public static bool JiaIsHighest => false;
}

/// <summary>职业卫生分类分级监督执法工作指南（试行）: 甲 highest, 丙 lowest.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "A type parameter only.")]
public sealed class SupervisionGuideScheme : IRiskScheme
{
    private SupervisionGuideScheme() { }
    public static string Id => "supervision-guide";
    public static string Name => "职业卫生分类分级监督执法工作指南（试行）";
    public static bool JiaIsHighest => true;
}

/// <summary>
/// A letter under its scheme. Letters of one scheme compare by risk; those of two schemes are different types, so that
/// comparing them does not compile.
/// </summary>
public readonly record struct RiskLetter<TScheme>(RiskMark Mark) : IComparable<RiskLetter<TScheme>>
    where TScheme : IRiskScheme
{
    /// <summary>1 low … 3 high.</summary>
    private int Risk => TScheme.JiaIsHighest ? 4 - (int)Mark : (int)Mark;

    /// <summary>Positive: riskier than the other.</summary>
    public int CompareTo(RiskLetter<TScheme> other) => Risk.CompareTo(other.Risk);

    public static bool operator <(RiskLetter<TScheme> one, RiskLetter<TScheme> other) => one.CompareTo(other) < 0;
    public static bool operator >(RiskLetter<TScheme> one, RiskLetter<TScheme> other) => one.CompareTo(other) > 0;
    public static bool operator <=(RiskLetter<TScheme> one, RiskLetter<TScheme> other) => one.CompareTo(other) <= 0;
    public static bool operator >=(RiskLetter<TScheme> one, RiskLetter<TScheme> other) => one.CompareTo(other) >= 0;

    public StoredRiskLetter ToStored() => new(TScheme.Id, Mark);

    /// <summary>With the direction, since readers know both.</summary>
    public override string ToString() => $"{Mark.Text()}（{Risk switch { 1 => "低", 2 => "中", _ => "高" }}风险，{TScheme.Name}）";
}

/// <summary>As kept in a table: the letter never without its scheme. It has no order.</summary>
public readonly record struct StoredRiskLetter(string SchemeId, RiskMark Mark)
{
    /// <summary>False when the letter belongs to another scheme.</summary>
    public bool TryRead<TScheme>(out RiskLetter<TScheme> letter) where TScheme : IRiskScheme
    {
        letter = new(Mark);
        return SchemeId == TScheme.Id;
    }
}
