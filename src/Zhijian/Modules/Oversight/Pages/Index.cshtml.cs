using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Zhijian.Platform.Access;
using Zhijian.Platform.Ui.Lists;
using Zhijian.Platform.Ui.Pieces;

namespace Zhijian.Modules.Oversight.Pages;

/// <summary>A line of the indicators: value, light, change since the month before.</summary>
public sealed record IndicatorLine(Indicator Indicator, decimal? Value, decimal? Before)
{
    public Light Light => Indicator.LightOf(Value);
    public decimal? Change => Value - Before;
}

/// <summary>The leader's screen: map, key figures, indicators with lights, ranking and trend; city, county or township.</summary>
[Requires(OversightModule.View)]
public sealed class IndexModel(Overview overview, IndicatorBook book) : PageModel
{
    const int RotateSeconds = 30;

    public static readonly IReadOnlyList<Measure> Key =
        [Measure.Employers, Measure.Exposed, Measure.Declared, Measure.Tested, Measure.ResultsOver, Measure.DangersOpen, Measure.DangersOverdue, Measure.DangersClosed, Measure.Visits, Measure.Cases];

    public OverviewPicture? Picture { get; private set; }
    public Indicator Shown { get; private set; } = null!;
    public IReadOnlyList<IndicatorLine> Indicators { get; private set; } = [];
    public IReadOnlyList<(AreaFigures Area, IndicatorLine Line)> Ranking { get; private set; } = [];
    public Chart Trend { get; private set; } = null!;
    public Chart Dangers { get; private set; } = null!;
    public IReadOnlyList<MapValue> Map { get; private set; } = [];
    public bool Wall { get; private set; }
    /// <summary>On the wall: fresh figures and the next indicator after a while, until somebody stops it.</summary>
    public bool Rotates { get; private set; }
    public ListRequest Asked { get; private set; } = null!;
    public IReadOnlyList<Indicator> AllIndicators => book.All;

    public async Task<IActionResult> OnGetAsync(ListRequest request, CancellationToken ct)
    {
        Asked = request;
        Wall = request["wall"] == "1";
        Shown = book.Find(request["by"]) ?? book.All[0];
        Rotates = Wall && request["rotate"] == "1";
        if (Rotates) Response.Headers["Refresh"] = $"{RotateSeconds};url=/oversight{request.With(("by", Next(Shown).Code))}";
        var month = DateOnly.TryParseExact(request["month"] + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var asked) ? asked : (DateOnly?)null;
        Picture = await overview.OfAsync(request["area"], month, ct);
        if (Picture is null) return request["area"] is null ? Page() : NotFound();
        Indicators = [.. book.All.Select(i => Line(i, Picture.Area))];
        Ranking = [.. Picture.Parts.Select(a => (Area: a, Line: Line(Shown, a))).OrderBy(r => r.Line.Value is null).ThenBy(r => Shown.MoreIsBetter ? -r.Line.Value : r.Line.Value).ThenBy(r => r.Area.Code, StringComparer.Ordinal)];
        Map = [.. Ranking.Where(r => r.Line.Value is not null).Select(r => new MapValue(r.Area.Code, r.Area.Name, r.Line.Value!.Value, Drill(r.Area.Code)))];
        string[] names = [.. Picture.Months.Select(Text)];
        Trend = new($"{Picture.Area.Name}：{Shown.Name}", ChartKind.Line, "%", names, new ChartSeries(Shown.Name, [.. Picture.Months.Select(m => Shown.Of(x => Sum(m, x)))]), new ChartSeries("目标", [.. Picture.Months.Select(_ => (decimal?)Shown.Target)]));
        Dangers = new($"{Picture.Area.Name}：隐患", ChartKind.Line, "处", names,
            new ChartSeries("月末未销号", [.. Picture.Months.Select(m => (decimal?)Sum(m, Measure.DangersOpen))], Tone.Warning),
            new ChartSeries("本月发现", [.. Picture.Months.Select(m => (decimal?)Sum(m, Measure.DangersFound))], Tone.Danger),
            new ChartSeries("本月销号", [.. Picture.Months.Select(m => (decimal?)Sum(m, Measure.DangersClosed))], Tone.Success));
        return Page();
    }

    Indicator Next(Indicator shown)
    {
        var at = book.All.Select((indicator, n) => (indicator, n)).First(i => i.indicator == shown).n;
        return book.All[(at + 1) % book.All.Count];
    }

    long Sum(DateOnly month, Measure measure) => Picture!.Trend.TryGetValue(month, out var sums) ? sums.GetValueOrDefault(measure) : 0;

    static IndicatorLine Line(Indicator indicator, AreaFigures area) => new(indicator, indicator.Of(area.Of), indicator.Of(area.Was));

    public static string Text(DateOnly month) => month.ToString("yyyy-MM", CultureInfo.InvariantCulture);
    public string Drill(string code) => "/oversight" + Asked.With(("area", code));
    /// <summary>The list whose sum the figure is. Only the present month has one: the past keeps its sums alone.</summary>
    public string? ListOf(Measure measure, string area) => Picture!.Live ? $"/oversight/employers?measure={measure}&county={area}" : null;
    /// <summary>The employers that keep a part from its whole, or that make the part when less of it is better.</summary>
    public string? BehindOf(Indicator indicator, string area) => !Picture!.Live ? null
        : indicator.MoreIsBetter ? $"/oversight/employers?measure={indicator.Whole}&without={indicator.Part}&county={area}" : ListOf(indicator.Part, area);

    /// <summary>The employers whose change is the change of the indicator.</summary>
    public string ChangesOf(Indicator indicator, string area) => $"/oversight/changes?by={indicator.Code}&area={area}&to={Text(Picture!.Period)}";

    public static (Tone Tone, string Word) Of(Light light) => light switch
    {
        Light.Good => (Tone.Success, "达到目标"), Light.Near => (Tone.Warning, "接近目标"), Light.Bad => (Tone.Danger, "未达目标"), _ => (Tone.Neutral, "无数据"),
    };

    public static string Signed(decimal? change) => change switch { null => "—", 0 => "持平", > 0 => $"↑ {change:0.#}", _ => $"↓ {-change:0.#}" };
}
