namespace Zhijian.Platform.Files;

/// <summary>What one place of upload accepts. Sizes are bytes.</summary>
/// <param name="MaxBytes">Largest file; the upload stops at the first byte beyond it.</param>
/// <param name="Kinds">Accepted kinds, judged by content.</param>
public sealed record FilePolicy(long MaxBytes, params FileKind[] Kinds)
{
    private const long Mi = 1024 * 1024;

    /// <summary>Most entries in an archive (xlsx and docx are archives too).</summary>
    public int MaxEntries { get; init; } = 2_000;

    /// <summary>Most bytes that an archive may unpack to, all entries together.</summary>
    public long MaxExpandedBytes { get; init; } = 2_048 * Mi;

    /// <summary>Highest compression ratio of an entry that unpacks to more than 16 MiB. Honest sheets stay below 100.</summary>
    public int MaxRatio { get; init; } = 200;

    /// <summary>Tables to import: 256 MiB, which holds a million rows.</summary>
    public static FilePolicy Sheets { get; } = new(256 * Mi, FileKind.Xlsx, FileKind.Csv);

    /// <summary>Evidence and scanned papers: 50 MiB.</summary>
    public static FilePolicy Evidence { get; } = new(50 * Mi, FileKind.Pdf, FileKind.Jpeg, FileKind.Png);

    /// <summary>Templates of papers: 20 MiB.</summary>
    public static FilePolicy Templates { get; } = new(20 * Mi, FileKind.Docx) { MaxExpandedBytes = 256 * Mi };
}
