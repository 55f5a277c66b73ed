using System.Buffers;
using System.Buffers.Binary;

namespace Zhijian.Platform.Files;

/// <summary>PDF and pictures: whole, not two files in one, nothing that runs.</summary>
internal static class PaperGuard
{
    /// <summary>Pictures above this many pixels exhaust whoever opens them.</summary>
    private const long MaxPixels = 200_000_000;
    private const int TailLength = 70_000;

    private static readonly byte[][] ActivePdf =
        [.. new[] { "/JavaScript", "/Launch", "/RichMedia" }.Select(System.Text.Encoding.ASCII.GetBytes)];

    public static FileKind CheckPdf(Stream stream, CancellationToken cancel)
    {
        var tail = Tail(stream);
        if (tail.AsSpan().LastIndexOf("%%EOF"u8) < 0) throw Broken("PDF 文档");
        RefuseHiddenArchive(tail, "PDF 文档");
        RefuseActive(stream, cancel);
        return FileKind.Pdf;
    }

    public static FileKind CheckJpeg(Stream stream)
    {
        var tail = Tail(stream);
        ReadOnlySpan<byte> end = [0xFF, 0xD9];
        if (tail.AsSpan().LastIndexOf(end) < 0) throw Broken("JPEG 图片");
        RefuseHiddenArchive(tail, "JPEG 图片");
        return FileKind.Jpeg;
    }

    public static FileKind CheckPng(Stream stream)
    {
        Span<byte> head = stackalloc byte[24];
        stream.Position = 0;
        if (stream.ReadAtLeast(head, 24, throwOnEndOfStream: false) < 24 || !head[12..16].SequenceEqual("IHDR"u8)) throw Broken("PNG 图片");
        var pixels = (long)BinaryPrimitives.ReadUInt32BigEndian(head[16..]) * BinaryPrimitives.ReadUInt32BigEndian(head[20..]);
        if (pixels is <= 0 or > MaxPixels)
            throw FileRefusedException.Because(FileRefusalReason.TooLarge, "图片像素过大，无法安全打开。请缩小后重新上传。");
        var tail = Tail(stream);
        if (tail.AsSpan().LastIndexOf("IEND"u8) < 0) throw Broken("PNG 图片");
        RefuseHiddenArchive(tail, "PNG 图片");
        return FileKind.Png;
    }

    /// <summary>An archive appended to a picture or a paper ends with its own directory.</summary>
    private static void RefuseHiddenArchive(byte[] tail, string name)
    {
        var at = tail.AsSpan().LastIndexOf("PK\x05\x06"u8);
        if (at < 0 || at + 22 > tail.Length) return;
        var comment = BinaryPrimitives.ReadUInt16LittleEndian(tail.AsSpan(at + 20));
        if (at + 22 + comment <= tail.Length && tail.AsSpan().IndexOf("PK\x01\x02"u8) >= 0)
            throw FileRefusedException.Because(FileRefusalReason.NestedArchive, $"{name}里夹带了压缩包，不能上传。");
    }

    /// <summary>Looks for scripts and program starts in the open objects; blocks overlap by the longest name.</summary>
    private static void RefuseActive(Stream stream, CancellationToken cancel)
    {
        const int overlap = 16;
        var buffer = ArrayPool<byte>.Shared.Rent(1 << 16);
        try
        {
            stream.Position = 0;
            var kept = 0;
            while (stream.Read(buffer, kept, buffer.Length - kept) is > 0 and var read)
            {
                cancel.ThrowIfCancellationRequested();
                var block = buffer.AsSpan(0, kept + read);
                foreach (var name in ActivePdf)
                    if (block.IndexOf(name) >= 0)
                        throw FileRefusedException.Because(FileRefusalReason.ActiveContent, "PDF 文档含有脚本或可运行内容，不能上传。请打印为普通 PDF 后重新上传。");
                kept = Math.Min(overlap, block.Length);
                block[^kept..].CopyTo(buffer);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static byte[] Tail(Stream stream)
    {
        var tail = new byte[(int)Math.Min(stream.Length, TailLength)];
        stream.Position = stream.Length - tail.Length;
        stream.ReadExactly(tail);
        return tail;
    }

    private static FileRefusedException Broken(string name) =>
        FileRefusedException.Because(FileRefusalReason.Broken, $"{name}不完整或已损坏，请重新导出后再上传。");
}
