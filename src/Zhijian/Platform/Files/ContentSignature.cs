using System.Text;

namespace Zhijian.Platform.Files;

/// <summary>What the first bytes of a file say it is.</summary>
internal enum Content
{
    Zip, Pdf, Jpeg, Png, Text, Utf16Text,
    Executable, Ole, Rar, SevenZip, Gzip, Gif, Bmp, Tiff, Rtf, Html, Xml, Script, Shortcut, Cab, Binary,
}

internal static class ContentSignature
{
    /// <summary>Bytes that are enough to recognise a file.</summary>
    public const int HeadLength = 4096;

    private static readonly (byte[] Magic, Content Content)[] Magics =
    [
        ([0x50, 0x4B, 0x03, 0x04], Content.Zip),
        ([0x50, 0x4B, 0x05, 0x06], Content.Zip),
        ("%PDF-"u8.ToArray(), Content.Pdf),
        ([0xFF, 0xD8, 0xFF], Content.Jpeg),
        ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], Content.Png),
        ("MZ"u8.ToArray(), Content.Executable),
        ([0x7F, 0x45, 0x4C, 0x46], Content.Executable),
        ([0xCA, 0xFE, 0xBA, 0xBE], Content.Executable),
        ([0xCF, 0xFA, 0xED, 0xFE], Content.Executable),
        ([0x00, 0x61, 0x73, 0x6D], Content.Executable),
        ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], Content.Ole),
        ("Rar!\x1A\x07"u8.ToArray(), Content.Rar),
        ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], Content.SevenZip),
        ([0x1F, 0x8B], Content.Gzip),
        ("MSCF"u8.ToArray(), Content.Cab),
        ("GIF8"u8.ToArray(), Content.Gif),
        ([0x49, 0x49, 0x2A, 0x00], Content.Tiff),
        ([0x4D, 0x4D, 0x00, 0x2A], Content.Tiff),
        ("{\\rtf"u8.ToArray(), Content.Rtf),
        ("#!"u8.ToArray(), Content.Script),
        ([0x4C, 0x00, 0x00, 0x00, 0x01, 0x14, 0x02, 0x00], Content.Shortcut),
        ([0xFF, 0xFE], Content.Utf16Text),
        ([0xFE, 0xFF], Content.Utf16Text),
    ];

    private static readonly string[] HtmlStarts = ["<!doctype html", "<html", "<head", "<body", "<table", "<script", "<meta", "<style"];

    public static Content Recognise(ReadOnlySpan<byte> head)
    {
        foreach (var (magic, content) in Magics)
            if (head.StartsWith(magic) && !IsOnlyText(content, head)) return content;
        if (head.StartsWith("BM"u8) && head.Length > 14 && head.Contains((byte)0)) return Content.Bmp;
        if (head.Contains((byte)0)) return Content.Binary;
        return RecogniseMarkup(Encoding.Latin1.GetString(head[..Math.Min(head.Length, 1024)]));
    }

    /// <summary>A table may honestly begin with the letters MZ; a program then holds zero bytes in its header.</summary>
    private static bool IsOnlyText(Content content, ReadOnlySpan<byte> head) =>
        content == Content.Executable && head[0] == (byte)'M' && head.Length >= 64 && !head[..64].Contains((byte)0);

    private static Content RecogniseMarkup(string start)
    {
        start = start.TrimStart('\u00EF', '\u00BB', '\u00BF', ' ', '\t', '\r', '\n');
        if (HtmlStarts.Any(tag => start.StartsWith(tag, StringComparison.OrdinalIgnoreCase))) return Content.Html;
        if (!start.StartsWith("<?xml", StringComparison.Ordinal)) return Content.Text;
        return start.Contains("<html", StringComparison.OrdinalIgnoreCase) ? Content.Html : Content.Xml;
    }

    public static string ChineseName(this Content content) => content switch
    {
        Content.Executable => "可执行程序",
        Content.Ole => "旧版 Office 文档",
        Content.Rar => "RAR 压缩包",
        Content.SevenZip => "7z 压缩包",
        Content.Gzip => "gzip 压缩包",
        Content.Cab => "CAB 压缩包",
        Content.Gif => "GIF 图片",
        Content.Bmp => "BMP 图片",
        Content.Tiff => "TIFF 图片",
        Content.Rtf => "RTF 文档",
        Content.Html => "网页（HTML）",
        Content.Xml => "XML 文件",
        Content.Script => "脚本程序",
        Content.Shortcut => "快捷方式",
        Content.Zip => "ZIP 压缩包",
        Content.Pdf => "PDF 文档",
        Content.Jpeg => "JPEG 图片",
        Content.Png => "PNG 图片",
        Content.Text or Content.Utf16Text => "文本文件",
        _ => "无法识别的二进制文件",
    };
}
