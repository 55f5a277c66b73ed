using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;

namespace Zhijian.Modules.Oversight;

/// <summary>How one employer's part in an indicator changed between the ends of two months.</summary>
public sealed class FigureChange
{
    public Guid EmployerId { get; init; }
    public required string Name { get; init; }
    public required string DivisionCode { get; init; }
    public long PartWas { get; init; }
    public long PartNow { get; init; }
    public long WholeWas { get; init; }
    public long WholeNow { get; init; }
}

/// <summary>Numerator and denominator at the two ends.</summary>
public sealed record FigureEnds(long PartWas, long PartNow, long WholeWas, long WholeNow);

/// <summary>Explains the change of an indicator down to the employers: only rows that changed are read, however many employers there are.</summary>
public sealed class FigureChanges(ZhijianDb db, Viewer viewer)
{
    /// <param name="path">Of the division; employers that came in or went out are there with what they had on that side.</param>
    /// <param name="from">First days of months; the standing at their ends, of the present month the present one.</param>
    public IQueryable<FigureChange> Of(Indicator indicator, string path, DateOnly from, DateOnly to)
    {
        var (part, whole) = (indicator.Part.ToString(), indicator.Whole.ToString());
        // Named one by one: SQLite takes a range of months for no better than the range of the region, and would read all employers.
        DateOnly[] ended = [.. Months(from, to.AddMonths(-1))], begun = [.. Months(from.AddMonths(1), to)];
        var was = Pasts().Where(p => ended.Contains(p.Through) && p.Since <= from).Under(path)
            .Select(p => new { p.EmployerId, p.Name, p.DivisionCode, PartWas = EF.Property<long>(p, part), WholeWas = EF.Property<long>(p, whole), PartNow = 0L, WholeNow = 0L });
        var between = Pasts().Where(p => begun.Contains(p.Since) && p.Through >= to).Under(path)
            .Select(p => new { p.EmployerId, p.Name, p.DivisionCode, PartWas = 0L, WholeWas = 0L, PartNow = EF.Property<long>(p, part), WholeNow = EF.Property<long>(p, whole) });
        var now = db.Set<FigureMember>().AsNoTracking().InScopeOf(viewer.Scope).Where(m => begun.Contains(m.Since)).Under(path)
            .Select(m => new { m.EmployerId, m.Name, m.DivisionCode, PartWas = 0L, WholeWas = 0L, PartNow = EF.Property<long>(m, part), WholeNow = EF.Property<long>(m, whole) });
        return was.Concat(between).Concat(now).GroupBy(r => r.EmployerId).Select(g => new FigureChange
        {
            EmployerId = g.Key, Name = g.Max(r => r.Name)!, DivisionCode = g.Max(r => r.DivisionCode)!,
            PartWas = g.Sum(r => r.PartWas), PartNow = g.Sum(r => r.PartNow), WholeWas = g.Sum(r => r.WholeWas), WholeNow = g.Sum(r => r.WholeNow),
        }).Where(c => c.PartWas != c.PartNow || c.WholeWas != c.WholeNow);
    }

    static IEnumerable<DateOnly> Months(DateOnly from, DateOnly to)
    {
        for (var month = from; month <= to; month = month.AddMonths(1)) yield return month;
    }

    IQueryable<FigurePast> Pasts() => db.Set<FigurePast>().AsNoTracking().InScopeOf(viewer.Scope);

    /// <summary>What the kept sums of the two months say.</summary>
    public async Task<FigureEnds> EndsAsync(Indicator indicator, string area, DateOnly from, DateOnly to, CancellationToken ct)
    {
        var sums = await db.Set<FigureCell>().AsNoTracking().InScopeOf(viewer.Scope)
            .Where(c => c.Dimension == FigureDimension.All && c.DivisionCode == area && (c.Period == from || c.Period == to) && (c.Measure == indicator.Part || c.Measure == indicator.Whole))
            .Select(c => new { c.Period, c.Measure, c.Amount }).ToListAsync(ct);
        long Of(DateOnly month, Measure measure) => sums.Where(s => s.Period == month && s.Measure == measure).Sum(s => s.Amount);
        return new(Of(from, indicator.Part), Of(to, indicator.Part), Of(from, indicator.Whole), Of(to, indicator.Whole));
    }

    /// <summary>Whether the changes of the employers are the whole change; not where the months reach back further than it is kept who changed.</summary>
    public static async Task<bool> AddUpAsync(IQueryable<FigureChange> changes, FigureEnds ends, CancellationToken ct)
    {
        var sum = await changes.GroupBy(_ => 1).Select(g => new { Part = g.Sum(c => c.PartNow - c.PartWas), Whole = g.Sum(c => c.WholeNow - c.WholeWas) }).FirstOrDefaultAsync(ct);
        return (sum?.Part ?? 0) == ends.PartNow - ends.PartWas && (sum?.Whole ?? 0) == ends.WholeNow - ends.WholeWas;
    }
}
