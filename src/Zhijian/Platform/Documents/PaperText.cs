using System.Globalization;
using System.Text;

namespace Zhijian.Platform.Documents;

/// <summary>How values are written in papers.</summary>
public static class PaperText
{
    /// <summary>2018年9月1日, without leading zeros (GB/T 9704 7.3.5.4).</summary>
    public static string Date(DateOnly date) => string.Create(CultureInfo.InvariantCulture, $"{date.Year}年{date.Month}月{date.Day}日");

    /// <summary>
    /// The text as it may stand in XML and on paper: line ends become \n, tabs stay; other control characters, broken surrogates,
    /// non-characters and the invisible marks that turn the direction of writing (by which a figure could be shown reversed) are dropped.
    /// Blank at the ends is trimmed; null becomes empty.
    /// </summary>
    public static string Clean(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return "";
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.ReplaceLineEndings("\n").EnumerateRunes())
            if (Printable(rune)) clean.Append(rune);
        return clean.ToString().Trim();
    }

    // EnumerateRunes gives U+FFFD for half a surrogate pair.
    private static bool Printable(Rune rune) => rune.Value switch
    {
        '\n' or '\t' => true,
        0xFFFD or 0xFEFF => false,
        0x061C or 0x200E or 0x200F or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) => false,
        _ => !Rune.IsControl(rune) && (rune.Value & 0xFFFE) != 0xFFFE && rune.Value is not (>= 0xFDD0 and <= 0xFDEF),
    };
}
