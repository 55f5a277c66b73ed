namespace Zhijian.PaperTemplates;

/// <summary>Paragraph styles; an official changes the look of a whole paper by changing a style in Word.</summary>
internal static class Styles
{
    private const string Song = "方正小标宋简体", FangSong = "仿宋_GB2312", Hei = "黑体", Latin = "Times New Roman";

    // Not bold: 小标宋 is heavy by itself. Where it is missing the PDF takes its substitute in bold.
    public static string Xml { get; } =
        $"""
        <w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
        <w:docDefaults><w:rPrDefault><w:rPr>{Fonts(FangSong)}<w:kern w:val="2"/><w:sz w:val="32"/><w:szCs w:val="32"/><w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>
        <w:pPrDefault><w:pPr><w:spacing w:before="0" w:after="0" w:line="579" w:lineRule="exact"/></w:pPr></w:pPrDefault></w:docDefaults>
        <w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/><w:pPr><w:jc w:val="both"/></w:pPr></w:style>
        <w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>
        <w:style w:type="table" w:customStyle="1" w:styleId="Lines"><w:name w:val="公文表格"/><w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>{Borders(["top", "left", "bottom", "right"], 8)}{Borders(["insideH", "insideV"], 4)}</w:tblBorders><w:tblCellMar><w:top w:w="57" w:type="dxa"/><w:left w:w="85" w:type="dxa"/><w:bottom w:w="57" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>
        {Style("RedHead", "发文机关标志", "<w:keepNext/><w:spacing w:before=\"240\" w:after=\"360\" w:line=\"840\" w:lineRule=\"exact\"/><w:jc w:val=\"center\"/>", Fonts(Song) + "<w:color w:val=\"E60012\"/><w:spacing w:val=\"20\"/>" + Size(64))}
        {Style("RedLine", "发文字号（红线上）", "<w:keepNext/><w:pBdr><w:bottom w:val=\"single\" w:sz=\"18\" w:space=\"11\" w:color=\"E60012\"/></w:pBdr><w:spacing w:after=\"680\"/><w:jc w:val=\"center\"/>", "")}
        {Style("PaperTitle", "公文标题", "<w:keepNext/><w:spacing w:before=\"120\" w:after=\"300\" w:line=\"680\" w:lineRule=\"exact\"/><w:jc w:val=\"center\"/>", Fonts(Song) + Size(44))}
        {Style("Number", "文书编号", "<w:spacing w:after=\"240\"/><w:jc w:val=\"center\"/>", "")}
        {Style("Body", "公文正文", "<w:ind w:firstLineChars=\"200\" w:firstLine=\"640\"/>", "")}
        {Style("BodyBeforeTable", "公文正文（表格前）", "<w:keepNext/><w:spacing w:after=\"120\"/><w:ind w:firstLineChars=\"200\" w:firstLine=\"640\"/>", "")}
        {Style("BodyLast", "公文正文（署名前）", "<w:keepNext/><w:spacing w:before=\"240\"/><w:ind w:firstLineChars=\"200\" w:firstLine=\"640\"/>", "")}
        {Style("Heading", "一级标题", "<w:keepNext/><w:spacing w:before=\"200\" w:after=\"60\"/><w:ind w:firstLineChars=\"200\" w:firstLine=\"640\"/>", Fonts(Hei))}
        {Style("CellHead", "表头", "<w:spacing w:line=\"340\" w:lineRule=\"atLeast\"/><w:jc w:val=\"center\"/>", Fonts(Hei) + Size(24))}
        {Style("Cell", "表格文字", "<w:spacing w:line=\"340\" w:lineRule=\"atLeast\"/><w:jc w:val=\"left\"/>", Size(24))}
        {Style("CellCentre", "表格文字居中", "<w:spacing w:line=\"340\" w:lineRule=\"atLeast\"/><w:jc w:val=\"center\"/>", Size(24))}
        {Style("CellSmall", "表格小字", "<w:spacing w:line=\"300\" w:lineRule=\"atLeast\"/><w:jc w:val=\"left\"/>", Size(21))}
        {Style("CellSmallCentre", "表格小字居中", "<w:spacing w:line=\"300\" w:lineRule=\"atLeast\"/><w:jc w:val=\"center\"/>", Size(21))}
        {Style("CellMono", "表格等宽字", "<w:spacing w:line=\"260\" w:lineRule=\"atLeast\"/><w:jc w:val=\"left\"/>", "<w:rFonts w:ascii=\"Courier New\" w:hAnsi=\"Courier New\" w:eastAsia=\"" + FangSong + "\" w:cs=\"Courier New\"/>" + Size(21))}
        {Style("Signature", "署名", "<w:keepNext/><w:keepLines/><w:ind w:rightChars=\"200\" w:right=\"640\"/><w:jc w:val=\"right\"/>", "")}
        {Style("SignatureDate", "成文日期", "<w:keepNext/><w:keepLines/><w:spacing w:after=\"480\"/><w:ind w:rightChars=\"400\" w:right=\"1280\"/><w:jc w:val=\"right\"/>", "")}
        {Style("Picture", "图片", "<w:spacing w:before=\"60\" w:line=\"240\" w:lineRule=\"auto\"/><w:jc w:val=\"left\"/>", Size(21))}
        {Style("VerifyHead", "核验标题", "<w:spacing w:line=\"320\" w:lineRule=\"atLeast\"/><w:jc w:val=\"left\"/>", Fonts(Hei) + Size(24))}
        {Style("Verify", "核验说明", "<w:spacing w:line=\"280\" w:lineRule=\"atLeast\"/><w:jc w:val=\"left\"/>", Size(19))}
        {Style("Mark", "模板标记", "<w:spacing w:line=\"20\" w:lineRule=\"exact\"/>", "<w:color w:val=\"7F7F7F\"/>" + Size(18))}
        {Style("PageNumber", "页码", "<w:spacing w:line=\"340\" w:lineRule=\"atLeast\"/><w:jc w:val=\"center\"/>", Fonts("宋体") + Size(24))}
        </w:styles>
        """;

