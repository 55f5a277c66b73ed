namespace Zhijian.Rules.Calendars;

public enum TermUnit
{
    CalendarDays,
    WorkingDays,
}

/// <summary>A term set by law, with the article that sets it; kept as data where the law changes.</summary>
public sealed record Term
{
    /// <param name="days">How long.</param>
    /// <param name="article">Law and article: 《行政处罚法》第六十四条第一项.</param>
    public Term(CalendarDays days, string article) => (Count, Unit, Article) = (days.Count, TermUnit.CalendarDays, article);

    /// <inheritdoc cref="Term(CalendarDays, string)"/>
    public Term(WorkingDays days, string article) => (Count, Unit, Article) = (days.Count, TermUnit.WorkingDays, article);

    public int Count { get; }

    public TermUnit Unit { get; }

    public string Article { get; }

    /// <summary>5个工作日, 60日.</summary>
    public override string ToString() => Unit == TermUnit.WorkingDays ? new WorkingDays(Count).ToString() : new CalendarDays(Count).ToString();
}
