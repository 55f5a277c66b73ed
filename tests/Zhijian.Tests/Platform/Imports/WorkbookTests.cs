using CsCheck;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using Zhijian.Platform.Exports;
using Zhijian.Platform.Files;
using Zhijian.Platform.Imports;
using static Zhijian.Tests.Platform.Files.HostileFiles;
using static Zhijian.Tests.Platform.Imports.SampleSheet;

namespace Zhijian.Tests.Platform.Imports;

public sealed class WorkbookTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    /// <summary>What the product writes must be valid to the letter of the format, and pass our own guard.</summary>
    internal static void AssertValid(byte[] file)
    {
        using var stream = new MemoryStream(file);
        Assert.Equal(FileKind.Xlsx, FileGuard.Inspect(stream, "a.xlsx", FilePolicy.Sheets, Cancel).Kind);
        using var document = SpreadsheetDocument.Open(stream, false);
        Assert.Empty(new OpenXmlValidator().Validate(document, Cancel).Select(error => $"{error.Part?.Uri} {error.Path?.XPath}: {error.Description}"));
    }

    [Fact]
    public async Task The_template_is_valid_and_its_example_can_be_read()
    {
        using var stream = new MemoryStream();
        await SheetTemplate.WriteAsync(stream, Define(), Cancel);
        AssertValid(stream.ToArray());

        Assert.Empty(Read(stream.ToArray()));
        var example = Read(stream.ToArray(), onlySheet: SheetTemplate.NotesSheet)[0];
        Assert.Empty(example.Problems);
        Assert.Equal(("示例机械有限公司", "914101000000000018", new DateOnly(2018, 3, 5), 1.25m, 12, Work.Dust, "中型", true),
            (example.Value!.Name, example.Value.Code, example.Value.Sampled, example.Value.Value, example.Value.Workers, example.Value.Work, example.Value.Scale, example.Value.Declared));
    }

    [Fact]
    public async Task The_template_has_lists_and_keeps_codes_as_text()
    {
        using var stream = new MemoryStream();
        await SheetTemplate.WriteAsync(stream, Define(), Cancel);
        using var document = SpreadsheetDocument.Open(stream, false);
        var xml = document.WorkbookPart!.WorksheetParts.First(part => part.Uri.ToString().EndsWith("sheet1.xml", StringComparison.Ordinal)).Worksheet!.OuterXml;
        Assert.Contains("<x:formula1>选项!$G$1:$G$2</x:formula1>", xml);
        Assert.Contains("""<x:col min="2" max="2" width="20" style="5" customWidth="1" />""", xml);
        Assert.Contains("职业病防治法第十六条", xml);
    }

    [Fact]
    public async Task The_error_workbook_can_be_corrected_and_uploaded_as_it_is()
    {
        var file = Xlsx(Rows(["单位名称", "备注", "采样日期", "浓度"], ["甲", "好", "2018-03-05", "1"], ["乙", "=1+1", "昨天", "x"], ["", "", "2018-03-05", ""]));
        var errors = await ErrorsOf(file);
        AssertValid(errors);
        using var reader = Open(errors);
        var rows = reader.Rows(cancel: TestContext.Current.CancellationToken).ToList();
        Assert.Equal(["错误说明", "单位名称", "备注", "采样日期", "浓度"], reader.Layout.Headings);
        Assert.Equal("原第 3 行　采样日期：不是有效日期，请写成 2018-03-05；浓度：应为数字", rows[0].Cells[0].Text);
        Assert.Equal("=1+1", rows[0].Cells[2].Text);
        Assert.Equal(["采样日期", "浓度"], rows[0].Problems.Select(problem => problem.ColumnTitle));
        Assert.Equal(2, rows.Count);

        var again = await ErrorsOf(errors);
        using var second = Open(again);
        Assert.Equal(reader.Layout.Headings, second.Layout.Headings);
        Assert.DoesNotContain(second.Notes, note => note.Contains("错误说明"));
    }

    private static async Task<byte[]> ErrorsOf(byte[] file)
    {
        using var stream = new MemoryStream();
        using var reader = Open(file);
        using var workbook = await ErrorWorkbook.CreateAsync(stream, Define(), reader.Layout, Cancel);
        foreach (var row in reader.Rows(cancel: TestContext.Current.CancellationToken).Where(row => !row.IsGood)) await workbook.AddAsync(row.Cells, row.Problems, Cancel);
        await workbook.FinishAsync(Cancel);
        return stream.ToArray();
    }

    [Fact]
    public void The_preview_counts_all_and_keeps_few()
    {
        var rows = Enumerable.Range(0, 500).Select(i => new[] { i % 5 == 0 ? "" : $"公司{i}", "2018-03-05" });
        using var reader = Open(Xlsx(Rows([["单位名称", "采样日期"], .. rows])));
        var builder = new SheetPreviewBuilder(reader.Layout, keep: 10);
        foreach (var row in reader.Rows(cancel: TestContext.Current.CancellationToken)) builder.Add(row);
        var preview = builder.Build(reader.Notes);
        Assert.Equal((500, 400, 100, 0), (preview.Rows, preview.Good, preview.Bad, preview.Duplicates));
        Assert.Equal((10, 10, 100), (preview.Problems.Count, preview.FirstGood.Count, preview.ProblemsByColumn["单位名称"]));
        Assert.Equal("公司1", preview.FirstGood[0].Cells[0]);
    }

    private static readonly Gen<string> Words = Gen.String[Gen.Char["甲乙丙AZ09 =+-@'\",;\t\n_x005F<>&😀".Where(c => !char.IsSurrogate(c)).Aggregate("", (all, c) => all + c)], 1, 20]
        .Select(CellReading.Trim).Where(text => text.Length > 0);

    private static readonly Gen<Sample> Samples =
        from name in Words
        from code in Gen.Char["0123456789ABCDEFGH"].Array[18]
        from day in Gen.Int[0, 50_000]
        from later in Gen.Int[0, 3_000].Nullable()
        from value in Gen.Int[0, 100_000_000].Nullable()
        from workers in Gen.Int[0, 100_000]
        from work in Gen.OneOfConst<Work?>(null, Work.Dust, Work.Noise)
        from scale in Gen.OneOfConst(null, "大型", "中型", "小型")
        from declared in Gen.Bool.Nullable()
        let sampled = new DateOnly(1900, 1, 1).AddDays(day)
        where !(new string(code) is ['0' or '1' or '2' or '3' or '4' or '5' or '6' or '7' or '8' or '9', 'E', ..])
        select new Sample
        {
            Name = name, Code = new(code), Sampled = sampled, Reported = later is { } days ? sampled.AddDays(days) : null, Value = value / 10_000m,
            Workers = workers, Work = work, Scale = scale, Declared = declared,
        };

    [Fact]
    public void What_is_exported_reads_back_the_same()
    {
        var sheet = Define();
        Samples.Array[1, 12].Sample(samples =>
        {
            var rows = samples.Select(sheet.Cells).ToAsyncEnumerable();
            using var xlsx = new MemoryStream();
            XlsxExport.WriteAsync(xlsx, sheet.Title, sheet.ExportColumns, rows).GetAwaiter().GetResult();
            using var csv = new MemoryStream();
            CsvExport.WriteAsync(csv, sheet.ExportColumns, rows).GetAwaiter().GetResult();
            // Keys may repeat by chance; equality of the cells is what counts here.
            return Same(samples, Read(xlsx.ToArray(), sheet: sheet), sheet) && Same(samples, Read(csv.ToArray(), FileKind.Csv, sheet), sheet);
        }, iter: 200, seed: "0000KOIKe6E4");
    }

    private static bool Same(Sample[] expected, List<SheetRow<Sample>> rows, SheetDefinition<Sample> sheet) =>
        rows.Count == expected.Length && rows.Zip(expected).All(pair => pair.First.Problems.Any(problem => problem.IsDuplicate)
            || (pair.First.Value is { } value && sheet.Cells(value).SequenceEqual(sheet.Cells(pair.Second))));
}
