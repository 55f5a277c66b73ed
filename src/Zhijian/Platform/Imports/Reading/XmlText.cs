using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using Zhijian.Platform.Exports;

namespace Zhijian.Platform.Imports.Reading;

/// <summary>Reads the text of elements with a bound, so that one gigantic cell cannot fill the memory.</summary>
internal sealed partial class XmlText
{
    private readonly char[] _buffer = new char[SheetXml.MaxText + 1];
    private int _length;

    public bool IsTooLong => _length > SheetXml.MaxText;

    public void Clear() => _length = 0;

    /// <summary>Appends the text of the element on which the reader stands, and moves to its end.</summary>
    public void Append(XmlReader reader)
    {
        if (reader.IsEmptyElement) return;
        var depth = reader.Depth;
        while (reader.Read() && !(reader.NodeType == XmlNodeType.EndElement && reader.Depth == depth))
        {
            if (reader.NodeType is not (XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace)) continue;
            int read;
            while (_length < _buffer.Length && (read = reader.ReadValueChunk(_buffer, _length, _buffer.Length - _length)) > 0) _length += read;
        }
    }

    /// <summary>Appends every t of an si or is element, but not the phonetic guide (rPh); moves to its end.</summary>
    public void AppendRich(XmlReader reader)
    {
        if (reader.IsEmptyElement) return;
        var depth = reader.Depth;
        while (reader.Read() && !(reader.NodeType == XmlNodeType.EndElement && reader.Depth == depth))
        {
            if (reader.NodeType != XmlNodeType.Element) continue;
            if (reader.LocalName == "t") Append(reader);
            else if (reader.LocalName == "rPh") PassOver(reader);
        }
    }

    public override string ToString()
    {
        var text = new string(_buffer, 0, Math.Min(_length, SheetXml.MaxText));
        return text.Contains("_x", StringComparison.Ordinal)
            ? Escape().Replace(text, match => ((char)Convert.ToInt32(match.Groups[1].Value, 16)).ToString())
            : text;
    }

    public ReadOnlySpan<char> Span => _buffer.AsSpan(0, Math.Min(_length, SheetXml.MaxText));

    /// <summary>Moves to the end of the element without looking at it, unlike Skip, which moves behind it.</summary>
    public static void PassOver(XmlReader reader)
    {
        if (reader.IsEmptyElement) return;
        var depth = reader.Depth;
        while (reader.Read() && !(reader.NodeType == XmlNodeType.EndElement && reader.Depth == depth)) { }
    }

    [GeneratedRegex("_x([0-9A-Fa-f]{4})_")]
    private static partial Regex Escape();
}
