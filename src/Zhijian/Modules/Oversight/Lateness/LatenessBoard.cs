using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Exchange.In;
using Zhijian.Modules.Exchange.Partners;
using Zhijian.Modules.Monitoring;
using Zhijian.Modules.Oversight.Reports;
using Zhijian.Platform;
using Zhijian.Platform.Access;
using Zhijian.Platform.Reference.Loading;

namespace Zhijian.Modules.Oversight.Lateness;

public enum Timeliness { OnTime, Late, Missing, NotYet }

/// <summary>A report that a county owed in the year.</summary>
/// <param name="Days">By how many it was late, or is missing by now.</param>
public sealed record OwedReport(string Code, string Name, ReportForm Form, DateOnly Period, DateOnly DueOn, CountyReport? Report, Timeliness Timeliness, int Days);

/// <param name="Full">Percent of its figures that the platform could count; null: nothing was reported.</param>
public sealed record CountyLateness(string Code, string Name, int Owed, int OnTime, int Late, int Missing, int Returned, int Corrected, decimal? Full);

/// <summary>What an institution filed in the year.</summary>
public sealed class FilerLateness
{
    public Guid Id { get; init; }
    public required string Name { get; init; }
    public int Filed { get; init; }
    public int Late { get; init; }
    public int Corrected { get; init; }
    public int Doubtful { get; init; }
    public int Incomplete { get; init; }
}

/// <summary>What a body delivered of health examinations in the year.</summary>
/// <param name="Rows">All that came, with what was refused.</param>
/// <param name="Months">Months of the year with a delivery, of those that have begun since its first one.</param>
/// <param name="Days">Since its last delivery.</param>
public sealed record DelivererLateness(Guid Id, string Name, int Batches, int Rows, int Rejected, int Months, int MonthsOwed, DateOnly? Last, int Days)
{
    /// <summary>Percent of the rows that were fit to be taken.</summary>
    public decimal? Full => Rows == 0 ? null : Math.Round(100m * (Rows - Rejected) / Rows, 1);
}

/// <summary>迟报、漏报和完整性: who reports in time and whole. Counties by their forms, institutions by their reports, whoever examines workers by what it delivers, in the viewer's scope.</summary>
public sealed class LatenessBoard(ZhijianDb db, ReportBook book, ReportFigures figures, Viewer viewer, ReferenceFiles files, TimeProvider clock)
{
    /// <summary>Days from the date of a report to its filing.</summary>
    public int FilingDays => Days("institution-report");

    /// <summary>Longest silence between two deliveries of health examinations.</summary>
    public int SilentDays => Days("health-delivery");

    int Days(string subject) => files.Rows("lateness-clocks.csv").Single(r => r["subject"] == subject).Int("days");

