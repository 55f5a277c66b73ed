using System.Xml;

namespace Zhijian.Platform.Files;

/// <summary>The only settings with which XML from outside is read: no document type, no resolver.</summary>
public static class SafeXml
{
    public static XmlReader Open(Stream stream) => XmlReader.Create(stream, new XmlReaderSettings
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        CloseInput = false,
        CheckCharacters = false,
    });
}
