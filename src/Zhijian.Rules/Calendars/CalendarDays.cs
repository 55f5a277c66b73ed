namespace Zhijian.Rules.Calendars;

/// <summary>日 (自然日): a length in days of the calendar. Not to be mistaken for <see cref="WorkingDays"/>: the compiler sees to it.</summary>
public readonly record struct CalendarDays
{
    public CalendarDays(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        Count = count;
    }

    public int Count { get; }

    public override string ToString() => $"{Count}日";
}
