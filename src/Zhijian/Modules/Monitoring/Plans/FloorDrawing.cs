using System.Globalization;
using Microsoft.AspNetCore.Html;
using Zhijian.Modules.Monitoring.Pages;
using Zhijian.Platform.Ui.Pieces;
using Zhijian.Rules.Exposure;

namespace Zhijian.Modules.Monitoring.Plans;

/// <summary>The signs of the verdicts: a shape of its own for each, so that a black-and-white print tells them apart.</summary>
static class FloorSigns
{
    static readonly Dictionary<Verdict, string> Shapes = new()
    {
        [Verdict.Exceeds] = "M0-15 14 10H-14Z", [Verdict.Action] = "M0-14 14 0 0 14-14 0Z", [Verdict.Undetermined] = "M-11-11H11V11H-11Z", [Verdict.Compliant] = "M0-12A12 12 0 1 1 0 12 12 12 0 1 1 0-12Z",
    };
    public static string Neutral => Shapes[Verdict.Compliant];

    public static string Shape(Verdict verdict) => Shapes[verdict];

    public static IHtmlContent Legend(Verdict verdict, int count) => Markup.Of($"""
        <li class="z-floor-sign z-{verdict.Tone().CssName()}"><svg width="22" height="22" viewBox="-16 -16 32 32" aria-hidden="true"><path class="z-floor-shape" d="{Shape(verdict)}"/></svg>{verdict.ChineseName()} {count}</li>
        """);
}

/// <summary>A point on a plan with what is to be said of it.</summary>
/// <param name="Verdict">Null where nothing is judged: while points are being placed.</param>
public sealed record FloorMark(int Number, Guid PointId, decimal X, decimal Y, Verdict? Verdict, string Said);

/// <summary>
/// A plan with its marks. The picture gives the size, the signs stand over it at shares of it and keep their own size: no style
/// is needed, a phone shows signs that can be touched, and paper shows what the screen does.
/// </summary>
/// <param name="Note">Why this revision, where the day of sampling had none.</param>
public sealed record FloorDrawing(FloorPlan Plan, IReadOnlyList<FloorMark> Marks, string? Note)
{
    /// <summary>What is bad is drawn last, over the rest.</summary>
    public IHtmlContent Draw(bool links = true) => Markup.Of($"""
        <div class="z-floor-picture"><img src="/monitoring/plans/{Plan.Id}/image" width="{Plan.Width}" height="{Plan.Height}" alt="平面图：{Plan.Name}（第 {Plan.Revision} 版）" />
        <svg class="z-floor-marks" role="group" aria-label="{Plan.Name}上的检测点">{Markup.Each(Marks.OrderByDescending(m => m.Verdict?.Weight() ?? 9).ThenBy(m => m.Number), m => links ? Link(m) : Sign(m))}</svg></div>
        """);

    static FormattableString Link(FloorMark m) => $"<a href=\"/monitoring/points/{m.PointId}\" aria-label=\"{m.Number} 号，{m.Said}\">{Markup.Of(Sign(m))}</a>";

    static FormattableString Sign(FloorMark m) => $"""
        <svg class="z-floor-mark z-{(m.Verdict?.Tone() ?? Tone.Info).CssName()}" x="{Share(m.X)}" y="{Share(m.Y)}" overflow="visible" data-mark="{m.PointId}"><title>{m.Number} 号，{m.Said}</title><path class="z-floor-shape" d="{(m.Verdict is { } verdict ? FloorSigns.Shape(verdict) : FloorSigns.Neutral)}"/><text class="z-floor-number" y="4" text-anchor="middle">{m.Number}</text></svg>
        """;

    static string Share(decimal share) => share.ToString("0.##", CultureInfo.InvariantCulture) + "%";
}

/// <summary>The plans of a workplace with the points of a report, or with the newest results, and the points that stand on none.</summary>
public sealed record FloorView(Guid WorkplaceId, IReadOnlyList<FloorDrawing> Drawings, IReadOnlyList<PlanPoint> Unplaced, IReadOnlyList<(Verdict Verdict, int Count)> Legend, bool MayPlan)
{
    /// <summary>Name of the workplace where a page shows several; else null.</summary>
    public string? Of { get; init; }

    /// <param name="plans">Of this workplace, withdrawn ones and old revisions among them.</param>
    /// <param name="day">Of sampling: each plan is shown as it was then.</param>
    public static FloorView From(Guid workplace, PointPlan points, IEnumerable<FloorPlan> plans, DateOnly day, ILookup<Guid, FloorPlanMark> marks, bool mayPlan)
    {
        var told = points.Rooms.SelectMany(r => r.Points).ToDictionary(p => p.Id);
        var placed = new HashSet<Guid>();
        var drawings = new List<FloorDrawing>();
        foreach (var plan in Valid(plans, day))
        {
            var own = marks[plan.Id].Where(m => told.ContainsKey(m.PointId)).ToList();
            placed.UnionWith(own.Select(m => m.PointId));
            drawings.Add(new(plan, [.. own.Select(m => (Mark: m, Point: told[m.PointId])).Select(m => new FloorMark(m.Point.Number, m.Point.Id, m.Mark.X, m.Mark.Y, m.Point.Worst.Verdict, $"{m.Point.Place}：{m.Point.Said}"))],
                plan.ValidFrom > day ? $"采样日（{day:yyyy-MM-dd}）还没有平面图，这里是 {plan.ValidFrom:yyyy-MM-dd} 起启用的一版。" : null));
        }
        return new(workplace, drawings, [.. told.Values.Where(p => !placed.Contains(p.Id)).OrderBy(p => p.Number)],
            [.. told.Values.GroupBy(p => p.Worst.Verdict).OrderBy(g => g.Key.Weight()).Select(g => (g.Key, g.Count()))], mayPlan);
    }

    /// <summary>Of each name the revision of the day; where the day had none, the newest.</summary>
    public static IEnumerable<FloorPlan> Valid(IEnumerable<FloorPlan> plans, DateOnly day) =>
        plans.Where(p => p.WithdrawnAt is null).GroupBy(p => p.Name).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g =>
            g.Where(p => p.ValidFrom <= day).MaxBy(p => p.Revision) ?? g.MaxBy(p => p.Revision)!);
}
