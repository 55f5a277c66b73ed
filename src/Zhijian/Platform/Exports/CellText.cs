using System.Buffers;
using System.Globalization;

namespace Zhijian.Platform.Exports;

/// <summary>How values are written where a cell is text: dates as 2018-03-05, instants in Beijing time, truth as 是 and 否.</summary>
internal static class CellText
{
    private static readonly TimeSpan Beijing = TimeSpan.FromHours(8);

    /// <summary>Signs with which a spreadsheet may take a text for a formula, in both widths.</summary>
    private const string FormulaStarts = "=+-@\t\r\n＝＋－＠";

    private static readonly SearchValues<char> Controls =
        SearchValues.Create([.. Enumerable.Range(0, 32).Except([9, 10, 13]).Append(127).Select(code => (char)code)]);

    public static DateTime InBeijing(DateTimeOffset instant) => instant.ToOffset(Beijing).DateTime;

    public static DateTime InBeijing(DateTime time) => time.Kind == DateTimeKind.Utc ? time + Beijing : time;

    public static string Of(object? value) => value switch
    {
        null => "",
        string text => text,
        bool truth => truth ? "是" : "否",
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime time => InBeijing(time).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        DateTimeOffset instant => InBeijing(instant).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        TimeOnly time => time.ToString("HH:mm:ss", CultureInfo.InvariantCulture),
        // 3.0 on one database is 3 on the other.
        decimal number => number.ToString("0.############################", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    /// <summary>Drops control characters other than tab and line ends.</summary>
    public static string Clean(string text) =>
        text.AsSpan().ContainsAny(Controls) ? new([.. text.Where(c => !Controls.Contains(c))]) : text;

    /// <summary>Puts one apostrophe before a text that a spreadsheet would calculate; <see cref="Unguard"/> takes exactly that one away.</summary>
    public static string Guard(string text) => NeedsGuard(text, 0) ? "'" + text : text;

    public static string Unguard(string text) => text.Length > 1 && text[0] == '\'' && NeedsGuard(text, 1) ? text[1..] : text;

    private static bool NeedsGuard(string text, int from)
    {
        while (from < text.Length && text[from] == '\'') from++;
        return from < text.Length && FormulaStarts.Contains(text[from]);
    }
}
