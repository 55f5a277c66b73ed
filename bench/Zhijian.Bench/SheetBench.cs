using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using MiniExcelLibs;
using MiniExcelLibs.OpenXml;
using Zhijian.Platform.Exports;
using Zhijian.Platform.Files;
using Zhijian.Platform.Imports;

namespace Zhijian.Bench;

/// <summary>
/// Reads and writes tables of monitoring results, each piece of work in a process of its own so that the peak of its
/// working set is its own. Other libraries run beside ours on the same file for comparison.
/// </summary>
internal static class SheetBench
{
    private static readonly string[] Work =
        ["nothing", "export-xlsx", "export-csv", "guard", "read-xlsx", "read-csv", "preview-xlsx", "read-xlsx-no-key", "read-shared", "miniexcel", "miniexcel-shared", "openxml-shared"];

    public static async Task<int> RunAsync(string[] args)
    {
        if (args is [var work, var file, var count]) return await OneAsync(work, file, int.Parse(count));
        var rows = args.Length > 0 ? int.Parse(args[0]) : 100_000;
        var folder = Directory.CreateTempSubdirectory("zhijian-bench-").FullName;
        try
        {
            Console.WriteLine($"{rows:N0} rows × 12 columns");
            var (xlsx, csv, shared) = (Path.Combine(folder, "a.xlsx"), Path.Combine(folder, "a.csv"), Path.Combine(folder, "shared.xlsx"));
            WriteShared(shared, rows);
            foreach (var name in Work) Child(name, name.EndsWith("csv", StringComparison.Ordinal) ? csv : name.EndsWith("shared", StringComparison.Ordinal) ? shared : xlsx, rows);
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Child(string work, string file, int rows)
    {
        using var child = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["sheets", work, file, rows.ToString()]))!;
        child.WaitForExit();
    }

    private static async Task<int> OneAsync(string work, string file, int rows)
    {
        var watch = Stopwatch.StartNew();
        var done = work switch
        {
            "nothing" => 0,
            "export-xlsx" => await ExportAsync(file, rows, (output, data) => XlsxExport.WriteAsync(output, "检测结果", ResultSheet.Definition.ExportColumns, data)),
            "export-csv" => await ExportAsync(file, rows, (output, data) => CsvExport.WriteAsync(output, ResultSheet.Definition.ExportColumns, data)),
            "guard" => Guard(file, rows),
            "read-xlsx" or "read-shared" => Read(file, FileKind.Xlsx, _ => { }),
            "read-xlsx-no-key" => Read(file, FileKind.Xlsx, _ => { }, ResultSheet.Define(unique: false)),
            "read-csv" => Read(file, FileKind.Csv, _ => { }),
            "preview-xlsx" => Preview(file),
            "miniexcel" => File.OpenRead(file).Query().Count() - 1,
            "miniexcel-shared" => File.OpenRead(file).Query(configuration: new OpenXmlConfiguration { EnableSharedStringCache = true }).Count() - 1,
            "openxml-shared" => OpenXml(file),
            _ => throw new ArgumentException(work),
        };
        watch.Stop();
        var peak = File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmHWM", StringComparison.Ordinal));
        Console.WriteLine($"{work,-18} {watch.Elapsed.TotalSeconds,7:0.00} s  cpu {Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds,7:0.00} s {done / watch.Elapsed.TotalSeconds,12:N0} rows/s   peak {int.Parse(peak.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]) / 1024,5} MiB   rows {done:N0}   file {(File.Exists(file) ? new FileInfo(file).Length >> 20 : 0)} MiB");
        return 0;
    }

    private static async Task<int> ExportAsync(string file, int rows, Func<Stream, IAsyncEnumerable<object?[]>, Task> write)
    {
        await using var output = File.Create(file);
        await write(output, Enumerable.Range(0, rows).Select(i => ResultSheet.Definition.Cells(ResultSheet.Row(i))).ToAsyncEnumerable());
        return rows;
    }

    private static int Guard(string file, int rows)
    {
        using var stream = File.OpenRead(file);
        var verdict = FileGuard.Inspect(stream, file, FilePolicy.Sheets with { MaxBytes = long.MaxValue });
        if (!verdict.IsAccepted) Console.WriteLine(verdict.Refusal!.Message);
        return rows;
    }

