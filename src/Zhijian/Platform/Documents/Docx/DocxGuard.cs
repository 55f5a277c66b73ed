using System.IO.Compression;
using System.Text;
using System.Xml;

namespace Zhijian.Platform.Documents.Docx;

/// <summary>
/// Looks at an uploaded .docx before anything else does. Only what an official paper needs is let in (a list of what is allowed, not of what is
/// forbidden): text, styles, headers, footers, notes, plain pictures. No macros, objects, embedded files or fonts, nothing outside the file.
/// </summary>
internal static class DocxGuard
{
    public const int MaxFileBytes = 5 << 20;
    public const int MaxUnpackedBytes = 50 << 20;
    public const int MaxEntries = 500;

    private const string Word = "application/vnd.openxmlformats-officedocument.wordprocessingml.";
    private const string Office = "application/vnd.openxmlformats-officedocument.";
    public const string MainType = Word + "document.main+xml";

    private static readonly HashSet<string> AllowedTypes = new(StringComparer.OrdinalIgnoreCase)
    {
        MainType, Word + "styles+xml", Word + "settings+xml", Word + "webSettings+xml", Word + "fontTable+xml", Word + "numbering+xml",
        Word + "header+xml", Word + "footer+xml", Word + "footnotes+xml", Word + "endnotes+xml", Word + "comments+xml", Word + "people+xml",
        Word + "commentsExtended+xml", Word + "commentsIds+xml", Word + "commentsExtensible+xml", "application/vnd.ms-word.stylesWithEffects+xml",
        Office + "theme+xml", Office + "extended-properties+xml", Office + "custom-properties+xml", Office + "customXmlProperties+xml",
        "application/vnd.openxmlformats-package.core-properties+xml", "application/vnd.openxmlformats-package.relationships+xml",
        "application/xml", "image/png", "image/jpeg", "image/gif",
    };

    /// <summary>The file, unpacked no further than needed to judge it. Empty list: safe to open.</summary>
    public static IReadOnlyList<string> Check(byte[] file)
    {
        if (file.Length > MaxFileBytes) return [$"文件超过 {MaxFileBytes >> 20} MB"];
        if (file is [0xD0, 0xCF, 0x11, 0xE0, ..]) return ["文件已加密，或是旧的 .doc 格式；请去掉密码并另存为 .docx"];
        if (file is not [(byte)'P', (byte)'K', 3, 4, ..]) return ["不是 .docx 文件"];
        try
        {
            using var zip = new ZipArchive(new MemoryStream(file, writable: false), ZipArchiveMode.Read);
            var parts = Unpack(zip);
            var problems = new List<string>();
            CheckTypes(parts, problems);
            foreach (var (name, content) in parts.OrderBy(p => p.Key, StringComparer.Ordinal))
                if (IsXml(name)) CheckXml(name, content, problems);
            return problems.Distinct().ToArray();
        }
        catch (Refused refused) { return [refused.Message]; }
        catch (Exception e) when (e is InvalidDataException or XmlException or DecoderFallbackException or EndOfStreamException or NotSupportedException)
        {
            return ["文件已损坏，或含有不允许的 XML 声明（DTD、实体）"];
        }
    }

    private static Dictionary<string, byte[]> Unpack(ZipArchive zip)
    {
        if (zip.Entries.Count > MaxEntries) throw new Refused($"压缩包内文件超过 {MaxEntries} 个");
        var parts = new Dictionary<string, byte[]>(StringComparer.OrdinalIgnoreCase);
        long total = 0;
        var buffer = new byte[64 << 10];
        foreach (var entry in zip.Entries)
        {
            var name = entry.FullName;
            if (name.EndsWith('/')) continue;
            if (name.StartsWith('/') || name.Contains('\\') || name.Split('/').Any(s => s is ".." or "." or "")) throw new Refused($"压缩包内文件名不合规：{name}");
            using var from = entry.Open();
            using var content = new MemoryStream();
            // The length that the zip declares may be a lie: count what really comes.
            for (int read; (read = from.Read(buffer)) > 0; content.Write(buffer, 0, read))
                if ((total += read) > MaxUnpackedBytes) throw new Refused($"解压后超过 {MaxUnpackedBytes >> 20} MB");
            if (!parts.TryAdd(name, content.ToArray())) throw new Refused($"压缩包内文件名重复：{name}");
        }
        return parts;
    }

