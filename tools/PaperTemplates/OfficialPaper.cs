using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using Zhijian.Platform.Documents.Docx;

namespace Zhijian.PaperTemplates;

/// <summary>
/// The look of a Chinese official paper (GB/T 9704-2012): A4, margins 37/35/28/26 mm, body 仿宋 三号 with 22 lines a page, title 小标宋 二号,
/// red head and red line, page number below. Lengths in twentieths of a point, font sizes in half points, as in WordprocessingML.
/// </summary>
internal sealed class OfficialPaper
{
    /// <summary>156 mm.</summary>
    public const int TextWidth = 8844;

    private const string Xmlns = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
    private readonly StringBuilder body = new();

    /// <summary>A sheet for inside use: narrow margins, small table heads.</summary>
    public bool IsDense { get; init; }

    /// <summary>156 mm, on a dense sheet 172 mm.</summary>
    private int Wide => IsDense ? 9744 : TextWidth;
    private string HeadStyle => IsDense ? "CellTinyHead" : "CellHead";

    public OfficialPaper Paragraph(string style, string text)
    {
        body.Append(P(style, text));
        return this;
    }

    /// <summary>Authority in red, number, red line; in the paper only when 红头 is chosen, else the number alone.</summary>
    public OfficialPaper Head(string title) =>
        Paragraph("Mark", "{{#红头}}").Paragraph("RedHead", "{{机关名称}}").Paragraph("RedLine", "{{文书编号}}").Paragraph("Mark", "{{/红头}}")
        .Paragraph("PaperTitle", title)
        .Paragraph("Mark", "{{^红头}}").Paragraph("Number", "{{文书编号}}").Paragraph("Mark", "{{/红头}}");

    /// <summary>Two columns: what, and its value.</summary>
    public OfficialPaper Facts(params (string Name, string Value)[] facts)
    {
        const int names = 2000;
        Table([names, TextWidth - names], facts.Select(f => Row(Cell(names, "CellHead", f.Name) + Cell(TextWidth - names, "Cell", f.Value))));
        return this;
    }

    /// <summary>Facts side by side: one or two in a row.</summary>
    public OfficialPaper PairedFacts(params (string Name, string Value)[][] rows)
    {
        const int name = 1150;
        var half = Wide / 2;
        var wide = Wide - name;
        int[] widths = [name, half - name, name, half - name];
        Table(widths, rows.Select(r => Row(r.Length == 1
            ? Cell(name, HeadStyle, r[0].Name) + Cell(wide, "CellTiny", r[0].Value, span: 3)
            : string.Concat(r.Select(f => Cell(name, HeadStyle, f.Name) + Cell(half - name, "CellTiny", f.Value))))));
        return this;
    }

    /// <summary>A list with its head repeated on every page; marks of the section stand in the first and last cell.</summary>
    public OfficialPaper List(string section, params (string Head, int Width, string Style, string Value)[] columns)
    {
        var head = Row(string.Concat(columns.Select(c => Cell(c.Width, HeadStyle, c.Head))), "<w:tblHeader/>");
        var row = Row(string.Concat(columns.Select((c, i) => Cell(c.Width, c.Style, (i == 0 ? $"{{{{#{section}}}}}" : "") + c.Value + (i == columns.Length - 1 ? $"{{{{/{section}}}}}" : "")))));
        Table(columns.Select(c => c.Width), [head, row]);
        return this;
    }

    /// <summary>Authority, room for the seal over it, date; kept on one page.</summary>
    public OfficialPaper Signature() =>
        Paragraph("Signature", "").Paragraph("Signature", "{{机关名称}}").Paragraph("Signature", "（{{印章}}）").Paragraph("SignatureDate", "{{签发日期}}");

