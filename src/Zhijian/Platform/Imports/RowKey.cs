namespace Zhijian.Platform.Imports;

/// <summary>
/// What the rows of one group have in common, read from the cells as they stand, so that bad rows have a group too. A cell
/// that is left empty repeats the one above, as people leave it.
/// </summary>
sealed class RowKey
{
    public const string None = "";
    const char Separator = '\u001F';
    readonly int[] _positions;

    /// <param name="titles">Headings of the definition; the first decides, the others count within it.</param>
    public RowKey(ISheetDefinition sheet, SheetLayout layout, IReadOnlyList<string> titles) =>
        _positions = [.. titles.Select(title => layout.Positions[sheet.Columns.ToList().FindIndex(column => column.Title == title)])];

    public string Of(ReadOnlySpan<RawCell> cells, string above)
    {
        var parts = new string[_positions.Length];
        for (var i = 0; i < parts.Length; i++)
            parts[i] = (uint)_positions[i] < (uint)cells.Length ? CellReading.Compact(cells[_positions[i]].Display).ToUpperInvariant() : "";
        var before = above.Length == 0 ? parts : above.Split(Separator);
        if (parts[0].Length == 0) return above.Length == 0 ? string.Join(Separator, parts) : above;
        for (var i = 1; i < parts.Length; i++)
            if (parts[i].Length == 0 && parts[0] == before[0]) parts[i] = before[i];
        return string.Join(Separator, parts);
    }
}
