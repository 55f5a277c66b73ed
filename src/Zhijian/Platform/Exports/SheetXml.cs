using System.Buffers;
using System.Globalization;
using System.Text;

namespace Zhijian.Platform.Exports;

/// <summary>A block of UTF-8 that is filled cell by cell and handed to the stream when full; the only buffer of an export.</summary>
internal sealed class SheetXml
{
    /// <summary>Longest text that Excel holds in a cell, in UTF-16 units.</summary>
    public const int MaxText = 32_767;

    private readonly ArrayBufferWriter<byte> _buffer = new(1 << 17);

    public int Length => _buffer.WrittenCount;
    public ReadOnlyMemory<byte> Memory => _buffer.WrittenMemory;
    public void Clear() => _buffer.ResetWrittenCount();

    public SheetXml Raw(ReadOnlySpan<byte> utf8)
    {
        _buffer.Write(utf8);
        return this;
    }

    public SheetXml Raw(string ascii)
    {
        Encoding.UTF8.GetBytes(ascii, _buffer);
        return this;
    }

    public SheetXml Number<T>(T value, ReadOnlySpan<char> format = default) where T : IUtf8SpanFormattable
    {
        value.TryFormat(_buffer.GetSpan(64), out var written, format, CultureInfo.InvariantCulture);
        _buffer.Advance(written);
        return this;
    }

    /// <summary>A1 reference; columns count from 0, rows from 1.</summary>
    public SheetXml Reference(int column, int row)
    {
        Span<byte> letters = stackalloc byte[4];
        var at = 4;
        for (var rest = column + 1; rest > 0; rest = (rest - 1) / 26) letters[--at] = (byte)('A' + (rest - 1) % 26);
        return Raw(letters[at..]).Number(row);
    }

    /// <summary>Escaped text. Characters that XML cannot carry are dropped, texts beyond Excel's limit are cut, "_x0041_" stays literal.</summary>
    public SheetXml Text(string text)
    {
        var length = Math.Min(text.Length, MaxText);
        if (length < text.Length && char.IsHighSurrogate(text[length - 1])) length--;
        var from = 0;
        for (var i = 0; i < length; i++)
        {
            var c = text[i];
            if (c is >= ' ' and not ('&' or '<' or '>' or '"' or '_') and < '\uD800') continue;
            if (c is '\t' or '\n' || (c >= '\uE000' && c < '\uFFFE')) continue;
            if (char.IsHighSurrogate(c) && i + 1 < length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
                continue;
            }
            if (c == '_' && !StartsEscape(text, i)) continue;
            Encoding.UTF8.GetBytes(text.AsSpan(from, i - from), _buffer);
            from = i + 1;
            _ = c switch
            {
                '&' => Raw("&amp;"u8),
                '<' => Raw("&lt;"u8),
                '>' => Raw("&gt;"u8),
                '"' => Raw("&quot;"u8),
                '\r' => Raw("&#13;"u8),
                '_' => Raw("_x005F_"u8),
                _ => this,
            };
        }
        Encoding.UTF8.GetBytes(text.AsSpan(from, length - from), _buffer);
        return this;
    }

    /// <summary>Excel reads _xHHHH_ as one character.</summary>
    private static bool StartsEscape(string text, int at) =>
        at + 6 < text.Length && text[at + 1] == 'x' && text[at + 6] == '_' && text.AsSpan(at + 2, 4).IndexOfAnyExcept(SearchValues.Create("0123456789abcdefABCDEF")) < 0;
}
