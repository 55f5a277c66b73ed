using System.Globalization;
using System.IO.Compression;
using System.Text;
using Zhijian.Platform.Documents.Pdf;

namespace Zhijian.Tests.Platform.Documents;

/// <summary>A PDF that unpacks to gigabytes is not opened by the binder.</summary>
public sealed class PdfStreamsTests
{
    const int Mega = 1 << 20;

    static byte[] Packed(int megabytes)
    {
        var zeros = new byte[Mega];
        using var packed = new MemoryStream();
        using (var zip = new ZLibStream(packed, CompressionLevel.Optimal)) for (var i = 0; i < megabytes; i++) zip.Write(zeros);
        return packed.ToArray();
    }

    static byte[] Pdf(string dictionary, params IReadOnlyList<byte[]> parts)
    {
        using var pdf = new MemoryStream();
        void Write(string text) => pdf.Write(Encoding.Latin1.GetBytes(text));
        Write("%PDF-1.7\n");
        for (var i = 0; i < parts.Count; i++)
        {
            Write(string.Create(CultureInfo.InvariantCulture, $"{i + 1} 0 obj\n<< {dictionary} /Length {parts[i].Length} >>\nstream\n"));
            pdf.Write(parts[i]);
            Write("\nendstream\nendobj\n");
        }
        Write("%%EOF");
        return pdf.ToArray();
    }

    [Fact]
    public void Parts_are_counted_together_whatever_they_are_called()
    {
        var part = Packed(300);
        Assert.True(part.Length < Mega);
        Assert.False(PdfStreams.AreTooBig(Pdf("/Filter /FlateDecode", part, part, part)));
        Assert.True(PdfStreams.AreTooBig(Pdf("/Type /ObjStm /Filter /FlateDecode", part, part, part, part)));
        Assert.True(PdfStreams.AreTooBig(Pdf("/Subtype /Image", part, part, part, part)));
    }

    [Theory]
    [InlineData("/Filter [/FlateDecode /FlateDecode]")]
    [InlineData("/Filter /Fl#61teDecode")]
    [InlineData("/Filt#65r /FlateDecode")]
    public void What_is_packed_twice_or_named_in_riddles_is_too_much(string dictionary) => Assert.True(PdfStreams.AreTooBig(Pdf(dictionary, Packed(1))));

    [Fact]
    public void What_is_no_packed_part_counts_for_nothing()
    {
        Assert.False(PdfStreams.AreTooBig([]));
        Assert.False(PdfStreams.AreTooBig("stream"u8.ToArray()));
        Assert.False(PdfStreams.AreTooBig(Pdf("/Filter /DCTDecode", [0xFF, 0xD8, 0xFF, 0xE0])));
        Assert.False(PdfStreams.AreTooBig(Pdf("/Filter [/ASCII85Decode /FlateDecode]", Packed(1))));
        using var binder = new PdfBinder();
        Assert.Null(binder.Add("炸弹", Pdf("/Type /ObjStm /Filter /FlateDecode", Packed(1100))));
        Assert.Equal(0, binder.Pages);
    }
}
