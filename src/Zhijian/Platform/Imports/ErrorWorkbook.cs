using Zhijian.Platform.Exports;

namespace Zhijian.Platform.Imports;

/// <summary>
/// The rows that failed, as the user wrote them, with a first column 错误说明 and the bad cells coloured. It can be corrected
/// and uploaded as it is: the reader passes over the added column. Written row by row in flat memory.
/// </summary>
public sealed class ErrorWorkbook : IDisposable
{
    private readonly XlsxWriter _writer;
    private readonly int[] _kept;
    private readonly Dictionary<string, int> _positions = [];

    private ErrorWorkbook(XlsxWriter writer, ISheetDefinition sheet, SheetLayout layout)
    {
        _writer = writer;
        _kept = [.. Enumerable.Range(0, layout.Headings.Count).Where(i => i != layout.ErrorPosition)];
        for (var i = 0; i < sheet.Columns.Count; i++)
            if (layout.Positions[i] >= 0) _positions[sheet.Columns[i].Title] = layout.Positions[i];
    }

    /// <summary>Rows written so far.</summary>
    public int Count { get; private set; }

    /// <summary>Starts the workbook with the headings of the user's own file.</summary>
    /// <param name="output">Left open; need not be seekable.</param>
    public static async Task<ErrorWorkbook> CreateAsync(Stream output, ISheetDefinition sheet, SheetLayout layout, CancellationToken cancel = default)
    {
        var workbook = new ErrorWorkbook(new XlsxWriter(output), sheet, layout);
        await workbook.BeginAsync(sheet, layout, cancel);
        return workbook;
    }

    /// <param name="cells">The row as read (<see cref="SheetRow{TRow}.Cells"/>).</param>
    public async ValueTask AddAsync(IReadOnlyList<RawCell> cells, IReadOnlyList<CellProblem> problems, CancellationToken cancel = default)
    {
        _writer.BeginRow();
        _writer.Text(0, Describe(problems), CellStyle.Remark);
        for (var i = 0; i < _kept.Length; i++)
        {
            var position = _kept[i];
            var cell = position < cells.Count ? cells[position] : default;
            var isBad = problems.Any(problem => _positions.TryGetValue(problem.ColumnTitle, out var bad) && bad == position);
            if (isBad) _writer.Text(i + 1, cell.Display, CellStyle.BadCell);
            else _writer.Cell(i + 1, cell.Value);
        }
        await _writer.EndRowAsync(cancel);
        Count++;
    }

    /// <summary>Completes the file; without it the workbook is not readable.</summary>
    public Task FinishAsync(CancellationToken cancel = default) => _writer.FinishAsync(cancel);

    public void Dispose() => _writer.Dispose();

    internal static string Describe(IReadOnlyList<CellProblem> problems) =>
        problems.Count == 0 ? "" : $"原第 {problems[0].RowNumber} 行　" + string.Join("；", problems.Select(problem => $"{problem.ColumnTitle}：{problem.Message}"));

    private async Task BeginAsync(ISheetDefinition sheet, SheetLayout layout, CancellationToken cancel)
    {
        const double remarkWidth = 50;
        await _writer.BeginSheetAsync(new(XlsxParts.SheetName(sheet.Title, 1),
            [new(remarkWidth), .. _kept.Select(i => new WriterColumn(XlsxExport.WidthOf(layout.Headings[i])))]) { FrozenRows = 1 }, cancel);
        _writer.BeginRow();
        _writer.Text(0, SheetLayout.ErrorHeading, CellStyle.RequiredHeading);
        for (var i = 0; i < _kept.Length; i++) _writer.Text(i + 1, layout.Headings[_kept[i]], CellStyle.Heading);
        await _writer.EndRowAsync(cancel);
    }
}
