namespace Zhijian.Rules.Text;

/// <summary>
/// Full-width forms (全角) typed by a Chinese input method, read as the half-width characters that were meant.
/// Covers U+FF01–U+FF5E, the blanks and the dashes; Chinese words and quotation marks stay as they are.
/// </summary>
public static class Width
{
    /// <summary>One character; a character without a half-width form comes back unchanged.</summary>
    public static char ToHalf(char c) => c switch
    {
        >= '\uFF01' and <= '\uFF5E' => (char)(c - 0xFEE0),
        '\u3000' or '\u00A0' or '\u202F' or (>= '\u2002' and <= '\u200A') => ' ',
        (>= '\u2010' and <= '\u2015') or '\u2212' or '\uFE63' => '-',
        _ => c,
    };

    /// <summary>Character for character: length and positions are kept.</summary>
    public static string ToHalf(ReadOnlySpan<char> text) =>
        string.Create(text.Length, text, static (half, full) =>
        {
            for (var i = 0; i < full.Length; i++) half[i] = ToHalf(full[i]);
        });

    /// <summary>Half-width, without invisible characters pasted along, trimmed: how every code and number is read.</summary>
    public static string Clean(ReadOnlySpan<char> text)
    {
        var buffer = text.Length <= 256 ? stackalloc char[text.Length] : new char[text.Length];
        return buffer[..Clean(text, buffer)].Trim().ToString();
    }

    /// <summary>As <see cref="Clean(ReadOnlySpan{char})"/> without allocation and without trimming; the result is the length written.</summary>
    internal static int Clean(ReadOnlySpan<char> text, Span<char> destination)
    {
        var length = 0;
        foreach (var c in text)
        {
            if (!IsInvisible(c)) destination[length++] = ToHalf(c);
        }
        return length;
    }

    /// <summary>Zero-width and direction marks, soft hyphen, byte-order mark: come along when text is copied from a page or a PDF.</summary>
    private static bool IsInvisible(char c) =>
        c is '\u00AD' or '\uFEFF' or '\u2060' or (>= '\u200B' and <= '\u200F') or (>= '\u202A' and <= '\u202E');
}
