using System.Collections.Frozen;

namespace Zhijian.Rules.Text;

/// <summary>
/// First letters of the pinyin of a name, for search by typing: 苯甲酸 → bjs. The table is reference/pinyin-initials.csv.
/// A character with several readings gives its commonest (重庆 → zq): good for finding, not for sorting or for papers.
/// </summary>
public sealed class PinyinInitials
{
    private readonly FrozenDictionary<char, char> _firstReading;

    /// <param name="rows">A character and the distinct initials of its readings, the commonest first: (长, "cz").</param>
    public PinyinInitials(IEnumerable<(char Character, string Initials)> rows) =>
        _firstReading = rows.ToFrozenDictionary(row => row.Character, row => row.Initials[0]);

    /// <summary>Latin letters and digits pass in lower case and half width; anything else without a reading is dropped.</summary>
    public string Of(ReadOnlySpan<char> text)
    {
        var buffer = text.Length <= 256 ? stackalloc char[text.Length] : new char[text.Length];
        var length = 0;
        foreach (var c in text)
        {
            var half = Width.ToHalf(c);
            if (char.IsAsciiLetterOrDigit(half)) buffer[length++] = char.ToLowerInvariant(half);
            else if (_firstReading.TryGetValue(c, out var initial)) buffer[length++] = initial;
        }
        return buffer[..length].ToString();
    }
}
