using Zhijian.Platform.Exports;
using Zhijian.Platform.Reference.Rows;
using Zhijian.Platform.Reference.Tables;

namespace Zhijian.Platform.Reference;

public enum DifferenceKind { Added, Changed, Removed }

public sealed record CellDifference(string Title, string Before, string After);

/// <param name="Cells">The cells that differ; for an added or removed row all that say something.</param>
public sealed record RowDifference(DifferenceKind Kind, string RowKey, string Caption, IReadOnlyList<CellDifference> Cells);

/// <summary>Two versions of a table, row by row and cell by cell. The order of the rows is not a difference.</summary>
public sealed record ReferenceComparison(IReadOnlyList<RowDifference> Rows, int Same)
{
    public int Added => Rows.Count(r => r.Kind == DifferenceKind.Added);
    public int Changed => Rows.Count(r => r.Kind == DifferenceKind.Changed);
    public int Removed => Rows.Count(r => r.Kind == DifferenceKind.Removed);
    public bool IsEmpty => Rows.Count == 0;

    // Where a figure was read and how far it is trusted: not what it says.
    static readonly string[] Provenance = ["Source", "Confidence", "Remarks", "Evidence", "Amendment"];

    /// <param name="withProvenance">Also count rows that differ only in source, confidence and remarks.</param>
    public static ReferenceComparison Of(ReferenceTable table, IReadOnlyList<ReferenceRow> before, IReadOnlyList<ReferenceRow> after, bool withProvenance = true)
    {
        var titles = table.Sheet.Columns.Select(c => c.Title).ToArray();
        var content = table.Sheet.Columns.Where(c => !Provenance.Contains(c.Key)).Select(c => c.Title).ToHashSet();
        var old = before.ToDictionary(r => r.RowKey, StringComparer.Ordinal);
        var rows = new List<RowDifference>();
        var same = 0;
        foreach (var row in after)
        {
            if (!old.Remove(row.RowKey, out var was))
            {
                rows.Add(new(DifferenceKind.Added, row.RowKey, table.Caption(row), Cells(titles, [], Texts(table, row))));
                continue;
            }
            var cells = Cells(titles, Texts(table, was), Texts(table, row));
            if (withProvenance ? cells.Count == 0 : !cells.Exists(c => content.Contains(c.Title))) same++;
            else rows.Add(new(DifferenceKind.Changed, row.RowKey, table.Caption(row), cells));
        }
        rows.AddRange(before.Where(r => old.ContainsKey(r.RowKey))
            .Select(r => new RowDifference(DifferenceKind.Removed, r.RowKey, table.Caption(r), Cells(titles, Texts(table, r), []))));
        return new(rows, same);
    }

    static string[] Texts(ReferenceTable table, ReferenceRow row) => [.. table.Cells(row).Select(CellText.Of)];

    static List<CellDifference> Cells(string[] titles, string[] before, string[] after)
    {
        var cells = new List<CellDifference>();
        for (var i = 0; i < titles.Length; i++)
        {
            var (was, now) = (before.ElementAtOrDefault(i) ?? "", after.ElementAtOrDefault(i) ?? "");
            if (was != now) cells.Add(new(titles[i], was, now));
        }
        return cells;
    }
}
