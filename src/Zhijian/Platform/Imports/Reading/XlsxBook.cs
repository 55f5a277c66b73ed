using System.IO.Compression;
using System.Xml;
using Zhijian.Platform.Files;

namespace Zhijian.Platform.Imports.Reading;

/// <summary>The parts of a workbook around its sheets: names, relations, date formats, shared texts.</summary>
internal sealed class XlsxBook : ISheetBook
{
    private readonly ZipArchive _archive;
    private readonly List<(string Name, string Path)> _sheets = [];
    private readonly string? _sharedPath;
    private SharedTexts? _shared;

    /// <param name="stream">Seekable; left open.</param>
    /// <exception cref="SheetRefusedException">Not a readable workbook.</exception>
    public XlsxBook(Stream stream)
    {
        try
        {
            _archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
            var workbook = FirstTarget("_rels/.rels", "/officeDocument") ?? "xl/workbook.xml";
            var folder = workbook[..(workbook.LastIndexOf('/') + 1)];
            var relations = Relations($"{folder}_rels/{workbook[folder.Length..]}.rels", folder);
            ReadWorkbook(workbook, relations);
            _sharedPath = relations.Values.FirstOrDefault(relation => relation.Type.EndsWith("/sharedStrings", StringComparison.Ordinal)).Target;
            var styles = relations.Values.FirstOrDefault(relation => relation.Type.EndsWith("/styles", StringComparison.Ordinal)).Target;
            DateStyles = styles is not null && _archive.GetEntry(styles) is { } entry ? XlsxStyles.DateStyles(entry) : [];
        }
        catch (Exception error) when (error is XmlException or InvalidDataException or EndOfStreamException)
        {
            throw Broken(error);
        }
        if (_sheets.Count == 0) throw new SheetRefusedException("工作簿里没有可见的工作表。");
    }

    public IReadOnlyList<string> Sheets => [.. _sheets.Select(sheet => sheet.Name)];
    public string? Spelling => null;

    /// <summary>For each cell format, whether it shows a number as a date.</summary>
    public bool[] DateStyles { get; }

    /// <summary>Days to add to a serial date: workbooks made on old Macs count from 1904.</summary>
    public int DateShift { get; private set; }

    /// <summary>Shared texts, read once when the first sheet needs them.</summary>
    public SharedTexts Shared => _shared ??= _sharedPath is not null && _archive.GetEntry(_sharedPath) is { } entry ? SharedTexts.Read(entry) : SharedTexts.None;

    public ISheetSource Open(int sheet) =>
        _archive.GetEntry(_sheets[sheet].Path) is { } entry ? new XlsxSource(this, entry) : throw Broken(null);

    public void Dispose()
    {
        _shared?.Dispose();
        _archive.Dispose();
    }

    internal static SheetRefusedException Broken(Exception? cause) =>
        new("工作簿已损坏，无法读取。请用 Excel 或 WPS 打开确认后重新保存、上传。", cause);

    private void ReadWorkbook(string path, Dictionary<string, (string Type, string Target)> relations)
    {
        using var stream = (_archive.GetEntry(path) ?? throw Broken(null)).Open();
        using var reader = SafeXml.Open(stream);
        while (reader.Read())
        {
            if (reader.NodeType != XmlNodeType.Element) continue;
            if (reader.LocalName == "workbookPr" && reader.GetAttribute("date1904") is "1" or "true") DateShift = 1462;
            if (reader.LocalName != "sheet" || reader.GetAttribute("state") is "hidden" or "veryHidden") continue;
            var id = RelationId(reader);
            if (id is not null && relations.TryGetValue(id, out var relation) && relation.Type.EndsWith("/worksheet", StringComparison.Ordinal))
                _sheets.Add((reader.GetAttribute("name") ?? "", relation.Target));
        }
    }

    /// <summary>The attribute r:id in either edition of the format.</summary>
    private static string? RelationId(XmlReader reader)
    {
        string? id = null;
        while (reader.MoveToNextAttribute())
            if (reader.LocalName == "id" && reader.NamespaceURI.EndsWith("/relationships", StringComparison.Ordinal)) id = reader.Value;
        reader.MoveToElement();
        return id;
    }

    private string? FirstTarget(string relations, string type) =>
        Relations(relations, "").Values.FirstOrDefault(relation => relation.Type.EndsWith(type, StringComparison.Ordinal)).Target;

    private Dictionary<string, (string Type, string Target)> Relations(string path, string folder)
    {
        var relations = new Dictionary<string, (string, string)>();
        if (_archive.GetEntry(path) is not { } entry) return relations;
        using var stream = entry.Open();
        using var reader = SafeXml.Open(stream);
        while (reader.Read())
        {
            if (reader.NodeType != XmlNodeType.Element || reader.LocalName != "Relationship" || reader.GetAttribute("TargetMode") == "External") continue;
            if (reader.GetAttribute("Target") is not { } target) continue;
            var full = target.StartsWith('/') ? target[1..] : folder + target;
            relations[reader.GetAttribute("Id") ?? ""] = (reader.GetAttribute("Type") ?? "", Resolve(full));
        }
        return relations;
    }

    private static string Resolve(string path)
    {
        var parts = new List<string>();
        foreach (var part in path.Split('/'))
        {
            if (part == ".." && parts.Count > 0) parts.RemoveAt(parts.Count - 1);
            else if (part is not ("." or "..")) parts.Add(part);
        }
        return string.Join('/', parts);
    }
}
