using Zhijian.Platform.Files;
using Zhijian.Platform.Imports;
using Zhijian.Platform.Imports.Reading;

namespace Zhijian.Modules.Registry.Feeds.Sources;

/// <param name="Examples">The first values below the heading.</param>
/// <param name="Words">Different values, when they are few: what a word list is made of.</param>
public sealed record SampleColumn(string Heading, IReadOnlyList<string> Examples, IReadOnlyList<string> Words);

/// <summary>Looks at a partner's file before anybody has said what its columns are.</summary>
public static class SampleReader
{
    const int HeaderRows = 20, Looked = 2_000, Shown = 3, MostWords = 40, MostColumns = 100, CellLength = 40;

    /// <exception cref="SheetRefusedException">Nothing in the file looks like a heading row.</exception>
    public static IReadOnlyList<SampleColumn> Read(Stream stream, FileKind kind)
    {
        using ISheetBook book = kind switch
        {
            FileKind.Xlsx => new XlsxBook(stream),
            FileKind.Csv => new CsvBook(stream),
            _ => throw new SheetRefusedException($"不能从{kind.ChineseName()}读取，请使用 .xlsx 或 .csv。"),
        };
        var (sheet, row, headings) = FindHeadings(book);
        var columns = headings.Select(h => (Heading: h, Examples: new List<string>(), Words: new HashSet<string>())).ToArray();
        using var source = book.Open(sheet);
        for (var seen = 0; seen < Looked && source.Read(row + 1); seen++)
        {
            for (var i = 0; i < columns.Length && i < source.Cells.Length; i++)
            {
                if (source.Cells[i].IsBlank || columns[i].Words.Count > MostWords) continue;
                var text = CellReading.Trim(source.Cells[i].Display);
                text = text[..Math.Min(text.Length, CellLength)];
                if (columns[i].Words.Add(text) && columns[i].Examples.Count < Shown) columns[i].Examples.Add(text);
            }
        }
        return [.. columns.Where(c => c.Heading.Length > 0).DistinctBy(c => MappingSpec.Fold(c.Heading))
            .Select(c => new SampleColumn(c.Heading, c.Examples, c.Words.Count > MostWords ? [] : [.. c.Words]))];
    }

    /// <summary>The row whose cells are recognised best; of equals the first.</summary>
    static (int Sheet, int Row, string[] Headings) FindHeadings(ISheetBook book)
    {
        (int Score, int Sheet, int Row, string[] Headings) best = (0, 0, 0, []);
        for (var i = 0; i < book.Sheets.Count; i++)
        {
            using var source = book.Open(i);
            while (source.Read() && source.RowNumber <= HeaderRows)
            {
                string[] row = [.. source.Cells[..Math.Min(source.Cells.Length, MostColumns)].ToArray().Select(c => CellReading.Trim(c.Display)).Select(t => t[..Math.Min(t.Length, 100)])];
                var score = MappingProposal.Columns(row).Count;
                if (score > best.Score) best = (score, i, source.RowNumber, row);
            }
        }
        return best.Score > 0 ? (best.Sheet, best.Row, best.Headings) : throw new SheetRefusedException($"前 {HeaderRows} 行里没有认出任何一列。请确认表头在前 {HeaderRows} 行，至少有“单位名称”或“统一社会信用代码”一类的列。");
    }
}
