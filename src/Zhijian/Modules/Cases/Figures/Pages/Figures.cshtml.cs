using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Exports;
using Zhijian.Platform.Organisations;
using Zhijian.Platform.Ui;
using Zhijian.Platform.Ui.Lists;
using Zhijian.Platform.Ui.Pieces;

namespace Zhijian.Modules.Cases.Figures.Pages;

/// <summary>部门执法统计: by authority, officer, type, campaign; each figure leads to the list that it counts; the report of a month in one click.</summary>
[Requires(CasesModule.View)]
public sealed class FiguresModel(ZhijianDb db, EnforcementFigures figures, DivisionDirectory divisions, TimeProvider clock) : PageModel
{
    const int Drawn = 15;

    [BindProperty(SupportsGet = true)] public string? By { get; set; }
    public EnforcementKind Kind { get; private set; }
    public EnforcementPeriod Period { get; private set; } = null!;
    public ListRequest Asked { get; private set; } = null!;
    public IReadOnlyList<EnforcementFigure> Lines { get; private set; } = [];
    public EnforcementFigure Total { get; private set; } = null!;
    public Chart Chart { get; private set; } = null!;
    public Chart Money { get; private set; } = null!;
    public string KindName => EnforcementReport.TitleOf(Kind);
    /// <summary>2026-06, for the field of the monthly report.</summary>
    public string ThisMonth => Display.Today(clock).ToString("yyyy-MM", CultureInfo.InvariantCulture);

    string Key => Kind switch { EnforcementKind.Authority => "authority", EnforcementKind.Officer => "officer", EnforcementKind.Type => "type", _ => "campaign" };
    string Days(string filter) => $"{filter}.from={Display.Date(Period.From)}&{filter}.to={Display.Date(Period.To)}{(Period.County is { } county ? $"&county={Uri.EscapeDataString(county)}" : "")}";
    public string VisitsOf(EnforcementFigure? line) => $"/inspections?tab=all&{Days("visited")}{Of(line)}";
    public string CasesOf(EnforcementFigure? line, string filter) => $"/cases?tab=all&{Days(filter)}{Of(line)}";
    string Of(EnforcementFigure? line) => line is null ? "" : $"&{Key}={Uri.EscapeDataString(line.Code)}";
    /// <summary>Dangers know their authority; by whom else they were found only inspections know.</summary>
    public string? DangersOf(EnforcementFigure? line) => line is not null && Kind != EnforcementKind.Authority ? null : $"/dangers?tab=all&{Days("found")}{Of(line)}";

    public Task OnGetAsync(ListRequest request, CancellationToken ct) => LoadAsync(request, ct);

    public async Task<IActionResult> OnGetExportAsync(ListRequest request, CancellationToken ct)
    {
        await LoadAsync(request, ct);
        Name($"部门执法统计（按{KindName}） {Display.Date(Period.From)} 至 {Display.Date(Period.To)}");
        await XlsxExport.WriteAsync(Response.Body, "部门执法统计", EnforcementReport.Columns(KindName), EnforcementReport.RowsAsync(Lines.Append(Total)), ct);
        return new EmptyResult();
    }

    /// <param name="month">2026-06.</param>
    public async Task<IActionResult> OnGetMonthAsync(string? month, CancellationToken ct)
    {
        if (!DateOnly.TryParseExact($"{month}-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var first)) return BadRequest();
        await divisions.LoadAsync(db, ct);
        var period = new EnforcementPeriod(first, first.AddMonths(1).AddDays(-1), null);
        var total = await figures.TotalAsync(period, ct);
        var sheets = new List<(string, IReadOnlyList<ExportColumn>, IAsyncEnumerable<object?[]>)>();
        foreach (var (kind, title) in EnforcementReport.Kinds)
        {
            var lines = await figures.OfAsync(kind, period, ct);
            sheets.Add(($"按{title}", EnforcementReport.Columns(title), EnforcementReport.RowsAsync(kind == EnforcementKind.Authority ? lines.Append(total) : lines)));
        }
        Name($"执法月报 {first:yyyy年M月}");
        await XlsxExport.WriteAsync(Response.Body, sheets, ct);
        return new EmptyResult();
    }

    void Name(string title)
    {
        Response.IsWorkbook(title);
    }

    async Task LoadAsync(ListRequest request, CancellationToken ct)
    {
        await divisions.LoadAsync(db, ct);
        Asked = request;
        Kind = Enum.TryParse<EnforcementKind>(By, ignoreCase: true, out var kind) && Enum.IsDefined(kind) ? kind : EnforcementKind.Authority;
        var today = Display.Today(clock);
        Period = new(request.Date("from") ?? new(today.Year, 1, 1), request.Date("to") ?? today, request["county"]);
        Lines = await figures.OfAsync(Kind, Period, ct);
        Total = await figures.TotalAsync(Period, ct);
        var drawn = Lines.Take(Drawn).ToList();
        Chart = new($"检查、隐患和案件（按{KindName}，前 {drawn.Count} 位）", ChartKind.Bar, "次、处、件", [.. drawn.Select(l => l.Name)],
            new ChartSeries("检查次数", [.. drawn.Select(l => (decimal?)l.Visits)], Tone.Info), new ChartSeries("发现隐患", [.. drawn.Select(l => (decimal?)l.Dangers)], Tone.Warning), new ChartSeries("立案", [.. drawn.Select(l => (decimal?)l.Filed)], Tone.Danger));
        Money = new($"罚款（按{KindName}，前 {drawn.Count} 位）", ChartKind.Bar, "元", [.. drawn.Select(l => l.Name)],
            new ChartSeries("现行罚款", [.. drawn.Select(l => (decimal?)l.Fined)], Tone.Info), new ChartSeries("已缴", [.. drawn.Select(l => (decimal?)l.Collected)], Tone.Success));
    }
}
