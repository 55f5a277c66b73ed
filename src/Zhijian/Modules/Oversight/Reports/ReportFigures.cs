using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Organisations;
using Zhijian.Rules.Reports;

namespace Zhijian.Modules.Oversight.Reports;

/// <summary>The figures that fill reports and those that they are compared with; and who reports.</summary>
public sealed class ReportFigures(ZhijianDb db, Viewer viewer, DivisionDirectory divisions)
{
    const int CountyLevel = 3;

    /// <summary>Counties, districts and zones with an authority of their own, inside the viewer's scope.</summary>
    public async Task<IReadOnlyList<DivisionDirectory.DivisionEntry>> ReportersAsync(CancellationToken ct)
    {
        await divisions.LoadAsync(db, ct);
        var authorities = await db.Set<Authority>().AsNoTracking().IgnoreQueryFilters([Conventions.ScopeFilter]).Select(a => a.DivisionCode).ToListAsync(ct);
        return [.. authorities.Select(divisions.Find).OfType<DivisionDirectory.DivisionEntry>().Where(d => d.Level == CountyLevel && viewer.Scope.Covers(d.Path)).OrderBy(d => d.Code, StringComparer.Ordinal)];
    }

    /// <summary>What the platform counted for each item of a period.</summary>
    public async Task<IReadOnlyDictionary<string, long?>> CountedAsync(ReportForm form, DateOnly period, string division, CancellationToken ct)
    {
        DateOnly[] months = [.. form.Items.Select(i => form.MonthOf(i, period)).Distinct()];
        var cells = await db.Set<FigureCell>().AsNoTracking().IgnoreQueryFilters([Conventions.ScopeFilter])
            .Where(c => c.DivisionCode == division && c.Dimension == FigureDimension.All && EF.Parameter(months).Contains(c.Period)).Select(c => new { c.Period, c.Measure, c.Amount }).ToListAsync(ct);
        // A month of which something is kept has a sum for every measure, if only nought.
        var kept = cells.Select(c => c.Period).ToHashSet();
        return form.Items.ToDictionary(i => i.Code, i => kept.Contains(form.MonthOf(i, period)) ? cells.Where(c => c.Period == form.MonthOf(i, period) && c.Measure == i.Measure).Sum(c => c.Amount) : (long?)null);
    }

    /// <summary>The last report's figures, or what was counted for its period where none was made.</summary>
    public async Task<IReadOnlyDictionary<string, long?>> BeforeAsync(ReportForm form, DateOnly period, string division, CancellationToken ct)
    {
        var last = form.Last(period);
        return await ReportedAsync(form.Code, last, division, ct) is { } cells ? cells : await CountedAsync(form, last, division, ct);
    }

    /// <summary>Relations that the figures break.</summary>
    public async Task<IReadOnlyList<CheckFinding>> FindAsync(ReportForm form, CountyReport report, CancellationToken ct)
    {
        var before = await BeforeAsync(form, report.Period, report.DivisionCode, ct);
        var others = new Dictionary<string, IReadOnlyDictionary<string, long?>?>();
        foreach (var other in form.Checks.SelectMany(c => $"{c.Left} {c.Right}".Split(' ')).Where(t => t.Contains(':') && !t.StartsWith("prev:", StringComparison.Ordinal)).Select(t => t.Split(':')[0]).Distinct())
            others[other] = await ReportedAsync(other, report.Period, report.DivisionCode, ct);
        var sameYear = form.Cycle == ReportCycle.Year || form.Last(report.Period).Year == report.Period.Year;
        return ReportChecks.Find(form.Checks, name => name.Split(':') switch
        {
            // What is counted from New Year begins again.
            ["prev", var item] => form.Item(item)?.Kind == ItemKind.Year && !sameYear ? null : before.GetValueOrDefault(item),
            [var other, var item] => others.GetValueOrDefault(other)?.GetValueOrDefault(item),
            _ => report.Cells.Find(c => c.Item == name)?.Value,
        });
    }

    async Task<IReadOnlyDictionary<string, long?>?> ReportedAsync(string form, DateOnly period, string division, CancellationToken ct)
    {
        var report = await db.Set<CountyReport>().AsNoTracking().IgnoreQueryFilters([Conventions.ScopeFilter]).Include(r => r.Cells)
            .Where(r => r.Form == form && r.Period == period && r.DivisionCode == division && (r.State == ReportState.Submitted || r.State == ReportState.Approved)).OrderByDescending(r => r.Number).FirstOrDefaultAsync(ct);
        return report?.Cells.ToDictionary(c => c.Item, c => c.Value);
    }
}
