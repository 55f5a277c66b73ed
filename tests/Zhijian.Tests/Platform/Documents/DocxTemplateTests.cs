using Zhijian.Platform.Documents;
using static Zhijian.Tests.Platform.Documents.TestDocx;

namespace Zhijian.Tests.Platform.Documents;

public sealed class DocxTemplateTests
{
    private static byte[] Fill(string body, PaperData data) => DocxTemplate.Load(Make(body)).Fill(data);

    [Theory]
    [InlineData("{{单位名称}}")]
    [InlineData("{", "{单位", "名称}", "}")]
    [InlineData("{{", "单位名称", "}}")]
    [InlineData("｛｛单位名称｝｝")]
    [InlineData("{{ 单位名称 }}")]
    public void A_placeholder_is_found_however_it_is_split(params string[] runs) =>
        Assert.Equal(["郑州样机厂"], Paragraphs(Fill(P(runs), new() { { "单位名称", "郑州样机厂" } })));

    [Fact]
    public void The_value_has_the_format_of_the_run_in_which_the_placeholder_begins()
    {
        var body = "<w:p>" + R("前{{单", "<w:b/>") + "<w:proofErr w:type=\"spellStart\"/>" + R("位", "<w:i/>") + R("名称}}后", "<w:u w:val=\"single\"/>") + "</w:p>";
        var xml = Part(Fill(body, new() { { "单位名称", "甲" } }), "word/document.xml");
        Assert.Contains("<w:r><w:rPr><w:b /></w:rPr><w:t xml:space=\"preserve\">前</w:t></w:r><w:r><w:rPr><w:b /></w:rPr><w:t xml:space=\"preserve\">甲</w:t></w:r><w:r><w:rPr><w:u w:val=\"single\" /></w:rPr><w:t xml:space=\"preserve\">后</w:t></w:r>", xml, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_placeholders_in_one_run_and_in_neighbouring_runs()
    {
        var data = new PaperData { { "甲", "1" }, { "乙", "2" }, { "丙", "3" } };
        Assert.Equal(["1，2；3。", "312"], Paragraphs(Fill(P("{{甲}}，{{乙}}；{", "{丙}}。") + P("{{丙}}{{", "甲}}{{乙", "}}"), data)));
    }

    [Fact]
    public void Values_are_text_whatever_they_contain()
    {
        var data = new PaperData { { "甲", "a<b>&\"'</w:t>{{乙}}" }, { "乙", "第一行\r\n第二行\n\n第四行\t末" }, { "丙", "x\u0000\u0007\uD800y\u202Ez\uFFFE\u200B" } };
        Assert.Equal(["a<b>&\"'</w:t>{{乙}}", "第一行\n第二行\n\n第四行\t末", "xyz\u200B"], Paragraphs(Fill(P("{{甲}}") + P("{{乙}}") + P("{{丙}}"), data)));
    }

    [Fact]
    public void A_row_repeats_for_each_item_and_numbers_itself()
    {
        var body = P("对{{单位}}检查") + Table(["序号", "问题", "期限"], ["{{#问题}}{{序号}}", "{{内容}}（{{单位}}）", "{{期限}}{{/问题}}"], ["合计", "{{合计}}", ""]);
        var data = new PaperData
        {
            { "单位", "甲厂" }, { "合计", 2 },
            { "问题", [new() { { "内容", "未申报" }, { "期限", new DateOnly(2018, 9, 1) } }, new() { { "内容", "未检测" }, { "期限", "立即" } }] },
        };
        Assert.Equal(
            [["序号", "问题", "期限"], ["1", "未申报（甲厂）", "2018年9月1日"], ["2", "未检测（甲厂）", "立即"], ["合计", "2", ""]],
            Rows(Fill(body, data)));
    }

    [Fact]
    public void Rows_between_rows_with_only_a_mark_repeat_and_the_mark_rows_vanish()
    {
        var body = Table(["{{#x}}"], ["{{a}}"], ["{{b}}"], ["{{/x}}"]);
        var data = new PaperData { { "x", [new() { { "a", "1" }, { "b", "2" } }, new() { { "a", "3" }, { "b", "4" } }] } };
        Assert.Equal([["1"], ["2"], ["3"], ["4"]], Rows(Fill(body, data)));
    }

    [Fact]
    public void Paragraphs_repeat_nest_and_depend_on_conditions()
    {
        var body = P("{{#章}}") + P("{{序号}}、{{题}}") + P("{{#条}}") + P("{{题}}-{{文}}") + P("{{/条}}") + P("{{/章}}")
            + P("{{#急}}") + P("加急") + P("{{/急}}") + P("{{^急}}") + P("平件") + P("{{/急}}") + P("共{{#急}}急{{/急}}{{^急}}平{{/急}}件");
        PaperData Chapter(string title, params string[] articles) => new() { { "题", title }, { "条", articles.Select(a => new PaperData { { "文", a } }) } };
        var data = new PaperData { { "章", [Chapter("甲", "a", "b"), Chapter("乙")] }, { "急", false } };
        Assert.Equal(["1、甲", "甲-a", "甲-b", "2、乙", "平件", "共平件"], Paragraphs(Fill(body, data)));
    }

    [Fact]
    public void A_section_around_a_row_within_another_around_the_same_row()
    {
        var body = Table(["{{#厂}}{{#岗}}{{厂名}}", "{{岗名}}{{/岗}}{{/厂}}"]);
        var data = new PaperData { { "厂", new[] { "甲", "乙" }.Select(n => new PaperData { { "厂名", n }, { "岗", [new() { { "岗名", n + "1" } }, new() { { "岗名", n + "2" } }] } }) } };
        Assert.Equal([["甲", "甲1"], ["甲", "甲2"], ["乙", "乙1"], ["乙", "乙2"]], Rows(Fill(body, data)));
    }

    [Fact]
    public void No_items_leave_a_file_that_Word_accepts()
    {
        var body = Table(["{{#x}}{{a}}", "{{/x}}"]) + Table([P("{{#x}}") + P("{{a}}") + P("{{/x}}"), "b"]) + P("末");
        var filled = Fill(body, new() { { "x", Array.Empty<PaperData>() } });
        Assert.Equal([["", "b"]], Rows(filled));
        Assert.Empty(SchemaErrors(filled));
    }

    [Fact]
    public void Headers_footers_and_text_boxes_are_filled()
    {
        const string box = "<w:p><w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wp:inline><wp:extent cx=\"900000\" cy=\"900000\"/><wp:docPr id=\"1\" name=\"框\"/><a:graphic><a:graphicData uri=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\"><wps:wsp><wps:txbx><w:txbxContent><w:p><w:r><w:t>{{甲</w:t></w:r><w:r><w:t>}}</w:t></w:r></w:p></w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict><v:rect><v:textbox><w:txbxContent><w:p><w:r><w:t>{{甲}}</w:t></w:r></w:p></w:txbxContent></v:textbox></v:rect></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>";
        var filled = DocxTemplate.Load(Make(box, header: P("头{{甲}}"), footer: P("{{#丙}}尾{{甲}}{{/丙}}"))).Fill(new() { { "甲", "值" }, { "丙", true } });
        Assert.Equal(2, Part(filled, "word/document.xml").Split(">值<").Length - 1);
        Assert.Contains(">头<", Part(filled, "word/header"), StringComparison.Ordinal);
        Assert.Contains(">值<", Part(filled, "word/header"), StringComparison.Ordinal);
        Assert.Contains(">值<", Part(filled, "word/footer"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_picture_has_its_size_in_millimetres_and_is_stored_once()
    {
        var picture = QrImage.ForPaper("https://example.org");
        var filled = Fill(P("{{图:二维码}}和{{图：二维码}}"), new() { { "二维码", picture } });
        var xml = Part(filled, "word/document.xml");
        Assert.Equal(4, xml.Split("cx=\"900000\" cy=\"900000\"").Length - 1);
        Assert.Contains("docPr id=\"1\"", xml, StringComparison.Ordinal);
        Assert.Contains("docPr id=\"2\"", xml, StringComparison.Ordinal);
        Assert.Empty(SchemaErrors(filled));
    }

    [Fact]
    public void Everything_missing_is_named_at_once_and_no_paper_is_made()
    {
        var template = DocxTemplate.Load(Make(P("{{甲}}{{乙}}{{图:码}}{{#有}}x{{/有}}") + Table(["{{#行}}{{丙}}", "{{丁}}{{/行}}"]), header: P("{{戊}}")));
        var data = new PaperData { { "甲", " " }, { "乙", (string?)null }, { "行", [new() { { "丙", "1" }, { "丁", "1" } }, new() { { "丙", "2" } }] } };
        var incomplete = Assert.Throws<IncompletePaperException>(() => template.Fill(data));
        Assert.Equal(["甲", "乙", "码", "有", "行.丁（第2项）", "戊"], incomplete.Missing);
        Assert.Contains("缺少", incomplete.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_of_the_wrong_kind_is_named()
    {
        var wrong = Assert.Throws<IncompletePaperException>(() => Fill(P("{{甲}}{{#乙}}x{{/乙}}"), new() { { "甲", true }, { "乙", "文字" } }));
        Assert.Equal(["甲", "乙"], wrong.Mismatched);
    }

    [Fact]
    public void The_same_input_gives_the_same_bytes()
    {
        var file = Make(P("{{甲}}{{图:码}}"), footer: P("{{图:码}}"));
        byte[] Once() => DocxTemplate.Load(file).Fill(new() { { "甲", "值" }, { "码", QrImage.ForPaper("x") } }, "题名");
        var first = Once();
        Assert.Equal(first, Once());
        using var zip = new System.IO.Compression.ZipArchive(new MemoryStream(first));
        Assert.All(zip.Entries, e => Assert.Equal(1980, e.LastWriteTime.Year));
    }

    [Fact]
    public void One_template_serves_many_threads()
    {
        var template = DocxTemplate.Load(Make(P("{{甲}}") + Table(["{{#行}}{{序号}}", "{{/行}}"])));
        var papers = Enumerable.Range(0, 64).AsParallel().Select(i => template.Fill(new() { { "甲", i % 4 }, { "行", [[], []] } })).Select(PaperHashOf).Distinct().Count();
        Assert.Equal(4, papers);
        static PaperHash PaperHashOf(byte[] b) => PaperHash.Of(b);
    }

    [Fact]
    public void Five_hundred_rows()
    {
        var template = DocxTemplate.Load(Make(Table(["{{#行}}{{序号}}", "{{内容}}", "{{/行}}"])));
        var rows = Rows(template.Fill(new() { { "行", Enumerable.Range(1, 500).Select(i => new PaperData { { "内容", $"第{i}条" } }) } }));
        Assert.Equal(500, rows.Length);
        Assert.Equal(["500", "第500条", ""], rows[^1]);
    }

    [Fact]
    public void Traces_of_the_editor_do_not_reach_the_paper()
    {
        var file = With(Make("<w:p w:rsidR=\"00AB12CD\"><w:bookmarkStart w:id=\"0\" w:name=\"_GoBack\"/><w:bookmarkEnd w:id=\"0\"/>" + R("{{甲}}") + "</w:p>"), "docProps/core.xml",
            "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:creator>张三</dc:creator></cp:coreProperties>", "application/vnd.openxmlformats-package.core-properties+xml");
        var rels = Part(file, "_rels/.rels").Replace("</Relationships>", "<Relationship Id=\"core\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/></Relationships>", StringComparison.Ordinal);
        file = With(file, "word/people.xml", "<w15:people xmlns:w15=\"http://schemas.microsoft.com/office/word/2012/wordml\"/>", "application/vnd.openxmlformats-officedocument.wordprocessingml.people+xml");
        var filled = DocxTemplate.Load(With(file, "_rels/.rels", rels)).Fill(new() { { "甲", "1" } }, "题名");
        Assert.DoesNotContain("00AB12CD", Part(filled, "word/document.xml"), StringComparison.Ordinal);
        using (var zip = new System.IO.Compression.ZipArchive(new MemoryStream(filled)))
            Assert.Equal(["[Content_Types].xml", "_rels/.rels", "docProps/core.xml", "word/document.xml"], zip.Entries.Select(e => e.FullName));
        using var document = DocumentFormat.OpenXml.Packaging.WordprocessingDocument.Open(new MemoryStream(filled), false);
        Assert.Equal("题名", document.PackageProperties.Title);
        Assert.Null(document.PackageProperties.Creator);
    }
}
