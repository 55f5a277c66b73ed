using System.IO.Compression;
using System.Text;
using System.Xml;
using Zhijian.Platform.Files;

namespace Zhijian.Platform.Imports.Reading;

/// <summary>
/// The shared texts of a workbook by number. A few megabytes stay in memory; beyond that all go to a temporary file
/// in pages, of which the recently used stay, so that memory does not grow with the number of distinct texts.
/// </summary>
internal sealed class SharedTexts : IDisposable
{
    /// <summary>Characters kept in memory before the texts move to disk (32 MiB).</summary>
    private const long MaxCharacters = 16 * 1024 * 1024;
    private const int PageTexts = 128, PageBytes = 64 * 1024, CachedPages = 512;

    public static readonly SharedTexts None = new();

    private readonly List<string> _memory = [];
    private readonly List<(int First, long Offset)> _pages = [];
    private readonly (int Page, string[] Texts)[] _cache = new (int, string[])[CachedPages];
    private FileStream? _disk;
    private BinaryWriter? _writer;
    private long _characters, _pageStart;
    private int _count;

    public bool IsOnDisk => _disk is not null;
    public int Count => _count;

    public static SharedTexts Read(ZipArchiveEntry entry)
    {
        var texts = new SharedTexts();
        try
        {
            using var stream = entry.Open();
            using var reader = SafeXml.Open(stream);
            var text = new XmlText();
            while (reader.Read())
            {
                if (reader.NodeType != XmlNodeType.Element || reader.LocalName != "si") continue;
                text.Clear();
                text.AppendRich(reader);
                texts.Add(text.ToString());
            }
            texts._writer?.Flush();
            return texts;
        }
        catch (Exception error)
        {
            texts.Dispose();
            if (error is XmlException or InvalidDataException) throw XlsxBook.Broken(error);
            throw;
        }
    }

    /// <summary>The text, or null when the number is none of this workbook.</summary>
    public string? this[int index]
    {
        get
        {
            if ((uint)index >= (uint)_count) return null;
            if (_disk is null) return _memory[index];
            var page = PageOf(index);
            ref var cached = ref _cache[page % CachedPages];
            if (cached.Texts is null || cached.Page != page) cached = (page, ReadPage(page));
            return cached.Texts[index - _pages[page].First];
        }
    }

    public void Dispose()
    {
        _writer?.Dispose();
        _disk?.Dispose();
    }

    private void Add(string text)
    {
        _characters += text.Length + 16;
        if (_disk is null && _characters > MaxCharacters) MoveToDisk();
        if (_disk is null) _memory.Add(text);
        else Write(text);
        _count++;
    }

    private void MoveToDisk()
    {
        var path = Path.Combine(Path.GetTempPath(), $"zhijian-{Guid.CreateVersion7():N}.texts");
        _disk = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 17, FileOptions.DeleteOnClose);
        _writer = new BinaryWriter(_disk, Encoding.UTF8, leaveOpen: true);
        var kept = _count;
        for (_count = 0; _count < kept; _count++) Write(_memory[_count]);
        _memory.Clear();
        _memory.TrimExcess();
    }

    private void Write(string text)
    {
        var position = _disk!.Position;
        if (_pages.Count == 0 || _count - _pages[^1].First >= PageTexts || position - _pageStart >= PageBytes)
        {
            _pages.Add((_count, position));
            _pageStart = position;
        }
        _writer!.Write(text);
    }

    private string[] ReadPage(int page)
    {
        var (first, offset) = _pages[page];
        var texts = new string[(page + 1 < _pages.Count ? _pages[page + 1].First : _count) - first];
        _disk!.Position = offset;
        using var reader = new BinaryReader(_disk, Encoding.UTF8, leaveOpen: true);
        for (var i = 0; i < texts.Length; i++) texts[i] = reader.ReadString();
        return texts;
    }

    private int PageOf(int index)
    {
        int low = 0, high = _pages.Count - 1;
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (_pages[middle].First <= index) low = middle;
            else high = middle - 1;
        }
        return low;
    }
}
