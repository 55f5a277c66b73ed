using System.Buffers;

namespace Zhijian.Platform.Files;

/// <summary>A CSV file is text: no zero bytes, no control characters. Which encoding it has is the reader's question.</summary>
internal static class TextGuard
{
    /// <summary>All control bytes but tab, line feed, form feed, carriage return and the old end-of-file mark.</summary>
    private static readonly SearchValues<byte> Controls =
        SearchValues.Create([0, 1, 2, 3, 4, 5, 6, 7, 8, 11, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 27, 28, 29, 30, 31, 127]);

    public static FileKind Check(Stream stream, CancellationToken cancel)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(1 << 16);
        try
        {
            stream.Position = 0;
            var length = stream.ReadAtLeast(buffer, 2, throwOnEndOfStream: false);
            var utf16 = length >= 2 && (buffer[0], buffer[1]) is (0xFF, 0xFE) or (0xFE, 0xFF);
            if (utf16) return FileKind.Csv;
            for (; length > 0; length = stream.Read(buffer))
            {
                cancel.ThrowIfCancellationRequested();
                if (buffer.AsSpan(0, length).ContainsAny(Controls))
                    throw FileRefusedException.Because(FileRefusalReason.NotText,
                        "文件含有二进制内容，不是文本表格。请在 Excel 中另存为“CSV UTF-8（逗号分隔）”后重新上传。");
            }
            return FileKind.Csv;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
