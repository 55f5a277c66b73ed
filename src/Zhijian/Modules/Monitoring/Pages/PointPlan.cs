using Zhijian.Platform.Ui;
using Zhijian.Rules.Exposure;

namespace Zhijian.Modules.Monitoring.Pages;

/// <summary>One point of the plan: its number on the plan and the worst of what was found there.</summary>
/// <param name="Worst">The result with the worst verdict, the highest share of its limit first.</param>
/// <param name="Said">What a reader who hovers or listens is told.</param>
public sealed record PlanPoint(int Number, Guid Id, string Post, string Name, string Place, MonitoringResult Worst, int Results, string Said)
{
    public string Tone => Worst.Verdict.Tone().ToString().ToLowerInvariant();
    public string Icon => Worst.Verdict switch { Verdict.Exceeds => "alert-triangle", Verdict.Action => "alert-circle", Verdict.Compliant => "circle-check", _ => "help-circle" };
}

/// <summary>A workshop with its points.</summary>
public sealed record PlanRoom(string Name, IReadOnlyList<PlanPoint> Points)
{
    public int Exceeding => Points.Count(p => p.Worst.Verdict == Verdict.Exceeds);
}

/// <summary>
/// The points of a workplace by workshop and post, each in the colour and sign of its worst result. A scheme, not to scale: reports
/// tell workshops and posts, not distances. Numbers follow the order in which points stand in the report.
/// </summary>
public sealed record PointPlan(IReadOnlyList<PlanRoom> Rooms)
{
    /// <summary>Name of the workplace where a page shows several; else null.</summary>
    public string? Of { get; init; }

    /// <summary>More points than anybody looks over; the list below has them all.</summary>
    public const int Most = 400;

    public int Points => Rooms.Sum(r => r.Points.Count);

    /// <returns>Null where there is nothing to draw, or more than a picture can show.</returns>
    public static PointPlan? From(IReadOnlyCollection<MonitoringResult> results, IReadOnlyDictionary<Guid, SamplingPoint> points)
    {
        var found = results.Where(r => points.ContainsKey(r.PointId)).OrderBy(r => r.Ordinal).ThenBy(r => r.Id).GroupBy(r => r.PointId).ToList();
        if (found.Count is 0 or > Most) return null;
        var placed = found.Select((group, at) => (Point: points[group.Key], Drawn: Point(at + 1, points[group.Key], [.. group])));
        return new([.. placed.GroupBy(p => p.Point.Workshop).Select(room => new PlanRoom(room.Key.Length == 0 ? "未写明车间" : room.Key, [.. room.Select(p => p.Drawn)]))]);
    }

    static PlanPoint Point(int number, SamplingPoint point, IReadOnlyList<MonitoringResult> results)
    {
        var ordered = results.OrderBy(r => r.Verdict.Weight()).ThenByDescending(r => r.Ratio ?? 0).ThenBy(r => r.Ordinal).ToList();
        var said = string.Join("；", ordered.Take(4).Select(r => $"{r.FactorName} {r.Index.Symbol()} {ResultList.ValueText(r)}{(r.Limit is { } limit ? $"，限值 {Display.Number(limit)} {r.LimitUnit}" : "")}，{r.Verdict.ChineseName()}"));
        return new(number, point.Id, point.Post, point.Name, point.Place, ordered[0], results.Count, said + (ordered.Count > 4 ? $"；另有 {ordered.Count - 4} 个结果" : ""));
    }
}
