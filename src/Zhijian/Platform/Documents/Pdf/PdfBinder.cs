using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using PdfSharp.Drawing;
using PdfSharp.Pdf;
using PdfSharp.Pdf.IO;

namespace Zhijian.Platform.Documents.Pdf;

/// <summary>Binds papers and pictures into one PDF with bookmarks and running page numbers. All in memory: the caller keeps to a size.</summary>
public sealed class PdfBinder : IDisposable
{
    const double Margin = 40;
    /// <summary>A PNG is unpacked in memory, four bytes each; no camera takes more. A JPEG is bound as it is.</summary>
    const long MostPngPixels = 40_000_000;
    readonly PdfDocument bound = new();

    public int Pages => bound.PageCount;

    /// <summary>Appends the pages of a PDF.</summary>
    /// <returns>Its first page, from 1; null: damaged, locked or too large when unpacked, nothing was added.</returns>
    public int? Add(string title, byte[] pdf)
    {
        if (PdfStreams.AreTooBig(pdf)) return null;
        try
        {
            using var stream = new MemoryStream(pdf);
            using var from = PdfReader.Open(stream, PdfDocumentOpenMode.Import);
            if (from.PageCount == 0) return null;
            var first = Pages + 1;
            foreach (var page in from.Pages) bound.AddPage(page);
            Mark(title, first);
            return first;
        }
        catch (Exception e) when (e is not OutOfMemoryException) // A damaged file may break the reader anywhere.
        {
            return null;
        }
    }

    /// <summary>Appends a picture on a page of its own, A4, never enlarged.</summary>
    /// <returns>Its page, from 1; null: no readable picture, or one too large to unpack.</returns>
    public int? AddPicture(string title, byte[] picture)
    {
        if (PngPixels(picture) > MostPngPixels) return null;
        try
        {
            using var stream = new MemoryStream(picture);
            using var image = XImage.FromStream(stream);
            var page = bound.AddPage();
            (page.Width, page.Height) = (XUnit.FromMillimeter(210), XUnit.FromMillimeter(297));
            var (room, height) = (page.Width.Point - 2 * Margin, page.Height.Point - 2 * Margin);
            var scale = Math.Min(1, Math.Min(room / image.PointWidth, height / image.PointHeight));
            using var graphics = XGraphics.FromPdfPage(page);
            graphics.DrawImage(image, Margin + (room - image.PointWidth * scale) / 2, Margin, image.PointWidth * scale, image.PointHeight * scale);
            Mark(title, Pages);
            return Pages;
        }
        catch (Exception e) when (e is not OutOfMemoryException) // As above.
        {
            return null;
        }
    }

    /// <summary>Width by height as the head says; 0 for what is no PNG.</summary>
    static long PngPixels(ReadOnlySpan<byte> picture) => picture.Length >= 24 && picture[1..4].SequenceEqual("PNG"u8)
        ? (long)BinaryPrimitives.ReadUInt32BigEndian(picture[16..]) * BinaryPrimitives.ReadUInt32BigEndian(picture[20..]) : 0;

    /// <summary>Puts front matter, which bears no number, before what is bound, numbers the rest from 1 and gives the whole.</summary>
    public byte[] Finish(string title, byte[] front)
    {
        for (var i = 0; i < Pages; i++) Number(bound.Pages[i], i + 1);
        using var stream = new MemoryStream(front);
        using var from = PdfReader.Open(stream, PdfDocumentOpenMode.Import);
        for (var i = 0; i < from.PageCount; i++) bound.InsertPage(i, from.Pages[i]);
        bound.Info.Title = title;
        using var whole = new MemoryStream();
        bound.Save(whole);
        return whole.ToArray();
    }

    void Mark(string title, int page) => bound.Outlines.Add(title, bound.Pages[page - 1]);

    /// <summary>In the upper right corner, where archives look; with a font that every reader has, so that none is embedded.</summary>
    static void Number(PdfPage page, int number)
    {
        const string Font = "/ZhijianPage";
        var resources = page.Elements.GetDictionary("/Resources") ?? Put(page, "/Resources");
        var fonts = resources.Elements.GetDictionary("/Font") ?? Put(resources, "/Font");
        var font = new PdfDictionary();
        font.Elements.SetName("/Type", "/Font");
        font.Elements.SetName("/Subtype", "/Type1");
        font.Elements.SetName("/BaseFont", "/Helvetica");
        fonts.Elements[Font] = font;
        var x = page.MediaBox.X2 - 60;
        var y = page.MediaBox.Y2 - 36;
        // The page's own marks may leave the coordinates changed.
        page.Contents.PrependContent().CreateStream("q\n"u8.ToArray());
        page.Contents.AppendContent().CreateStream(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"\nQ BT {Font} 11 Tf {x:0.##} {y:0.##} Td ({number}) Tj ET\n")));
    }

    static PdfDictionary Put(PdfDictionary owner, string key)
    {
        var made = new PdfDictionary();
        owner.Elements[key] = made;
        return made;
    }

    public void Dispose() => bound.Dispose();
}
