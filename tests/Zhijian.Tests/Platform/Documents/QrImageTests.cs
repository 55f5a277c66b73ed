using System.Xml.Linq;
using Zhijian.Platform.Documents;

namespace Zhijian.Tests.Platform.Documents;

public sealed class QrImageTests
{
    [Fact]
    public void Svg_stands_under_a_strict_policy_and_has_a_quiet_zone()
    {
        var svg = XElement.Parse(QrImage.Svg("https://zhijian.example/verify/008J", "核验 <码>"));
        Assert.DoesNotContain(svg.DescendantsAndSelf().Attributes(), a => a.Name.LocalName is "style" or "id" || a.Name.LocalName.StartsWith("on", StringComparison.Ordinal));
        Assert.Equal("核验 <码>", (string?)svg.Attribute("aria-label"));
        Assert.StartsWith("M4 4h7v1h-7z", (string?)svg.Elements().Last().Attribute("d"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_text_gives_the_same_picture()
    {
        Assert.Equal(QrImage.Png("x"), QrImage.Png("x"));
        Assert.NotEqual(QrImage.Png("x"), QrImage.Png("y"));
        Assert.Equal(25, QrImage.ForPaper("x").WidthMm);
    }

    [Fact]
    public void Only_a_png_of_a_sensible_size_is_a_picture()
    {
        Assert.Throws<ArgumentException>(() => new PaperImage("GIF89a"u8.ToArray(), 25, 25));
        Assert.Throws<ArgumentException>(() => new PaperImage(QrImage.Png("x"), 0, 25));
        Assert.Throws<ArgumentException>(() => new PaperImage(QrImage.Png("x"), 25, double.NaN));
    }
}
