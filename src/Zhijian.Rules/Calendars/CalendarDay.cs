using System.Globalization;

namespace Zhijian.Rules.Calendars;

public enum DayKind
{
    /// <summary>A day off, or a weekday exchanged for one.</summary>
    Holiday,

    /// <summary>A Saturday or Sunday that is worked (调休上班).</summary>
    WorkingDay,
}

/// <summary>A day that the State Council's yearly notice (国务院办公厅关于部分节假日安排的通知) takes out of the common week.</summary>
public sealed record CalendarDay(DateOnly Date, DayKind Kind, string Name)
{
    /// <summary>A row of reference/calendar-days.csv.</summary>
    /// <exception cref="FormatException">With the Chinese reason.</exception>
    public static CalendarDay FromRow(string date, string kind, string name)
    {
        if (!DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            throw new FormatException($"节假日表中的日期“{date}”无法识别");
        return new CalendarDay(day, kind switch
        {
            "holiday" => DayKind.Holiday,
            "working-day" => DayKind.WorkingDay,
            _ => throw new FormatException($"节假日表中的类别“{kind}”无法识别"),
        }, name);
    }
}
