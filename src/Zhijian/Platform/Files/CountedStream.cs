using System.IO.Compression;

namespace Zhijian.Platform.Files;

/// <summary>An entry being unpacked: counts, checks the checksum, and stops a bomb at the limit rather than after it.</summary>
internal sealed class CountedStream(ZipArchiveEntry entry, long limit, int maxRatio, long ratioFreeBytes, CancellationToken cancel) : Stream
{
    private readonly Stream _inner = entry.Open();
    private Crc32 _crc = new();

    public long Count { get; private set; }
    public uint Crc => _crc.Value;

    public override int Read(Span<byte> buffer)
    {
        cancel.ThrowIfCancellationRequested();
        var read = _inner.Read(buffer);
        Count += read;
        if (Count > limit || (Count > ratioFreeBytes && Count / Math.Max(1, entry.CompressedLength) > maxRatio))
            throw FileRefusedException.Because(FileRefusalReason.ArchiveBomb, "文件解压后异常巨大（疑似压缩炸弹），不能上传。");
        _crc.Append(buffer[..read]);
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <summary>Reads the rest.</summary>
    public void Drain()
    {
        var buffer = System.Buffers.ArrayPool<byte>.Shared.Rent(1 << 16);
        try
        {
            while (Read(buffer.AsSpan()) > 0) { }
        }
        finally
        {
            System.Buffers.ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _inner.Dispose();
        base.Dispose(disposing);
    }

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => Count; set => throw new NotSupportedException(); }
    public override void Flush() { }
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
