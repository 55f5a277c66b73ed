using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Zhijian.Platform.Access;
using Zhijian.Platform.Access.Pages;
using Zhijian.Platform.Exports;
using Zhijian.Platform.Organisations;
using Zhijian.Platform.Ui;
using Zhijian.Platform.Ui.Lists;
using Zhijian.Platform.Ui.Pieces;

namespace Zhijian.Modules.Oversight.Pivots.Pages;

/// <summary>Any two dimensions crossed, as a picture and a table whose every cell opens the list that it counts.</summary>
[Requires(OversightModule.View)]
public sealed class PivotModel(PivotReader reader, PivotViewDesk desk, DivisionDirectory divisions, Viewer viewer) : PageModel
{
    /// <summary>What a page can show; the workbook has all.</summary>
    const int MostColumns = 30, MostRows = 200, MostBars = 15, MostSeries = 8;

    public PivotQuestion Question { get; private set; } = PivotQuestion.Usual;
    public PivotAnswer? Answer { get; private set; }
    public string? Fault { get; private set; }
    public IReadOnlyList<PivotView> Views { get; private set; } = [];
    public IReadOnlyList<PivotHead> Columns => [.. Answer!.Columns.Take(MostColumns)];
    public IReadOnlyList<PivotHead> Rows => [.. Answer!.Rows.Take(MostRows)];
    public bool IsCut => Answer!.Columns.Count > MostColumns || Answer.Rows.Count > MostRows;
    public bool MaySave => viewer.May(OversightModule.SaveViews);
    public Guid? Me => viewer.UserId;
    public IEnumerable<DivisionDirectory.DivisionEntry> Areas => divisions.All.Where(d => d.Level is 2 or 3 && viewer.Scope.Covers(d.Path) && (viewer.Scope.Path is not null || d.Path.StartsWith(Answer?.AreaCode is { } code && divisions.Find(code) is { } at ? City(at).Path : "", StringComparison.Ordinal))).OrderBy(d => d.Path, StringComparer.Ordinal);

    public async Task<IActionResult> OnGetAsync(ListRequest request, CancellationToken ct)
    {
        await LoadAsync(request, ct);
        return Answer is null && Fault is null && Question.Area is not null ? NotFound() : Page();
    }

    public async Task<IActionResult> OnGetExportAsync(ListRequest request, CancellationToken ct)
    {
        await LoadAsync(request, ct);
        if (Answer is not { } answer) return Fault is null ? NotFound() : BadRequest(Fault);
        await this.NoteAsync("pivot", request, ct);
        var title = Title(answer);
        Response.IsWorkbook(title);
        List<ExportColumn> columns = [new("row", answer.Question.Rows.Text()), .. answer.Columns.Select(c => new ExportColumn(c.Key, c.Name)), new("total", "合计")];
        await XlsxExport.WriteAsync(Response.Body, title, columns, Lines(answer).ToAsyncEnumerable(), ct);
        return new EmptyResult();
    }

    static IEnumerable<object?[]> Lines(PivotAnswer answer)
    {
        foreach (var row in answer.Rows) yield return [row.Name, .. answer.Columns.Select(c => answer.Cells.TryGetValue((row.Key, c.Key), out var n) ? (object?)n : null), row.Total];
        yield return ["合计", .. answer.Columns.Select(c => (object?)c.Total), answer.Total];
    }

    [Requires(OversightModule.SaveViews)]
    public async Task<IActionResult> OnPostSaveAsync(ListRequest request, string? name, bool shared, CancellationToken ct)
    {
        await LoadAsync(request, ct);
        if (!await this.TryAsync(() => desk.SaveAsync(Question, name, shared, this.Key(), ct), "")) return Page();
        this.Flash("视图已保存。");
        return Redirect("/oversight/pivot" + Question.Query);
    }

    [Requires(OversightModule.SaveViews)]
    public async Task<IActionResult> OnPostRemoveAsync(ListRequest request, Guid view, CancellationToken ct)
    {
        await desk.RemoveAsync(view, this.Key(), ct);
        this.Flash("视图已删除。");
        return Redirect("/oversight/pivot" + PivotQuestion.Of(request).Query);
    }

    async Task LoadAsync(ListRequest request, CancellationToken ct)
    {
        Question = PivotQuestion.Of(request);
        Views = await desk.MineAsync(ct);
        Fault = Question.Fault;
        if (Fault is null) Answer = await reader.ReadAsync(Question, ct);
    }

    DivisionDirectory.DivisionEntry City(DivisionDirectory.DivisionEntry at) => at.Level > 2 && at.ParentCode is { } up && divisions.Find(up) is { } parent ? City(parent) : at;

    public static string Title(PivotAnswer answer) => $"{answer.AreaName} {answer.Question.Measure.Text()}：{answer.Question.Rows.Text()} × {answer.Question.Columns.Text()}";

    public string? LinkOf(PivotHead? row, PivotHead? column) => PivotLinks.Of(Answer!, row, column, divisions);

    public Chart Picture
    {
        get
        {
            var answer = Answer!;
            // In time a line, otherwise bars; only what an eye can tell apart.
            var lines = answer.Question.Rows == PivotDimension.Period;
            PivotHead[] rows = [.. (lines ? answer.Rows : answer.Rows.OrderByDescending(r => answer.Columns.Sum(c => answer.Of(r, c))).AsEnumerable()).Take(MostBars)];
            PivotHead[] series = [.. answer.Columns.OrderByDescending(c => answer.Rows.Sum(r => answer.Of(r, c))).Take(MostSeries)];
            return new(Title(answer), lines ? ChartKind.Line : ChartKind.StackedBar, answer.Question.Measure.Unit(), [.. rows.Select(r => r.Name)], [.. series.Select(c => new ChartSeries(c.Name, [.. rows.Select(r => (decimal?)answer.Of(r, c))]))]);
        }
    }
}
