using System.Globalization;
using CsCheck;
using Zhijian.Rules.Calendars;

namespace Zhijian.Rules.Tests.Calendars;

public class WorkingCalendarTests
{
    private static readonly CalendarDay[] Days =
        [.. ReferenceData.Rows("calendar-days.csv").Select(row => CalendarDay.FromRow(row["date"], row["kind"], row["name_zh"]))];

    private static readonly WorkingCalendar Calendar = new(Days);

    private static readonly Gen<DateOnly> Starts = Gen.Int[0, 2900].Select(day => new DateOnly(2018, 1, 1).AddDays(day));

    private static readonly Gen<WorkingDays> Counts = Gen.Int[0, 120].Select(count => new WorkingDays(count));

    private static DateOnly Day(string date) => DateOnly.ParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    [Theory]
    [InlineData("2018-03-05", true)] // a Monday
    [InlineData("2018-03-03", false)] // a Saturday
    [InlineData("2018-02-11", true)] // a Sunday worked for Spring Festival
    [InlineData("2018-02-15", false)] // New Year's Eve, a Thursday
    [InlineData("2018-02-24", true)] // a Saturday worked
    [InlineData("2020-10-08", false)]
    [InlineData("2020-10-10", true)]
    public void Is_working_day(string date, bool working) => Assert.Equal(working, Calendar.IsWorkingDay(Day(date)));

    [Theory]
    [InlineData("2018-03-05", 0, "2018-03-05")]
    [InlineData("2018-03-05", 1, "2018-03-06")] // the day of the event does not count
    [InlineData("2018-03-02", 5, "2018-03-09")]
    [InlineData("2018-02-09", 1, "2018-02-11")] // Friday → the worked Sunday
    [InlineData("2018-02-14", 1, "2018-02-22")] // over Spring Festival
    [InlineData("2018-02-14", 3, "2018-02-24")] // the worked Saturday counts
    [InlineData("2018-02-14", 5, "2018-02-27")]
    [InlineData("2018-02-17", 1, "2018-02-22")] // an event in the holiday
    [InlineData("2020-09-25", 1, "2020-09-27")]
    [InlineData("2020-09-30", 1, "2020-10-09")] // National Day and Mid-Autumn
    [InlineData("2020-09-30", 2, "2020-10-10")]
    [InlineData("2020-09-30", 7, "2020-10-16")]
    [InlineData("2019-12-31", 1, "2020-01-02")] // over the end of a year
    public void Add_working_days(string start, int count, string end)
    {
        Assert.Equal(Day(end), Calendar.Add(Day(start), new WorkingDays(count)));
        Assert.True(Calendar.TryAdd(Day(start), new WorkingDays(count), out var tried));
        Assert.Equal(Day(end), tried);
    }

    [Theory]
    [InlineData("2018-02-05", 9, "2018-02-14", "2018-02-14")]
    [InlineData("2018-02-05", 10, "2018-02-15", "2018-02-22")] // ends on New Year's Eve
    [InlineData("2020-09-16", 15, "2020-10-01", "2020-10-09")]
    [InlineData("2018-04-01", 7, "2018-04-08", "2018-04-08")] // a Sunday that is worked
    [InlineData("2018-03-01", 30, "2018-03-31", "2018-04-02")] // a plain Saturday
    [InlineData("2024-02-28", 1, "2024-02-29", "2024-02-29")]
    public void Calendar_days_end_plainly_or_on_the_next_working_day(string start, int count, string plain, string moved)
    {
        Assert.Equal(Day(plain), WorkingCalendar.Add(Day(start), new CalendarDays(count)));
        Assert.Equal(Day(moved), Calendar.EndOfTerm(Day(start), new CalendarDays(count)));
    }

    [Fact]
    public void Terms_carry_their_unit_and_article()
    {
        var hearing = new Term(new WorkingDays(5), "《行政处罚法》第六十四条第一项");
        var review = new Term(new CalendarDays(60), "《行政复议法》第二十条");
        Assert.Equal(("5个工作日", "60日"), (hearing.ToString(), review.ToString()));
        Assert.Equal(Day("2020-10-14"), Calendar.EndOfTerm(Day("2020-09-30"), hearing));
        Assert.Equal(Day("2020-10-09"), Calendar.EndOfTerm(Day("2020-08-04"), review)); // day 60 is 3 October
        Assert.Equal("《行政复议法》第二十条", review.Article);
    }

