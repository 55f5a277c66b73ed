namespace Zhijian.Platform.Imports.Reading;

/// <summary>A file of one or more tables; each table can be opened again from its beginning.</summary>
internal interface ISheetBook : IDisposable
{
    /// <summary>Names of the visible tables in order; a CSV file has one, named "".</summary>
    IReadOnlyList<string> Sheets { get; }
    /// <summary>Encoding and delimiter of a CSV file; null for a workbook.</summary>
    string? Spelling { get; }
    ISheetSource Open(int sheet);
}

/// <summary>Rows of one table, forward only.</summary>
internal interface ISheetSource : IDisposable
{
    /// <summary>Moves to the next row that the file holds.</summary>
    /// <param name="skipBelow">Rows with a smaller number are passed over without reading their cells.</param>
    bool Read(int skipBelow = 0);
    /// <summary>As Excel counts, from 1.</summary>
    int RowNumber { get; }
    /// <summary>Cells of the current row from column A; the next <see cref="Read"/> reuses the memory.</summary>
    ReadOnlySpan<RawCell> Cells { get; }
    /// <summary>Remarks, complete when the last row was read.</summary>
    IReadOnlyList<string> Notes { get; }
}
