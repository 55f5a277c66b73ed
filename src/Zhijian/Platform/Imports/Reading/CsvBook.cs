using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using Zhijian.Platform.Exports;

namespace Zhijian.Platform.Imports.Reading;

/// <summary>A CSV file as a book of one table; encoding and delimiter are found, not asked.</summary>
internal sealed class CsvBook : ISheetBook
{
    private readonly Stream _stream;
    private readonly Encoding _encoding;
    private readonly string _delimiter;

    /// <param name="stream">Seekable; left open. Only one table may be open at a time.</param>
    public CsvBook(Stream stream)
    {
        _stream = stream;
        (_encoding, var name) = CsvEncoding.Detect(stream);
        _delimiter = FindDelimiter();
        Spelling = $"{name}，{(_delimiter switch { "\t" => "制表符", ";" => "分号", _ => "逗号" })}分隔";
    }

    public IReadOnlyList<string> Sheets { get; } = [""];
    public string Spelling { get; }

    public ISheetSource Open(int sheet)
    {
        _stream.Position = 0;
        return new CsvSource(new StreamReader(_stream, _encoding, false, 1 << 16, leaveOpen: true), _delimiter);
    }

    public void Dispose() { }

    /// <summary>The sign that stands most often outside quotes in the first lines.</summary>
    private string FindDelimiter()
    {
        _stream.Position = 0;
        using var reader = new StreamReader(_stream, _encoding, false, 1 << 12, leaveOpen: true);
        var counts = new Dictionary<char, int> { [','] = 0, ['\t'] = 0, [';'] = 0 };
        var quoted = false;
        var start = new char[1 << 14];
        var length = reader.ReadBlock(start);
        foreach (var c in start.AsSpan(0, length))
        {
            if (c == '"') quoted = !quoted;
            else if (!quoted && counts.TryGetValue(c, out var count)) counts[c] = count + 1;
        }
        return counts.MaxBy(pair => pair.Value).Key.ToString();
    }
}

/// <summary>Rows of a CSV file, numbered as a spreadsheet shows them.</summary>
internal sealed class CsvSource(TextReader text, string delimiter) : ISheetSource
{
    private readonly CsvParser _parser = new(text, new CsvConfiguration(CultureInfo.InvariantCulture)
    {
        Delimiter = delimiter,
        IgnoreBlankLines = false,
        BadDataFound = null,
        MaxFieldSize = SheetXml.MaxText,
        BufferSize = 1 << 16,
        ProcessFieldBufferSize = 1 << 12,
    });
    private RawCell[] _cells = new RawCell[32];
    private int _width;

    public int RowNumber { get; private set; }
    public ReadOnlySpan<RawCell> Cells => _cells.AsSpan(0, _width);
    public IReadOnlyList<string> Notes => [];

    public bool Read(int skipBelow = 0)
    {
        try
        {
            while (_parser.Read())
            {
                RowNumber++;
                if (RowNumber < skipBelow) continue;
                _width = _parser.Count;
                if (_width > _cells.Length) Array.Resize(ref _cells, _width);
                for (var i = 0; i < _width; i++) _cells[i] = RawCell.Of(CellText.Unguard(_parser[i]));
                return true;
            }
            return false;
        }
        catch (MaxFieldSizeException error)
        {
            throw new SheetRefusedException($"第 {RowNumber + 1} 行有一格超过 {SheetXml.MaxText} 个字，多半是引号没有成对。", error);
        }
        catch (DecoderFallbackException error)
        {
            throw new SheetRefusedException($"第 {RowNumber + 1} 行附近有无法识别的字符。请在 Excel 中另存为“CSV UTF-8（逗号分隔）”后重新上传。", error);
        }
    }

    public void Dispose()
    {
        _parser.Dispose();
        text.Dispose();
    }
}
