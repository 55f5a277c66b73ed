using System.Text;
using Zhijian.Platform.Files;
using Zhijian.Platform.Imports;
using Zhijian.Tests.Platform.Files;
using static Zhijian.Tests.Platform.Files.HostileFiles;
using static Zhijian.Tests.Platform.Imports.SampleSheet;

namespace Zhijian.Tests.Platform.Imports;

public sealed class SheetReaderTests
{
    private static readonly string[] Head = ["单位名称", "采样日期"];

    [Fact]
    public void Headings_are_found_below_titles_in_any_order_under_other_names()
    {
        var file = Xlsx(Rows(["郑州市 2018 年检测汇总"], [], ["采样日期（必填）", "备注", "*企业名称：", "浓 度"], ["2018年3月5日", "x", "甲公司", "１，234.5"]));
        using var reader = Open(file);
        var row = Assert.Single(reader.Rows(cancel: TestContext.Current.CancellationToken));
        Assert.Equal(4, row.RowNumber);
        Assert.Equal(("甲公司", new DateOnly(2018, 3, 5), 1234.5m), (row.Value!.Name, row.Value.Sampled, row.Value.Value));
        Assert.Equal(3, reader.Layout.HeaderRow);
        Assert.Contains(reader.Notes, note => note.Contains("备注"));
        Assert.Contains(reader.Notes, note => note.Contains("按空处理") && note.Contains("规模"));
    }

    [Fact]
    public void A_heading_of_two_storeys_is_read_as_one()
    {
        var file = Xlsx(Rows(["单位名称", "检测", ""], ["", "采样日期", "浓度"], ["甲公司", "2018-03-05", "1"]));
        var row = Assert.Single(Read(file));
        Assert.Equal(("甲公司", 1m), (row.Value!.Name, row.Value.Value));
    }

    [Fact]
    public void Missing_required_columns_are_named()
    {
        var refused = Assert.Throws<SheetRefusedException>(() => Read(Xlsx(Rows(["单位名称", "浓度"], ["甲", "1"]))));
        Assert.Contains("缺少必填列：采样日期", refused.Message);
        Assert.Contains("没有找到表头", Assert.Throws<SheetRefusedException>(() => Read(Xlsx(Rows(["a"], ["b"])))).Message);
        Assert.Contains("没有找到表头", Assert.Throws<SheetRefusedException>(() => Read(Xlsx(""))).Message);
        Assert.Contains("没有找到表头", Assert.Throws<SheetRefusedException>(() => Read([], FileKind.Csv)).Message);
        Assert.Contains("A、B 列", Assert.Throws<SheetRefusedException>(() => Read(Xlsx(Rows(["单位名称", "单位名称", "采样日期"])))).Message);
    }

    [Fact]
    public void Every_bad_cell_is_named_with_what_the_user_wrote()
    {
        var file = Xlsx(Rows(
            ["单位名称", "统一社会信用代码", "采样日期", "浓度", "接触人数", "规模"],
            ["", "123", "3/5/2018", "abc", "1.5", "巨型"],
            ["这是一个超过二十个字的单位名称用来检查长度限制", "", "2018-03-05", "-1", "", ""]));
        var rows = Read(file);
        Assert.All(rows, row => Assert.Null(row.Value));
        Assert.Equal(
            ["单位名称:不能为空:", "统一社会信用代码:应为 18 位:123", "采样日期:不是有效日期，请写成 2018-03-05:3/5/2018", "浓度:应为数字:abc", "接触人数:应为整数:1.5", "规模:应为以下之一：大型、中型、小型:巨型"],
            rows[0].Problems.Select(problem => $"{problem.ColumnTitle}:{problem.Message}:{problem.RawValue}"));
        Assert.Equal(["超过 20 个字（现有 23 个）", "应在 0 至 10000 之间"], rows[1].Problems.Select(problem => problem.Message));
        Assert.All(rows[1].Problems, problem => Assert.Equal(3, problem.RowNumber));
    }

    [Fact]
    public void Rules_across_cells_and_duplicate_keys_are_named()
    {
        const string code = "914101000000000018";
        var file = Xlsx(Rows(
            ["单位名称", "统一社会信用代码", "采样日期", "报告日期"],
            ["甲", code, "2018-03-05", "2018-03-01"],
            ["甲", code, "2018-03-06", "/"],
            ["乙", code, "2018年3月6日", ""]));
        var rows = Read(file);
        Assert.Equal(("报告日期", "早于采样日期"), (rows[0].Problems[0].ColumnTitle, rows[0].Problems[0].Message));
        Assert.True(rows[1].IsGood);
        Assert.Equal("与第 3 行重复", rows[2].Problems[0].Message);
        Assert.True(rows[2].Problems[0].IsDuplicate);
    }

