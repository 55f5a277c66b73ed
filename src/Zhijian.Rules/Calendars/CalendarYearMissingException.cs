namespace Zhijian.Rules.Calendars;

/// <summary>Working days were asked of a year whose official calendar is not loaded. They are not guessed.</summary>
public sealed class CalendarYearMissingException(int year)
    : Exception($"没有{year}年的节假日安排，无法计算工作日；请先导入国务院办公厅关于该年节假日安排的通知")
{
    public int Year { get; } = year;
}
