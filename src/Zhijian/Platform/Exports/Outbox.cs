using System.Buffers;

namespace Zhijian.Platform.Exports;

/// <summary>
/// Stands between the zip library, which writes the end of every entry synchronously, and the stream of a response,
/// which forbids that: takes synchronous writes into a small buffer that its owner sends on asynchronously.
/// </summary>
internal sealed class Outbox(Stream output) : Stream
{
    private readonly ArrayBufferWriter<byte> _buffer = new(1 << 17);

    /// <summary>Sends on what was written since the last call.</summary>
    public async ValueTask SendAsync(CancellationToken cancel)
    {
        await output.WriteAsync(_buffer.WrittenMemory, cancel);
        _buffer.ResetWrittenCount();
    }

    public override void Write(ReadOnlySpan<byte> buffer) => _buffer.Write(buffer);
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));
    public override void Flush() { }
    public override bool CanRead => false;
    public override bool CanSeek => false;
    public override bool CanWrite => true;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
}
