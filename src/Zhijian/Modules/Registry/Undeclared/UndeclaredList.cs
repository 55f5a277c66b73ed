using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Organisations;
using Zhijian.Platform.Ui.Forms;
using Zhijian.Platform.Ui.Lists;
using Zhijian.Platform.Ui.Pieces;

namespace Zhijian.Modules.Registry.Undeclared;

/// <summary>The list, the most probable first.</summary>
public sealed class UndeclaredList(DivisionDirectory divisions)
{
    public ListDefinition<UndeclaredLead> Definition { get; } = new ListDefinition<UndeclaredLead>("undeclared", "应报未报单位")
        .Key(l => l.Id)
        .Column("employer", "用人单位", l => l.EmployerName, c => c.Wide().Link(l => $"/registry/undeclared/{l.Id}"))
        .Column("score", "可能性", l => l.Score, c => c.Sortable().AlignEnd())
        .Computed("reasons", "理由", l => l.Reasons.Replace("\n", "；", StringComparison.Ordinal), c => c.Wide())
        .Computed("state", "进度", l => l.State.ChineseName(), c => c.Cell(l => Badges.Status(l.State.ChineseName(), ToneOf(l.State))))
        .Computed("place", "所在区划", l => divisions.Name(l.DivisionCode))
        .Column("industry", "行业代码", l => l.IndustryCode, c => c.Hidden())
        .Column("found", "发现日", l => l.FoundOn, c => c.Hidden())
        .Column("assigned", "交办日", l => l.AssignedOn, c => c.NoWrap())
        .Column("answered", "反馈日", l => l.AnsweredOn, c => c.Hidden())
        .Column("by", "反馈人", l => l.AnsweredBy, c => c.Hidden())
        .Column("note", "现场情况", l => l.Note, c => c.Hidden())
        .Search("用人单位名称", (rows, q) => rows.Where(l => l.EmployerName.Contains(q)))
        .Select("state", "进度", [new("open", "未核查"), .. Enum.GetValues<LeadState>().Where(s => s is not LeadState.Lapsed).Select(s => new Option(s.ToString(), s.ChineseName()))],
            (rows, value) => Enum.TryParse<LeadState>(value, out var state) ? rows.Where(l => l.State == state) : rows.Where(l => l.State == LeadState.Found || l.State == LeadState.Assigned))
        .Select("score", "可能性", [new("80", "80 分以上"), new("60", "60 分以上"), new("40", "40 分以上")],
            (rows, value) => int.Parse(value, System.Globalization.CultureInfo.InvariantCulture) is var least ? rows.Where(l => l.Score >= least) : rows)
        .Text("industry", "行业代码（前几位）", (rows, code) => rows.Where(l => l.IndustryCode.StartsWith(code)))
        .Pick("division", "所在区划", OwnDivisionPicker.Kind, (rows, code) => divisions.Find(code) is { } d ? In(rows, Scope.Subtree(d.Path)) : rows.Where(_ => false))
        .Bulk(new("Assign", "交办所在乡镇（街道）", "send", UndeclaredSetup.Assign))
        .OrderBy("score", descending: true);

    public static Tone ToneOf(LeadState state) => state switch
    {
        LeadState.Found => Tone.Warning, LeadState.Assigned => Tone.Info, LeadState.HasHazard => Tone.Danger, LeadState.Declared => Tone.Success, _ => Tone.Neutral,
    };

    static IQueryable<UndeclaredLead> In(IQueryable<UndeclaredLead> rows, Scope scope)
    {
        var (from, to) = (scope.PathFrom, scope.PathTo);
        return rows.Where(l => string.Compare(l.ScopePath, from) >= 0 && string.Compare(l.ScopePath, to) < 0);
    }
}

/// <param name="Found">On the list at some time.</param>
/// <param name="Handed">Handed over, answered or not.</param>
/// <param name="HasHazard">Found to have hazards and not yet declared.</param>
public sealed record UndeclaredFigure(string CountyCode, int Found, int Handed, int Answered, int HasHazard, int Declared)
{
    /// <summary>Share of the list that is cleared: declared, or nothing to declare.</summary>
    public decimal Rate => Found == 0 ? 0 : Math.Round(100m * (Answered - HasHazard + Declared) / Found, 1);
}

/// <summary>Figures by county, counted in SQL inside the viewer's scope.</summary>
public sealed class UndeclaredFigures(ZhijianDb db)
{
    public async Task<IReadOnlyList<UndeclaredFigure>> ByCountyAsync(CancellationToken ct) =>
        await db.Set<UndeclaredLead>().AsNoTracking().Where(l => l.State != LeadState.Lapsed).GroupBy(l => l.CountyCode).OrderBy(g => g.Key)
            .Select(g => new UndeclaredFigure(g.Key, g.Count(), g.Sum(l => l.AssignedOn != null ? 1 : 0),
                g.Sum(l => l.State == LeadState.HasHazard || l.State == LeadState.NoHazard || l.State == LeadState.Closed || l.State == LeadState.NotFound ? 1 : 0),
                g.Sum(l => l.State == LeadState.HasHazard ? 1 : 0), g.Sum(l => l.State == LeadState.Declared ? 1 : 0)))
            .ToListAsync(ct);
}
