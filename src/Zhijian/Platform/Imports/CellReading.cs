using System.Buffers;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Zhijian.Platform.Imports;

/// <summary>Lenient where people are (full-width digits, blanks, many spellings of a date), strict where a guess would be wrong.</summary>
public static partial class CellReading
{
    /// <summary>Digits that Excel keeps of a number.</summary>
    private const int MaxDigits = 15;
    private const double MaxSerial = 2_958_466;
    /// <summary>What nearly all codes, numbers and dates consist of.</summary>
    private static readonly SearchValues<char> CompactAlready =
        SearchValues.Create([.. Enumerable.Range('!', '~' - '!' + 1).Concat(Enumerable.Range(0x4E00, 0x9FFF - 0x4E00)).Select(code => (char)code)]);
    private static readonly DateTime DayZero = new(1899, 12, 30);

    /// <summary>Blanks of all kinds at both ends, the invisible ones included.</summary>
    public static string Trim(string text)
    {
        int from = 0, to = text.Length;
        while (from < to && IsBlank(text[from])) from++;
        while (to > from && IsBlank(text[to - 1])) to--;
        return text[from..to];
    }

    /// <summary>Full-width letters, digits and signs become half-width, all blanks go: for codes, numbers and dates.</summary>
    public static string Compact(string text) =>
        text.AsSpan().IndexOfAnyExcept(CompactAlready) < 0 ? text
        : string.Concat(text.Where(c => !IsBlank(c)).Select(c => c is >= '\uFF01' and <= '\uFF5E' ? (char)(c - 0xFEE0) : c));

    /// <summary>How people write "nothing" into a cell that wants a number or a date.</summary>
    internal static bool MeansNothing(string text) => text.Length <= 4 && Compact(text) is "" or "/" or "-" or "—" or "——" or "--" or "无";

    internal static Parsed<string> ReadText(RawCell cell) => Parsed.Of(Trim(cell.Display));

    /// <summary>Text of a code: compact, and refused when Excel has already rounded it.</summary>
    internal static Parsed<string> ReadCode(RawCell cell)
    {
        if (cell.Kind == RawCellKind.Number && double.TryParse(cell.Text, CultureInfo.InvariantCulture, out var number) && Math.Abs(number) >= 1e15)
            return Parsed.Bad<string>("超过 15 位的数字已被 Excel 取整，请将单元格设为“文本”格式后重新填写");
        var text = Compact(cell.Display);
        return text.Contains("E+", StringComparison.OrdinalIgnoreCase) && Scientific().IsMatch(text)
            ? Parsed.Bad<string>("已被 Excel 改成科学计数法，请将单元格设为“文本”格式后重新填写")
            : Parsed.Of(text);
    }

    internal static Parsed<decimal?> ReadDecimal(RawCell cell, decimal min, decimal max, int scale)
    {
        if (cell.Kind == RawCellKind.Date) return Parsed.Bad<decimal?>("应为数字，实际是日期");
        if (cell.Kind == RawCellKind.Truth) return Parsed.Bad<decimal?>("应为数字");
        var text = cell.Kind == RawCellKind.Number ? NumberText(cell.Text) : Compact(cell.Text).Replace('，', ',');
        if (text.Contains(',') && Thousands().IsMatch(text)) text = text.Replace(",", "");
        const NumberStyles styles = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        if (!decimal.TryParse(text, styles, CultureInfo.InvariantCulture, out var number)) return Parsed.Bad<decimal?>("应为数字");
        if (number < min || number > max) return Parsed.Bad<decimal?>(RangeMessage(min, max));
        if (decimal.Round(number, scale) != number) return Parsed.Bad<decimal?>(scale == 0 ? "应为整数" : $"最多 {scale} 位小数");
        return Parsed.Of<decimal?>(number);
    }

