using System.IO.Compression;
using System.Xml;

namespace Zhijian.Platform.Files;

/// <summary>Unpacks every entry once, counting, and tells a workbook, a document and a plain archive apart by their declared main part.</summary>
internal static class ZipGuard
{
    /// <summary>Below this many unpacked bytes a high ratio is harmless.</summary>
    private const long RatioFreeBytes = 16 * 1024 * 1024;

    public static FileKind Check(Stream stream, FilePolicy policy, List<string> notes, CancellationToken cancel)
    {
        try
        {
            var names = ZipDirectory.Check(stream, policy);
            if (names.Any(name => name.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase))) throw Macros();
            stream.Position = 0;
            using var archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
            var kind = KindOf(archive);
            var left = policy.MaxExpandedBytes;
            foreach (var entry in archive.Entries) left -= CheckEntry(entry, kind, left, policy, cancel);
            if (names.Any(name => name.StartsWith("xl/externalLinks/", StringComparison.OrdinalIgnoreCase)))
                notes.Add("工作簿引用了其他文件（外部链接），只采用已保存的数值，不会访问外部文件。");
            return kind;
        }
        catch (Exception broken) when (broken is InvalidDataException or EndOfStreamException or ArgumentException)
        {
            throw ZipDirectory.Broken();
        }
    }

    /// <returns>Bytes that the entry unpacked to.</returns>
    private static long CheckEntry(ZipArchiveEntry entry, FileKind kind, long left, FilePolicy policy, CancellationToken cancel)
    {
        if (entry.FullName.EndsWith('/')) return 0;
        using var unpacked = new CountedStream(entry, left, policy.MaxRatio, RatioFreeBytes, cancel);
        Span<byte> head = stackalloc byte[512];
        var length = unpacked.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        var isPackedPicture = Path.GetExtension(entry.FullName).ToLowerInvariant() is ".emz" or ".wmz";
        if (!isPackedPicture) RefuseInside(ContentSignature.Recognise(head[..length]), kind);
        unpacked.Dispose();

        using var whole = new CountedStream(entry, left, policy.MaxRatio, RatioFreeBytes, cancel);
        if (LooksLikeXml(head[..length])) RefuseDocumentType(whole);
        whole.Drain();
        return whole.Count == entry.Length && whole.Crc == entry.Crc32 ? whole.Count : throw ZipDirectory.Broken();
    }

    private static void RefuseInside(Content content, FileKind kind)
    {
        switch (content)
        {
            case Content.Zip or Content.Rar or Content.SevenZip or Content.Gzip or Content.Cab:
                throw FileRefusedException.Because(FileRefusalReason.NestedArchive, "文件里嵌有压缩包或其他 Office 文件，不能上传。请删除嵌入的对象后重新保存。");
            case Content.Executable or Content.Shortcut or Content.Script:
                throw FileRefusedException.Because(FileRefusalReason.ActiveContent, "文件里嵌有可执行程序，不能上传。");
            case Content.Ole when kind is FileKind.Xlsx or FileKind.Docx:
                throw FileRefusedException.Because(FileRefusalReason.ActiveContent, "文件里嵌有 OLE 对象，不能上传。请删除嵌入的对象后重新保存。");
        }
    }

    private static bool LooksLikeXml(ReadOnlySpan<byte> head)
    {
        ReadOnlySpan<byte> marksAndBlanks = [0xEF, 0xBB, 0xBF, 0xFE, 0xFF, 0x20, 0x09, 0x0D, 0x0A, 0x00];
        var at = head.IndexOfAnyExcept(marksAndBlanks);
        return at >= 0 && head[at] == '<';
    }

    /// <summary>A document type can only stand before the root element, so nothing behind it needs parsing.</summary>
    private static void RefuseDocumentType(Stream part)
    {
        try
        {
            using var reader = SafeXml.Open(part);
            while (reader.Read() && reader.NodeType != XmlNodeType.Element) { }
        }
        catch (XmlException wrong) when (wrong.Message.Contains("DTD", StringComparison.Ordinal))
        {
            throw FileRefusedException.Because(FileRefusalReason.DocumentType, "文件内部的 XML 声明了文档类型（DTD），可能用于攻击，不能上传。");
        }
        catch (XmlException)
        {
            throw ZipDirectory.Broken();
        }
    }

    private static FileKind KindOf(ZipArchive archive)
    {
        if (archive.GetEntry("[Content_Types].xml") is not { } types) return FileKind.Zip;
        using var stream = new CountedStream(types, 1024 * 1024, int.MaxValue, long.MaxValue, CancellationToken.None);
        RefuseDocumentType(stream);
        stream.Dispose();

        using var again = types.Open();
        using var reader = SafeXml.Open(again);
        FileKind? kind = null;
        try
        {
            while (reader.Read())
            {
                if (reader.NodeType != XmlNodeType.Element || reader.GetAttribute("ContentType") is not { } type) continue;
                if (type.Contains("macroEnabled", StringComparison.OrdinalIgnoreCase) || type.Contains("vbaProject", StringComparison.OrdinalIgnoreCase)) throw Macros();
                if (type.EndsWith("spreadsheetml.sheet.main+xml", StringComparison.Ordinal) && Declares(reader, archive, "xl/workbook.xml")) kind = Only(kind, FileKind.Xlsx);
                if (type.EndsWith("wordprocessingml.document.main+xml", StringComparison.Ordinal) && Declares(reader, archive, "word/document.xml")) kind = Only(kind, FileKind.Docx);
            }
        }
        catch (XmlException)
        {
            throw ZipDirectory.Broken();
        }
        return kind ?? FileKind.Zip;
    }

    /// <summary>Whether the declared part is there: one named by an Override, or the usual main part where a Default declares its ending.</summary>
    private static bool Declares(XmlReader reader, ZipArchive archive, string usual) => reader.LocalName switch
    {
        "Override" => archive.GetEntry(reader.GetAttribute("PartName")?.TrimStart('/') ?? "") is not null,
        "Default" => reader.GetAttribute("Extension") == "xml" && archive.GetEntry(usual) is not null,
        _ => false,
    };

    /// <summary>A file that claims to be two things is refused.</summary>
    private static FileKind Only(FileKind? before, FileKind now) => before is null ? now : throw ZipDirectory.Broken();

    private static FileRefusedException Macros() =>
        FileRefusedException.Because(FileRefusalReason.Macros, "文件含有宏程序，不能上传。请另存为不含宏的 .xlsx 或 .docx 后重新上传。");
}