    [Fact]
    public void Formulas_are_not_executed_and_errors_are_named()
    {
        var file = Xlsx(Rows(Head) + """
            <row r="2"><c r="A2" t="str"><f>"甲"&amp;"公司"</f><v>甲公司</v></c><c r="B2"><f>TODAY()</f><v>43164</v></c></row>
            <row r="3"><c r="A3" t="e"><f>A99</f><v>#REF!</v></c><c r="B3"><f>NOW()</f></c></row>
            """);
        using var reader = Open(file);
        var rows = reader.Rows(cancel: TestContext.Current.CancellationToken).ToList();
        Assert.Equal(("甲公司", new DateOnly(2018, 3, 5)), (rows[0].Value!.Name, rows[0].Value!.Sampled));
        Assert.Equal(["单元格是错误值 #REF!", "公式没有计算结果，请在 Excel 中打开、保存后重新上传"], rows[1].Problems.Select(problem => problem.Message));
        Assert.Contains(reader.Notes, note => note.Contains("公式"));
    }

    [Fact]
    public void Shared_rich_and_escaped_texts_are_read()
    {
        var file = Xlsx("""
            <row><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row>
            <row><c t="s"><v>2</v></c><c t="s"><v>3</v></c></row>
            """, sharedTexts: "<si><t>单位名称</t></si><si><t>采样日期</t></si><si><r><t>甲</t></r><r><t xml:space=\"preserve\">公_x005F_司 </t></r><rPh sb=\"0\" eb=\"1\"><t>jia</t></rPh></si><si><t>2018-03-05</t></si>");
        Assert.Equal("甲公_司", Assert.Single(Read(file)).Value!.Name);
    }

    [Fact]
    public void Blank_rows_anywhere_are_passed_over_and_merged_data_is_remarked()
    {
        var file = Xlsx(Rows(Head, [], ["甲", "2018-03-05"], ["", " "], ["乙", "2018-03-05"]) + "<row r=\"900000\"><c r=\"A900000\"/></row>",
            "<mergeCells count=\"1\"><mergeCell ref=\"A3:A5\"/></mergeCells>");
        using var reader = Open(file);
        Assert.Equal([3, 5], reader.Rows(cancel: TestContext.Current.CancellationToken).Select(row => row.RowNumber));
        Assert.Contains(reader.Notes, note => note.Contains("A3:A5"));
    }

    [Fact]
    public void More_rows_than_allowed_end_the_reading()
    {
        var file = Xlsx(Rows(Head, ["甲", "2018-03-05"], ["乙", "2018-03-05"], ["丙", "2018-03-05"]));
        Assert.Contains("超过 2 行", Assert.Throws<SheetRefusedException>(() => Read(file, sheet: Define().WithMaxRows(2))).Message);
    }

    [Fact]
    public void Reading_resumes_at_a_row_and_still_knows_the_keys_before_it()
    {
        const string code = "914101000000000018";
        var file = Xlsx(Rows(["单位名称", "统一社会信用代码", "采样日期"], ["甲", code, "2018-03-05"], ["乙", "", "2018-03-05"], ["丙", code, "2018-03-05"]));
        using var reader = Open(file);
        var rows = reader.Rows(3, TestContext.Current.CancellationToken).ToList();
        Assert.Equal([3, 4], rows.Select(row => row.RowNumber));
        Assert.Equal("与第 2 行重复", rows[1].Problems[0].Message);
        Assert.Equal(3, reader.Rows(cancel: TestContext.Current.CancellationToken).Count());
    }

    [Fact]
    public void Reading_stops_when_cancelled()
    {
        using var source = new CancellationTokenSource();
        using var reader = Open(Xlsx(Rows(Head, ["甲", "2018-03-05"], ["乙", "2018-03-05"])));
        using var rows = reader.Rows(cancel: source.Token).GetEnumerator();
        Assert.True(rows.MoveNext());
        source.Cancel();
        Assert.Throws<OperationCanceledException>(() => rows.MoveNext());
    }

