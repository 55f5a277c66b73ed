namespace Zhijian.Platform.Files;

/// <summary>Kinds of files that the platform can accept; which of them a place accepts is said by its <see cref="FilePolicy"/>.</summary>
public enum FileKind { Xlsx, Csv, Docx, Pdf, Jpeg, Png, Zip }

/// <summary>What users and browsers call each kind.</summary>
public static class FileKinds
{
    private sealed record Entry(string Name, string MediaType, string[] Extensions);

    private static readonly Dictionary<FileKind, Entry> Table = new()
    {
        [FileKind.Xlsx] = new("Excel 工作簿", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", [".xlsx"]),
        [FileKind.Csv] = new("CSV 文本表格", "text/csv", [".csv"]),
        [FileKind.Docx] = new("Word 文档", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", [".docx"]),
        [FileKind.Pdf] = new("PDF 文档", "application/pdf", [".pdf"]),
        [FileKind.Jpeg] = new("JPEG 图片", "image/jpeg", [".jpg", ".jpeg"]),
        [FileKind.Png] = new("PNG 图片", "image/png", [".png"]),
        [FileKind.Zip] = new("ZIP 压缩包", "application/zip", [".zip"]),
    };

    public static string ChineseName(this FileKind kind) => Table[kind].Name;

    public static string MediaType(this FileKind kind) => Table[kind].MediaType;

    /// <summary>Extensions in lower case with the dot; the first is the usual one.</summary>
    public static IReadOnlyList<string> Extensions(this FileKind kind) => Table[kind].Extensions;

    /// <summary>The list for a page or a message: "Excel 工作簿（.xlsx）、CSV 文本表格（.csv）".</summary>
    public static string Describe(IEnumerable<FileKind> kinds) =>
        string.Join("、", kinds.Select(kind => $"{kind.ChineseName()}（{string.Join(" ", kind.Extensions())}）"));
}
