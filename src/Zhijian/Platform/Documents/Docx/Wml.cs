using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Zhijian.Platform.Documents.Docx;

/// <summary>Names of WordprocessingML, and reading and writing of its parts.</summary>
internal static class Wml
{
    public static readonly XNamespace W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    public static readonly XNamespace W14 = "http://schemas.microsoft.com/office/word/2010/wordml";
    public static readonly XNamespace R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    public static readonly XNamespace Wp = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing";
    public static readonly XNamespace A = "http://schemas.openxmlformats.org/drawingml/2006/main";
    public static readonly XNamespace Pic = "http://schemas.openxmlformats.org/drawingml/2006/picture";

    public static readonly XName P = W + "p", Run = W + "r", RunProperties = W + "rPr", Text = W + "t", Tab = W + "tab", Break = W + "br", CarriageReturn = W + "cr";
    public static readonly XName Table = W + "tbl", Row = W + "tr", Cell = W + "tc", TextBox = W + "txbxContent";
    public static readonly XName BookmarkStart = W + "bookmarkStart", BookmarkEnd = W + "bookmarkEnd", DocPr = Wp + "docPr";

    /// <summary>Deeper files are refused before anything walks them by recursion.</summary>
    public const int MaxDepth = 256;

    /// <summary>No DTD, nothing fetched from anywhere, blank between elements ignored unless xml:space says otherwise.</summary>
    public static XmlReaderSettings ReaderSettings { get; } = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreWhitespace = true,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        MaxCharactersInDocument = 64L << 20,
    };

    public static XElement Read(Stream stream)
    {
        using var reader = XmlReader.Create(stream, ReaderSettings);
        return XElement.Load(reader);
    }

    public static void Write(Stream stream, XElement root)
    {
        using var writer = XmlWriter.Create(stream, new XmlWriterSettings { Encoding = new UTF8Encoding(false), CloseOutput = false });
        new XDocument(new XDeclaration("1.0", "UTF-8", "yes"), root).Save(writer);
    }
}

/// <summary>The marks of a template after they were recognised, as elements between those of Word; they never reach a paper.</summary>
internal static class Mark
{
    private static readonly XNamespace Ns = "urn:zhijian:template";
    public static readonly XName Field = Ns + "field", Image = Ns + "image", Open = Ns + "open", Close = Ns + "close", Section = Ns + "section";
    public static readonly XName Name = "name", Inverted = "inverted";

    public static string NameOf(XElement mark) => (string)mark.Attribute(Name)!;
    public static bool IsInverted(XElement mark) => mark.Attribute(Inverted) is not null;
    public static bool Is(XElement element) => element.Name.Namespace == Ns;
}
