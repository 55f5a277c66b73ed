using System.Buffers;
using System.Text;

namespace Zhijian.Platform.Imports.Reading;

/// <summary>
/// Finds the encoding of a text file by reading it once: byte order mark, else UTF-8 when every line is UTF-8, else GB18030
/// when every line is that. A file that is partly one and partly the other is refused with the line, never guessed.
/// </summary>
internal static class CsvEncoding
{
    private const int MaxLine = 1 << 20;

    static CsvEncoding() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <returns>The encoding, which throws on bytes it cannot decode, and its name for people.</returns>
    /// <exception cref="SheetRefusedException">Mixed encodings or undecodable bytes; names the line.</exception>
    public static (Encoding Encoding, string Name) Detect(Stream stream)
    {
        Span<byte> mark = stackalloc byte[3];
        stream.Position = 0;
        var length = stream.ReadAtLeast(mark, 3, throwOnEndOfStream: false);
        mark = mark[..length];
        if (mark.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE])) return (new UnicodeEncoding(false, true, true), "UTF-16");
        if (mark.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])) return (new UnicodeEncoding(true, true, true), "UTF-16");
        var hasMark = mark.SequenceEqual((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]);

        var lines = Count(stream);
        var utf8 = (new UTF8Encoding(true, true), "UTF-8");
        if (lines.NotUtf8 == 0) return utf8;
        // A GBK line is UTF-8 by accident far less than once in a hundred lines.
        var isMostlyGbk = !hasMark && lines.Utf8 * 100L < lines.NotUtf8;
        if (isMostlyGbk && lines.FirstNotGbk == 0) return (Gbk(), "GB18030");
        if (lines.Utf8 == 0 && !hasMark)
            throw new SheetRefusedException($"第 {lines.FirstNotGbk} 行有无法识别的字符。请在 Excel 中另存为“CSV UTF-8（逗号分隔）”后重新上传。");
        var line = lines.NotUtf8 <= lines.Utf8 || hasMark ? lines.FirstNotUtf8 : lines.FirstUtf8;
        throw new SheetRefusedException($"文件混有两种编码：第 {line} 行与其他行不同。请在 Excel 中打开检查乱码，再另存为“CSV UTF-8（逗号分隔）”。");
    }

    private static Encoding Gbk() => Encoding.GetEncoding("GB18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);

    private record struct Lines(int Utf8, int NotUtf8, int FirstUtf8, int FirstNotUtf8, int FirstNotGbk);

    private static Lines Count(Stream stream)
    {
        var found = new Lines();
        var gbk = Gbk();
        var characters = new char[MaxLine + 16];
        ForEachLine(stream, (line, number) =>
        {
            if (Ascii.IsValid(line)) return;
            if (System.Text.Unicode.Utf8.IsValid(line))
            {
                if (!HasHanzi(line)) return;
                if (found.Utf8++ == 0) found.FirstUtf8 = number;
                return;
            }
            if (found.NotUtf8++ == 0) found.FirstNotUtf8 = number;
            if (found.FirstNotGbk != 0) return;
            try
            {
                gbk.GetChars(line, characters);
            }
            catch (DecoderFallbackException)
            {
                found.FirstNotGbk = number;
            }
        });
        return found;
    }

    /// <summary>Three-byte sequences of the main Chinese block; shorter ones are too often GBK by accident.</summary>
    private static bool HasHanzi(ReadOnlySpan<byte> line) => line.IndexOfAnyInRange((byte)0xE4, (byte)0xE9) >= 0;

    private static void ForEachLine(Stream stream, LineAction action)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(MaxLine);
        try
        {
            stream.Position = 0;
            int kept = 0, number = 0, read;
            while ((read = stream.Read(buffer, kept, MaxLine - kept)) > 0)
            {
                var block = buffer.AsSpan(0, kept + read);
                for (int end; (end = block.IndexOf((byte)'\n')) >= 0; block = block[(end + 1)..]) action(block[..end], ++number);
                if (block.Length == MaxLine) throw new SheetRefusedException($"第 {number + 1} 行过长，不是正常的表格。");
                kept = block.Length;
                block.CopyTo(buffer);
            }
            if (kept > 0) action(buffer.AsSpan(0, kept), number + 1);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private delegate void LineAction(ReadOnlySpan<byte> line, int number);
}
