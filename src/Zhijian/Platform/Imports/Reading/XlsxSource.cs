using System.Globalization;
using System.IO.Compression;
using System.Xml;
using Zhijian.Platform.Files;

namespace Zhijian.Platform.Imports.Reading;

/// <summary>Reads one worksheet forward only.</summary>
internal sealed class XlsxSource : ISheetSource
{
    /// <summary>Cells further right than this are not read; no form of ours is that wide.</summary>
    private const int MaxColumns = 512;

    private readonly XlsxBook _book;
    private readonly Stream _stream;
    private readonly XmlReader _reader;
    private readonly XmlText _text = new();
    private readonly List<string> _notes = [];
    private RawCell[] _cells = new RawCell[32];
    private int _width, _formulas, _firstWanted, _near = 1;
    private bool _ended;

    public XlsxSource(XlsxBook book, ZipArchiveEntry entry)
    {
        _book = book;
        _stream = new BufferedStream(entry.Open(), 1 << 16);
        _reader = SafeXml.Open(_stream);
    }

    public int RowNumber { get; private set; }
    public ReadOnlySpan<RawCell> Cells => _cells.AsSpan(0, _width);
    public IReadOnlyList<string> Notes => _notes;

    public bool Read(int skipBelow = 0)
    {
        _firstWanted = Math.Max(_firstWanted, skipBelow);
        try
        {
            while (!_ended && _reader.Read())
            {
                if (_reader.NodeType == XmlNodeType.EndElement && _reader.LocalName == "sheetData") break;
                if (_reader.NodeType != XmlNodeType.Element) continue;
                if (_reader.LocalName == "sheetData" && _reader.IsEmptyElement) break;
                if (_reader.LocalName != "row") continue;
                EnterRow();
                if (RowNumber < skipBelow)
                {
                    XmlText.PassOver(_reader);
                    continue;
                }
                ReadCells();
                _near = RowNumber + 1;
                return true;
            }
            if (!_ended) End();
            return false;
        }
        catch (Exception error) when (error is XmlException or InvalidDataException)
        {
            throw new SheetRefusedException($"第 {_near} 行附近的内容已损坏，无法继续读取。请用 Excel 或 WPS 重新保存后上传。", error);
        }
    }

    public void Dispose()
    {
        _reader.Dispose();
        _stream.Dispose();
    }

    private void EnterRow()
    {
        var number = _reader.GetAttribute("r") is { } text ? int.TryParse(text, CultureInfo.InvariantCulture, out var stated) ? stated : 0 : RowNumber + 1;
        if (number <= RowNumber) throw new InvalidDataException("Row numbers must rise.");
        RowNumber = _near = number;
    }

    private void ReadCells()
    {
        _cells.AsSpan(0, _width).Clear();
        _width = 0;
        if (_reader.IsEmptyElement) return;
        var column = -1;
        while (_reader.Read() && !(_reader.NodeType == XmlNodeType.EndElement && _reader.LocalName == "row"))
        {
            if (_reader.NodeType != XmlNodeType.Element || _reader.LocalName != "c") continue;
            var (at, type, style) = ReadAttributes();
            column = at < 0 ? column + 1 : at;
            var cell = ReadCell(type, style);
            if (cell.Kind == RawCellKind.Empty || column >= MaxColumns) continue;
            if (column >= _cells.Length) Array.Resize(ref _cells, MaxColumns);
            _cells[column] = cell;
            _width = Math.Max(_width, column + 1);
        }
    }

    private (int Column, string? Type, int Style) ReadAttributes()
    {
        var (column, style) = (-1, -1);
        string? type = null;
        while (_reader.MoveToNextAttribute())
        {
            switch (_reader.LocalName)
            {
                case "r": column = ColumnOf(_reader.Value); break;
                case "t": type = _reader.Value; break;
                case "s" when int.TryParse(_reader.Value, CultureInfo.InvariantCulture, out var number): style = number; break;
            }
        }
        _reader.MoveToElement();
        return (column, type, style);
    }

    private RawCell ReadCell(string? type, int style)
    {
        _text.Clear();
        bool hasFormula = false, hasValue = false;
        if (!_reader.IsEmptyElement)
        {
            while (_reader.Read() && !(_reader.NodeType == XmlNodeType.EndElement && _reader.LocalName == "c"))
            {
                if (_reader.NodeType != XmlNodeType.Element) continue;
                switch (_reader.LocalName)
                {
                    case "v": _text.Append(_reader); hasValue = true; break;
                    case "is": _text.AppendRich(_reader); hasValue = true; break;
                    case "f": XmlText.PassOver(_reader); hasFormula = true; break;
                }
            }
        }
        if (hasFormula) _formulas++;
        if (_text.IsTooLong) return new(RawCellKind.TooLong, _text.ToString());
        if (_text.Span.Length == 0) return hasFormula && !hasValue ? new(RawCellKind.NoResult, "") : default;
        return type switch
        {
            "s" => int.TryParse(_text.Span, CultureInfo.InvariantCulture, out var index) && _book.Shared[index] is { } shared
                ? RawCell.Of(shared) : throw new InvalidDataException("No such shared text."),
            "inlineStr" or "str" or "d" => RawCell.Of(_text.ToString()),
            "b" => new(RawCellKind.Truth, _text.ToString()),
            "e" => new(RawCellKind.Error, _text.ToString()),
            _ when (uint)style < (uint)_book.DateStyles.Length && _book.DateStyles[style] => new(RawCellKind.Date, Serial()),
            _ => new(RawCellKind.Number, _text.ToString()),
        };
    }

    private string Serial() =>
        _book.DateShift != 0 && double.TryParse(_text.Span, CultureInfo.InvariantCulture, out var days)
            ? (days + _book.DateShift).ToString("R", CultureInfo.InvariantCulture)
            : _text.ToString();

    /// <summary>Looks behind the rows for what their cells cannot say of themselves.</summary>
    private void End()
    {
        _ended = true;
        if (_formulas > 0) _notes.Add($"有 {_formulas} 个公式单元格，采用了已保存的计算结果。");
        while (_reader.Read())
        {
            if (_reader.NodeType != XmlNodeType.Element || _reader.LocalName != "mergeCell") continue;
            if (_reader.GetAttribute("ref") is not { } range || RowOf(range) < _firstWanted) continue;
            _notes.Add($"数据区有合并单元格（{range}），只有左上角的一格有值。请取消合并并逐行填写。");
            break;
        }
    }

    /// <summary>Row of a range such as B5:B9.</summary>
    private static int RowOf(string range) =>
        int.TryParse(range.Split(':')[0].TrimStart([.. "ABCDEFGHIJKLMNOPQRSTUVWXYZ"]), CultureInfo.InvariantCulture, out var row) ? row : 0;

    /// <summary>Column of a reference such as AB12, from 0; -1 when there is none.</summary>
    private static int ColumnOf(string reference)
    {
        var column = 0;
        foreach (var c in reference)
        {
            if (!char.IsAsciiLetter(c)) break;
            column = column * 26 + (c & 31);
            if (column > 20_000) break;
        }
        return column - 1;
    }
}
