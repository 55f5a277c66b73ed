using System.Text;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using MiniExcelLibs;
using Zhijian.Platform.Exports;
using Zhijian.Tests.Platform.Imports;

namespace Zhijian.Tests.Platform.Exports;

public sealed class ExportTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private static readonly ExportColumn[] Two = [new("a", "甲"), new("b", "乙")];

    private static async Task<byte[]> Xlsx(ExportColumn[] columns, params object?[][] rows)
    {
        using var stream = new MemoryStream();
        await XlsxExport.WriteAsync(new AsyncOnlyStream(stream), "导出/表[1]", columns, rows.ToAsyncEnumerable(), Cancel);
        return stream.ToArray();
    }

    private static async Task<string> Csv(params object?[][] rows)
    {
        using var stream = new MemoryStream();
        await CsvExport.WriteAsync(new AsyncOnlyStream(stream), Two, rows.ToAsyncEnumerable(), Cancel);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    [Fact]
    public async Task Values_have_the_types_that_Excel_expects_and_no_text_is_a_formula()
    {
        var file = await Xlsx(Two,
            ["=1+1", "@SUM(A1)"], [new DateOnly(2018, 3, 5), 12.50m], ["914101000000000018", 123456789012345678L],
            [new DateTimeOffset(2018, 3, 5, 16, 0, 0, TimeSpan.Zero), true], ["a\u0001\uFFFEb<&>", null], ["_x0041_", "\uD800x😀"], [new DateOnly(1850, 1, 1), 0.1]);
        WorkbookTests.AssertValid(file);
        using var document = SpreadsheetDocument.Open(new MemoryStream(file), false);
        Assert.Equal("导出表1", document.WorkbookPart!.Workbook!.Descendants<DocumentFormat.OpenXml.Spreadsheet.Sheet>().Single().Name!.Value);
        var cells = document.WorkbookPart.WorksheetParts.Single().Worksheet!.Descendants<Cell>().ToDictionary(cell => cell.CellReference!.Value!, cell => cell);
        Assert.Empty(document.WorkbookPart.WorksheetParts.Single().Worksheet!.Descendants<CellFormula>());
        Assert.Equal("=1+1", cells["A2"].InnerText);
        Assert.Equal(CellValues.InlineString, cells["A2"].DataType!.Value);
        Assert.Equal(("43164", 3u), (cells["A3"].InnerText, cells["A3"].StyleIndex!.Value));
        Assert.Equal("12.50", cells["B3"].InnerText);
        Assert.Equal(CellValues.InlineString, cells["A4"].DataType!.Value);
        Assert.Equal(("123456789012345678", CellValues.InlineString), (cells["B4"].InnerText, cells["B4"].DataType!.Value));
        Assert.Equal("43165", cells["A5"].InnerText); // midnight in Beijing
        Assert.Equal("是", cells["B5"].InnerText);
        Assert.Equal("ab<&>", cells["A6"].InnerText);
        Assert.False(cells.ContainsKey("B6"));
        Assert.Equal("_x005F_x0041_", cells["A7"].InnerText);
        Assert.Equal("x😀", cells["B7"].InnerText);
        Assert.Equal("1850-01-01", cells["A8"].InnerText);
    }

    [Fact]
    public async Task Another_reader_sees_the_same()
    {
        var file = await Xlsx(Two, ["公司", 1.5m], [new DateOnly(2018, 3, 5), "x"]);
        var rows = new MemoryStream(file).Query().Cast<IDictionary<string, object>>().ToList();
        Assert.Equal(["甲", "公司", new DateTime(2018, 3, 5)], rows.Select(row => row["A"]));
        Assert.Equal(1.5, rows[1]["B"]);
    }

    [Fact]
    public async Task Csv_texts_cannot_become_formulas_and_numbers_stay_numbers()
    {
        var csv = await Csv(["=cmd|' /C calc'!A0", -5], ["-5", "＝1"], ["a,\"b\"\n", true], ["\tx", 0.10m], ["'=x", "'x"]);
        Assert.Equal("\uFEFF甲,乙\r\n\"'=cmd|' /C calc'!A0\",-5\r\n'-5,'＝1\r\n\"a,\"\"b\"\"\n\",是\r\n\"'\tx\",0.1\r\n''=x,'x\r\n", csv);
    }

    [Fact]
    public async Task An_empty_export_is_a_valid_file() => WorkbookTests.AssertValid(await Xlsx(Two));

    [Fact]
    public async Task An_export_that_fails_in_the_middle_is_not_a_readable_file()
    {
        static async IAsyncEnumerable<object?[]> Failing()
        {
            yield return ["a"];
            await Task.CompletedTask;
            throw new InvalidOperationException();
        }
        using var stream = new MemoryStream();
        await Assert.ThrowsAsync<InvalidOperationException>(() => XlsxExport.WriteAsync(stream, "表", Two, Failing(), Cancel));
        stream.Position = 0;
        Assert.False(Zhijian.Platform.Files.FileGuard.Inspect(stream, "a.xlsx", Zhijian.Platform.Files.FilePolicy.Sheets, Cancel).IsAccepted);
    }

    [Fact]
    public async Task Rows_beyond_the_limit_of_Excel_go_on_to_the_next_sheet()
    {
        object?[] row = [1];
        using var stream = new MemoryStream();
        await XlsxExport.WriteAsync(stream, "表", [new("a", "甲")], Enumerable.Repeat(row, 11).ToAsyncEnumerable(), rowsPerSheet: 10, Cancel);
        using var archive = new System.IO.Compression.ZipArchive(stream);
        Assert.NotNull(archive.GetEntry("xl/worksheets/sheet2.xml"));
        using var second = new StreamReader(archive.GetEntry("xl/worksheets/sheet2.xml")!.Open());
        var xml = await second.ReadToEndAsync(Cancel);
        Assert.Contains("甲", xml);
        Assert.Contains("<row r=\"3\">", xml); // heading and the two rows that the first sheet could not hold
        Assert.DoesNotContain("<row r=\"4\">", xml);
    }

    /// <summary>Behaves as a response of the web server: no synchronous writes, no seeking.</summary>
    private sealed class AsyncOnlyStream(Stream inner) : Stream
    {
        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => inner.WriteAsync(buffer, cancellationToken);
        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => inner.WriteAsync(buffer, offset, count, cancellationToken);
        public override void Write(byte[] buffer, int offset, int count) => throw new InvalidOperationException("Synchronous operations are disallowed.");
        public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;
        public override void Flush() => throw new InvalidOperationException("Synchronous operations are disallowed.");
        public override bool CanRead => false;
        public override bool CanSeek => false;
        public override bool CanWrite => true;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