    public static TheoryData<string, byte[]> Spellings()
    {
        const string comma = "单位名称,采样日期,浓度\r\n\"甲,公司\",2018-03-05,1.5\r\n", tab = "单位名称\t采样日期\t浓度\n甲,公司\t2018-03-05\t1.5\n", semicolon = "单位名称;采样日期;浓度\n甲,公司;2018-03-05;1.5\n";
        return new()
        {
            { "UTF-8，逗号分隔", Utf8(comma) },
            { "UTF-8，逗号分隔", [0xEF, 0xBB, 0xBF, .. Utf8(comma)] },
            { "GB18030，逗号分隔", Gbk(comma) },
            { "GB18030，制表符分隔", Gbk(tab) },
            { "UTF-8，分号分隔", Utf8(semicolon) },
            { "UTF-16，制表符分隔", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(tab)] },
            { "UTF-16，制表符分隔", [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(tab)] },
        };
    }

    [Theory, MemberData(nameof(Spellings))]
    public void Csv_is_read_in_every_spelling_that_offices_use(string spelling, byte[] file)
    {
        using var reader = Open(file, FileKind.Csv);
        var row = Assert.Single(reader.Rows(cancel: TestContext.Current.CancellationToken));
        Assert.Equal(("甲,公司", 1.5m), (row.Value!.Name, row.Value.Value));
        Assert.Equal(spelling, reader.Layout.Spelling);
    }

    [Fact]
    public void Mixed_encodings_are_refused_with_the_line()
    {
        Assert.Contains("第 3 行", Assert.Throws<SheetRefusedException>(() => Read(MixedEncodings(), FileKind.Csv)).Message);
        byte[] neither = [.. Gbk("单位名称,采样日期\n甲,2018-03-05\n"), 0xFF, 0xFF, 0x0A];
        Assert.Contains("第 3 行", Assert.Throws<SheetRefusedException>(() => Read(neither, FileKind.Csv)).Message);
    }

    [Fact]
    public void An_unclosed_quote_does_not_swallow_the_file()
    {
        var file = Utf8("单位名称,采样日期\n\"甲,2018-03-05\n" + string.Concat(Enumerable.Repeat("乙公司,2018-03-05\n", 5_000)));
        Assert.Contains("引号", Assert.Throws<SheetRefusedException>(() => Read(file, FileKind.Csv)).Message);
    }

    [Fact]
    public void Damage_in_the_middle_is_refused_not_thrown_about()
    {
        Assert.Contains("第 3 行附近", Assert.Throws<SheetRefusedException>(() => Read(Xlsx(Rows(Head, ["甲", "2018-03-05"]) + "<row r=\"3\"><c r=\"A3\" t=\"s\"><v>7</v></c></row>"))).Message);
        Assert.Throws<SheetRefusedException>(() => Read(Xlsx(Rows(Head) + "<row r=\"3\"><oops></row>")));
        Assert.Throws<SheetRefusedException>(() => Read(Truncated(PlainXlsx())));
        Assert.Throws<SheetRefusedException>(() => Read(Docx()));
        Assert.Throws<SheetRefusedException>(() => Read(Xlsx(Rows(Head, ["甲", "2018-03-05"]) + "<row r=\"1\"/>")));
    }

    [Fact]
    public void A_gigantic_cell_is_a_bad_cell()
    {
        var row = Assert.Single(Read(Xlsx(Rows(Head, [new string('甲', 40_000), "2018-03-05"]))));
        Assert.Equal("超过 20 个字", Assert.Single(row.Problems).Message);
        Assert.Equal(200, row.Problems[0].RawValue!.Length);
    }

    [Fact]
    public void Many_distinct_shared_texts_go_to_disk_and_come_back()
    {
        const int count = 70_000;
        static long At(int i) => i % 100 == 0 ? i * 7919L % count : i; // mostly in order, as programs write them
        var texts = new StringBuilder("<si><t>单位名称</t></si><si><t>采样日期</t></si><si><t>2018-03-05</t></si>");
        var rows = new StringBuilder("<row><c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c></row>");
        for (var i = 0; i < count; i++)
        {
            texts.Append("<si><t>").Append(i).Append('甲', 240).Append("</t></si>");
            rows.Append("<row><c t=\"s\"><v>").Append(3 + At(i)).Append("</v></c><c t=\"s\"><v>2</v></c></row>");
        }
        var sheet = new SheetDefinition<Sample>("表");
        sheet.Text("单位名称", r => r.Name);
        var read = Read(Xlsx(rows.ToString(), sharedTexts: texts.ToString()), sheet: sheet);
        Assert.Equal(count, read.Count);
        for (var i = 0; i < count; i += 50) Assert.StartsWith($"{At(i)}甲", read[i].Value!.Name);
    }
}
