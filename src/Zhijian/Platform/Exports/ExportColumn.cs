namespace Zhijian.Platform.Exports;

/// <summary>A column of an exported sheet.</summary>
/// <param name="Key">Stable key, the same as in the list definition.</param>
/// <param name="Title">What stands in the first row.</param>
public sealed record ExportColumn(string Key, string Title);
