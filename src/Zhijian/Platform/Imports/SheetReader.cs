using Zhijian.Platform.Exports;
using Zhijian.Platform.Files;
using Zhijian.Platform.Imports.Reading;

namespace Zhijian.Platform.Imports;

/// <summary>
/// Reads an .xlsx or .csv file as rows of a definition, forward only and in flat memory. The file should have passed
/// <see cref="FileGuard"/> before. Not safe for several threads; rows may be enumerated several times, one after the other.
/// </summary>
public sealed class SheetReader<TRow> : IDisposable where TRow : class, new()
{
    private const char KeySeparator = '\u001F';
    private readonly SheetDefinition<TRow> _sheet;
    private readonly ISheetBook _book;
    private readonly int _sheetIndex, _errorPosition;
    private readonly List<string> _notes;

    internal SheetReader(SheetDefinition<TRow> sheet, ISheetBook book, SheetLayout.Found found)
    {
        (_sheet, _book, _sheetIndex, Layout) = (sheet, book, found.Sheet, found.Layout);
        _errorPosition = Layout.ErrorPosition;
        _notes = [.. Layout.Notes];
    }

    public SheetLayout Layout { get; }

    /// <summary>Remarks for the user; those about the whole table are there after the last row was read.</summary>
    public IReadOnlyList<string> Notes => _notes;

    /// <summary>Every row that is not blank, good or bad, in the order of the file.</summary>
    /// <param name="fromRow">First row number to yield, for resuming: earlier rows count only for duplicate keys.</param>
    /// <exception cref="SheetRefusedException">Thrown while enumerating: damaged content, or more rows than the definition allows.</exception>
    public IEnumerable<SheetRow<TRow>> Rows(int fromRow = 0, CancellationToken cancel = default)
    {
        using var source = _book.Open(_sheetIndex);
        var first = Layout.HeaderRow + 1;
        var keys = _sheet.Keys.Select(columns => new Key(columns, _sheet, new KeyIndex())).ToArray();
        if (keys.Length == 0) first = Math.Max(first, fromRow);
        var problems = new List<CellProblem>();
        var count = 0;
        while (source.Read(first))
        {
            cancel.ThrowIfCancellationRequested();
            if (IsBlank(source.Cells)) continue;
            if (++count > _sheet.MaxRows) throw new SheetRefusedException($"超过 {_sheet.MaxRows} 行的上限，请分成几个文件上传。");
            var row = ReadRow(source, problems, keys);
            if (source.RowNumber < fromRow) continue;
            yield return new(source.RowNumber, problems.Count == 0 ? row : null, problems.Count == 0 ? [] : [.. problems]) { Cells = source.Cells.ToArray() };
        }
        _notes.AddRange(source.Notes.Except(_notes));
    }

    /// <summary>Which rows belong together, by what they have in some columns; nothing else of them is read.</summary>
    internal IEnumerable<(int RowNumber, string Key)> Keys(RowKey key, CancellationToken cancel)
    {
        using var source = _book.Open(_sheetIndex);
        var above = RowKey.None;
        while (source.Read(Layout.HeaderRow + 1))
        {
            cancel.ThrowIfCancellationRequested();
            if (IsBlank(source.Cells)) continue;
            yield return (source.RowNumber, above = key.Of(source.Cells, above));
        }
    }

    public void Dispose() => _book.Dispose();

    private TRow ReadRow(ISheetSource source, List<CellProblem> problems, Key[] keys)
    {
        problems.Clear();
        var row = new TRow();
        var cells = source.Cells;
        for (var i = 0; i < _sheet.Columns.Count; i++)
        {
            var position = Layout.Positions[i];
            var cell = (uint)position < (uint)cells.Length ? cells[position] : default;
            if (_sheet.Columns[i].Read(cell, row) is { } problem)
                problems.Add(new(source.RowNumber, _sheet.Columns[i].Title, problem, cell.Shown));
        }
        if (problems.Count > 0) return row;
        foreach (var rule in _sheet.Rules)
            if (rule(row) is var (column, message)) problems.Add(new(source.RowNumber, column, message, Shown(column, cells)));
        foreach (var key in keys)
            if (key.Find(row, source.RowNumber) is { } other)
                problems.Add(new(source.RowNumber, key.Title, $"与第 {other} 行重复", Shown(key.Title, cells)) { IsDuplicate = true });
        return row;
    }

    private string? Shown(string title, ReadOnlySpan<RawCell> cells)
    {
        for (var i = 0; i < _sheet.Columns.Count; i++)
            if (_sheet.Columns[i].Title == title && (uint)Layout.Positions[i] < (uint)cells.Length) return cells[Layout.Positions[i]].Shown;
        return null;
    }

    /// <summary>A row that holds nothing, or nothing but the error text of an earlier attempt.</summary>
    private bool IsBlank(ReadOnlySpan<RawCell> cells)
    {
        for (var i = 0; i < cells.Length; i++)
            if (!cells[i].IsBlank && i != _errorPosition) return false;
        return true;
    }

    private sealed class Key(string[] titles, SheetDefinition<TRow> sheet, KeyIndex index)
    {
        private readonly SheetColumn<TRow>[] _columns = [.. titles.Select(title => sheet.Columns.First(column => column.Title == title))];

        public string Title => titles[0];

        public int? Find(TRow row, int number)
        {
            if (CellText.Of(_columns[0].Write(row)).Length == 0) return null;
            return index.Seen(string.Join(KeySeparator, _columns.Select(column => CellText.Of(column.Write(row)))), number);
        }
    }
}

public static class SheetReader
{
    /// <summary>Finds sheet, headings, encoding and delimiter.</summary>
    /// <param name="stream">Seekable; left open.</param>
    /// <param name="kind">Xlsx or Csv, as the guard judged.</param>
    /// <param name="onlySheet">Name of the worksheet to read; null: the first that fits.</param>
    /// <exception cref="SheetRefusedException">The file cannot be read as this sheet; the message says why.</exception>
    public static SheetReader<TRow> Open<TRow>(Stream stream, FileKind kind, SheetDefinition<TRow> sheet, string? onlySheet = null) where TRow : class, new()
    {
        ISheetBook book = kind switch
        {
            FileKind.Xlsx => new XlsxBook(stream),
            FileKind.Csv => new CsvBook(stream),
            _ => throw new SheetRefusedException($"不能从{kind.ChineseName()}导入，请使用 .xlsx 或 .csv。"),
        };
        try
        {
            return new SheetReader<TRow>(sheet, book, SheetLayout.Find(book, sheet, onlySheet));
        }
        catch
        {
            book.Dispose();
            throw;
        }
    }
}