    private static void CheckTypes(Dictionary<string, byte[]> parts, List<string> problems)
    {
        if (!parts.TryGetValue("[Content_Types].xml", out var list)) throw new Refused("不是 .docx 文件：缺少内容类型表");
        var types = Wml.Read(new MemoryStream(list));
        var byName = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var byExtension = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var type in types.Elements())
        {
            var value = (string?)type.Attribute("ContentType") ?? "";
            if (type.Attribute("PartName") is { } name) byName[name.Value.TrimStart('/')] = value;
            else if (type.Attribute("Extension") is { } extension) byExtension[extension.Value] = value;
        }
        var main = false;
        foreach (var part in parts.Keys.Where(p => p != "[Content_Types].xml").Order(StringComparer.Ordinal))
        {
            var type = byName.GetValueOrDefault(part) ?? byExtension.GetValueOrDefault(Path.GetExtension(part).TrimStart('.')) ?? "未声明";
            main |= type == MainType;
            if (!AllowedTypes.Contains(type)) problems.Add(Explain(part, type));
        }
        if (!main && problems.Count == 0) problems.Add("不是 Word 文档（.docx）");
    }

    private static string Explain(string part, string type) => type switch
    {
        _ when type.Contains("macroEnabled", StringComparison.OrdinalIgnoreCase) || type.Contains("vba", StringComparison.OrdinalIgnoreCase) => $"模板含有宏（{part}），请另存为不带宏的 .docx",
        _ when type.Contains("oleObject", StringComparison.OrdinalIgnoreCase) || type.Contains("activeX", StringComparison.OrdinalIgnoreCase) || part.Contains("embeddings/", StringComparison.OrdinalIgnoreCase) => $"模板含有嵌入对象（{part}），请删除后重新上传",
        _ when type.Contains("template.main", StringComparison.OrdinalIgnoreCase) => "文件是 .dotx 模板，请另存为 .docx",
        _ when type.Contains("font", StringComparison.OrdinalIgnoreCase) => $"模板嵌入了字体（{part}），请在保存选项中取消“将字体嵌入文件”",
        _ => $"模板含有不允许的内容 {part}（{type}）",
    };

    private static bool IsXml(string name) => Path.GetExtension(name).ToUpperInvariant() is ".XML" or ".RELS" or ".VML";

    private static void CheckXml(string part, byte[] content, List<string> problems)
    {
        var fields = new FieldCodes();
        using var reader = XmlReader.Create(new MemoryStream(content), Wml.ReaderSettings);
        while (reader.Read())
        {
            if (reader.Depth > Wml.MaxDepth) throw new Refused($"{part} 嵌套过深");
            if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace) fields.Text(reader.Value);
            if (reader.NodeType == XmlNodeType.EndElement) fields.End(reader.LocalName);
            if (reader.NodeType != XmlNodeType.Element) continue;
            fields.Start(reader);
            switch (reader.LocalName)
            {
                case "Relationship":
                    CheckRelation(part, reader.GetAttribute("TargetMode"), reader.GetAttribute("Target") ?? "", reader.GetAttribute("Type") ?? "", problems);
                    break;
                case "OLEObject" or "object" or "control" or "altChunk" or "subDoc" or "mailMerge" or "frameset" or "attachedTemplate" or "script":
                    problems.Add($"模板含有不允许的内容「{reader.LocalName}」（{part}），请删除嵌入对象、控件、邮件合并和外部模板");
                    break;
                case "imagedata" or "fill" or "stroke" when reader.GetAttribute("src") is not null || reader.GetAttribute("href", "urn:schemas-microsoft-com:office:office") is not null:
                    problems.Add($"模板引用了文件外的图片（{part}），请改为插入图片");
                    break;
                case "ins" or "del" or "moveFrom" or "moveTo" when reader.NamespaceURI == Wml.W.NamespaceName:
                    problems.Add("模板含有未接受的修订，请先接受或拒绝全部修订");
                    break;
                case "comment" when reader.NamespaceURI == Wml.W.NamespaceName:
                    problems.Add("模板含有批注，请先删除全部批注");
                    break;
            }
        }
        foreach (var code in fields.Forbidden) problems.Add($"模板含有域「{code}」（{part}）；只允许页码、总页数、编号和引用等域");
    }

    private static void CheckRelation(string part, string? mode, string target, string type, List<string> problems)
    {
        var kind = type[(type.LastIndexOf('/') + 1)..];
        if (string.Equals(mode, "External", StringComparison.OrdinalIgnoreCase) || target.Contains(':') || target.Contains('\\') || target.StartsWith("//", StringComparison.Ordinal))
            problems.Add(kind switch
            {
                "hyperlink" => "模板含有超链接，请右键“取消超链接”，只留文字",
                "attachedTemplate" => "模板引用了外部 Word 模板，请在“开发工具－文档模板”中改为 Normal",
                _ => $"模板引用了文件外的内容（{kind}，{part}），请改为插入到文件内",
            });
        else if (kind is "attachedTemplate" or "aFChunk" or "subDocument" or "vbaProject" or "oleObject" or "package" or "control" or "frame")
            problems.Add($"模板含有不允许的内容（{kind}，{part}）");
    }

    private sealed class Refused(string message) : Exception(message);
}
