using Zhijian.Data;

namespace Zhijian.Platform.Imports;

/// <summary>What is wrong with one cell.</summary>
/// <param name="RowNumber">Row as Excel counts it, from 1, title rows included.</param>
/// <param name="ColumnTitle">Heading of the definition, not of the file.</param>
/// <param name="Message">Chinese, without the heading: "不能为空".</param>
/// <param name="RawValue">What the user wrote, at most 200 characters; null when the cell is empty.</param>
public sealed record CellProblem(int RowNumber, string ColumnTitle, string Message, string? RawValue)
{
    /// <summary>The problem is that an earlier row has the same key.</summary>
    public bool IsDuplicate { get; init; }
}

/// <summary>One row of the file: a value when every cell is good, otherwise what is wrong.</summary>
/// <param name="Value">Null exactly when there are problems.</param>
public sealed record SheetRow<TRow>(int RowNumber, TRow? Value, IReadOnlyList<CellProblem> Problems) where TRow : class
{
    /// <summary>The cells as they stand in the file, for the error workbook and the preview.</summary>
    public IReadOnlyList<RawCell> Cells { get; init; } = [];

    /// <summary>Row number of the first row of the group that it belongs to; 0 where rows stand for themselves.</summary>
    public int Group { get; init; }

    public bool IsGood => Value is not null;

    /// <summary>The same row, refused for further reasons (found in the database, for instance).</summary>
    public SheetRow<TRow> With(IReadOnlyList<CellProblem> more) => more.Count == 0 ? this : this with { Value = null, Problems = [.. Problems, .. more] };
}

/// <summary>The file as a whole cannot be read as this sheet. The message is Chinese and says what to do.</summary>
public sealed class SheetRefusedException(string message, Exception? cause = null) : Refusal(message, null, cause);
