namespace Zhijian.Platform.Exports;

/// <summary>Exports rows of any number to .xlsx in flat memory; suits a response stream (writes only asynchronously).</summary>
public static class XlsxExport
{
    /// <summary>
    /// Writes one sheet, continued on further sheets of the same name when the rows exceed Excel's limit.
    /// Values: texts (never formulas), numbers (beyond 15 digits as text), dates and times (Beijing time), bool as 是/否, null as an empty cell.
    /// </summary>
    /// <param name="output">Left open; need not be seekable.</param>
    public static Task WriteAsync(Stream output, string sheetName, IReadOnlyList<ExportColumn> columns,
        IAsyncEnumerable<object?[]> rows, CancellationToken cancel = default) =>
        WriteAsync(output, sheetName, columns, rows, XlsxWriter.MaxRows, cancel);

    /// <summary>Several sheets in one workbook, each of at most as many rows as a sheet holds.</summary>
    public static async Task WriteAsync(Stream output, IReadOnlyList<(string Name, IReadOnlyList<ExportColumn> Columns, IAsyncEnumerable<object?[]> Rows)> sheets, CancellationToken cancel = default)
    {
        using var writer = new XlsxWriter(output);
        foreach (var (name, columns, rows) in sheets)
        {
            await BeginAsync(writer, name, 1, columns, cancel);
            await RowsAsync(writer, rows, cancel);
        }
        await writer.FinishAsync(cancel);
    }

    private static async Task RowsAsync(XlsxWriter writer, IAsyncEnumerable<object?[]> rows, CancellationToken cancel)
    {
        await foreach (var row in rows.WithCancellation(cancel))
        {
            writer.BeginRow();
            for (var i = 0; i < row.Length; i++) writer.Cell(i, row[i]);
            await writer.EndRowAsync(cancel);
        }
    }

    internal static async Task WriteAsync(Stream output, string sheetName, IReadOnlyList<ExportColumn> columns,
        IAsyncEnumerable<object?[]> rows, int rowsPerSheet, CancellationToken cancel)
    {
        using var writer = new XlsxWriter(output);
        var sheets = 1;
        await BeginAsync(writer, sheetName, sheets, columns, cancel);
        await foreach (var row in rows.WithCancellation(cancel))
        {
            if (writer.Row == rowsPerSheet) await BeginAsync(writer, sheetName, ++sheets, columns, cancel);
            writer.BeginRow();
            for (var i = 0; i < row.Length; i++) writer.Cell(i, row[i]);
            await writer.EndRowAsync(cancel);
        }
        await writer.FinishAsync(cancel);
    }

    private static async Task BeginAsync(XlsxWriter writer, string name, int number, IReadOnlyList<ExportColumn> columns, CancellationToken cancel)
    {
        await writer.BeginSheetAsync(new(XlsxParts.SheetName(name, number), [.. columns.Select(column => new WriterColumn(Width(column)))])
        {
            FrozenRows = 1,
            FilterRow = 1,
        }, cancel);
        writer.BeginRow();
        for (var i = 0; i < columns.Count; i++) writer.Text(i, columns[i].Title, CellStyle.Heading);
        await writer.EndRowAsync(cancel);
    }

    private static double Width(ExportColumn column) => column.Width ?? WidthOf(column.Title);

    /// <summary>Characters that a heading needs with its filter arrow, between 10 and 50.</summary>
    internal static double WidthOf(string title) => Math.Clamp(title.Sum(c => c < 0x2E80 ? 1 : 2) + 4, 10, 50);
}