    /// <summary>The code for checking the paper, at the foot of the last page.</summary>
    public OfficialPaper Verification()
    {
        const int picture = 1700;
        body.Append("<w:tbl><w:tblPr><w:tblW w:w=\"").Append(TextWidth).Append("\" w:type=\"dxa\"/><w:tblBorders><w:top w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"7F7F7F\"/></w:tblBorders><w:tblLayout w:type=\"fixed\"/><w:tblCellMar><w:left w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"0\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr>")
            .Append(Grid([picture, TextWidth - picture]))
            .Append(Row(Cell(picture, "Picture", "{{图:二维码}}")
                + $"<w:tc><w:tcPr><w:tcW w:w=\"{TextWidth - picture}\" w:type=\"dxa\"/><w:vAlign w:val=\"center\"/></w:tcPr>{P("VerifyHead", "扫码核验")}{P("Verify", "核验码：{{核验码}}")}{P("Verify", "网　址：{{核验网址}}")}{P("Verify", "核验页显示文书编号、日期、机关和文件指纹，与本件不符的以核验页为准。")}</w:tc>"))
            .Append("</w:tbl>").Append(P("Mark", ""));
        return this;
    }

    public void Save(string path)
    {
        var stream = new MemoryStream();
        using (var document = WordprocessingDocument.Create(stream, WordprocessingDocumentType.Document))
        {
            var main = document.AddMainDocumentPart();
            Write(main.AddNewPart<StyleDefinitionsPart>("styles"), IsDense ? Styles.Dense : Styles.Xml);
            Write(main.AddNewPart<DocumentSettingsPart>("settings"), $"<w:settings {Xmlns}><w:zoom w:percent=\"100\"/><w:defaultTabStop w:val=\"420\"/><w:characterSpacingControl w:val=\"compressPunctuation\"/><w:compat><w:spaceForUL/><w:balanceSingleByteDoubleByteWidth/><w:doNotLeaveBackslashAlone/><w:ulTrailSpace/><w:doNotExpandShiftReturn/><w:adjustLineHeightInTable/><w:useFELayout/><w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat><w:themeFontLang w:val=\"en-US\" w:eastAsia=\"zh-CN\"/></w:settings>");
            Write(main.AddNewPart<FooterPart>("footer"), $"<w:ftr {Xmlns}><w:p><w:pPr><w:pStyle w:val=\"PageNumber\"/></w:pPr>{Run("第 ")}{Field("PAGE")}{Run(" 页　共 ")}{Field("NUMPAGES")}{Run(" 页")}</w:p></w:ftr>");
            Write(main, $"<w:document {Xmlns} xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><w:body>{body}<w:sectPr><w:footerReference w:type=\"default\" r:id=\"footer\"/><w:pgSz w:w=\"11906\" w:h=\"16838\"/>{(IsDense ? "<w:pgMar w:top=\"1021\" w:right=\"1081\" w:bottom=\"1021\" w:left=\"1081\" w:header=\"567\" w:footer=\"567\" w:gutter=\"0\"/>"
                : "<w:pgMar w:top=\"2098\" w:right=\"1474\" w:bottom=\"1984\" w:left=\"1588\" w:header=\"851\" w:footer=\"1300\" w:gutter=\"0\"/>")}</w:sectPr></w:body></w:document>");
        }
        stream.Position = 0;
        File.WriteAllBytes(path, StableZip.Rewrite(stream));
    }

    private void Table(IEnumerable<int> widths, IEnumerable<string> rows) =>
        body.Append("<w:tbl><w:tblPr><w:tblStyle w:val=\"Lines\"/><w:tblW w:w=\"").Append(Wide).Append("\" w:type=\"dxa\"/><w:jc w:val=\"center\"/><w:tblLayout w:type=\"fixed\"/></w:tblPr>").Append(Grid(widths)).AppendJoin("", rows).Append("</w:tbl>");

    private static string Grid(IEnumerable<int> widths) => $"<w:tblGrid>{string.Concat(widths.Select(w => $"<w:gridCol w:w=\"{w}\"/>"))}</w:tblGrid>";

    private static string Row(string cells, string properties = "") => $"<w:tr><w:trPr><w:cantSplit/>{properties}</w:trPr>{cells}</w:tr>";

    private static string Cell(int width, string style, string text, int span = 1) => $"<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>{(span > 1 ? $"<w:gridSpan w:val=\"{span}\"/>" : "")}<w:vAlign w:val=\"center\"/></w:tcPr>{P(style, text)}</w:tc>";

    private static string P(string style, string text) => $"<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>{(text.Length > 0 ? Run(text) : "")}</w:p>";

    private static string Run(string text) => $"<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>";

    private static string Field(string code) => $"<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> {code} </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>";

    private static void Write(OpenXmlPart part, string xml)
    {
        using var stream = part.GetStream(FileMode.Create, FileAccess.Write);
        stream.Write(Encoding.UTF8.GetBytes("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>" + xml));
    }
}