    /// <summary>With the small styles of a sheet for inside use, whose cells stand closer.</summary>
    public static string Dense { get; } = Xml.Replace("<w:top w:w=\"57\" w:type=\"dxa\"/>", "<w:top w:w=\"28\" w:type=\"dxa\"/>", StringComparison.Ordinal)
        .Replace("<w:bottom w:w=\"57\" w:type=\"dxa\"/>", "<w:bottom w:w=\"28\" w:type=\"dxa\"/>", StringComparison.Ordinal)
        .Replace("</w:styles>",
        $"""
        {Style("SheetTitle", "摘要标题", "<w:keepNext/><w:spacing w:after=\"120\" w:line=\"480\" w:lineRule=\"exact\"/><w:jc w:val=\"center\"/>", Fonts(Song) + Size(32))}
        {Style("SheetHeading", "摘要小标题", "<w:keepNext/><w:spacing w:before=\"100\" w:after=\"40\" w:line=\"320\" w:lineRule=\"exact\"/><w:jc w:val=\"left\"/>", Fonts(Hei) + Size(24))}
        {Style("CellTinyHead", "摘要表头", "<w:spacing w:line=\"250\" w:lineRule=\"exact\"/><w:jc w:val=\"center\"/>", Fonts(Hei) + Size(18))}
        {Style("CellTiny", "摘要表格文字", "<w:spacing w:line=\"250\" w:lineRule=\"exact\"/><w:jc w:val=\"left\"/>", Size(18))}
        {Style("CellTinyCentre", "摘要表格文字居中", "<w:spacing w:line=\"250\" w:lineRule=\"exact\"/><w:jc w:val=\"center\"/>", Size(18))}
        </w:styles>
        """, StringComparison.Ordinal);

    private static string Style(string id, string name, string paragraph, string run) =>
        $"<w:style w:type=\"paragraph\" w:customStyle=\"1\" w:styleId=\"{id}\"><w:name w:val=\"{name}\"/><w:basedOn w:val=\"Normal\"/><w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>";

    private static string Fonts(string chinese) => $"<w:rFonts w:ascii=\"{Latin}\" w:hAnsi=\"{Latin}\" w:eastAsia=\"{chinese}\" w:cs=\"{Latin}\"/>";

    private static string Size(int halfPoints) => $"<w:sz w:val=\"{halfPoints}\"/><w:szCs w:val=\"{halfPoints}\"/>";

    private static string Borders(string[] sides, int eighths) => string.Concat(sides.Select(s => $"<w:{s} w:val=\"single\" w:sz=\"{eighths}\" w:space=\"0\" w:color=\"000000\"/>"));
}