    private static int Read(string file, FileKind kind, Action<SheetRow<Result>> look, SheetDefinition<Result>? sheet = null)
    {
        using var stream = File.OpenRead(file);
        using var reader = SheetReader.Open(stream, kind, sheet ?? ResultSheet.Definition);
        var count = 0;
        foreach (var row in reader.Rows())
        {
            look(row);
            if (row.IsGood) count++;
        }
        return count;
    }

    private static int Preview(string file)
    {
        using var stream = File.OpenRead(file);
        using var reader = SheetReader.Open(stream, FileKind.Xlsx, ResultSheet.Definition);
        var preview = new SheetPreviewBuilder(reader.Layout);
        foreach (var row in reader.Rows()) preview.Add(row);
        return preview.Build(reader.Notes).Good;
    }

    /// <summary>The Open XML SDK's forward reader, texts resolved from memory as its examples do.</summary>
    private static int OpenXml(string file)
    {
        using var document = SpreadsheetDocument.Open(file, false);
        var texts = new List<string>();
        using (var reader = OpenXmlReader.Create(document.WorkbookPart!.SharedStringTablePart!))
            while (reader.Read())
                if (reader.ElementType == typeof(SharedStringItem) && reader.IsStartElement) texts.Add(reader.LoadCurrentElement()!.InnerText);
        using var cells = OpenXmlReader.Create(document.WorkbookPart.WorksheetParts.First());
        var rows = 0;
        long length = 0;
        while (cells.Read())
        {
            if (cells.ElementType == typeof(Row) && cells.IsStartElement) rows++;
            if (cells.ElementType != typeof(Cell) || !cells.IsStartElement) continue;
            var cell = (Cell)cells.LoadCurrentElement()!;
            if (cell.CellValue is { } value) length += cell.DataType?.Value == CellValues.SharedString ? texts[int.Parse(value.Text)].Length : value.Text.Length;
        }
        return length > 0 ? rows - 1 : 0;
    }

    /// <summary>The same table as Excel itself writes it, all texts shared and nearly all of them different.</summary>
    private static void WriteShared(string file, int rows)
    {
        const string main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main", rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships", package = "http://schemas.openxmlformats.org/package/2006";
        using var archive = new ZipArchive(File.Create(file), ZipArchiveMode.Create);
        void Part(string name, Action<StreamWriter> write)
        {
            using var writer = new StreamWriter(archive.CreateEntry(name, CompressionLevel.Fastest).Open(), new UTF8Encoding(false), 1 << 16);
            write(writer);
        }
        var columns = ResultSheet.Definition.ExportColumns;
        Part("[Content_Types].xml", writer => writer.Write($"<Types xmlns=\"{package}/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/><Override PartName=\"/xl/sharedStrings.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml\"/><Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/></Types>"));
        Part("_rels/.rels", writer => writer.Write($"<Relationships xmlns=\"{package}/relationships\"><Relationship Id=\"r1\" Type=\"{rel}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"));
        Part("xl/workbook.xml", writer => writer.Write($"<workbook xmlns=\"{main}\" xmlns:r=\"{rel}\"><sheets><sheet name=\"检测结果\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"));
        Part("xl/_rels/workbook.xml.rels", writer => writer.Write($"<Relationships xmlns=\"{package}/relationships\"><Relationship Id=\"r1\" Type=\"{rel}/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"r2\" Type=\"{rel}/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>"));
        IEnumerable<string[]> All() => Enumerable.Range(0, rows).Select(i => ResultSheet.Definition.Cells(ResultSheet.Row(i)).Select(cell => cell switch
        {
            null => "",
            DateOnly date => date.ToString("yyyy-MM-dd"),
            _ => cell.ToString()!,
        }).ToArray()).Prepend([.. columns.Select(column => column.Title)]);
        Part("xl/sharedStrings.xml", writer =>
        {
            writer.Write($"<sst xmlns=\"{main}\">");
            foreach (var row in All())
                foreach (var cell in row) writer.Write($"<si><t>{cell}</t></si>");
            writer.Write("</sst>");
        });
        Part("xl/worksheets/sheet1.xml", writer =>
        {
            writer.Write($"<worksheet xmlns=\"{main}\"><sheetData>");
            for (var row = 0; row <= rows; row++)
            {
                writer.Write($"<row r=\"{row + 1}\">");
                for (var c = 0; c < columns.Count; c++) writer.Write($"<c r=\"{(char)('A' + c)}{row + 1}\" t=\"s\"><v>{row * columns.Count + c}</v></c>");
                writer.Write("</row>");
            }
            writer.Write("</sheetData></worksheet>");
        });
    }
}
