using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;

namespace Zhijian.Platform.Documents.Pdf;

/// <summary>How much the packed parts of a PDF become when they are unpacked. A reader unpacks some of them in memory; a small file may hold gigabytes.</summary>
static partial class PdfStreams
{
    const long Most = 1L << 30;
    const int LongestDictionary = 4096;
    static ReadOnlySpan<byte> Stream => "stream"u8;

    /// <summary>Every part is unpacked, into nothing, whatever it says it is; packed twice or named in riddles counts as too much.</summary>
    public static bool AreTooBig(byte[] pdf)
    {
        long total = 0;
        var sink = new byte[81920];
        for (var at = 0; Next(pdf, ref at) is { } start;)
        {
            var from = Math.Max(0, start - LongestDictionary);
            var before = Encoding.Latin1.GetString(pdf, from, start - from);
            var dictionary = before[Math.Max(0, before.LastIndexOf("obj", StringComparison.Ordinal))..];
            if (dictionary.Contains('#', StringComparison.Ordinal) || Filters().Match(dictionary).Value.Split("Flate").Length > 2) return true;
            total += Unpacked(pdf, start, sink, Most - total);
            if (total >= Most) return true;
        }
        return false;
    }

    /// <summary>Where the bytes of the next part begin.</summary>
    static int? Next(byte[] pdf, ref int at)
    {
        while (pdf.AsSpan(at).IndexOf(Stream) is >= 0 and var found)
        {
            var start = at + found + Stream.Length;
            at = start;
            // The word also ends "endstream".
            if (pdf.AsSpan(0, start).EndsWith("endstream"u8)) continue;
            while (start < pdf.Length && pdf[start] is (byte)'\r' or (byte)'\n' or (byte)' ') start++;
            return start;
        }
        return null;
    }

    static long Unpacked(byte[] pdf, int start, byte[] sink, long room)
    {
        long length = 0;
        try
        {
            using var packed = new MemoryStream(pdf, start, pdf.Length - start, writable: false);
            using var plain = new ZLibStream(packed, CompressionMode.Decompress);
            for (int read; length < room && (read = plain.Read(sink)) > 0;) length += read;
        }
        catch (InvalidDataException)
        {
            // Not packed this way, or damaged after what was read.
        }
        return length;
    }

    [GeneratedRegex(@"/Filter\s*\[[^\]]*\]")] private static partial Regex Filters();
}
