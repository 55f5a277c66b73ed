using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Reference.Rows;
using Zhijian.Platform.Reference.Tables;
using Zhijian.Platform.Ui.Lists;

namespace Zhijian.Platform.Reference.Pages;

[Public]
public sealed class CalendarModel(ReferenceDirectory directory, ReferenceQueries queries, ZhijianDb db, IViewer viewer) : TableModel(queries, directory, db, viewer)
{
    public sealed record Day(DateOnly Date, string Css, string? Mark, string Title);

    public int Year { get; private set; }
    public IReadOnlyList<int> Years { get; private set; } = [];
    public bool IsKnown { get; private set; }
    public IReadOnlyList<IReadOnlyList<Day>> Months { get; private set; } = [];
    public int WorkingDays { get; private set; }
    public int RestDays { get; private set; }

    protected override async Task LoadMoreAsync(ListRequest request, CancellationToken ct)
    {
        var calendar = await Directory.CalendarAsync(ct);
        Years = [.. calendar.Years];
        Year = int.TryParse(request["year"], out var year) && year is >= 1950 and <= 2100 ? year : Queries.Today.Year;
        IsKnown = calendar.IsKnown(Year);
        if (!IsKnown) return;
        var (first, last) = (new DateOnly(Year, 1, 1), new DateOnly(Year, 12, 31));
        var special = await ReferenceTables.Calendar.Rows(Db, Current.Id).Where(r => r.Date >= first && r.Date <= last).ToDictionaryAsync(r => r.Date!.Value, ct);
        var days = Enumerable.Range(0, last.DayNumber - first.DayNumber + 1).Select(n => Of(first.AddDays(n), special)).ToList();
        Months = [.. days.GroupBy(d => d.Date.Month).Select(g => g.ToList())];
        WorkingDays = days.Count(d => calendar.IsWorkingDay(d.Date));
        RestDays = days.Count - WorkingDays;
    }

    static Day Of(DateOnly date, Dictionary<DateOnly, CalendarRow> special)
    {
        var weekend = date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
        if (!special.TryGetValue(date, out var row))
            return new(date, weekend ? "ref-day-rest" : "", null, $"{date:yyyy-MM-dd} {(weekend ? "周末" : "工作日")}");
        var holiday = row.Kind == CalendarRow.Holiday;
        return new(date, holiday ? "ref-day-holiday" : "ref-day-worked", holiday ? "休" : "班", $"{date:yyyy-MM-dd} {row.Name} {row.Kind}");
    }

    /// <summary>Weeks from Monday on, with nulls outside the month.</summary>
    public static IEnumerable<Day?[]> Weeks(IReadOnlyList<Day> month)
    {
        var before = ((int)month[0].Date.DayOfWeek + 6) % 7;
        return Enumerable.Repeat<Day?>(null, before).Concat(month).Chunk(7).Select(w => w.Length == 7 ? w : [.. w, .. new Day?[7 - w.Length]]);
    }
}
