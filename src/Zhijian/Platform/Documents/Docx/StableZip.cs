using System.IO.Compression;

namespace Zhijian.Platform.Documents.Docx;

/// <summary>Rewrites a zip so that equal contents are equal bytes: fixed order, fixed time, no extra fields.</summary>
internal static class StableZip
{
    // The first moment a zip can hold; it says plainly that it is not the time of anything.
    private static readonly DateTimeOffset Epoch = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static byte[] Rewrite(Stream zip)
    {
        var output = new MemoryStream();
        using (var source = new ZipArchive(zip, ZipArchiveMode.Read, leaveOpen: true))
        using (var target = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true))
            // Readers of Office files expect the list of content types first.
            foreach (var entry in source.Entries.OrderBy(e => e.FullName == "[Content_Types].xml" ? 0 : e.FullName == "_rels/.rels" ? 1 : 2).ThenBy(e => e.FullName, StringComparer.Ordinal))
            {
                var copy = target.CreateEntry(entry.FullName, CompressionLevel.Optimal);
                copy.LastWriteTime = Epoch;
                using var from = entry.Open();
                using var to = copy.Open();
                from.CopyTo(to);
            }
        return output.ToArray();
    }
}
