using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Registry;
using Zhijian.Platform.Access;
using Zhijian.Platform.Organisations;
using Zhijian.Platform.Reference;
using Zhijian.Platform.Ui;
using Zhijian.Rules.Dangers;

namespace Zhijian.Modules.Dangers;

public enum DangerFigureKind { County, Industry, Factor, Source }

/// <summary>Of the dangers found in the period: how many were closed since, how long it took, what is overdue now.</summary>
/// <param name="Days">Sum of the days to close.</param>
public sealed record DangerFigure(string Code, string Name, int Found, int Major, int Closed, int Overdue, long Days)
{
    public int Open => Found - Closed;
    public decimal? Rate => Found == 0 ? null : Math.Round(100m * Closed / Found, 1);
    public decimal? AverageDays => Closed == 0 ? null : Math.Round((decimal)Days / Closed, 1);
}

/// <param name="Times">Dangers found in the period.</param>
/// <param name="Repeats">Of factors that were closed before.</param>
public sealed record RepeatOffender(Guid EmployerId, string Name, string CountyCode, int Times, int Repeats, int Open);

/// <param name="Over">Persons at the points over the limit now, each point once.</param>
/// <param name="Exposed">Exposed workers of all employers in the scope.</param>
public sealed record OverLimitShare(string CountyCode, int Over, int Exposed)
{
    public decimal? Percent => Exposed == 0 ? null : Math.Round(100m * Over / Exposed, 2);
}

/// <summary>Which dangers are counted.</summary>
public sealed record FigurePeriod(DateOnly From, DateOnly To, string? County, string? Industry, string? Factor, DangerSource? Source);

/// <summary>Figures of the loop, grouped in SQL inside the viewer's scope.</summary>
public sealed class DangerFigures(ZhijianDb db, Viewer viewer, DivisionDirectory divisions, ReferenceDirectory reference, TimeProvider clock)
{
    const int MostLines = 200, MostOffenders = 20;

    IQueryable<HiddenDanger> In(FigurePeriod period)
    {
        var rows = db.Set<HiddenDanger>().AsNoTracking().InScopeOf(viewer.Scope).Where(d => d.FoundOn >= period.From && d.FoundOn <= period.To);
        if (period.County is { } county) rows = divisions.Find(county) is { } place ? rows.Under(place.Path) : rows.Where(_ => false);
        if (period.Industry is { } industry) rows = rows.Where(d => d.IndustryCode == industry);
        if (period.Factor is { } factor) rows = rows.Where(d => d.FactorCode == factor);
        if (period.Source is { } source) rows = rows.Where(d => d.Source == source);
        return rows;
    }

    public async Task<IReadOnlyList<DangerFigure>> OfAsync(DangerFigureKind kind, FigurePeriod period, CancellationToken ct)
    {
        var rows = In(period);
        if (kind == DangerFigureKind.Source)
            return [.. (await rows.GroupBy(d => d.Source).Select(g => new { g.Key, Found = g.Count(), Major = g.Sum(d => d.Grade == DangerGrade.Major ? 1 : 0), Closed = g.Sum(d => d.IsOpen ? 0 : 1), Overdue = g.Sum(d => d.State == DangerState.Overdue ? 1 : 0), Days = g.Sum(d => (long?)d.DaysToClose) }).ToListAsync(ct))
                .Select(g => new DangerFigure(g.Key.ToString(), g.Key.Text(), g.Found, g.Major, g.Closed, g.Overdue, g.Days ?? 0)).OrderByDescending(f => f.Found)];
        var lines = await ByAsync(kind switch { DangerFigureKind.Industry => rows, DangerFigureKind.Factor => rows.Where(d => d.FactorCode != null), _ => rows },
            kind switch { DangerFigureKind.County => d => d.CountyCode, DangerFigureKind.Industry => d => d.IndustryCode, _ => d => d.FactorCode! }, ct);
        var named = new List<DangerFigure>();
        var industries = kind == DangerFigureKind.Industry ? await reference.IndustryNamesAsync(ct) : null;
        foreach (var line in lines) named.Add(line with { Name = await NameAsync(kind, line.Code, industries, ct) });
        return named;
    }

