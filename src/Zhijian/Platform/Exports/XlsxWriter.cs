using System.IO.Compression;

namespace Zhijian.Platform.Exports;

/// <summary>How a cell looks; the numbers are the positions of the formats in the styles part.</summary>
internal enum CellStyle { Plain, Heading, RequiredHeading, Date, DateTime, AsText, BadCell, Remark }

/// <summary>One column of a sheet being written.</summary>
/// <param name="Width">Characters.</param>
/// <param name="Style">Format of the empty cells below, which is what people type into.</param>
internal sealed record WriterColumn(double Width, CellStyle Style = CellStyle.Plain);

/// <summary>What a sheet has beside its rows.</summary>
internal sealed record WriterSheet(string Name, IReadOnlyList<WriterColumn> Columns)
{
    /// <summary>Rows that stay in view while scrolling.</summary>
    public int FrozenRows { get; init; }
    /// <summary>Row (from 1) that carries the filter arrows; 0: none.</summary>
    public int FilterRow { get; init; }
    public bool Hidden { get; init; }
    /// <summary>Finished dataValidations element, or empty.</summary>
    public string Validations { get; init; } = "";
}

/// <summary>
/// Writes a workbook forward only, sheet by sheet and row by row, to a stream that need not be seekable:
/// memory stays at one block whatever the number of rows. All texts are inline strings, so nothing can become a formula.
/// </summary>
internal sealed class XlsxWriter : IDisposable
{
    /// <summary>Rows of a sheet in the xlsx format.</summary>
    public const int MaxRows = 1_048_576;
    private const int BlockLength = 1 << 16;

    private readonly Outbox _output;
    private readonly ZipArchive _archive;
    private readonly SheetXml _xml = new();
    private readonly List<WriterSheet> _sheets = [];
    private Stream? _part;

    /// <param name="output">Left open; written only asynchronously.</param>
    public XlsxWriter(Stream output)
    {
        _output = new(output);
        _archive = new(_output, ZipArchiveMode.Create, leaveOpen: true);
        WritePart("[Content_Types].xml", XlsxParts.ContentTypes);
        WritePart("_rels/.rels", XlsxParts.RootRelations);
        WritePart("xl/styles.xml", XlsxParts.Styles);
    }

    /// <summary>Rows written to the current sheet so far.</summary>
    public int Row { get; private set; }

    public SheetXml Xml => _xml;

    public async ValueTask BeginSheetAsync(WriterSheet sheet, CancellationToken cancel)
    {
        await EndSheetAsync(cancel);
        _sheets.Add(sheet);
        Row = 0;
        _part = _archive.CreateEntry($"xl/worksheets/sheet{_sheets.Count}.xml", CompressionLevel.Fastest).Open();
        _xml.Raw(XlsxParts.SheetStart(sheet));
    }

    /// <summary>Opens the next row; every row must be closed by <see cref="EndRowAsync"/>.</summary>
    public void BeginRow()
    {
        Row++;
        _xml.Raw("<row r=\""u8).Number(Row).Raw("\">"u8);
    }

    public async ValueTask EndRowAsync(CancellationToken cancel)
    {
        _xml.Raw("</row>"u8);
        if (_xml.Length >= BlockLength) await FlushAsync(cancel);
    }

    /// <summary>Closes the last sheet and writes the table of contents. Without it the file is knowingly incomplete.</summary>
    public async Task FinishAsync(CancellationToken cancel)
    {
        await EndSheetAsync(cancel);
        WritePart("xl/workbook.xml", XlsxParts.Workbook(_sheets));
        WritePart("xl/_rels/workbook.xml.rels", XlsxParts.WorkbookRelations(_sheets.Count));
        _archive.Dispose();
        await _output.SendAsync(cancel);
    }

    /// <summary>Releases memory; what an unfinished workbook still had to write is dropped.</summary>
    public void Dispose()
    {
        _part?.Dispose();
        _archive.Dispose();
    }

    private async ValueTask EndSheetAsync(CancellationToken cancel)
    {
        if (_part is null) return;
        _xml.Raw(XlsxParts.SheetEnd(_sheets[^1], Row));
        await FlushAsync(cancel);
        _part.Dispose();
        _part = null;
    }

    private async ValueTask FlushAsync(CancellationToken cancel)
    {
        _part!.Write(_xml.Memory.Span);
        _xml.Clear();
        await _output.SendAsync(cancel);
    }

    private void WritePart(string name, string text)
    {
        using var part = _archive.CreateEntry(name, CompressionLevel.Fastest).Open();
        part.Write(System.Text.Encoding.UTF8.GetBytes(text));
    }
}
