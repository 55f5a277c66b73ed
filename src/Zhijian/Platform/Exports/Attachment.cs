using Zhijian.Platform.Files;

namespace Zhijian.Platform.Exports;

/// <summary>An answer that is a file to keep.</summary>
public static class Attachment
{
    /// <param name="title">Without extension; may hold any sign.</param>
    public static void IsWorkbook(this HttpResponse response, string title) => response.IsFile(FileKind.Xlsx.MediaType(), title, "xlsx");

    public static void IsCsv(this HttpResponse response, string title) => response.IsFile("text/csv; charset=utf-8", title, "csv");

    /// <summary>The Chinese name for browsers of today, a plain one for others (RFC 6266).</summary>
    static void IsFile(this HttpResponse response, string type, string title, string extension)
    {
        response.ContentType = type;
        response.Headers.ContentDisposition = $"attachment; filename=export.{extension}; filename*=UTF-8''{Uri.EscapeDataString($"{title.Replace('/', '-')}.{extension}")}";
    }
}
