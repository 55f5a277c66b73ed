using Zhijian.Platform.Files;
using static Zhijian.Tests.Platform.Files.HostileFiles;

namespace Zhijian.Tests.Platform.Files;

public sealed class FileGuardTests
{
    private static readonly FilePolicy All = new(256 << 20, Enum.GetValues<FileKind>());

    private static FileVerdict Judge(byte[] file, string name, FilePolicy? policy = null)
    {
        using var stream = new MemoryStream(file);
        return FileGuard.Inspect(stream, name, policy ?? All, TestContext.Current.CancellationToken);
    }

    private static FileRefusal Refused(byte[] file, string name, FilePolicy? policy = null)
    {
        var verdict = Judge(file, name, policy);
        Assert.False(verdict.IsAccepted);
        Assert.Null(verdict.Kind);
        return verdict.Refusal!;
    }

    public static TheoryData<string, FileKind, byte[]> Honest => new()
    {
        { "表.xlsx", FileKind.Xlsx, PlainXlsx() },
        { "文书.DOCX", FileKind.Docx, Docx() },
        { "带图.xlsx", FileKind.Xlsx, Xlsx("", more: [("xl/media/image1.emz", [0x1F, 0x8B, 8, 0])]) },
        { "a.zip", FileKind.Zip, Zip(("a/b.txt", Utf8("a"))) },
        { "a.zip", FileKind.Zip, Zip() },
        { "a.pdf", FileKind.Pdf, Pdf() },
        { "a.jpeg", FileKind.Jpeg, Jpeg() },
        { "a.png", FileKind.Png, Png() },
        { "a.csv", FileKind.Csv, Utf8("单位名称,数量\n甲,1\n") },
        { "a.csv", FileKind.Csv, Gbk("单位名称,数量\n甲,1\n") },
        { "a.csv", FileKind.Csv, [0xFF, 0xFE, .. System.Text.Encoding.Unicode.GetBytes("单位名称\t数量\n")] },
        { "a.csv", FileKind.Csv, Utf8("MZ编号,数量\n甲,1\n" + new string('1', 100)) },
    };

    [Theory, MemberData(nameof(Honest))]
    public void Honest_files_are_recognised_by_content(string name, FileKind kind, byte[] file) =>
        Assert.Equal(kind, Judge(file, name).Kind);