    [Theory]
    [InlineData("2026-12-31", 1, 2027), InlineData("2017-12-29", 1, 2017), InlineData("2026-12-01", 60, 2027)]
    public void A_year_without_its_notice_is_refused(string start, int count, int year)
    {
        var refused = Assert.Throws<CalendarYearMissingException>(() => Calendar.Add(Day(start), new WorkingDays(count)));
        Assert.Equal(year, refused.Year);
        Assert.Equal($"没有{year}年的节假日安排，无法计算工作日；请先导入国务院办公厅关于该年节假日安排的通知", refused.Message);
        Assert.False(Calendar.TryAdd(Day(start), new WorkingDays(count), out _));
        Assert.Throws<CalendarYearMissingException>(() => Calendar.EndOfTerm(new DateOnly(year, 1, 1), new CalendarDays(1)));
        Assert.Throws<CalendarYearMissingException>(() => Calendar.Between(new DateOnly(year, 1, 1), new DateOnly(year, 1, 2)));
        Assert.False(Calendar.TryIsWorkingDay(new DateOnly(year, 1, 2), out _));
    }

    [Fact]
    public void Last_days_of_the_year_before_do_not_make_it_known()
    {
        var calendar = new WorkingCalendar([.. Days.Where(d => d.Date.Year == 2023), CalendarDay.FromRow("2022-12-31", "holiday", "元旦")]);
        Assert.Equal([2023], calendar.Years);
        Assert.False(calendar.IsKnown(2022));
    }

    [Fact]
    public void Between_needs_its_ends_in_order()
    {
        Assert.Equal(0, Calendar.Between(Day("2018-03-05"), Day("2018-03-05")).Count);
        Assert.Equal(0, Calendar.Between(Day("2018-02-14"), Day("2018-02-21")).Count);
        Assert.Throws<ArgumentOutOfRangeException>(() => Calendar.Between(Day("2018-03-05"), Day("2018-03-04")));
    }

    [Fact]
    public void A_date_that_stands_twice_is_refused() => Assert.Throws<ArgumentException>(() => new WorkingCalendar([Days[0], Days[0]]));

    [Theory]
    [InlineData("2018-2-1", "holiday", "节假日表中的日期“2018-2-1”无法识别"), InlineData("2018-02-01", "rest", "节假日表中的类别“rest”无法识别")]
    public void Bad_rows_are_refused(string date, string kind, string message) =>
        Assert.Equal(message, Assert.Throws<FormatException>(() => CalendarDay.FromRow(date, kind, "")).Message);

    [Fact]
    public void Lengths_are_not_negative()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new WorkingDays(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CalendarDays(-1));
    }

    [Fact]
    public void Never_lands_on_a_rest_day() => Gen.Select(Starts, Counts).Sample((start, days) =>
        days.Count == 0 || Calendar.IsWorkingDay(Calendar.Add(start, days)));

    [Fact]
    public void More_days_end_later() => Gen.Select(Starts, Counts).Sample((start, days) =>
        Calendar.Add(start, days) < Calendar.Add(start, new WorkingDays(days.Count + 1)));

    [Fact]
    public void A_later_start_never_ends_earlier() => Gen.Select(Starts, Counts).Sample((start, days) =>
        Calendar.Add(start, days) <= Calendar.Add(start.AddDays(1), days));

    [Fact]
    public void Between_undoes_add() => Gen.Select(Starts, Counts).Sample((start, days) =>
        Calendar.Between(start, Calendar.Add(start, days)) == days);

    [Fact]
    public void Adding_in_two_steps_is_adding_at_once() => Gen.Select(Starts, Counts, Counts).Sample((start, a, b) =>
        Calendar.Add(Calendar.Add(start, a), b) == Calendar.Add(start, new WorkingDays(a.Count + b.Count)));

    [Fact]
    public void A_term_of_calendar_days_is_never_cut_short() => Gen.Select(Starts, Gen.Int[0, 120]).Sample((start, count) =>
    {
        var end = Calendar.EndOfTerm(start, new CalendarDays(count));
        return end >= start.AddDays(count) && Calendar.IsWorkingDay(end);
    });
}
