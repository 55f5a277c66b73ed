using System.Buffers.Binary;
using System.Text;

namespace Zhijian.Platform.Files;

/// <summary>
/// Walks the central directory of a zip file without unpacking anything and without trusting its counts,
/// so that a directory of millions of entries is refused before it fills the memory.
/// </summary>
internal static class ZipDirectory
{
    private const uint EntrySignature = 0x02014B50, EndSignature = 0x06054B50, End64Signature = 0x06064B50, Locator64Signature = 0x07064B50;

    /// <summary>Names of all entries in order.</summary>
    /// <exception cref="FileRefusedException">Damaged, encrypted, too many entries, unsafe or double names, bytes around the archive.</exception>
    public static IReadOnlyList<string> Check(Stream stream, FilePolicy policy)
    {
        var (count, start, end) = Locate(stream);
        if (count > policy.MaxEntries) throw TooMany(policy);
        var names = new List<string>();
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var header = new byte[46];
        stream.Position = start;
        while (stream.Position < end)
        {
            stream.ReadExactly(header);
            if (UInt32(header, 0) != EntrySignature) throw Broken();
            if (names.Count == policy.MaxEntries) throw TooMany(policy);
            var name = new byte[UInt16(header, 28)];
            stream.ReadExactly(name);
            stream.Position += UInt16(header, 30) + UInt16(header, 32);
            var text = Encoding.UTF8.GetString(name);
            CheckEntry(UInt16(header, 8), UInt16(header, 10), text);
            if (!seen.Add(text)) throw FileRefusedException.Because(FileRefusalReason.UnsafeName, "压缩内容里有重名的条目，不能上传。");
            names.Add(text);
        }
        return names.Count == count ? names : throw Broken();
    }

    private static void CheckEntry(ushort flags, ushort method, string name)
    {
        if ((flags & 0x41) != 0) throw FileRefusedException.Because(FileRefusalReason.Encrypted, "压缩内容已加密，无法检查。请取消密码后重新上传。");
        if (method is not (0 or 8)) throw FileRefusedException.Because(FileRefusalReason.Broken, "文件使用了不支持的压缩方法，请用 Excel、WPS 或系统自带工具重新保存。");
        var parts = name.Split('/', '\\');
        if (name.Length == 0 || parts.Contains("..") || parts[0].Length == 0 || name.Contains(':') || name.Any(char.IsControl))
            throw FileRefusedException.Because(FileRefusalReason.UnsafeName, "压缩内容里有指向文件夹之外的路径，不能上传。");
    }

    /// <summary>Directory range; it must end exactly where its end record begins, and nothing may follow that record's comment.</summary>
    private static (long Count, long Start, long End) Locate(Stream stream)
    {
        var tail = new byte[(int)Math.Min(stream.Length, 22 + ushort.MaxValue)];
        stream.Position = stream.Length - tail.Length;
        stream.ReadExactly(tail);
        for (var at = tail.Length - 22; at >= 0; at--)
        {
            if (UInt32(tail, at) != EndSignature || at + 22 + UInt16(tail, at + 20) != tail.Length) continue;
            var position = stream.Length - tail.Length + at;
            long count = UInt16(tail, at + 10), size = UInt32(tail, at + 12), start = UInt32(tail, at + 16), end = position;
            if (count == ushort.MaxValue || size == uint.MaxValue || start == uint.MaxValue)
                (count, size, start, end) = Locate64(stream, position);
            if (start < 0 || size < 0 || start + size != end) throw Broken();
            return (count, start, end);
        }
        throw Broken();
    }

    private static (long Count, long Size, long Start, long End) Locate64(Stream stream, long endRecord)
    {
        var record = new byte[56];
        if (endRecord < 20) throw Broken();
        stream.Position = endRecord - 20;
        stream.ReadExactly(record.AsSpan(0, 20));
        var position = BinaryPrimitives.ReadInt64LittleEndian(record.AsSpan(8));
        if (UInt32(record, 0) != Locator64Signature || position < 0 || position > stream.Length - 56) throw Broken();
        stream.Position = position;
        stream.ReadExactly(record);
        if (UInt32(record, 0) != End64Signature) throw Broken();
        long At(int offset) => BinaryPrimitives.ReadInt64LittleEndian(record.AsSpan(offset));
        return (At(32), At(40), At(48), position);
    }

    private static ushort UInt16(byte[] bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(at));
    private static uint UInt32(byte[] bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at));

    internal static FileRefusedException Broken() =>
        FileRefusedException.Because(FileRefusalReason.Broken, "文件不完整或已损坏（可能上传中断）。请用 Excel 或 WPS 打开确认后重新保存、上传。");

    private static FileRefusedException TooMany(FilePolicy policy) =>
        FileRefusedException.Because(FileRefusalReason.ArchiveBomb, $"压缩内容超过 {policy.MaxEntries} 个条目，不能上传。");
}