    public async Task<DangerFigure> TotalAsync(FigurePeriod period, CancellationToken ct) => (await ByAsync(In(period), _ => "", ct)) is [var all] ? all with { Name = "合计" } : new("", "合计", 0, 0, 0, 0, 0);

    static async Task<List<DangerFigure>> ByAsync(IQueryable<HiddenDanger> rows, Expression<Func<HiddenDanger, string>> key, CancellationToken ct) =>
        [.. (await rows.GroupBy(key).Select(g => new { g.Key, Found = g.Count(), Major = g.Sum(d => d.Grade == DangerGrade.Major ? 1 : 0), Closed = g.Sum(d => d.IsOpen ? 0 : 1), Overdue = g.Sum(d => d.State == DangerState.Overdue ? 1 : 0), Days = g.Sum(d => (long?)d.DaysToClose) })
            .OrderByDescending(g => g.Found).ThenBy(g => g.Key).Take(MostLines).ToListAsync(ct)).Select(g => new DangerFigure(g.Key, g.Key, g.Found, g.Major, g.Closed, g.Overdue, g.Days ?? 0))];

    async Task<string> NameAsync(DangerFigureKind kind, string code, IReadOnlyDictionary<string, string>? industries, CancellationToken ct) => kind switch
    {
        DangerFigureKind.County => divisions.Name(code),
        DangerFigureKind.Industry => industries!.TryGetValue(code, out var name) ? $"{code} {name}" : code,
        _ => (await reference.FactorAsync(code, ct))?.Name ?? code,
    };

    /// <summary>Employers with more than one danger in the period, those that fell back first.</summary>
    public Task<List<RepeatOffender>> OffendersAsync(FigurePeriod period, CancellationToken ct) =>
        In(period).GroupBy(d => new { d.EmployerId, d.EmployerName })
            .Select(g => new { g.Key, County = g.Max(d => d.CountyCode), Times = g.Count(), Repeats = g.Sum(d => d.IsRepeat ? 1 : 0), Open = g.Sum(d => d.IsOpen ? 1 : 0) })
            .Where(g => g.Times > 1).OrderByDescending(g => g.Repeats).ThenByDescending(g => g.Times).ThenBy(g => g.Key.EmployerId).Take(MostOffenders)
            .Select(g => new RepeatOffender(g.Key.EmployerId, g.Key.EmployerName, g.County!, g.Times, g.Repeats, g.Open)).ToListAsync(ct);

    /// <summary>Workers at points over the limit today, against all exposed workers, by county.</summary>
    public async Task<IReadOnlyList<OverLimitShare>> OverLimitAsync(CancellationToken ct)
    {
        var points = await db.Set<HiddenDanger>().AsNoTracking().InScopeOf(viewer.Scope).Where(d => d.IsOpen && d.PointId != null && d.Persons != null)
            .GroupBy(d => new { d.CountyCode, d.PointId }).Select(g => new { g.Key.CountyCode, Persons = g.Max(d => d.Persons) })
            .GroupBy(p => p.CountyCode).Select(g => new { g.Key, Persons = g.Sum(p => p.Persons) }).ToDictionaryAsync(g => g.Key, g => g.Persons ?? 0, ct);
        var exposed = await db.Set<Employer>().AsNoTracking().InScopeOf(viewer.Scope).Where(e => e.MergedIntoId == null && (e.Status == EmployerStatus.Operating || e.Status == EmployerStatus.Suspended) && e.ExposedWorkers > 0)
            .GroupBy(e => e.CountyCode).Select(g => new { g.Key, Persons = g.Sum(e => e.ExposedWorkers) }).ToDictionaryAsync(g => g.Key, g => g.Persons ?? 0, ct);
        return [.. points.Keys.Union(exposed.Keys).Order(StringComparer.Ordinal).Select(c => new OverLimitShare(c, points.GetValueOrDefault(c), exposed.GetValueOrDefault(c)))];
    }

    public FigurePeriod ThisYear => new(new(Display.Today(clock).Year, 1, 1), Display.Today(clock), null, null, null, null);
}
