using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Exports;
using Zhijian.Platform.Organisations;
using Zhijian.Platform.Ui;
using Zhijian.Platform.Ui.Pieces;

namespace Zhijian.Modules.Declarations.Pages;

/// <summary>申报率 and filing in time by county, industry, hazard class and authority: table, chart, map, workbook.</summary>
[Requires(DeclarationsModule.View)]
public sealed class StatisticsModel(ZhijianDb db, DeclarationFigures figures, DivisionDirectory divisions, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true)] public string? By { get; set; }
    public FigureKind Kind { get; private set; }
    public IReadOnlyList<FigureLine> Lines { get; private set; } = [];
    public FigureLine Total { get; private set; } = null!;
    public Chart Chart { get; private set; } = null!;
    public IReadOnlyList<MapValue> Map { get; private set; } = [];

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public async Task<IActionResult> OnGetExportAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        Response.IsWorkbook($"申报统计（{Kind.ChineseName()}） {Display.Date(Display.Today(clock))}");
        ExportColumn[] columns = [new("name", Kind.ChineseName()), new("known", "应申报单位"), new("declared", "已申报"), new("rate", "申报率（%）"), new("filed", "有期限的申报"), new("onTime", "按期"), new("onTimeRate", "按期率（%）")];
        await XlsxExport.WriteAsync(Response.Body, "申报统计", columns, RowsAsync(), ct);
        return new EmptyResult();
    }

    async IAsyncEnumerable<object?[]> RowsAsync()
    {
        foreach (var line in Lines.Append(Total)) yield return [line.Name, line.Known, line.Declared, line.Rate, line.Filed, line.OnTime, line.OnTimeRate];
        await Task.CompletedTask;
    }

    async Task LoadAsync(CancellationToken ct)
    {
        await divisions.LoadAsync(db, ct);
        Kind = Enum.TryParse<FigureKind>(By, ignoreCase: true, out var kind) && Enum.IsDefined(kind) ? kind : FigureKind.County;
        (Lines, Total) = await figures.OfAsync(Kind, ct);
        Chart = new("申报率", ChartKind.HorizontalBar, "%", [.. Lines.Take(30).Select(l => l.Name)], new ChartSeries("申报率", [.. Lines.Take(30).Select(l => l.Rate)]));
        Map = Kind == FigureKind.County ? [.. Lines.Where(l => l.Rate is not null).Select(l => new MapValue(l.Code, l.Name, l.Rate!.Value, $"/declarations?tab=all&county={l.Code}"))] : [];
    }
}
