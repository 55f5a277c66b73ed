namespace Zhijian.Platform.Exports;

/// <summary>One column of an export.</summary>
/// <param name="Key">Stable key, for choosing columns and for the API; not written into the file.</param>
/// <param name="Title">Heading, in Chinese.</param>
public sealed record ExportColumn(string Key, string Title)
{
    /// <summary>Width in characters as Excel counts them (a Chinese character is about two); null: from the title.</summary>
    public double? Width { get; init; }
}
