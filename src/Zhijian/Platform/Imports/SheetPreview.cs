namespace Zhijian.Platform.Imports;

/// <summary>What the user sees before anything is written. Its size does not depend on the file.</summary>
public sealed record SheetPreview
{
    public required SheetLayout Layout { get; init; }
    public required int Good { get; init; }
    public required int Bad { get; init; }
    /// <summary>Rows refused because an earlier row of the file has the same key; contained in <see cref="Bad"/>.</summary>
    public required int Duplicates { get; init; }
    /// <summary>The first problems, in the order of the file.</summary>
    public required IReadOnlyList<CellProblem> Problems { get; init; }
    /// <summary>All problems counted by column.</summary>
    public required IReadOnlyDictionary<string, int> ProblemsByColumn { get; init; }
    /// <summary>The first good rows as the user wrote them, in the order of the definition's columns.</summary>
    public required IReadOnlyList<PreviewRow> FirstGood { get; init; }
    public required IReadOnlyList<string> Notes { get; init; }

    public int Rows => Good + Bad;
    public int ProblemCount => ProblemsByColumn.Values.Sum();
}

/// <summary>A row to look at: its number in the file and its cells.</summary>
public sealed record PreviewRow(int RowNumber, IReadOnlyList<string> Cells);

/// <summary>Counts rows as they pass by.</summary>
/// <param name="keep">How many problems and how many good rows to keep.</param>
public sealed class SheetPreviewBuilder(SheetLayout layout, int keep = 100)
{
    private readonly List<CellProblem> _problems = [];
    private readonly List<PreviewRow> _good = [];
    private readonly Dictionary<string, int> _byColumn = [];
    private int _goodCount, _badCount, _duplicates;

    public void Add<TRow>(SheetRow<TRow> row) where TRow : class
    {
        if (row.IsGood)
        {
            _goodCount++;
            if (_good.Count < keep) _good.Add(new(row.RowNumber, [.. layout.Positions.Select(at => (uint)at < (uint)row.Cells.Count ? row.Cells[at].Display : "")]));
            return;
        }
        _badCount++;
        if (row.Problems.Any(problem => problem.IsDuplicate)) _duplicates++;
        foreach (var problem in row.Problems)
        {
            _byColumn[problem.ColumnTitle] = _byColumn.GetValueOrDefault(problem.ColumnTitle) + 1;
            if (_problems.Count < keep) _problems.Add(problem);
        }
    }

    public SheetPreview Build(IReadOnlyList<string> notes) => new()
    {
        Layout = layout,
        Good = _goodCount,
        Bad = _badCount,
        Duplicates = _duplicates,
        Problems = _problems,
        ProblemsByColumn = _byColumn,
        FirstGood = _good,
        Notes = notes,
    };
}
