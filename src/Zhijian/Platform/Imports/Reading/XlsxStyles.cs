using System.Globalization;
using System.IO.Compression;
using System.Xml;
using Zhijian.Platform.Files;

namespace Zhijian.Platform.Imports.Reading;

/// <summary>Finds the cell formats that show numbers as dates.</summary>
internal static class XlsxStyles
{
    public static bool[] DateStyles(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        using var reader = SafeXml.Open(stream);
        var custom = new Dictionary<int, bool>();
        var styles = new List<bool>();
        var inCellFormats = false;
        while (reader.Read())
        {
            if (reader.LocalName == "cellXfs") inCellFormats = reader.NodeType == XmlNodeType.Element && !reader.IsEmptyElement;
            if (reader.NodeType != XmlNodeType.Element) continue;
            if (reader.LocalName == "numFmt") custom[Id(reader)] = IsDate(reader.GetAttribute("formatCode") ?? "");
            if (reader.LocalName == "xf" && inCellFormats && Id(reader) is var id)
                styles.Add(custom.TryGetValue(id, out var isDate) ? isDate : id is (>= 14 and <= 22) or (>= 27 and <= 36) or (>= 45 and <= 47) or (>= 50 and <= 58));
        }
        return [.. styles];
    }

    private static int Id(XmlReader reader) =>
        int.TryParse(reader.GetAttribute("numFmtId"), CultureInfo.InvariantCulture, out var id) ? id : 0;

    /// <summary>Whether a format holds a year, month, day, hour or second outside quotes, brackets and escapes.</summary>
    internal static bool IsDate(string format)
    {
        for (var i = 0; i < format.Length; i++)
        {
            var c = format[i];
            if (c is '\\' or '_' or '*') i++;
            else if (c == ';') return false;
            else if (c is '"' or '[')
            {
                var end = format.IndexOf(c == '"' ? '"' : ']', i + 1);
                if (end < 0) return false;
                i = end;
            }
            else if (c is 'y' or 'm' or 'd' or 'h' or 's' or 'Y' or 'M' or 'D' or 'H' or 'S') return true;
        }
        return false;
    }
}
