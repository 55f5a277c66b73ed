using System.Text.Json;
using Zhijian.Platform.Files;
using Zhijian.Platform.Imports;
using Zhijian.Platform.Imports.Reading;
using Zhijian.Platform.Organisations;

namespace Zhijian.Modules.Exchange.Adapters;

/// <summary>Reads a partner's table, forward only.</summary>
static class AdapterReader
{
    const int HeaderRows = 20, MostColumns = 200;

    /// <exception cref="SheetRefusedException">No heading row of this adapter, columns missing, or the file is damaged.</exception>
    public static IEnumerable<AdaptedRecord> Read(Stream stream, FileKind kind, FileAdapter adapter, DivisionDirectory divisions)
    {
        using ISheetBook book = kind switch
        {
            FileKind.Xlsx => new XlsxBook(stream),
            FileKind.Csv => new CsvBook(stream),
            _ => throw new SheetRefusedException($"不能从{kind.ChineseName()}读取，请使用 .xlsx 或 .csv。"),
        };
        var (sheet, row, places) = FindHeadings(book, adapter);
        using var source = book.Open(sheet);
        while (source.Read(row + 1))
        {
            var cells = source.Cells.ToArray();
            if (Array.TrueForAll(cells, c => c.IsBlank)) continue;
            yield return adapter.Read(source.RowNumber, column => places.TryGetValue(column, out var at) && at < cells.Length ? cells[at] : default, divisions);
        }
    }

    /// <summary>A record as the partner's own interface writes it: the names of its properties are headings.</summary>
    public static AdaptedRecord Read(JsonElement item, int number, FileAdapter adapter, DivisionDirectory divisions)
    {
        var given = item.ValueKind == JsonValueKind.Object ? item.EnumerateObject().ToList() : [];
        return adapter.Read(number, column => given.Find(p => column.Is(p.Name)) is { Value.ValueKind: JsonValueKind.String or JsonValueKind.Number } found ? RawCell.Of(found.Value.ToString()) : default, divisions);
    }

    /// <summary>The row among the first with most headings of the adapter.</summary>
    static (int Sheet, int Row, Dictionary<AdapterColumn, int> Places) FindHeadings(ISheetBook book, FileAdapter adapter)
    {
        (int Sheet, int Row, Dictionary<AdapterColumn, int> Places) best = (0, 0, []);
        for (var i = 0; i < book.Sheets.Count; i++)
        {
            using var source = book.Open(i);
            while (source.Read() && source.RowNumber <= HeaderRows)
            {
                string[] row = [.. source.Cells[..Math.Min(source.Cells.Length, MostColumns)].ToArray().Select(c => CellReading.Trim(c.Display))];
                var places = adapter.Columns.Select(c => (Column: c, At: Array.FindIndex(row, c.Is))).Where(p => p.At >= 0).ToDictionary(p => p.Column, p => p.At);
                if (places.Count > best.Places.Count) best = (i, source.RowNumber, places);
            }
        }
        if (best.Places.Count == 0) throw new SheetRefusedException($"前 {HeaderRows} 行里没有认出任何一列。{adapter.Title}应有的列：{string.Join("、", adapter.Needed.Select(c => c.Heading))}。");
        string[] missing = [.. adapter.Needed.Where(c => !best.Places.ContainsKey(c)).Select(c => c.Heading)];
        return missing.Length == 0 ? best : throw new SheetRefusedException($"缺少列：{string.Join("、", missing)}。对方改了列名的，请系统管理员在适配对照表中补上。");
    }
}
