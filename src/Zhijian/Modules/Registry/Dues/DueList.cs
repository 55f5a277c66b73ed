using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Organisations;
using Zhijian.Platform.Ui;
using Zhijian.Platform.Ui.Forms;
using Zhijian.Platform.Ui.Lists;
using Zhijian.Platform.Ui.Pieces;
using Zhijian.Rules.Dues;

namespace Zhijian.Modules.Registry.Dues;

/// <summary>The list of duties: what is open first, the nearest day first.</summary>
public sealed class DueList
{
    public ListDefinition<Due> Definition { get; }

    public DueList(DivisionDirectory divisions, IEnumerable<DueKind> kinds, TimeProvider clock)
    {
        DueKind[] known = [.. kinds];
        DateOnly Today() => Display.Today(clock);
        Definition = new ListDefinition<Due>("dues", "到期事项")
            .Key(d => d.Id)
            .Column("employer", "用人单位", d => d.EmployerName, c => c.Wide().Link(d => $"/registry/{d.EmployerId}"))
            .Column("title", "事项", d => d.Title, c => c.Wide())
            .Computed("kind", "类别", d => known.FirstOrDefault(k => DueLadder.Fits(k.Key, d.Kind))?.Name ?? d.Kind, c => c.NoWrap())
            .Column("due", "期限", d => d.DueOn, c => c.Sortable().Cell(d => d.SettledOn is null ? Badges.Deadline(d.DueOn, d.DueOn.DayNumber - Today().DayNumber) : Markup.Text(Display.Date(d.DueOn))))
            .Computed("state", "状态", d => State(d, Today()))
            .Computed("place", "所在区划", d => divisions.Name(d.DivisionCode))
            .Column("cause", "起因", d => d.Cause, c => c.Hidden())
            .Column("basis", "依据", d => d.Basis, c => c.Hidden())
            .Column("triggered", "起算日", d => d.TriggeredOn, c => c.Hidden())
            .Column("settled", "办结日", d => d.SettledOn, c => c.Hidden())
            .Search("用人单位名称", (rows, q) => rows.Where(d => d.EmployerName.Contains(q)))
            .Select("state", "状态", [new("open", "未办结"), new("overdue", "已逾期"), new("settled", "已办结")], (rows, state) =>
            {
                var today = Today();
                return state switch { "settled" => rows.Where(d => d.SettledOn != null), "overdue" => rows.Where(d => d.SettledOn == null && d.DueOn < today), _ => rows.Where(d => d.SettledOn == null) };
            })
            .Select("kind", "类别", [.. known.Select(k => new Option(k.Key, k.Name))], (rows, kind) => rows.OfKind(kind))
            .Select("within", "剩余天数", [new("7", "7 天内"), new("30", "30 天内"), new("60", "60 天内")], (rows, days) =>
            {
                var (today, until) = (Today(), Today().AddDays(int.Parse(days, System.Globalization.CultureInfo.InvariantCulture)));
                return rows.Where(d => d.SettledOn == null && d.DueOn >= today && d.DueOn <= until);
            })
            .Pick("division", "所在区划", OwnDivisionPicker.Kind, (rows, code) => divisions.Find(code) is { } place ? In(rows, Scope.Subtree(place.Path)) : rows.Where(_ => false))
            .OrderBy("due");
    }

    static string State(Due due, DateOnly today) => due.SettledOn is not null ? $"已办结（{due.SettledBy}）" : due.DueOn < today ? "已逾期" : "未到期";

    static IQueryable<Due> In(IQueryable<Due> rows, Scope scope)
    {
        var (from, to) = (scope.PathFrom, scope.PathTo);
        return rows.Where(d => string.Compare(d.ScopePath, from) >= 0 && string.Compare(d.ScopePath, to) < 0);
    }
}

static class DueKinds
{
    /// <param name="kind">A key or, ending with *, a family; null for all.</param>
    public static IQueryable<Due> OfKind(this IQueryable<Due> rows, string? kind)
    {
        if (kind is null) return rows;
        if (!kind.EndsWith('*')) return rows.Where(d => d.Kind == kind);
        var family = kind[..^1];
        return rows.Where(d => d.Kind.StartsWith(family));
    }
}

/// <param name="Open">Not fulfilled, whatever the day.</param>
public sealed record DueFigure(string CountyCode, int Open, int Overdue, int OverdueLong, int Soon);

/// <summary>Figures by county, counted in SQL inside the viewer's scope.</summary>
public sealed class DueFigures(ZhijianDb db, TimeProvider clock)
{
    public const int SoonDays = 30, LongDays = 30;

    public async Task<IReadOnlyList<DueFigure>> ByCountyAsync(string? kind, CancellationToken ct)
    {
        var today = Display.Today(clock);
        var (soon, early) = (today.AddDays(SoonDays), today.AddDays(-LongDays));
        return await db.Set<Due>().AsNoTracking().Where(d => d.SettledOn == null).OfKind(kind).GroupBy(d => d.CountyCode)
            .Select(g => new DueFigure(g.Key, g.Count(), g.Sum(d => d.DueOn < today ? 1 : 0), g.Sum(d => d.DueOn < early ? 1 : 0), g.Sum(d => d.DueOn >= today && d.DueOn <= soon ? 1 : 0)))
            .ToListAsync(ct);
    }
}
