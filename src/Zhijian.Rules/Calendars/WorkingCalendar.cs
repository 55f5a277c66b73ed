using System.Collections.Frozen;

namespace Zhijian.Rules.Calendars;

/// <summary>
/// Which days are worked, from the official notices only. The day of the event does not count, the term begins the day
/// after (民法典 Art 201; 行政诉讼 and 行政复议 alike, recalled): day 1 of a term from Monday is Tuesday.
/// </summary>
public sealed class WorkingCalendar
{
    private readonly FrozenDictionary<DateOnly, DayKind> _days;
    private readonly FrozenSet<int> _years;

    /// <param name="days">
    /// The rows of all years. A year is known when its 1 October is among them: a notice may also touch the last days of
    /// the year before, which does not make that year known.
    /// </param>
    /// <exception cref="ArgumentException">A date stands twice.</exception>
    public WorkingCalendar(IEnumerable<CalendarDay> days)
    {
        var kinds = new Dictionary<DateOnly, DayKind>();
        foreach (var day in days)
        {
            if (!kinds.TryAdd(day.Date, day.Kind)) throw new ArgumentException($"节假日表中{day.Date:yyyy-MM-dd}重复", nameof(days));
        }
        _days = kinds.ToFrozenDictionary();
        _years = kinds.Keys.Where(d => d is { Month: 10, Day: 1 }).Select(d => d.Year).ToFrozenSet();
    }

    /// <summary>The years with official data, in order.</summary>
    public IEnumerable<int> Years => _years.Order();

    public bool IsKnown(int year) => _years.Contains(year);

    /// <exception cref="CalendarYearMissingException"/>
    public bool IsWorkingDay(DateOnly date) => TryIsWorkingDay(date, out var working) ? working : throw new CalendarYearMissingException(date.Year);

    /// <summary>False when the year has no official data.</summary>
    public bool TryIsWorkingDay(DateOnly date, out bool working)
    {
        working = _days.TryGetValue(date, out var kind)
            ? kind == DayKind.WorkingDay
            : date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);
        return IsKnown(date.Year);
    }

    /// <summary>The last day of the term: the n-th working day after the start. Zero days end on the start.</summary>
    /// <exception cref="CalendarYearMissingException"/>
    public DateOnly Add(DateOnly start, WorkingDays days)
    {
        var date = start;
        for (var left = days.Count; left > 0;)
        {
            date = date.AddDays(1);
            if (IsWorkingDay(date)) left--;
        }
        return date;
    }

    /// <summary>As <see cref="Add(DateOnly, WorkingDays)"/>; false when a year on the way has no official data.</summary>
    public bool TryAdd(DateOnly start, WorkingDays days, out DateOnly end)
    {
        end = start;
        for (var left = days.Count; left > 0;)
        {
            end = end.AddDays(1);
            if (!TryIsWorkingDay(end, out var working)) return false;
            if (working) left--;
        }
        return true;
    }

    /// <summary>The n-th day after the start, worked or not.</summary>
    public static DateOnly Add(DateOnly start, CalendarDays days) => start.AddDays(days.Count);

    /// <summary>The working days after the start up to and including the end: what <see cref="Add(DateOnly, WorkingDays)"/> would need.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The end lies before the start.</exception>
    /// <exception cref="CalendarYearMissingException"/>
    public WorkingDays Between(DateOnly start, DateOnly end)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(end, start);
        var count = 0;
        for (var date = start; date < end;)
        {
            date = date.AddDays(1);
            if (IsWorkingDay(date)) count++;
        }
        return new WorkingDays(count);
    }

    /// <summary>The day itself when it is worked, else the next that is.</summary>
    /// <exception cref="CalendarYearMissingException"/>
    public DateOnly OnOrAfter(DateOnly date)
    {
        while (!IsWorkingDay(date)) date = date.AddDays(1);
        return date;
    }

    /// <summary>
    /// The last day of a term of calendar days that, when it falls on a rest day, runs until the next working day
    /// (民法典 Art 203 para 1; likewise 行政诉讼法, through 民事诉讼法, and 行政强制法 Art 69: recalled). Use it for terms in
    /// favour of the party; a duty whose text has no such rule ends on the plain day, see
    /// <see cref="Add(DateOnly, CalendarDays)"/>.
    /// </summary>
    /// <exception cref="CalendarYearMissingException"/>
    public DateOnly EndOfTerm(DateOnly start, CalendarDays days) => OnOrAfter(Add(start, days));

    /// <summary>The last day of a term: working days by count, calendar days with the rule of the rest day.</summary>
    /// <exception cref="CalendarYearMissingException"/>
    public DateOnly EndOfTerm(DateOnly start, Term term) => term.Unit switch
    {
        TermUnit.WorkingDays => Add(start, new WorkingDays(term.Count)),
        _ => EndOfTerm(start, new CalendarDays(term.Count)),
    };
}
