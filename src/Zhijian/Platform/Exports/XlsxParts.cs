using System.Globalization;
using System.Security;
using System.Text;

namespace Zhijian.Platform.Exports;

/// <summary>The small fixed parts of a workbook.</summary>
internal static class XlsxParts
{
    private const string Declaration = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>""";
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Package = "http://schemas.openxmlformats.org/package/2006";
    private const string Sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml";

    /// <summary>Sheets are the default of .xml, so that this part can be written first, before their number is known.</summary>
    public const string ContentTypes = $"""
        {Declaration}<Types xmlns="{Package}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="{Sheet}.worksheet+xml"/><Override PartName="/xl/workbook.xml" ContentType="{Sheet}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="{Sheet}.styles+xml"/></Types>
        """;

    public const string RootRelations = $"""
        {Declaration}<Relationships xmlns="{Package}/relationships"><Relationship Id="rId1" Type="{Office}/officeDocument" Target="xl/workbook.xml"/></Relationships>
        """;

    /// <summary>Formats in the order of <see cref="CellStyle"/>.</summary>
    public const string Styles = $"""
        {Declaration}<styleSheet xmlns="{Main}"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\-mm\-dd"/><numFmt numFmtId="165" formatCode="yyyy\-mm\-dd\ hh:mm:ss"/></numFmts><fonts count="4"><font><sz val="11"/><name val="宋体"/></font><font><b/><sz val="11"/><name val="宋体"/></font><font><b/><sz val="11"/><color rgb="FFC00000"/><name val="宋体"/></font><font><sz val="11"/><color rgb="FF9C0006"/><name val="宋体"/></font></fonts><fills count="4"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFDCE6F1"/></patternFill></fill><fill><patternFill patternType="solid"><fgColor rgb="FFFFC7CE"/></patternFill></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="8"><xf/><xf fontId="1" fillId="2" applyFont="1" applyFill="1"/><xf fontId="2" fillId="2" applyFont="1" applyFill="1"/><xf numFmtId="164" applyNumberFormat="1"/><xf numFmtId="165" applyNumberFormat="1"/><xf numFmtId="49" applyNumberFormat="1"/><xf numFmtId="49" fillId="3" applyNumberFormat="1" applyFill="1"/><xf fontId="3" applyFont="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf></cellXfs></styleSheet>
        """;

    public static string SheetStart(WriterSheet sheet)
    {
        var xml = new StringBuilder($"""{Declaration}<worksheet xmlns="{Main}"><sheetViews><sheetView workbookViewId="0">""");
        if (sheet.FrozenRows > 0)
            xml.Append($"""<pane ySplit="{sheet.FrozenRows}" topLeftCell="A{sheet.FrozenRows + 1}" activePane="bottomLeft" state="frozen"/>""");
        xml.Append("</sheetView></sheetViews>");
        if (sheet.Columns.Count > 0) xml.Append("<cols>");
        for (var i = 0; i < sheet.Columns.Count; i++)
            xml.Append(CultureInfo.InvariantCulture, $"""<col min="{i + 1}" max="{i + 1}" width="{sheet.Columns[i].Width:0.##}" style="{(int)sheet.Columns[i].Style}" customWidth="1"/>""");
        if (sheet.Columns.Count > 0) xml.Append("</cols>");
        return xml.Append("<sheetData>").ToString();
    }

    public static string SheetEnd(WriterSheet sheet, int rows)
    {
        var filter = sheet.FilterRow > 0 && sheet.Columns.Count > 0
            ? $"""<autoFilter ref="{FilterRange(sheet, rows)}"/>""" : "";
        return $"</sheetData>{filter}{sheet.Validations}</worksheet>";
    }

    public static string Workbook(IReadOnlyList<WriterSheet> sheets)
    {
        var xml = new StringBuilder($"""{Declaration}<workbook xmlns="{Main}" xmlns:r="{Office}"><sheets>""");
        for (var i = 0; i < sheets.Count; i++)
            xml.Append($"""<sheet name="{SecurityElement.Escape(sheets[i].Name)}" sheetId="{i + 1}"{(sheets[i].Hidden ? " state=\"hidden\"" : "")} r:id="rId{i + 1}"/>""");
        return xml.Append("</sheets></workbook>").ToString();
    }

    public static string WorkbookRelations(int sheets)
    {
        var xml = new StringBuilder($"""{Declaration}<Relationships xmlns="{Package}/relationships">""");
        for (var i = 1; i <= sheets; i++)
            xml.Append($"""<Relationship Id="rId{i}" Type="{Office}/worksheet" Target="worksheets/sheet{i}.xml"/>""");
        return xml.Append($"""<Relationship Id="rId{sheets + 1}" Type="{Office}/styles" Target="styles.xml"/></Relationships>""").ToString();
    }

    /// <summary>A name that Excel accepts: no reserved signs, at most 31 characters, not empty.</summary>
    public static string SheetName(string wanted, int number)
    {
        var suffix = number == 1 ? "" : $" ({number})";
        var clean = new string([.. wanted.Where(c => !char.IsControl(c) && !char.IsSurrogate(c) && !"[]:*?/\\".Contains(c))]).Trim('\'', ' ');
        if (clean.Length == 0) clean = "Sheet";
        return clean[..Math.Min(clean.Length, 31 - suffix.Length)] + suffix;
    }

    /// <summary>Letters of a column, counted from 0.</summary>
    public static string Letters(int column)
    {
        var letters = "";
        for (var rest = column + 1; rest > 0; rest = (rest - 1) / 26) letters = (char)('A' + (rest - 1) % 26) + letters;
        return letters;
    }

    private static string FilterRange(WriterSheet sheet, int rows) =>
        $"A{sheet.FilterRow}:{Letters(sheet.Columns.Count - 1)}{Math.Max(rows, sheet.FilterRow)}";
}
