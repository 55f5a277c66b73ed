using System.Text;

namespace Zhijian.Rules.Text;

/// <summary>
/// Personal data as it is shown to those who need not know it. What is too short to keep anything hidden is hidden whole.
/// </summary>
public static class Mask
{
    /// <summary>张三丰 → 张**: the first character stays; a name of one character is hidden.</summary>
    public static string Name(string? name)
    {
        var runes = (name ?? "").Trim().EnumerateRunes().ToArray();
        if (runes.Length == 0) return "";
        return runes.Length == 1 ? "*" : runes[0] + new string('*', runes.Length - 1);
    }

    /// <summary>
    /// A mobile number keeps its first three and last four digits; any other number its last four; a number of less than
    /// seven digits nothing. Hyphens and blanks stay where they are.
    /// </summary>
    public static string Phone(string? phone)
    {
        var text = Width.Clean(phone);
        var digits = text.Count(char.IsAsciiDigit);
        var head = digits == 11 && text.StartsWith('1') ? 3 : 0;
        var tail = digits < 7 ? 0 : 4;

        var shown = new StringBuilder(text.Length);
        var seen = 0;
        foreach (var c in text)
        {
            if (char.IsAsciiDigit(c)) seen++;
            var separator = c is '-' or ' ' or '(' or ')' or '+';
            var open = char.IsAsciiDigit(c) && (seen <= head || seen > digits - tail);
            shown.Append(separator || open ? c : '*');
        }
        return shown.ToString();
    }

    /// <summary>The last four characters stay; a text of less than eight is hidden whole.</summary>
    public static string IdNumber(string? number)
    {
        var text = Width.Clean(number);
        var open = text.Length < 8 ? 0 : 4;
        return new string('*', text.Length - open) + text[^open..];
    }
}
