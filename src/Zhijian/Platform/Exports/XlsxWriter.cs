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
internal sealed class XlsxWriter : IAsyncDisposable
{
    /// <summary>Rows of a sheet in the xlsx format.</summary>
    public const int MaxRows = 1_048_576;
    private const int BlockLength = 1 << 16;

    private readonly ZipArchive _archive;
    private readonly SheetXml _xml = new();
    private readonly List<WriterSheet> _sheets = [];
    private Stream? _part;
    private bool _finished;

    private XlsxWriter(ZipArchive archive) => _archive = archive;

    /// <summary>Rows written to the current sheet so far.</summary>
    public int Row { get; private set; }

    public SheetXml Xml => _xml;

    public static async Task<XlsxWriter> CreateAsync(Stream output, CancellationToken cancel = default)
    {
        var archive = await ZipArchive.CreateAsync(output, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancel);
        var writer = new XlsxWriter(archive);
        await writer.PartAsync("[Content_Types].xml", XlsxParts.ContentTypes, cancel);
        await writer.PartAsync("_rels/.rels", XlsxParts.RootRelations, cancel);
        await writer.PartAsync("xl/styles.xml", XlsxParts.Styles, cancel);
        return writer;
    }

    public async Task BeginSheetAsync(WriterSheet sheet, CancellationToken cancel)
    {
        await EndSheetAsync(cancel);
        _sheets.Add(sheet);
        Row = 0;
        var entry = _archive.CreateEntry($"xl/worksheets/sheet{_sheets.Count}.xml", CompressionLevel.Fastest);
        _part = await entry.OpenAsync(cancel);
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
        await PartAsync("xl/workbook.xml", XlsxParts.Workbook(_sheets), cancel);
        await PartAsync("xl/_rels/workbook.xml.rels", XlsxParts.WorkbookRelations(_sheets.Count), cancel);
        await _archive.DisposeAsync();
        _finished = true;
    }

    public async ValueTask DisposeAsync()
    {
        if (_finished) return;
        if (_part is not null) await _part.DisposeAsync();
        await _archive.DisposeAsync();
    }

    private async Task EndSheetAsync(CancellationToken cancel)
    {
        if (_part is null) return;
        _xml.Raw(XlsxParts.SheetEnd(_sheets[^1], Row));
        await FlushAsync(cancel);
        await _part.DisposeAsync();
        _part = null;
    }

    private async Task FlushAsync(CancellationToken cancel)
    {
        await _part!.WriteAsync(_xml.Memory, cancel);
        _xml.Clear();
    }

    private async Task PartAsync(string name, string text, CancellationToken cancel)
    {
        var entry = _archive.CreateEntry(name, CompressionLevel.Fastest);
        await using var part = await entry.OpenAsync(cancel);
        await part.WriteAsync(System.Text.Encoding.UTF8.GetBytes(text), cancel);
    }
}