    public static TheoryData<string, byte[], FileRefusalReason> Hostile => new()
    {
        { "空.xlsx", [], FileRefusalReason.Empty },
        { "a.xlsx", Program(), FileRefusalReason.WrongContent },
        { "a.csv", Program(), FileRefusalReason.WrongContent },
        { "a.xls", HtmlTable(), FileRefusalReason.WrongContent },
        { "a.xlsx", Docx(), FileRefusalReason.WrongContent },
        { "a.docx", PlainXlsx(), FileRefusalReason.WrongContent },
        { "a.xlsx", Zip(("a.txt", Utf8("a"))), FileRefusalReason.WrongContent },
        { "a.exe", PlainXlsx(), FileRefusalReason.WrongContent },
        { "noextension", PlainXlsx(), FileRefusalReason.WrongContent },
        { "a.xlsx", EncryptedXlsx(), FileRefusalReason.Encrypted },
        { "a.xls", OldXls(), FileRefusalReason.OldFormat },
        { "a.xlsx", OldXls(), FileRefusalReason.WrongContent },
        { "a.xlsm", MacroXlsm(), FileRefusalReason.Macros },
        { "a.xlsx", MacroXlsm(), FileRefusalReason.Macros },
        { "a.xlsx", Xlsx("", more: [("xl/vbaProject.bin", [1])]), FileRefusalReason.Macros },
        { "a.xlsx", Xxe(), FileRefusalReason.DocumentType },
        { "a.xlsx", XxeUtf16(), FileRefusalReason.DocumentType },
        { "a.xlsx", ZipBomb(), FileRefusalReason.ArchiveBomb },
        { "a.zip", ManyEntries(2_001), FileRefusalReason.ArchiveBomb },
        { "a.xlsx", NestedZip(), FileRefusalReason.NestedArchive },
        { "a.zip", Zip(("in.zip", Zip())), FileRefusalReason.NestedArchive },
        { "a.zip", Zip(("run.exe", Program())), FileRefusalReason.ActiveContent },
        { "a.zip", PathTraversalZip(), FileRefusalReason.UnsafeName },
        { "a.zip", Zip(("/etc/passwd", [])), FileRefusalReason.UnsafeName },
        { "a.zip", Zip(("a.txt", []), ("A.txt", [])), FileRefusalReason.UnsafeName },
        { "a.zip", EncryptedEntry(), FileRefusalReason.Encrypted },
        { "a.xlsx", LyingSize(), FileRefusalReason.Broken },
        { "a.xlsx", Truncated(PlainXlsx()), FileRefusalReason.Broken },
        { "a.zip", [.. Zip(("a.txt", Utf8("a"))), .. Utf8("tail")], FileRefusalReason.Broken },
        { "a.zip", [.. Zip(("a.txt", Utf8("a"))), .. Zip(("b.txt", Utf8("b")))], FileRefusalReason.Broken },
        { "a.csv", [.. Utf8("a,b\n"), 0, 1], FileRefusalReason.WrongContent },
        { "a.csv", [.. Utf8(new string('a', 5000)), 0, 1], FileRefusalReason.NotText },
        { "a.pdf", Truncated(Pdf()), FileRefusalReason.Broken },
        { "a.pdf", Pdf("/S/JavaScript"), FileRefusalReason.ActiveContent },
        { "a.pdf", [.. Pdf(), .. Zip(("a.txt", Utf8("a")))], FileRefusalReason.NestedArchive },
        { "a.jpg", [.. Jpeg(), .. Zip(("a.txt", Utf8("a")))], FileRefusalReason.NestedArchive },
        { "a.png", Truncated(Png()), FileRefusalReason.Broken },
    };

    [Theory, MemberData(nameof(Hostile))]
    public void Hostile_files_are_refused_with_a_Chinese_sentence(string name, byte[] file, FileRefusalReason reason)
    {
        var refusal = Refused(file, name);
        Assert.Equal(reason, refusal.Reason);
        Assert.Matches(@"[\u4e00-\u9fff].*。$", refusal.Message);
    }

    [Fact]
    public void The_sentence_names_what_the_file_really_is() =>
        Assert.Equal("文件内容与扩展名不符：名为 .xlsx，实际是可执行程序。", Refused(Program(), "检测结果.xlsx").Message);

    [Fact]
    public void A_kind_that_the_place_does_not_accept_is_refused_with_those_it_does()
    {
        var refusal = Refused(Pdf(), "a.pdf", FilePolicy.Sheets);
        Assert.Equal(FileRefusalReason.NotAllowed, refusal.Reason);
        Assert.Contains("Excel 工作簿（.xlsx）、CSV 文本表格（.csv）", refusal.Message);
    }

    [Fact]
    public void External_links_are_noted_but_accepted() =>
        Assert.Single(Judge(Xlsx("", more: [("xl/externalLinks/externalLink1.xml", Utf8("<externalLink/>"))]), "a.xlsx").Notes);

    [Fact]
    public void Every_truncation_of_a_workbook_is_refused()
    {
        var file = PlainXlsx();
        for (var length = 1; length < file.Length; length += 7) Refused(file[..length], "a.xlsx");
    }

    [Fact]
    public void No_flipped_byte_makes_the_guard_fail_otherwise_than_by_refusing()
    {
        var file = PlainXlsx();
        var random = new Random(20180305);
        for (var round = 0; round < 2_000; round++)
        {
            var damaged = (byte[])file.Clone();
            for (var i = 0; i < 3; i++) damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            Judge(damaged, "a.xlsx");
        }
    }
}