    /// <summary>Everything that fell due in the year and is due by now.</summary>
    public async Task<IReadOnlyList<OwedReport>> OwedAsync(int year, string? county, CancellationToken ct)
    {
        var today = ChinaTime.DateOf(clock.GetUtcNow());
        var counties = (await figures.ReportersAsync(ct)).Where(c => county is null || c.Code == county).ToList();
        string[] codes = [.. counties.Select(c => c.Code)];
        var (start, end) = (new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));
        var reports = (await db.Set<CountyReport>().AsNoTracking().InScopeOf(viewer.Scope).Include(r => r.Cells).Where(r => EF.Parameter(codes).Contains(r.DivisionCode) && r.DueOn >= start && r.DueOn <= end).ToListAsync(ct)).ToLookup(r => (r.DivisionCode, r.Form, r.Period));
        // Nothing was owed before the first report of a form was made anywhere.
        var begun = await db.Set<CountyReport>().AsNoTracking().IgnoreQueryFilters([Conventions.ScopeFilter]).GroupBy(r => r.Form).Select(g => new { g.Key, First = g.Min(r => r.Period) }).ToDictionaryAsync(g => g.Key, g => g.First, ct);
        return [.. from form in book.All
                   from period in PeriodsDue(form, begun.GetValueOrDefault(form.Code, form.LatestBefore(today)), start, end, today)
                   from c in counties
                   let report = reports[(c.Code, form.Code, period)].MaxBy(r => r.Number)
                   let due = form.DueOf(period)
                   let first = reports[(c.Code, form.Code, period)].Min(r => r.FirstSubmittedOn)
                   let days = (first ?? today).DayNumber - due.DayNumber
                   select new OwedReport(c.Code, c.Name, form, period, due, report, first is null ? days > 0 ? Timeliness.Missing : Timeliness.NotYet : days > 0 ? Timeliness.Late : Timeliness.OnTime, Math.Max(0, days))];
    }

    /// <summary>Due in the year; of those that are not due yet only the one that may be filled already.</summary>
    static IEnumerable<DateOnly> PeriodsDue(ReportForm form, DateOnly begun, DateOnly from, DateOnly to, DateOnly today)
    {
        for (var period = form.LatestBefore(today); form.IsPeriod(period) && period >= begun && form.DueOf(period) >= from; period = form.Last(period))
            if (form.DueOf(period) <= to) yield return period;
    }

    public static IReadOnlyList<CountyLateness> Sum(IReadOnlyList<OwedReport> owed) =>
        [.. owed.GroupBy(o => (o.Code, o.Name)).Select(g => Line(g.Key.Code, g.Key.Name, [.. g])).OrderByDescending(l => l.Missing).ThenByDescending(l => l.Late).ThenBy(l => l.Code, StringComparer.Ordinal)];

    static CountyLateness Line(string code, string name, IReadOnlyList<OwedReport> owed)
    {
        int Count(Timeliness t) => owed.Count(o => o.Timeliness == t);
        var cells = owed.SelectMany(o => o.Report?.Cells ?? []).ToList();
        return new(code, name, owed.Count - Count(Timeliness.NotYet), Count(Timeliness.OnTime), Count(Timeliness.Late), Count(Timeliness.Missing), owed.Sum(o => o.Report?.Returns ?? 0), owed.Sum(o => (o.Report?.Number ?? 1) - 1),
            cells.Count == 0 ? null : Math.Round(100m * cells.Count(c => c.Counted is not null) / cells.Count, 1));
    }

    /// <summary>A year of Zhengzhou.</summary>
    static (DateTime From, DateTime To) Of(int year) => (new(year - 1, 12, 31, 24 - ChinaTime.OffsetHours, 0, 0, DateTimeKind.Utc), new(year, 12, 31, 24 - ChinaTime.OffsetHours, 0, 0, DateTimeKind.Utc));

    public IQueryable<FilerLateness> Filers(int year)
    {
        var ((from, to), days) = (Of(year), FilingDays);
        return db.Set<MonitoringReport>().AsNoTracking().InScopeOf(viewer.Scope).Where(r => r.ByInstitution && r.SealedAt >= from && r.SealedAt < to)
            .GroupBy(r => new { r.FilerId, r.FilerName })
            .Select(g => new FilerLateness
            {
                Id = g.Key.FilerId, Name = g.Key.FilerName, Filed = g.Count(), Late = g.Sum(r => r.IssuedOn != null && DateOnly.FromDateTime(r.SealedAt!.Value.AddHours(ChinaTime.OffsetHours)) > r.IssuedOn!.Value.AddDays(days) ? 1 : 0),
                Corrected = g.Sum(r => r.Revision > 1 ? 1 : 0), Doubtful = g.Sum(r => r.FindingCount > 0 ? 1 : 0), Incomplete = g.Sum(r => r.UndeterminedCount > 0 ? 1 : 0),
            });
    }

    /// <summary>Few: one for each body that ever delivered.</summary>
    public async Task<IReadOnlyList<DelivererLateness>> DeliverersAsync(int year, CancellationToken ct)
    {
        var today = ChinaTime.DateOf(clock.GetUtcNow());
        var (from, to) = Of(year);
        var batches = db.Set<InboxBatch>().AsNoTracking().InScopeOf(viewer.Scope).Where(b => b.Resource == InSchemas.HealthExaminations && b.ReceivedAt < to);
        var bodies = await (from b in batches
                            join p in db.Set<Partner>() on b.PartnerId equals p.Id
                            group b by new { p.Id, p.Name } into g
                            select new { g.Key.Id, g.Key.Name, First = g.Min(b => b.ReceivedAt), Last = g.Max(b => b.ReceivedAt) }).ToListAsync(ct);
        var sums = (await batches.Where(b => b.ReceivedAt >= from).GroupBy(b => new { b.PartnerId, Month = b.ReceivedAt.AddHours(ChinaTime.OffsetHours).Month })
            .Select(g => new { g.Key.PartnerId, g.Key.Month, Batches = g.Count(), Rows = g.Sum(b => b.Accepted + b.Repeated + b.Stale + b.Rejected), Rejected = g.Sum(b => b.Rejected) }).ToListAsync(ct)).ToLookup(s => s.PartnerId);
        var lastMonth = today.Year == year ? today.Month : 12;
        return [.. bodies.Select(b =>
        {
            var (first, last) = (ChinaTime.DateOf(b.First), ChinaTime.DateOf(b.Last));
            return new DelivererLateness(b.Id, b.Name, sums[b.Id].Sum(s => s.Batches), sums[b.Id].Sum(s => s.Rows), sums[b.Id].Sum(s => s.Rejected), sums[b.Id].Count(), lastMonth - (first.Year == year ? first.Month : 1) + 1, last, Math.Max(0, today.DayNumber - last.DayNumber));
        }).OrderByDescending(b => b.Days).ThenBy(b => b.Name, StringComparer.Ordinal)];
    }
}
