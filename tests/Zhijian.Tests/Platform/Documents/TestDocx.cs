using System.IO.Compression;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Zhijian.Tests.Platform.Documents;

/// <summary>Small documents made by hand for the tests of templates, and a look into filled ones.</summary>
internal static class TestDocx
{
    private const string Namespaces = """xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" """;

    public static string P(params string[] runs) => $"<w:p>{string.Concat(runs.Select(r => R(r)))}</w:p>";

    public static string R(string text, string properties = "") => $"<w:r>{(properties.Length > 0 ? $"<w:rPr>{properties}</w:rPr>" : "")}<w:t xml:space=\"preserve\">{text}</w:t></w:r>";

    public static string Table(params string[][] rows) =>
        $"<w:tbl><w:tblPr/><w:tblGrid>{string.Concat(Enumerable.Repeat("<w:gridCol w:w=\"2000\"/>", rows[0].Length))}</w:tblGrid>{string.Concat(rows.Select(r => $"<w:tr>{string.Concat(r.Select(c => $"<w:tc><w:tcPr><w:tcW w:w=\"2000\" w:type=\"dxa\"/></w:tcPr>{(c.StartsWith('<') ? c : P(c))}</w:tc>"))}</w:tr>"))}</w:tbl>";

    public static byte[] Make(string body, string? header = null, string? footer = null)
    {
        var stream = new MemoryStream();
        using (var document = WordprocessingDocument.Create(stream, WordprocessingDocumentType.Document))
        {
            var main = document.AddMainDocumentPart();
            var references = "";
            if (header is not null)
            {
                Write(main.AddNewPart<HeaderPart>("h1"), $"<w:hdr {Namespaces}>{header}</w:hdr>");
                references += "<w:headerReference w:type=\"default\" r:id=\"h1\"/>";
            }
            if (footer is not null)
            {
                Write(main.AddNewPart<FooterPart>("f1"), $"<w:ftr {Namespaces}>{footer}</w:ftr>");
                references += "<w:footerReference w:type=\"default\" r:id=\"f1\"/>";
            }
            Write(main, $"<w:document {Namespaces}><w:body>{body}<w:sectPr>{references}</w:sectPr></w:body></w:document>");
        }
        return stream.ToArray();
    }

    /// <summary>The same file with parts added or replaced (null: removed) and, when asked, a line put into the list of content types.</summary>
    public static byte[] With(byte[] docx, string part, string? content, string contentType = "")
    {
        var stream = new MemoryStream();
        stream.Write(docx);
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            zip.GetEntry(part)?.Delete();
            if (content is not null) WriteEntry(zip, part, content);
            if (contentType.Length > 0)
            {
                var types = zip.GetEntry("[Content_Types].xml")!;
                string xml;
                using (var reader = new StreamReader(types.Open())) xml = reader.ReadToEnd();
                types.Delete();
                WriteEntry(zip, "[Content_Types].xml", xml.Replace("</Types>", $"<Override PartName=\"/{part}\" ContentType=\"{contentType}\"/></Types>", StringComparison.Ordinal));
            }
        }
        return stream.ToArray();
    }

    /// <summary>A part as text; the beginning of its name is enough, because writing may number parts anew.</summary>
    public static string Part(byte[] docx, string name)
    {
        using var zip = new ZipArchive(new MemoryStream(docx));
        using var reader = new StreamReader(zip.Entries.First(e => e.FullName.StartsWith(name, StringComparison.Ordinal)).Open());
        return reader.ReadToEnd();
    }

    /// <summary>Paragraphs of the body as text, line breaks as \n, those in tables and text boxes included.</summary>
    public static string[] Paragraphs(byte[] docx)
    {
        using var document = WordprocessingDocument.Open(new MemoryStream(docx), false);
        return document.MainDocumentPart!.Document!.Body!.Descendants<Paragraph>().Select(TextOf).ToArray();
    }

    public static string[][] Rows(byte[] docx)
    {
        using var document = WordprocessingDocument.Open(new MemoryStream(docx), false);
        return document.MainDocumentPart!.Document!.Body!.Descendants<TableRow>().Select(r => r.Elements<TableCell>().Select(c => string.Join('\n', c.Elements<Paragraph>().Select(TextOf))).ToArray()).ToArray();
    }

    /// <summary>What the schema of Word 2019 says against the file.</summary>
    public static string[] SchemaErrors(byte[] docx)
    {
        using var document = WordprocessingDocument.Open(new MemoryStream(docx), false);
        return new OpenXmlValidator(FileFormatVersions.Office2019).Validate(document, TestContext.Current.CancellationToken).Select(e => $"{e.Part?.Uri} {e.Path?.XPath}: {e.Description}").ToArray();
    }

    private static string TextOf(Paragraph paragraph) => string.Concat(paragraph.Descendants<Run>().SelectMany(r => r.ChildElements).Select(e => e switch { Text t => t.Text, Break => "\n", TabChar => "\t", _ => "" }));

    private static void Write(OpenXmlPart part, string xml)
    {
        using var stream = part.GetStream(FileMode.Create, FileAccess.Write);
        stream.Write(Encoding.UTF8.GetBytes(xml));
    }

    private static void WriteEntry(ZipArchive zip, string name, string content)
    {
        using var writer = new StreamWriter(zip.CreateEntry(name).Open());
        writer.Write(content);
    }
}
