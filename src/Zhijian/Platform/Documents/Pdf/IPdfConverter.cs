namespace Zhijian.Platform.Documents.Pdf;

/// <summary>Makes the .pdf of an issued .docx. Where it is not available the .docx is issued alone and the page shows <see cref="Why"/>.</summary>
public interface IPdfConverter
{
    bool Available { get; }

    /// <summary>Why there is no PDF and how to turn it on, in Chinese; null when available.</summary>
    string? Why { get; }

    /// <summary>The PDF: archive form (PDF/A-2b), fonts embedded, text can be searched and copied.</summary>
    /// <exception cref="PdfConversionException">Not available, not convertible, or not done in time. Nothing is left behind.</exception>
    Task<byte[]> ConvertAsync(byte[] docx, CancellationToken cancellation = default);
}

public enum PdfFailure { Unavailable, TimedOut, Failed }

/// <summary>Message is in Chinese, for people; Detail is what the converter said, for the log.</summary>
public sealed class PdfConversionException(PdfFailure failure, string message, string detail = "") : Exception(message)
{
    public PdfFailure Failure { get; } = failure;
    public string Detail { get; } = detail;
}
