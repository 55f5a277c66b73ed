using System.Globalization;
using System.Text;
using QRCoder;

namespace Zhijian.Platform.Documents;

/// <summary>QR codes for papers (PNG) and pages (SVG). Error correction M: 15 % of the modules may be unreadable, enough for a copy of a copy.</summary>
public static class QrImage
{
    /// <summary>Printed side of the code on papers, quiet zone included, in millimetres.</summary>
    public const double PaperSideMm = 25;

    /// <summary>Black on white, one bit per pixel.</summary>
    /// <param name="pixelsPerModule">At 25 mm and 12 pixels a module the code prints at 500 dpi or more.</param>
    public static byte[] Png(string text, int pixelsPerModule = 12)
    {
        using var data = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M, forceUtf8: true);
        using var code = new PngByteQRCode(data);
        return code.GetGraphic(pixelsPerModule);
    }

    public static PaperImage ForPaper(string text) => new(Png(text), PaperSideMm, PaperSideMm);

    /// <summary>One path with attributes only: no style, no script, no id, so it may stand in a page under a strict Content-Security-Policy.</summary>
    /// <param name="label">What it is, for a screen reader.</param>
    public static string Svg(string text, string label)
    {
        using var data = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M, forceUtf8: true);
        // The matrix of the package brings its own quiet zone of four modules.
        var rows = data.ModuleMatrix;
        var path = new StringBuilder();
        for (var y = 0; y < rows.Count; y++)
            for (int x = 0, width; x < rows[y].Length; x += Math.Max(width, 1))
            {
                for (width = 0; x + width < rows[y].Length && rows[y][x + width]; width++) { }
                if (width > 0) path.Append(CultureInfo.InvariantCulture, $"M{x} {y}h{width}v1h-{width}z");
            }
        return $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {rows.Count} {rows.Count}" role="img" aria-label="{System.Net.WebUtility.HtmlEncode(label)}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h{rows.Count}v{rows.Count}H0z"/><path fill="#000" d="{path}"/></svg>""";
    }
}