    internal static Parsed<DateOnly?> ReadDate(RawCell cell)
    {
        if (cell.Kind is RawCellKind.Date or RawCellKind.Number)
        {
            if (FromSerial(cell.Text) is { } date) return Within(DateOnly.FromDateTime(date));
            return Spelled(cell.Text);
        }
        // A csv written by Excel may hold the day as the number it is kept as; no spelling of a date has five digits.
        if (Serial5().IsMatch(cell.Text) && FromSerial(cell.Text) is { } kept) return Within(DateOnly.FromDateTime(kept));
        return Spelled(Compact(cell.Text.Contains(':') ? TimeOfDay().Replace(cell.Text, "") : cell.Text));
    }

    /// <summary>A date from its spelling, always year first; an order that could be read two ways is refused.</summary>
    private static Parsed<DateOnly?> Spelled(string text)
    {
        var match = YearFirst().Match(text);
        if (!match.Success) match = Digits8().Match(text);
        if (!match.Success) return Parsed.Bad<DateOnly?>("不是有效日期，请写成 2018-03-05");
        var (year, month, day) = (Number(match, 1), Number(match, 2), Number(match, 3));
        if (year is < 1 or > 9999 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
            return Parsed.Bad<DateOnly?>("没有这一天，请核对日期");
        return Within(new DateOnly(year, month, day));
    }

    private static Parsed<DateOnly?> Within(DateOnly date) =>
        date.Year is >= 1900 and <= 2100 ? Parsed.Of<DateOnly?>(date) : Parsed.Bad<DateOnly?>("年份应在 1900 至 2100 之间");

    internal static DateTime? FromSerial(string text)
    {
        if (!double.TryParse(text, CultureInfo.InvariantCulture, out var days) || days < 1 || days >= MaxSerial || (int)days == 60) return null;
        // Excel believes that 1900-02-29 existed; days before it are off by one.
        return DayZero.AddDays(days < 60 ? days + 1 : days);
    }

    internal static string SerialText(string text) => FromSerial(text) switch
    {
        null => text,
        { TimeOfDay.Ticks: 0 } date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        { } time => time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
    };

    /// <summary>A stored number as people see it: 0.1, not 0.10000000000000001.</summary>
    internal static string NumberText(string text)
    {
        if (text.Length <= MaxDigits && !text.AsSpan().ContainsAny('e', 'E')) return text;
        if (!double.TryParse(text, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number)) return text;
        if (Math.Abs(number) is >= 1e28 or (> 0 and < 1e-20)) return number.ToString("R", CultureInfo.InvariantCulture);
        // Conversion keeps 15 significant digits, which is what Excel shows.
        return ((decimal)number).ToString("0.############################", CultureInfo.InvariantCulture);
    }

    private static string RangeMessage(decimal min, decimal max) => (min, max) switch
    {
        (decimal.MinValue, _) => $"不能大于 {max}",
        (_, decimal.MaxValue) => $"不能小于 {min}",
        _ => $"应在 {min} 至 {max} 之间",
    };

    private static int Number(Match match, int group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    private static bool IsBlank(char c) => char.IsWhiteSpace(c) || c is '\u200B' or '\u200C' or '\u200D' or '\u2060' or '\uFEFF';

    [GeneratedRegex(@"^\s*[2-7]\d{4}\s*$")]
    private static partial Regex Serial5();

    [GeneratedRegex(@"^([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})[日号]?$")]
    private static partial Regex YearFirst();

    [GeneratedRegex(@"^([0-9]{4})([0-9]{2})([0-9]{2})$")]
    private static partial Regex Digits8();

    [GeneratedRegex(@"[\sT]+\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?Z?\s*$")]
    private static partial Regex TimeOfDay();

    [GeneratedRegex(@"^[-+]?\d{1,3}(,\d{3})+(\.\d+)?$")]
    private static partial Regex Thousands();

    [GeneratedRegex(@"^\d(\.\d+)?[eE]\+\d+$")]
    private static partial Regex Scientific();
}
