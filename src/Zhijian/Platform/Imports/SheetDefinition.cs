using System.Linq.Expressions;
using Zhijian.Platform.Exports;

namespace Zhijian.Platform.Imports;

/// <summary>A sheet as pages and templates see it.</summary>
public interface ISheetDefinition
{
    /// <summary>Name of the table, of its worksheet and of its files, in Chinese.</summary>
    string Title { get; }
    IReadOnlyList<ISheetColumn> Columns { get; }
    /// <summary>Most rows of data in one file.</summary>
    int MaxRows { get; }
    IReadOnlyList<ExportColumn> ExportColumns { get; }
    /// <summary>Values of the example row, in the order of the columns.</summary>
    /// <exception cref="InvalidOperationException">An example does not pass its own column; an error of the programmer.</exception>
    IReadOnlyList<object?> ExampleRow();
}

/// <summary>
/// The columns of a table, once: template, reader, validation, error workbook and export all come from here.
/// </summary>
/// <typeparam name="TRow">A plain class with settable properties; a column without a value leaves its property as it was.</typeparam>
public sealed class SheetDefinition<TRow>(string title) : ISheetDefinition where TRow : class, new()
{
    private readonly List<SheetColumn<TRow>> _columns = [];
    private readonly List<Func<TRow, (string Column, string Message)?>> _rules = [];
    private readonly List<string[]> _keys = [];
    private IReadOnlyList<ExportColumn>? _exportColumns;

    public string Title { get; } = title;
    public int MaxRows { get; private set; } = 1_000_000;
    public IReadOnlyList<SheetColumn<TRow>> Columns => _columns;
    IReadOnlyList<ISheetColumn> ISheetDefinition.Columns => _columns;
    internal IReadOnlyList<Func<TRow, (string Column, string Message)?>> Rules => _rules;
    internal IReadOnlyList<string[]> Keys => _keys;

    public IReadOnlyList<ExportColumn> ExportColumns => _exportColumns ??=
        [.. _columns.Select(column => new ExportColumn(column.Key, column.Title) { Width = column.Width })];

    public SheetColumn<TRow, string> Text(string title, Expression<Func<TRow, string?>> property) =>
        Add(new SheetColumn<TRow, string>(title, SheetColumnKind.Text, property, CellReading.ReadText));

    /// <summary>A code of letters and digits: blanks go, full-width becomes half-width, the template formats the cells as text.</summary>
    public SheetColumn<TRow, string> Code(string title, Expression<Func<TRow, string?>> property, Func<string, Parsed<string>>? parse = null) =>
        Add(new SheetColumn<TRow, string>(title, SheetColumnKind.Code, property, Then(CellReading.ReadCode, parse ?? Parsed.Of)));

    /// <summary>A code of a type of its own (an identifier, a value with its unit).</summary>
    /// <param name="format">How an export spells the value.</param>
    public SheetColumn<TRow, T> Code<T>(string title, Expression<Func<TRow, T?>> property, Func<string, Parsed<T>> parse, Func<T, string> format) =>
        Add(new SheetColumn<TRow, T>(title, SheetColumnKind.Code, property, Then(CellReading.ReadCode, parse), value => format(value)));

    public SheetColumn<TRow, DateOnly?> Date(string title, Expression<Func<TRow, DateOnly?>> property) =>
        Add(new SheetColumn<TRow, DateOnly?>(title, SheetColumnKind.Date, property, CellReading.ReadDate));

    /// <param name="scale">Most decimal places.</param>
    public SheetColumn<TRow, decimal?> Decimal(string title, Expression<Func<TRow, decimal?>> property,
        decimal min = decimal.MinValue, decimal max = decimal.MaxValue, int scale = 10) =>
        Add(new SheetColumn<TRow, decimal?>(title, SheetColumnKind.Decimal, property, cell => CellReading.ReadDecimal(cell, min, max, scale)));

