using System.Buffers;
using System.Text;

namespace Zhijian.Platform.Exports;

/// <summary>Exports rows to CSV: UTF-8 with byte order mark, commas, CRLF. Texts that a spreadsheet would calculate get an apostrophe.</summary>
public static class CsvExport
{
    private const int BlockLength = 1 << 15;
    private static readonly SearchValues<char> Quoted = SearchValues.Create(",\"\r\n\t ");

    /// <param name="output">Left open; written only asynchronously.</param>
    public static async Task WriteAsync(Stream output, IReadOnlyList<ExportColumn> columns,
        IAsyncEnumerable<object?[]> rows, CancellationToken cancel = default)
    {
        var block = new StringBuilder("\uFEFF", BlockLength * 2);
        AppendRow(block, [.. columns.Select(column => column.Title)]);
        await foreach (var row in rows.WithCancellation(cancel))
        {
            AppendRow(block, row);
            if (block.Length >= BlockLength) await FlushAsync(output, block, cancel);
        }
        await FlushAsync(output, block, cancel);
    }

    private static void AppendRow(StringBuilder block, object?[] row)
    {
        for (var i = 0; i < row.Length; i++)
        {
            if (i > 0) block.Append(',');
            // Numbers are not guarded: -5 is a number, "-5" is a text.
            var text = row[i] is string words ? CellText.Guard(CellText.Clean(words)) : CellText.Of(row[i]);
            if (text.AsSpan().IndexOfAny(Quoted) < 0) block.Append(text);
            else block.Append('"').Append(text.Replace("\"", "\"\"")).Append('"');
        }
        block.Append("\r\n");
    }

    private static async Task FlushAsync(Stream output, StringBuilder block, CancellationToken cancel)
    {
        await output.WriteAsync(Encoding.UTF8.GetBytes(block.ToString()), cancel);
        block.Clear();
    }
}
