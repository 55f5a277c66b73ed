using Zhijian.Rules.Calendars;

namespace Zhijian.Rules.Tests.Calendars;

public class CalendarDataTests
{
    private static readonly CalendarDay[] Days =
        [.. ReferenceData.Rows("calendar-days.csv").Select(row => CalendarDay.FromRow(row["date"], row["kind"], row["name_zh"]))];

    private static readonly WorkingCalendar Calendar = new(Days);

    public static TheoryData<int> Years => [.. Enumerable.Range(2018, 9)];

    [Fact]
    public void All_years_are_there_in_order_without_a_gap()
    {
        Assert.Equal(Enumerable.Range(2018, 9), Calendar.Years);
        Assert.Equal(Days.Select(d => d.Date).Order(), Days.Select(d => d.Date));
    }

    [Fact]
    public void Only_days_of_the_weekend_are_exchanged_for_work() =>
        Assert.All(Days.Where(d => d.Kind == DayKind.WorkingDay), d => Assert.True(d.Date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday, d.ToString()));

    [Theory, MemberData(nameof(Years))]
    public void Statutory_holidays_are_off(int year)
    {
        foreach (var (month, day) in ((int, int)[])[(1, 1), (5, 1), (10, 1), (10, 2), (10, 3)])
            Assert.False(Calendar.IsWorkingDay(new DateOnly(year, month, day)));
        Assert.All(["元旦", "春节", "清明", "劳动节", "端午", "国庆"], name =>
            Assert.Contains(Days, d => d.Date.Year == year && d.Kind == DayKind.Holiday && d.Name.StartsWith(name, StringComparison.Ordinal)));
    }

    /// <summary>
    /// Exchanges move rest days and make none: 11 statutory days off a year, 13 from 2025 (全国年节及纪念日放假办法). In 2020
    /// the Spring Festival was prolonged: 31 January became free and 1 February was not worked after all. Both recalled.
    /// </summary>
    [Theory, MemberData(nameof(Years))]
    public void Working_days_of_the_year_add_up(int year)
    {
        var first = new DateOnly(year, 1, 1);
        var all = Enumerable.Range(0, DateTime.IsLeapYear(year) ? 366 : 365).Select(first.AddDays).ToArray();
        var weekend = all.Count(d => d.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday);
        var statutory = year >= 2025 ? 13 : 11;
        var prolonged = year == 2020 ? 2 : 0;
        Assert.Equal(all.Length - weekend - statutory - prolonged, all.Count(Calendar.IsWorkingDay));
    }
}
