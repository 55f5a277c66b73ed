using System.Text;
using System.Text.Unicode;

namespace Zhijian.Platform.Judging;

/// <summary>
/// The records of a CSV file from anywhere, one after the other in little memory: finds UTF-8 or GB18030 line by line, and where
/// quotes do not close gives up that line only, not the rest of the file.
/// </summary>
sealed class ResultRecords
{
    const int MaxLine = 1 << 20, MaxJoined = 16;

    readonly Stream stream;
    readonly byte[] buffer = new byte[MaxLine];
    readonly Queue<(int Number, string? Text)> ahead = new();
    readonly Encoding gbk;
    int start, end, number;
    bool ended, isGbk;

    static ResultRecords() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public ResultRecords(Stream source)
    {
        gbk = Encoding.GetEncoding("GB18030");
        stream = source;
        Fill();
        var head = buffer.AsSpan(0, end);
        if (head.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) start = 3;
        var utf16 = head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) ? Encoding.Unicode : head.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]) ? Encoding.BigEndianUnicode : null;
        if (utf16 is null)
        {
            if (head.Contains((byte)0)) throw new UnreadableResultsException("不是 CSV 文本文件 · not a CSV text file");
            return;
        }
        stream = Encoding.CreateTranscodingStream(new Rest(buffer.AsSpan(2, end - 2).ToArray(), source), utf16, Encoding.UTF8);
        (start, end, ended) = (0, 0, false);
    }

    /// <summary>Sign between the cells; known after the first line.</summary>
    public char Delimiter { get; private set; }

    /// <summary>The next record that is not blank. <c>Bad</c>: what is wrong with its form.</summary>
    public bool TryRead(out int line, out string text, out string? bad)
    {
        bad = null;
        while (NextLine() is { } next)
        {
            line = next.Number;
            text = next.Text ?? "";
            if (next.Text is null) bad = "该行过长 · the line is too long";
            else if (Delimiter == 0) Delimiter = FindDelimiter(text);
            if (bad is null && text.AsSpan().IndexOfAnyExcept(Delimiter, ' ', '\t') < 0) continue;
            if (bad is null) bad = Close(ref text);
            return true;
        }
        (line, text) = (0, "");
        return false;
    }

    static char FindDelimiter(string head) => new[] { ',', '\t', ';' }.MaxBy(c => head.Count(c));

    /// <summary>Joins lines while a quoted cell runs over them; null when the record is well formed then.</summary>
    string? Close(ref string text)
    {
        const string unbalanced = "引号不成对或位置不对 · quotes are out of place";
        var form = Quotes(text);
        if (form == Form.Sound) return null;
        if (form == Form.Broken) return unbalanced;
        var joined = new StringBuilder(text);
        var taken = new List<(int, string?)>();
        while (form == Form.Open && taken.Count < MaxJoined && NextLine() is { } next)
        {
            taken.Add(next);
            if (next.Text is null) break;
            joined.Append('\n').Append(next.Text);
            form = Quotes(joined.ToString());
        }
        if (form == Form.Sound)
        {
            text = joined.ToString();
            return null;
        }
        taken.AddRange(ahead);
        ahead.Clear();
        foreach (var line in taken) ahead.Enqueue(line);
        return unbalanced;
    }

    enum Form { Sound, Open, Broken }

    /// <summary>Whether quotes stand only around whole cells, doubled inside (RFC 4180).</summary>
    Form Quotes(string text)
    {
        if (!text.Contains('"')) return Form.Sound;
        var (quoted, cellStarts) = (false, true);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (!quoted)
            {
                if (c == '"' && !cellStarts) return Form.Broken;
                quoted = c == '"';
                cellStarts = c == Delimiter;
                continue;
            }
            if (c != '"') continue;
            if (i + 1 < text.Length && text[i + 1] == '"') i++;
            else if (i + 1 < text.Length && text[i + 1] != Delimiter) return Form.Broken;
            else quoted = false;
        }
        return quoted ? Form.Open : Form.Sound;
    }

    (int Number, string? Text)? NextLine()
    {
        if (ahead.TryDequeue(out var kept)) return kept;
        while (true)
        {
            var block = buffer.AsSpan(start, end - start);
            var at = block.IndexOfAny((byte)'\n', (byte)'\r');
            // A return at the very end of the buffer may be half of a pair.
            if (at >= 0 && !(block[at] == '\r' && at == block.Length - 1 && !ended))
            {
                var line = Decode(block[..at]);
                start += at + (block[at] == '\r' && at + 1 < block.Length && block[at + 1] == '\n' ? 2 : 1);
                return (++number, line);
            }
            if (ended)
            {
                if (block.IsEmpty) return null;
                start = end;
                return (++number, Decode(block));
            }
            if (block.Length == buffer.Length) return SkipLongLine();
            Fill();
        }
    }

    (int, string?) SkipLongLine()
    {
        while (true)
        {
            var at = buffer.AsSpan(start, end - start).IndexOf((byte)'\n');
            start = at >= 0 ? start + at + 1 : end;
            if (at >= 0 || ended) return (++number, null);
            Fill();
        }
    }

    void Fill()
    {
        buffer.AsSpan(start, end - start).CopyTo(buffer);
        (start, end) = (0, end - start);
        var read = stream.ReadAtLeast(buffer.AsSpan(end), 1, throwOnEndOfStream: false);
        end += read;
        ended = read == 0;
    }

    string Decode(ReadOnlySpan<byte> line)
    {
        if (Ascii.IsValid(line)) return Encoding.ASCII.GetString(line);
        // Short GBK text can be UTF-8 by accident; three-byte Chinese can not.
        var isUtf8 = Utf8.IsValid(line) && !(isGbk && line.IndexOfAnyInRange((byte)0xE3, (byte)0xE9) < 0);
        isGbk = !isUtf8;
        return (isUtf8 ? Encoding.UTF8 : gbk).GetString(line);
    }

    /// <summary>What was read already, then the rest.</summary>
    sealed class Rest(byte[] first, Stream rest) : Stream
    {
        int taken;

        public override int Read(Span<byte> target)
        {
            if (taken == first.Length) return rest.Read(target);
            var count = Math.Min(target.Length, first.Length - taken);
            first.AsSpan(taken, count).CopyTo(target);
            taken += count;
            return count;
        }

        public override int Read(byte[] target, int offset, int count) => Read(target.AsSpan(offset, count));
        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
        public override void Flush() { }
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] source, int offset, int count) => throw new NotSupportedException();
    }
}

/// <summary>The whole file cannot be read; the message says why in both languages.</summary>
sealed class UnreadableResultsException(string message) : Exception(message);
