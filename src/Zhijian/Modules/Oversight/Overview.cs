using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Organisations;

namespace Zhijian.Modules.Oversight;

/// <summary>A division with its sums of a month and of the month before.</summary>
public sealed record AreaFigures(string Code, string Name, IReadOnlyDictionary<Measure, long> Sums, IReadOnlyDictionary<Measure, long> Before)
{
    public long Of(Measure measure) => Sums.GetValueOrDefault(measure);
    public long Was(Measure measure) => Before.GetValueOrDefault(measure);
}

/// <param name="Above">From the highest the viewer sees down to the one above the shown.</param>
/// <param name="Months">All that are kept, oldest first.</param>
/// <param name="Live">The present month, kept up to date; its figures open lists.</param>
public sealed record OverviewPicture(AreaFigures Area, IReadOnlyList<AreaFigures> Parts, IReadOnlyList<(string Code, string Name)> Above, DateOnly Period, bool Live, IReadOnlyList<DateOnly> Months, IReadOnlyDictionary<DateOnly, IReadOnlyDictionary<Measure, long>> Trend);

/// <summary>Reads the kept sums: three small index ranges, however many employers there are.</summary>
public sealed class Overview(ZhijianDb db, Viewer viewer, DivisionDirectory divisions)
{
    const int CityLevel = 2;

    /// <summary>Null when the division is not one that the viewer sees, or nothing has been counted yet.</summary>
    public async Task<OverviewPicture?> OfAsync(string? code, DateOnly? month, CancellationToken ct)
    {
        await divisions.LoadAsync(db, ct);
        if (Area(code) is not { } area || await RollUps.PeriodAsync(db, ct) is not { } live) return null;
        var trend = (await Cells().Where(c => c.DivisionCode == area.Code).Select(c => new { c.Period, c.Measure, c.Amount }).ToListAsync(ct))
            .GroupBy(c => c.Period).ToDictionary(g => g.Key, IReadOnlyDictionary<Measure, long> (g) => g.ToDictionary(c => c.Measure, c => c.Amount));
        var months = trend.Keys.Append(live).Distinct().Order().ToList();
        var period = month is { } asked && months.Contains(asked) ? asked : live;
        var before = period.AddMonths(-1);
        var children = divisions.Children(area.Code).ToList();
        string[] codes = [.. children.Select(c => c.Code)];
        var sums = (await Cells().Where(c => EF.Parameter(codes).Contains(c.DivisionCode) && (c.Period == period || c.Period == before)).Select(c => new { c.DivisionCode, c.Period, c.Measure, c.Amount }).ToListAsync(ct))
            .ToLookup(c => (c.DivisionCode, c.Period), c => (c.Measure, c.Amount));
        IReadOnlyDictionary<Measure, long> Sum(string of, DateOnly on) => sums[(of, on)].ToDictionary(c => c.Measure, c => c.Amount);
        var nothing = new Dictionary<Measure, long>();
        return new(new(area.Code, area.Name, trend.GetValueOrDefault(period, nothing), trend.GetValueOrDefault(before, nothing)),
            [.. children.Select(c => new AreaFigures(c.Code, c.Name, Sum(c.Code, period), Sum(c.Code, before))).Where(a => a.Of(Measure.Employers) + a.Was(Measure.Employers) > 0)],
            Above(area), period, period == live, months, trend);
    }

    IQueryable<FigureCell> Cells() => db.Set<FigureCell>().AsNoTracking().InScopeOf(viewer.Scope).Where(c => c.Dimension == FigureDimension.All);

    DivisionDirectory.DivisionEntry? Area(string? code)
    {
        if (code is not null) return divisions.Find(code) is { } asked && asked.Level >= CityLevel && viewer.Scope.Covers(asked.Path) ? asked : null;
        return viewer.Scope.Path is { } path ? divisions.All.FirstOrDefault(d => d.Path == path) : divisions.All.Where(d => d.Level == CityLevel).MinBy(d => d.Code);
    }

    List<(string, string)> Above(DivisionDirectory.DivisionEntry area)
    {
        var above = new List<(string, string)>();
        for (var up = area.ParentCode; up is not null && divisions.Find(up) is { } parent && parent.Level >= CityLevel && viewer.Scope.Covers(parent.Path); up = parent.ParentCode) above.Insert(0, (parent.Code, parent.Name));
        return above;
    }
}
