using Zhijian.Rules.Calendars;

namespace Zhijian.Rules.Declarations;

/// <summary>A dated term of the law: within how many days after a trigger something must be done.</summary>
public sealed record DeclarationClock(
    DeclarationTrigger Trigger, DeclarationKind? Asks, Term Term, DateOnly From, DateOnly? To, string Source, string Confidence)
{
    public bool HoldsOn(DateOnly day) => From <= day && (To is null || day <= To);

    /// <summary>The line that holds on the day of the trigger.</summary>
    public static DeclarationClock? Of(IEnumerable<DeclarationClock> clocks, DeclarationTrigger trigger, DateOnly on) =>
        clocks.Where(c => c.Trigger == trigger && c.HoldsOn(on)).MaxBy(c => c.From);

    /// <summary>
    /// The last day. 日 of order 48 are calendar days; only the receipt is in working days. Null when the calendar of that year is not
    /// known yet, so that nobody is told a wrong day.
    /// </summary>
    public DateOnly? LastDay(DateOnly on, WorkingCalendar calendar) =>
        Term.Unit == TermUnit.CalendarDays ? on.AddDays(Term.Count)
        : calendar.TryAdd(on, new WorkingDays(Term.Count), out var end) ? end : null;
}
