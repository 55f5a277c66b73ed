using System.IO.Compression;
using System.Text;

namespace Zhijian.Tests.Platform.Files;

/// <summary>Files that attack or merely fail, made in code so that no scanner trips over the repository.</summary>
public static class HostileFiles
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    public const string WorkbookType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";
    public const string DocumentType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";

    static HostileFiles() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static byte[] Zip(params (string Name, byte[] Content)[] entries)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                using var part = archive.CreateEntry(name, CompressionLevel.Optimal).Open();
                part.Write(content);
            }
        }
        return stream.ToArray();
    }

    public static byte[] ContentTypes(string part, string type) => Utf8(
        $"""<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="{part}" ContentType="{type}"/></Types>""");

    /// <summary>A workbook from the inside of sheetData, with optional further parts.</summary>
    public static byte[] Xlsx(string rows, string behindRows = "", string? sharedTexts = null, params (string Name, byte[] Content)[] more)
    {
        var shared = sharedTexts is null ? "" : $"""<Relationship Id="r2" Type="{Rel}/sharedStrings" Target="sharedStrings.xml"/>""";
        (string, byte[])[] parts =
        [
            ("[Content_Types].xml", ContentTypes("/xl/workbook.xml", WorkbookType)),
            ("_rels/.rels", Utf8($"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="{Rel}/officeDocument" Target="xl/workbook.xml"/></Relationships>""")),
            ("xl/workbook.xml", Utf8($"""<workbook xmlns="{Main}" xmlns:r="{Rel}"><sheets><sheet name="表" sheetId="1" r:id="r1"/></sheets></workbook>""")),
            ("xl/_rels/workbook.xml.rels", Utf8($"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="{Rel}/worksheet" Target="worksheets/sheet1.xml"/>{shared}</Relationships>""")),
            ("xl/worksheets/sheet1.xml", Utf8($"""<worksheet xmlns="{Main}"><sheetData>{rows}</sheetData>{behindRows}</worksheet>""")),
        ];
        if (sharedTexts is not null) more = [.. more, ("xl/sharedStrings.xml", Utf8($"""<sst xmlns="{Main}">{sharedTexts}</sst>"""))];
        return Zip([.. parts, .. more]);
    }

    /// <summary>Rows of inline texts, from row 1.</summary>
    public static string Rows(params string[][] rows)
    {
        var xml = new StringBuilder();
        for (var r = 0; r < rows.Length; r++)
        {
            xml.Append($"<row r=\"{r + 1}\">");
            for (var c = 0; c < rows[r].Length; c++)
                xml.Append($"<c r=\"{(char)('A' + c)}{r + 1}\" t=\"inlineStr\"><is><t>{System.Security.SecurityElement.Escape(rows[r][c])}</t></is></c>");
            xml.Append("</row>");
        }
        return xml.ToString();
    }

    public static byte[] PlainXlsx() => Xlsx(Rows(["单位名称"], ["甲公司"]));

    public static byte[] Docx() => Zip(
        ("[Content_Types].xml", ContentTypes("/word/document.xml", DocumentType)),
        ("word/document.xml", Utf8("<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"/>")));

    /// <summary>64 MiB of blanks in a sheet of about 64 KiB.</summary>
    public static byte[] ZipBomb() => Xlsx("", more: [("xl/media/blank.txt", new byte[64 << 20])]);

    public static byte[] ManyEntries(int count) => Zip([.. Enumerable.Range(0, count).Select(i => ($"{i}.txt", Array.Empty<byte>()))]);

    public static byte[] NestedZip() => Xlsx("", more: [("xl/embeddings/inner.bin", Zip(("a.txt", Utf8("a"))))]);

    public static byte[] PathTraversalZip() => Zip(("../../etc/cron.d/evil", Utf8("x")));

    public static byte[] Xxe() => Xlsx("", more: [("xl/sharedStrings.xml",
        Utf8("<?xml version=\"1.0\"?><!DOCTYPE sst [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><sst><si><t>&x;</t></si></sst>"))]);

    /// <summary>The same attack, spelled in UTF-16 to slip past a search for bytes.</summary>
    public static byte[] XxeUtf16() => Xlsx("", more: [("xl/comments1.xml",
        [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("<?xml version=\"1.0\" encoding=\"utf-16\"?><!DOCTYPE a [<!ENTITY x \"y\">]><a>&x;</a>")])]);

    public static byte[] MacroXlsm() => Zip(
        ("[Content_Types].xml", ContentTypes("/xl/workbook.xml", "application/vnd.ms-excel.sheet.macroEnabled.main+xml")),
        ("xl/workbook.xml", Utf8("<workbook/>")), ("xl/vbaProject.bin", [1, 2, 3]));

    public static byte[] Program() => [.. "MZ"u8, 0x90, 0, 3, 0, 0, 0, .. new byte[600]];

    public static byte[] HtmlTable() => Utf8("<html><body><table><tr><td>单位名称</td></tr></table></body></html>");

    /// <summary>The head of a compound file whose directory names one stream.</summary>
    public static byte[] Ole(string streamName)
    {
        var file = new byte[2048];
        new byte[] { 0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1 }.CopyTo(file, 0);
        file[30] = 9; // sectors of 512 bytes; the directory is sector 0
        Encoding.Unicode.GetBytes(streamName).CopyTo(file, 512);
        return file;
    }

    public static byte[] EncryptedXlsx() => Ole("EncryptedPackage");

    public static byte[] OldXls() => Ole("Workbook");

    public static byte[] Truncated(byte[] file) => file[..(file.Length * 2 / 3)];

    /// <summary>The central directory says that an entry is smaller than it is.</summary>
    public static byte[] LyingSize()
    {
        var file = Xlsx("", more: [("xl/media/note.txt", Utf8(new string('a', 5000)))]);
        var at = LastEntry(file);
        BitConverter.GetBytes(10).CopyTo(file, at + 24);
        return file;
    }

    /// <summary>An entry marked as encrypted.</summary>
    public static byte[] EncryptedEntry()
    {
        var file = Zip(("secret.txt", Utf8("a")));
        file[LastEntry(file) + 8] |= 1;
        return file;
    }

    public static byte[] Gbk(string text) => Encoding.GetEncoding("GB18030").GetBytes(text);

    /// <summary>A CSV whose lines are partly UTF-8 and partly GBK, as two programs appending to one file make it.</summary>
    public static byte[] MixedEncodings() => [.. Utf8("单位名称\n甲公司\n"), .. Gbk("乙公司\n"), .. Utf8("丙公司\n")];

    public static byte[] Png() =>
        [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, .. "IHDR"u8, 0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, .. "IEND"u8, 0xAE, 0x42, 0x60, 0x82];

    public static byte[] Jpeg() => [0xFF, 0xD8, 0xFF, 0xE0, .. new byte[64], 0xFF, 0xD9];

    public static byte[] Pdf(string inside = "") => Utf8($"%PDF-1.7\n1 0 obj<<{inside}>>endobj\ntrailer<<>>\n%%EOF\n");

    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static int LastEntry(byte[] file) => file.AsSpan().LastIndexOf("PK\x01\x02"u8);
}

/// <summary>A stream of any length that cannot seek and costs no memory, like an upload; counts what was read.</summary>
public sealed class EndlessStream(long length, byte[] head) : Stream
{
    public long BytesRead { get; private set; }

    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = (int)Math.Min(count, length - BytesRead);
        for (var i = 0; i < read; i++) buffer[offset + i] = BytesRead + i < head.Length ? head[BytesRead + i] : (byte)'a';
        BytesRead += read;
        return read;
    }

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
    public override void Flush() { }
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
