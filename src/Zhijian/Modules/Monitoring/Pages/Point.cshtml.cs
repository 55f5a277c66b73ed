using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Ui.Pieces;

namespace Zhijian.Modules.Monitoring.Pages;

/// <summary>One point through time: every factor against its limit of that day.</summary>
[Requires(MonitoringModule.View)]
public sealed class PointModel(ReportAccess access) : PageModel
{
    const int Most = 500;

    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    public SamplingPoint Shown { get; private set; } = null!;
    public IReadOnlyList<Trend> Trends { get; private set; } = [];
    public IReadOnlyList<GroupFigures> Figures { get; private set; } = [];
    public IReadOnlyList<(MonitoringResult Result, MonitoringReport Report)> History { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        Shown = await access.Points().SingleOrDefaultAsync(p => p.Id == Id, ct) ?? throw new NotFoundException();
        var rows = await access.HistoryOf(Shown).OrderByDescending(h => h.Result.SampledOn).ThenBy(h => h.Result.Id).Take(Most).ToListAsync(ct);
        History = [.. rows.Select(r => (r.Result, r.Report))];
        Trends = Trend.Of(rows.Select(r => r.Result));
        Figures = Groups.Of(rows.Select(r => r.Result));
    }
}

/// <summary>Values and limits of one factor and index by day; the worst of a day.</summary>
public sealed record Trend(string Title, Chart Chart, string? Note)
{
    const int MostCharts = 6, Least = 2;

    public static IReadOnlyList<Trend> Of(IEnumerable<MonitoringResult> results) =>
    [
        .. results.Where(r => r is { Compared: not null, Limit: not null }).GroupBy(r => (r.FactorName, r.Index, r.Fraction, r.LimitUnit)).Where(g => g.Select(r => r.SampledOn).Distinct().Count() >= Least)
            .OrderByDescending(g => g.Max(r => r.Compared!.Value / r.Limit!.Value)).Take(MostCharts).Select(g => Make(g.Key.FactorName, g.Key.Index, g.Key.Fraction, g.Key.LimitUnit ?? "", [.. g])),
    ];

    static Trend Make(string factor, Rules.Exposure.ExposureIndex index, Rules.Exposure.DustFraction fraction, string unit, IReadOnlyList<MonitoringResult> results)
    {
        var word = Rules.Exposure.Facts.Word(fraction);
        var title = $"{factor}{(word.Length == 0 ? "" : $"（{word}）")} {Rules.Exposure.ExposureIndexes.Symbol(index)}";
        var days = results.GroupBy(r => r.SampledOn).OrderBy(d => d.Key).Select(d => d.OrderByDescending(r => r.Compared!.Value / r.Limit!.Value).First()).ToList();
        var chart = new Chart(title, ChartKind.Line, unit, [.. days.Select(d => Platform.Ui.Display.Date(d.SampledOn))],
            new ChartSeries("检测值", [.. days.Select(d => (decimal?)Math.Round(d.Compared!.Value, 4))]), new ChartSeries("限值", [.. days.Select(d => (decimal?)Math.Round(d.Limit!.Value, 4))], Tone.Danger));
        return new(title, chart, results.Any(r => r.BelowDetection) ? "未检出按检出限的一半画出。" : null);
    }
}
