using System.Globalization;

namespace Zhijian.Rules.Text;

/// <summary>
/// Dates as people type them: 2018-3-5, 2018/03/05, 2018.3.5, 2018年3月5日, 20180305, full-width, with or without a
/// time of day behind (dropped). Year first and in four digits, always: 3/5/18 is refused, not guessed.
/// </summary>
public static class LenientDate
{
    private const int MaxLength = 64;
    private const string Unreadable = "无法识别的日期，请按“2018-03-05”的样式填写";

    /// <summary>Day 0 of the numbers in which a spreadsheet of the 1900 date system stores dates (from 1900-03-01 on).</summary>
    private static readonly DateOnly SpreadsheetDayZero = new(1899, 12, 30);

    public static bool TryParse(ReadOnlySpan<char> text, out DateOnly date) => TryParse(text, false, out date, out _);

    /// <param name="text">The text of a field or a cell.</param>
    /// <param name="spreadsheetNumbers">
    /// Also read the day numbers of a spreadsheet, five digits only (1927 to 2173): 43164 is 2018-03-05, but 2018 is
    /// somebody's year and not a day in 1905.
    /// </param>
    /// <param name="date">The date.</param>
    /// <param name="error">Why it was refused, in Chinese, to stand beside the field; null when read.</param>
    public static bool TryParse(ReadOnlySpan<char> text, bool spreadsheetNumbers, out DateOnly date, out string? error)
    {
        date = default;
        error = null;
        text = text.Trim();
        Span<char> buffer = stackalloc char[MaxLength];
        if (text.Length > MaxLength) return Refuse(Unreadable, out error);
        ReadOnlySpan<char> half = buffer[..Width.Clean(text, buffer)];
        half = half.Trim();
        if (half.IsEmpty) return Refuse("未填写日期", out error);

        if (spreadsheetNumbers && TryDayNumber(half, out date)) return true;
        if (!TrySplit(half, out var year, out var month, out var day)) return Refuse(Unreadable, out error);
        if (year == 0 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
            return Refuse($"日历上没有{year}年{month}月{day}日", out error);

        date = new DateOnly(year, month, day);
        return true;
    }

    private static bool TryDayNumber(ReadOnlySpan<char> text, out DateOnly date)
    {
        date = default;
        var point = text.IndexOf('.');
        var days = point < 0 ? text : text[..point];
        var isNumber = days.Length == 5 && days[0] != '0' && days.IndexOfAnyExceptInRange('0', '9') < 0
            && (point < 0 || text[(point + 1)..].IndexOfAnyExceptInRange('0', '9') < 0);
        if (isNumber) date = SpreadsheetDayZero.AddDays(int.Parse(days, NumberStyles.None, CultureInfo.InvariantCulture));
        return isNumber;
    }

    private static bool TrySplit(ReadOnlySpan<char> text, out int year, out int month, out int day)
    {
        month = day = 0;
        if (!TryNumber(ref text, 4, 4, out year)) return false;
        if (!text.IsEmpty && char.IsAsciiDigit(text[0]))
            return TryNumber(ref text, 2, 2, out month) && TryNumber(ref text, 2, 2, out day) && IsEndOrTime(text);

        if (!TrySeparator(ref text, out var first) || first is not ('-' or '/' or '.' or '年')) return false;
        if (!TryNumber(ref text, 1, 2, out month)) return false;
        if (!TrySeparator(ref text, out var second) || second != (first == '年' ? '月' : first)) return false;
        if (!TryNumber(ref text, 1, 2, out day)) return false;
        if (first == '年')
        {
            var rest = text.TrimStart();
            if (rest.StartsWith("日") || rest.StartsWith("号")) text = rest[1..];
        }
        return IsEndOrTime(text);
    }

    private static bool TryNumber(ref ReadOnlySpan<char> text, int min, int max, out int number)
    {
        number = 0;
        var length = 0;
        while (length < max && length < text.Length && char.IsAsciiDigit(text[length])) number = number * 10 + text[length++] - '0';
        text = text[length..];
        return length >= min;
    }

    private static bool TrySeparator(ref ReadOnlySpan<char> text, out char separator)
    {
        var rest = text.TrimStart();
        separator = rest.IsEmpty ? '\0' : rest[0];
        text = rest.IsEmpty ? rest : rest[1..].TrimStart();
        return separator != '\0';
    }

    /// <summary>Nothing more, or a blank or T and a time of day without a zone: a zone could move the day.</summary>
    private static bool IsEndOrTime(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty) return true;
        if (text[0] is not (' ' or 'T' or 't')) return false;
        var time = text[1..].Trim();
        return char.IsAsciiDigit(time.IsEmpty ? ' ' : time[0])
            && TimeOnly.TryParse(time, CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
    }

    private static bool Refuse(string reason, out string? error)
    {
        error = reason;
        return false;
    }
}
