using System.Globalization;

namespace Zhijian.Rules.Reports;

public enum CheckKind { Equal, AtMost, AtLeast, Jump }

/// <summary>审核关系: a relation that the figures of a report form keep.</summary>
/// <param name="Item">Where it is told, and explained when it may be.</param>
/// <param name="Left">Items joined by + and −. "prev:item" is the same item of the last report, "form:item" that of another form of the period.</param>
/// <param name="Right">The same; empty for <see cref="CheckKind.Jump"/>, which compares with the last report.</param>
/// <param name="Percent">By how much a figure may jump.</param>
/// <param name="Blocks">A report that breaks it cannot be submitted; else it wants a reason.</param>
public sealed record ReportCheck(string Code, string Item, CheckKind Kind, string Left, string Right, decimal Percent, bool Blocks, string Message);

public sealed record CheckFinding(ReportCheck Check, decimal Left, decimal Right)
{
    public string Text => Check.Kind switch
    {
        CheckKind.Jump => $"{Check.Message}：上期 {Say(Right)}，本期 {Say(Left)}",
        CheckKind.Equal => $"{Check.Message}：{Say(Left)} ≠ {Say(Right)}",
        CheckKind.AtMost => $"{Check.Message}：{Say(Left)} > {Say(Right)}",
        _ => $"{Check.Message}：{Say(Left)} < {Say(Right)}",
    };

    static string Say(decimal value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}

/// <summary>Checks of report forms. Our own relations; official forms bring theirs as data.</summary>
public static class ReportChecks
{
    const string Before = "prev:";

    /// <summary>The relations that do not hold. One that names a figure which is not there is not asked.</summary>
    /// <param name="figure">By item, "prev:item" or "form:item"; null: not there.</param>
    public static IReadOnlyList<CheckFinding> Find(IEnumerable<ReportCheck> checks, Func<string, decimal?> figure) =>
        [.. checks.Select(check => Ask(check, figure)).OfType<CheckFinding>()];

    static CheckFinding? Ask(ReportCheck check, Func<string, decimal?> figure)
    {
        if (Value(check.Left, figure) is not { } left || Value(check.Kind == CheckKind.Jump ? Before + check.Left : check.Right, figure) is not { } right) return null;
        var holds = check.Kind switch
        {
            CheckKind.Equal => left == right,
            CheckKind.AtMost => left <= right,
            CheckKind.AtLeast => left >= right,
            _ => right == 0 || Math.Abs(left - right) * 100 <= check.Percent * Math.Abs(right),
        };
        return holds ? null : new(check, left, right);
    }

    /// <summary>"a + b - prev:c"; null when one of them is not there.</summary>
    static decimal? Value(string expression, Func<string, decimal?> figure)
    {
        var (sum, sign) = (0m, 1);
        foreach (var term in expression.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (term is "+" or "-") sign = term == "+" ? 1 : -1;
            else if (figure(term) is { } value) sum += sign * value;
            else return null;
        }
        return sum;
    }
}
