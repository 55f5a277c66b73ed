namespace Zhijian.Platform.Files;

/// <summary>
/// Judges a file by its content, never by its name alone: kind, size, archive bombs, document types (XXE), macros, damage.
/// Reads as a stream; memory does not depend on the size of the file.
/// </summary>
public static class FileGuard
{
    /// <summary>Judges a complete file.</summary>
    /// <param name="stream">Seekable; read from its beginning, left open, position undefined afterwards.</param>
    /// <param name="fileName">Name as the user sent it; only its extension is looked at.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="IOException">The stream itself cannot be read.</exception>
    public static FileVerdict Inspect(Stream stream, string fileName, FilePolicy policy, CancellationToken cancel = default)
    {
        if (!stream.CanSeek) throw new ArgumentException("The guard needs a seekable stream; FileStore receives others.", nameof(stream));
        var notes = new List<string>();
        try
        {
            if (stream.Length == 0) throw FileRefusedException.Because(FileRefusalReason.Empty, "文件是空的。");
            if (stream.Length > policy.MaxBytes) throw TooLarge(policy);
            var content = Head(stream);
            CheckHead(content, fileName, policy);
            stream.Position = 0;
            var kind = content switch
            {
                Content.Zip => ZipGuard.Check(stream, policy, notes, cancel),
                Content.Pdf => PaperGuard.CheckPdf(stream, cancel),
                Content.Jpeg => PaperGuard.CheckJpeg(stream),
                Content.Png => PaperGuard.CheckPng(stream),
                Content.Text or Content.Utf16Text => TextGuard.Check(stream, cancel),
                Content.Ole => throw OleGuard.Judge(stream, fileName),
                _ => throw WrongContent(fileName, content.ChineseName()),
            };
            CheckName(kind, fileName, policy);
            return new(kind, null, notes);
        }
        catch (FileRefusedException refused)
        {
            return new(null, refused.Refusal, notes);
        }
    }

    /// <summary>Refuses from the first bytes alone what no policy can accept, so that the rest need not be received.</summary>
    internal static void CheckHead(Content content, string fileName, FilePolicy policy)
    {
        if (content is Content.Ole or Content.Text or Content.Utf16Text or Content.Zip) return;
        FileKind? kind = content switch
        {
            Content.Pdf => FileKind.Pdf,
            Content.Jpeg => FileKind.Jpeg,
            Content.Png => FileKind.Png,
            _ => null,
        };
        if (kind is { } known) CheckName(known, fileName, policy);
        else throw WrongContent(fileName, content.ChineseName());
    }

    internal static FileRefusedException TooLarge(FilePolicy policy) =>
        FileRefusedException.Because(FileRefusalReason.TooLarge, $"文件超过大小上限 {Size(policy.MaxBytes)}。");

    internal static string Size(long bytes) => bytes switch
    {
        >= 1 << 20 => $"{bytes / (1024.0 * 1024):0.#} MB",
        >= 1 << 10 => $"{bytes / 1024.0:0.#} KB",
        _ => $"{bytes} 字节",
    };

    private static void CheckName(FileKind kind, string fileName, FilePolicy policy)
    {
        var extension = Extension(fileName);
        if (!kind.Extensions().Contains(extension)) throw WrongContent(fileName, kind.ChineseName());
        if (!policy.Kinds.Contains(kind))
            throw FileRefusedException.Because(FileRefusalReason.NotAllowed,
                $"这里不接受{kind.ChineseName()}，可以上传：{FileKinds.Describe(policy.Kinds)}。");
    }

    internal static FileRefusedException WrongContent(string fileName, string actually)
    {
        var extension = Extension(fileName);
        var name = extension.Length == 0 ? "文件名没有扩展名" : $"名为 {extension}";
        return FileRefusedException.Because(FileRefusalReason.WrongContent, $"文件内容与扩展名不符：{name}，实际是{actually}。");
    }

    internal static string Extension(string fileName)
    {
        var extension = Path.GetExtension(fileName).ToLowerInvariant();
        return extension.Length <= 12 && extension.All(c => c is '.' || char.IsAsciiLetterOrDigit(c)) ? extension : "";
    }

    private static Content Head(Stream stream)
    {
        Span<byte> head = stackalloc byte[ContentSignature.HeadLength];
        stream.Position = 0;
        var length = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        return ContentSignature.Recognise(head[..length]);
    }
}
