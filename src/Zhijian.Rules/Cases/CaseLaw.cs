using Zhijian.Rules.Calendars;

namespace Zhijian.Rules.Cases;

public enum CaseUnit
{
    /// <summary>No number: the row is an article only.</summary>
    None,
    CalendarDays,
    WorkingDays,
    Months,
    Years,
    Yuan,
    Permille,
}

/// <summary>A row of reference/case-rules.csv: a term, a sum or only an article of the procedure, and from when to when it is law.</summary>
public sealed record CaseRule(string Key, string Title, int Count, CaseUnit Unit, string Article, DateOnly From, DateOnly? To, string Source, string Confidence)
{
    public bool HoldsOn(DateOnly day) => From <= day && (To is null || day <= To);

    /// <summary>5个工作日, 60日, 6个月.</summary>
    public string Length => Unit switch
    {
        CaseUnit.WorkingDays => new WorkingDays(Count).ToString(),
        CaseUnit.Months => $"{Count}个月",
        CaseUnit.Years => $"{Count}年",
        _ => new CalendarDays(Count).ToString(),
    };
}

/// <summary>A step that the law forbids: why, and by which article.</summary>
public sealed record CaseRefusal(string Reason, string Article)
{
    public override string ToString() => $"{Reason}（{Article}）";
}

/// <summary>
/// The penalty procedure as dated data: 行政处罚法 of 1996 (2017) with order 15 until 2021-07-14, that of 2021 since. Every step
/// is judged by the law of its own day; a term by the law of the day it begins.
/// </summary>
public sealed class CaseLaw
{
    private readonly ILookup<string, CaseRule> _rules;

    /// <exception cref="ArgumentException">Two rows of one key overlap.</exception>
    public CaseLaw(IEnumerable<CaseRule> rules, WorkingCalendar calendar)
    {
        _rules = rules.OrderBy(r => r.From).ToLookup(r => r.Key);
        Calendar = calendar;
        foreach (var key in _rules)
            foreach (var (before, after) in key.Zip(key.Skip(1)))
                if (before.To is not { } to || to >= after.From) throw new ArgumentException($"办案规则{key.Key}的期间重叠", nameof(rules));
    }

    public WorkingCalendar Calendar { get; }

    public CaseRule? Find(string key, DateOnly day) => _rules[key].LastOrDefault(r => r.HoldsOn(day));

    public bool Has(string key, DateOnly day) => Find(key, day) is not null;

    /// <exception cref="KeyNotFoundException">The data has no such rule on that day.</exception>
    public CaseRule Rule(string key, DateOnly day) => Find(key, day) ?? throw new KeyNotFoundException($"No case rule {key} on {day:yyyy-MM-dd}.");

    public string Article(string key, DateOnly day) => Rule(key, day).Article;

    public CaseRefusal Refuse(string reason, string key, DateOnly day) => new(reason, Article(key, day));

    /// <summary>The last day of a term that runs for the party: the day of the event does not count, a rest day at its end moves it on.</summary>
    public DateOnly End(string key, DateOnly start) => OnOrAfter(Plain(Rule(key, start), start));

    /// <summary>The last day of a duty of the authority: it does not grow by a rest day at its end.</summary>
    public DateOnly Due(string key, DateOnly start) => Plain(Rule(key, start), start);

    private DateOnly Plain(CaseRule rule, DateOnly start) => rule.Unit switch
    {
        CaseUnit.CalendarDays => start.AddDays(rule.Count),
        CaseUnit.WorkingDays => Working(start, rule.Count),
        CaseUnit.Months => start.AddMonths(rule.Count),
        CaseUnit.Years => start.AddYears(rule.Count),
        _ => throw new InvalidOperationException($"{rule.Key} is no term."),
    };

    /// <summary>Whether the days between lie far enough apart: notice at least so long before.</summary>
    public bool IsEarlyEnough(string key, DateOnly notified, DateOnly on) => Due(key, notified) <= on;

    private DateOnly Working(DateOnly day, int count)
    {
        while (count > 0)
        {
            day = day.AddDays(1);
            if (IsWorked(day)) count--;
        }
        return day;
    }

    private DateOnly OnOrAfter(DateOnly day)
    {
        while (!IsWorked(day)) day = day.AddDays(1);
        return day;
    }

    /// <summary>A year without its official notice yet counts as a common week: such a day is provisional until the notice is read in.</summary>
    private bool IsWorked(DateOnly day)
    {
        Calendar.TryIsWorkingDay(day, out var working);
        return working;
    }
}
