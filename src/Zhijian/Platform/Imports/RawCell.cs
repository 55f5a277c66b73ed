using System.Globalization;

namespace Zhijian.Platform.Imports;

public enum RawCellKind
{
    Empty, Text,
    /// <summary>A number, as the file spells it.</summary>
    Number,
    /// <summary>A number shown as a date: days since 1899-12-30.</summary>
    Date,
    Truth,
    /// <summary>An Excel error such as #REF!.</summary>
    Error,
    /// <summary>A formula that was never calculated.</summary>
    NoResult,
    /// <summary>A text beyond Excel's 32,767 characters, cut.</summary>
    TooLong,
}

/// <summary>A cell as it stands in the file. Formulas are never executed: their last result is taken.</summary>
public readonly record struct RawCell(RawCellKind Kind, string Text)
{
    private const int ShownLength = 200;

    public static RawCell Of(string text) => text.Length == 0 ? default : new(RawCellKind.Text, text);

    public bool IsBlank => Kind == RawCellKind.Empty || (Kind == RawCellKind.Text && CellReading.Trim(Text).Length == 0);

    /// <summary>What a person sees in the cell: dates as dates, numbers without binary noise.</summary>
    public string Display => Kind switch
    {
        RawCellKind.Empty => "",
        RawCellKind.Number => CellReading.NumberText(Text),
        RawCellKind.Date => CellReading.SerialText(Text),
        RawCellKind.Truth => Text == "1" ? "是" : "否",
        _ => Text ?? "",
    };

    internal string? Shown => Display is { Length: > 0 } text ? text[..Math.Min(text.Length, ShownLength)] : null;

    /// <summary>The value with which the cell is written back, of the same type as it came.</summary>
    internal object? Value => Kind switch
    {
        RawCellKind.Number when double.TryParse(Text, CultureInfo.InvariantCulture, out var number) => number,
        RawCellKind.Date when CellReading.FromSerial(Text) is { } date => date.TimeOfDay == TimeSpan.Zero ? DateOnly.FromDateTime(date) : date,
        RawCellKind.Empty => null,
        _ => Display,
    };
}