    public SheetColumn<TRow, int?> Integer(string title, Expression<Func<TRow, int?>> property, int min = int.MinValue, int max = int.MaxValue) =>
        Add(new SheetColumn<TRow, int?>(title, SheetColumnKind.Integer, property, cell =>
            CellReading.ReadDecimal(cell, min, max, 0) is { Problem: null, Value: { } whole } ? Parsed.Of<int?>((int)whole)
            : Parsed.Bad<int?>(CellReading.ReadDecimal(cell, min, max, 0).Problem!)));

    /// <summary>One of the given words.</summary>
    public SheetColumn<TRow, string> Choice(string title, Expression<Func<TRow, string?>> property, params string[] choices) =>
        AddChoice(new SheetColumn<TRow, string>(title, SheetColumnKind.Choice, property,
            Chosen(choices, at => Parsed.Of(choices[at]))), choices);

    /// <summary>One of the given words, each standing for a value.</summary>
    public SheetColumn<TRow, T?> Choice<T>(string title, Expression<Func<TRow, T?>> property, params (string Word, T Value)[] choices) where T : struct
    {
        string[] words = [.. choices.Select(choice => choice.Word)];
        return AddChoice(new SheetColumn<TRow, T?>(title, SheetColumnKind.Choice, property,
            Chosen(words, at => Parsed.Of<T?>(choices[at].Value)),
            value => choices.FirstOrDefault(choice => choice.Value.Equals(value!.Value)).Word), words);
    }

    public SheetColumn<TRow, bool?> YesNo(string title, Expression<Func<TRow, bool?>> property) => Choice(title, property, ("是", true), ("否", false));

    /// <summary>A condition across cells, asked when every cell of the row is good: null, or the column to blame and why.</summary>
    public SheetDefinition<TRow> Rule(Func<TRow, (string Column, string Message)?> rule) { _rules.Add(rule); return this; }

    /// <summary>No two rows of a file may agree in all these columns; rows whose first of them is empty are not compared.</summary>
    public SheetDefinition<TRow> Unique(params string[] columnTitles)
    {
        foreach (var column in columnTitles) _ = _columns.First(known => known.Title == column);
        _keys.Add(columnTitles);
        return this;
    }

    public SheetDefinition<TRow> WithMaxRows(int rows) { MaxRows = rows; return this; }

    /// <summary>The cells of a row for <see cref="XlsxExport"/> and <see cref="CsvExport"/>.</summary>
    public object?[] Cells(TRow row) => [.. _columns.Select(column => column.Write(row))];

    public IReadOnlyList<object?> ExampleRow()
    {
        var row = new TRow();
        foreach (var column in _columns)
            if (column.Example is { } example && column.Read(RawCell.Of(example), row) is { } problem)
                throw new InvalidOperationException($"Example of column {column.Title}: {problem}");
        return [.. _columns.Select(column => column.Example is null ? null : column.Write(row))];
    }

    private SheetColumn<TRow, T> Add<T>(SheetColumn<TRow, T> column)
    {
        _columns.Add(column);
        _exportColumns = null;
        return column;
    }

    private SheetColumn<TRow, T> AddChoice<T>(SheetColumn<TRow, T> column, IReadOnlyList<string> choices)
    {
        column.Choices = choices;
        return Add(column);
    }

    private static Func<RawCell, Parsed<T>> Then<T>(Func<RawCell, Parsed<string>> read, Func<string, Parsed<T>> parse) => cell =>
        read(cell) is { Problem: null, Value: { } text } ? parse(text) : Parsed.Bad<T>(read(cell).Problem!);

    private static Func<RawCell, Parsed<T>> Chosen<T>(string[] words, Func<int, Parsed<T>> take)
    {
        var positions = words.Select((word, at) => (Key: CellReading.Compact(word), at)).ToDictionary(pair => pair.Key, pair => pair.at, StringComparer.OrdinalIgnoreCase);
        var problem = $"应为以下之一：{string.Join("、", words.Take(8))}{(words.Length > 8 ? " 等" : "")}";
        return cell => positions.TryGetValue(CellReading.Compact(cell.Display), out var at) ? take(at) : Parsed.Bad<T>(problem);
    }
}
