using System.Buffers.Binary;
using System.Text;

namespace Zhijian.Platform.Files;

/// <summary>Compound files (Excel 97-2003, and every OOXML file with a password) are never accepted; the sentence says what to do.</summary>
internal static class OleGuard
{
    public static FileRefusedException Judge(Stream stream, string fileName)
    {
        var names = DirectoryNames(stream);
        if (names.Contains("EncryptedPackage", StringComparison.Ordinal))
            return FileRefusedException.Because(FileRefusalReason.Encrypted, "文件设有打开密码，无法读取。请取消密码后重新上传。");
        if (FileGuard.Extension(fileName) is ".xlsx" or ".docx")
            return FileGuard.WrongContent(fileName, names.Contains("WordDocument", StringComparison.Ordinal) ? "旧版 Word 文档（.doc）" : "旧版 Office 文档");
        return FileRefusedException.Because(FileRefusalReason.OldFormat, "这是旧版 Office 文件（97-2003 格式）。请在 Excel 或 WPS 中另存为 .xlsx 或 .docx 后重新上传。");
    }

    /// <summary>The first directory sectors as UTF-16; entry names stand there in clear.</summary>
    private static string DirectoryNames(Stream stream)
    {
        var header = new byte[512];
        stream.Position = 0;
        if (stream.ReadAtLeast(header, 512, throwOnEndOfStream: false) < 512) return "";
        var sectorSize = 1L << Math.Clamp((int)BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(30)), 9, 12);
        var offset = (BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(48)) + 1L) * sectorSize;
        if (offset >= stream.Length) return "";
        stream.Position = offset;
        var directory = new byte[4096];
        var length = stream.ReadAtLeast(directory, directory.Length, throwOnEndOfStream: false);
        return Encoding.Unicode.GetString(directory, 0, length & ~1);
    }
}
