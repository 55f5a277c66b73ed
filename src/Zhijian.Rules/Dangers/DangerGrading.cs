namespace Zhijian.Rules.Dangers;

/// <summary>隐患分级: how heavy a hidden danger weighs.</summary>
public enum DangerGrade
{
    /// <summary>一般隐患.</summary>
    General,

    /// <summary>重大隐患.</summary>
    Major,
}

public static class DangerGrades
{
    public static string Text(this DangerGrade grade) => grade == DangerGrade.Major ? "重大隐患" : "一般隐患";
}

/// <summary>A dated line of the grading; what no line fits is general.</summary>
/// <param name="Code">Of the line in the table.</param>
/// <param name="Grade">What it grades as.</param>
/// <param name="RatioFrom">Value divided by limit, at least; null: not asked.</param>
/// <param name="ExcessFrom">Value less limit, at least, where levels have no ratio.</param>
/// <param name="ExcessUnit">Unit in which the excess is meant.</param>
/// <param name="HighlyToxicOnly">Only factors of the list of highly toxic substances (高毒物品目录).</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day; null: still in force.</param>
/// <param name="Reason">In Chinese, shown beside the grade.</param>
public sealed record GradeLine(
    string Code, DangerGrade Grade, decimal? RatioFrom, decimal? ExcessFrom, string? ExcessUnit, bool HighlyToxicOnly, DateOnly From, DateOnly? To, string Reason);

/// <summary>What of a measurement the grading looks at.</summary>
/// <param name="Ratio">Value divided by limit; null for levels.</param>
/// <param name="Excess">Value less limit; null where either is not a number.</param>
/// <param name="Unit">Of value and limit.</param>
/// <param name="HighlyToxic">The factor stands in the list of highly toxic substances.</param>
public sealed record GradedFacts(decimal? Ratio, decimal? Excess, string? Unit, bool HighlyToxic);

/// <summary>How heavy, and by which line.</summary>
/// <param name="Grade">General where no line fits.</param>
/// <param name="Reason">Why it is major; null for general.</param>
public sealed record GradeVerdict(DangerGrade Grade, string? Reason);

/// <summary>Grades by dated lines: the law names major dangers but draws no figures, so the figures are the city's data.</summary>
public static class DangerGrading
{
    /// <summary>The heaviest line in force on the day that fits.</summary>
    public static GradeVerdict Of(IEnumerable<GradeLine> lines, GradedFacts facts, DateOnly on)
    {
        foreach (var line in lines.OrderByDescending(l => l.Grade))
        {
            if (on < line.From || on > line.To || !Fits(line, facts)) continue;
            return new(line.Grade, line.Reason);
        }
        return new(DangerGrade.General, null);
    }

    private static bool Fits(GradeLine line, GradedFacts facts)
    {
        if (line.HighlyToxicOnly && !facts.HighlyToxic) return false;
        if (line.RatioFrom is { } ratio && !(facts.Ratio >= ratio)) return false;
        if (line.ExcessFrom is not { } excess) return line.RatioFrom is not null;
        return facts.Excess >= excess && facts.Unit == line.ExcessUnit;
    }
}
