using Zhijian.Platform.Exports;
using Zhijian.Platform.Imports.Reading;

namespace Zhijian.Platform.Imports;

/// <summary>Where the columns of a definition stand in one file.</summary>
public sealed record SheetLayout
{
    /// <summary>Heading of the column that an error workbook adds; readers pass over it.</summary>
    public const string ErrorHeading = "错误说明";
    private const int HeaderSearchRows = 20;

    /// <summary>Name of the worksheet; "" for CSV.</summary>
    public required string SheetName { get; init; }
    /// <summary>Encoding and delimiter of a CSV file; null for a workbook.</summary>
    public string? Spelling { get; init; }
    /// <summary>Row of the headings, from 1.</summary>
    public required int HeaderRow { get; init; }
    /// <summary>Headings as the file has them, by position; "" where there is none.</summary>
    public required IReadOnlyList<string> Headings { get; init; }
    /// <summary>Position of each column of the definition, from 0; -1 when the file lacks it.</summary>
    public required IReadOnlyList<int> Positions { get; init; }
    /// <summary>Remarks that do not stop the import: extra columns, missing optional columns, other sheets.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>Position of the error column of an earlier attempt, or -1.</summary>
    internal int ErrorPosition => Headings.ToList().FindIndex(heading => Normal(heading) == ErrorHeading);

    internal sealed record Found(SheetLayout Layout, int Sheet);

    /// <summary>Looks at the first 20 rows of each visible sheet; the first sheet with all required columns wins.</summary>
    /// <exception cref="SheetRefusedException">No heading row, required columns missing, or a column twice; named.</exception>
    internal static Found Find(ISheetBook book, ISheetDefinition sheet, string? onlySheet)
    {
        (int Score, int Sheet, int Row, string[] Headings)? best = null;
        for (var i = 0; i < book.Sheets.Count; i++)
        {
            if (onlySheet is not null && book.Sheets[i] != onlySheet) continue;
            foreach (var (row, headings) in Candidates(book, i))
            {
                var positions = Locate(sheet, headings);
                var score = positions.Count(position => position >= 0);
                if (best is null || score > best.Value.Score) best = (score, i, row, headings);
            }
            if (best is { } sure && Missing(sheet, Locate(sheet, sure.Headings)).Length == 0 && sure.Score > 0) break;
        }
        if (best is not { Score: > 0 } found) throw new SheetRefusedException(NoHeading(sheet));
        return new(Build(book, sheet, found.Sheet, found.Row, found.Headings), found.Sheet);
    }

    /// <summary>Each of the first rows by itself, and together with the row above it, as merged two-storey headings are.</summary>
    private static IEnumerable<(int Row, string[] Headings)> Candidates(ISheetBook book, int sheet)
    {
        using var source = book.Open(sheet);
        string[] above = [];
        while (source.Read() && source.RowNumber <= HeaderSearchRows)
        {
            string[] row = [.. source.Cells.ToArray().Select(cell => CellReading.Trim(cell.Display))];
            yield return (source.RowNumber, row);
            if (above.Length > 0) yield return (source.RowNumber, Merge(above, row));
            above = row;
        }
    }

    private static string[] Merge(string[] above, string[] row) =>
        [.. Enumerable.Range(0, Math.Max(above.Length, row.Length)).Select(i =>
            i < row.Length && row[i].Length > 0 ? row[i] : i < above.Length ? above[i] : "")];

    private static SheetLayout Build(ISheetBook book, ISheetDefinition sheet, int index, int row, string[] headings)
    {
        var positions = Locate(sheet, headings);
        if (Missing(sheet, positions) is { Length: > 0 } missing)
            throw new SheetRefusedException($"缺少必填列：{string.Join("、", missing)}。请下载最新模板，或把表头改成模板中的名称。");
        RefuseTwice(sheet, headings);
        return new()
        {
            SheetName = book.Sheets[index],
            Spelling = book.Spelling,
            HeaderRow = row,
            Headings = headings,
            Positions = positions,
            Notes = [.. Remarks(book, sheet, index, headings, positions)],
        };
    }

    private static IEnumerable<string> Remarks(ISheetBook book, ISheetDefinition sheet, int index, string[] headings, int[] positions)
    {
        string[] extra = [.. headings.Where((heading, i) => heading.Length > 0 && !positions.Contains(i) && Normal(heading) != ErrorHeading)];
        if (extra.Length > 0) yield return $"不认识的列没有读取：{string.Join("、", extra.Take(10))}。";
        string[] absent = [.. sheet.Columns.Where((_, i) => positions[i] < 0).Select(column => column.Title)];
        if (absent.Length > 0) yield return $"文件没有这些列，按空处理：{string.Join("、", absent)}。";
        string[] others = [.. book.Sheets.Where((name, i) => i != index && name != SheetTemplate.NotesSheet)];
        if (others.Length > 0) yield return $"只读取工作表“{book.Sheets[index]}”，没有读取：{string.Join("、", others.Take(10))}。";
    }

    private static void RefuseTwice(ISheetDefinition sheet, string[] headings)
    {
        foreach (var column in sheet.Columns)
        {
            int[] places = [.. Enumerable.Range(0, headings.Length).Where(i => IsTitle(column, headings[i]))];
            if (places.Length > 1)
                throw new SheetRefusedException($"列“{column.Title}”出现了两次（{string.Join("、", places.Select(XlsxParts.Letters))} 列），请只留一列。");
        }
    }

    /// <summary>The exact title wins over an alias that stands further left.</summary>
    private static int[] Locate(ISheetDefinition sheet, string[] headings) =>
        [.. sheet.Columns.Select(column =>
        {
            var exact = Array.FindIndex(headings, heading => Normal(heading) == Normal(column.Title));
            return exact >= 0 ? exact : Array.FindIndex(headings, heading => column.Aliases.Any(alias => Normal(alias) == Normal(heading)));
        })];

    private static bool IsTitle(ISheetColumn column, string heading) => Normal(heading) is { Length: > 0 } name && name == Normal(column.Title);

    private static string[] Missing(ISheetDefinition sheet, int[] positions) =>
        [.. sheet.Columns.Where((column, i) => column.IsRequired && positions[i] < 0).Select(column => column.Title)];

    private static string NoHeading(ISheetDefinition sheet) =>
        $"前 {HeaderSearchRows} 行里没有找到表头。表头应包括：{string.Join("、", sheet.Columns.Where(column => column.IsRequired).Select(column => column.Title))}。请下载模板填写。";

    /// <summary>A heading without blanks, widths, marks of being required and colons.</summary>
    internal static string Normal(string heading)
    {
        var text = CellReading.Compact(heading).ToUpperInvariant().Trim('*', ':', '※', '★');
        foreach (var mark in (ReadOnlySpan<string>)["(必填)", "(必填项)", "(选填)", "[必填]", "【必填】"])
            text = text.Replace(mark, "", StringComparison.Ordinal);
        return text.Trim('*');
    }
}
