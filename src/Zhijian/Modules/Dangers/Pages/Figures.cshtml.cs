using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Exports;
using Zhijian.Platform.Organisations;
using Zhijian.Platform.Ui;
using Zhijian.Platform.Ui.Lists;
using Zhijian.Platform.Ui.Pieces;

namespace Zhijian.Modules.Dangers.Pages;

/// <summary>Found, closed, rate, days, overdue by county, industry, factor and source; map, chart, workbook; who falls back; who is over the limit.</summary>
[Requires(DangersModule.View)]
public sealed class FiguresModel(ZhijianDb db, DangerFigures figures, DivisionDirectory divisions, TimeProvider clock) : PageModel
{
    const int Drawn = 15;

    [BindProperty(SupportsGet = true)] public string? By { get; set; }
    public DangerFigureKind Kind { get; private set; }
    public FigurePeriod Period { get; private set; } = null!;
    public ListRequest Asked { get; private set; } = null!;
    public IReadOnlyList<DangerFigure> Lines { get; private set; } = [];
    public DangerFigure Total { get; private set; } = null!;
    public IReadOnlyList<RepeatOffender> Offenders { get; private set; } = [];
    public IReadOnlyList<OverLimitShare> OverLimit { get; private set; } = [];
    public Chart Chart { get; private set; } = null!;
    public IReadOnlyList<MapValue> Map { get; private set; } = [];
    public string Name(string code) => divisions.Name(code);
    public string KindName => Kind switch { DangerFigureKind.County => "区县", DangerFigureKind.Industry => "行业", DangerFigureKind.Factor => "危害因素", _ => "来源" };
    /// <summary>Where the dangers of a line are listed.</summary>
    public string ListOf(DangerFigure line) => $"/dangers?tab=all&found.from={Display.Date(Period.From)}&found.to={Display.Date(Period.To)}&{Kind switch { DangerFigureKind.County => "county", DangerFigureKind.Industry => "industry", DangerFigureKind.Factor => "factor", _ => "source" }}={Uri.EscapeDataString(line.Code)}";

    public Task OnGetAsync(ListRequest request, CancellationToken ct) => LoadAsync(request, ct);

    public async Task<IActionResult> OnGetExportAsync(ListRequest request, CancellationToken ct)
    {
        await LoadAsync(request, ct);
        Response.IsWorkbook($"隐患统计（按{KindName}） {Display.Date(Display.Today(clock))}");
        ExportColumn[] columns = [new("name", KindName), new("found", "发现"), new("major", "其中重大"), new("closed", "已销号"), new("rate", "销号率（%）"), new("days", "平均天数"), new("open", "未销号"), new("overdue", "逾期")];
        await XlsxExport.WriteAsync(Response.Body, "隐患统计", columns, RowsAsync(), ct);
        return new EmptyResult();
    }

    async IAsyncEnumerable<object?[]> RowsAsync()
    {
        foreach (var line in Lines.Append(Total)) yield return [line.Name, line.Found, line.Major, line.Closed, line.Rate, line.AverageDays, line.Open, line.Overdue];
        await Task.CompletedTask;
    }

    async Task LoadAsync(ListRequest request, CancellationToken ct)
    {
        await divisions.LoadAsync(db, ct);
        Asked = request;
        Kind = Enum.TryParse<DangerFigureKind>(By, ignoreCase: true, out var kind) && Enum.IsDefined(kind) ? kind : DangerFigureKind.County;
        var usual = figures.ThisYear;
        Period = new(request.Date("from") ?? usual.From, request.Date("to") ?? usual.To, request["county"], request["industry"], request["factor"],
            Enum.TryParse<DangerSource>(request["source"], out var source) && Enum.IsDefined(source) ? source : null);
        Lines = await figures.OfAsync(Kind, Period, ct);
        Total = await figures.TotalAsync(Period, ct);
        Offenders = await figures.OffendersAsync(Period, ct);
        OverLimit = await figures.OverLimitAsync(ct);
        var drawn = Lines.Take(Drawn).ToList();
        Chart = new($"隐患（按{KindName}，前 {drawn.Count} 位）", ChartKind.StackedBar, "处", [.. drawn.Select(l => l.Name)],
            new ChartSeries("已销号", [.. drawn.Select(l => (decimal?)l.Closed)], Tone.Success),
            new ChartSeries("未逾期", [.. drawn.Select(l => (decimal?)(l.Open - l.Overdue))], Tone.Info),
            new ChartSeries("逾期", [.. drawn.Select(l => (decimal?)l.Overdue)], Tone.Danger));
        Map = Kind == DangerFigureKind.County ? [.. Lines.Select(l => new MapValue(l.Code, l.Name, l.Open, $"/dangers?county={l.Code}"))] : [];
    }
}
