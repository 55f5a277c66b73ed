namespace Zhijian.Rules.Calendars;

/// <summary>
/// 工作日: a length in days that are worked. The 2, 3, 5 and 7 days of the Administrative Penalty Law of 2021 are such
/// (Art 85); its longer terms are calendar days.
/// </summary>
public readonly record struct WorkingDays
{
    public WorkingDays(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        Count = count;
    }

    public int Count { get; }

    public override string ToString() => $"{Count}个工作日";
}
