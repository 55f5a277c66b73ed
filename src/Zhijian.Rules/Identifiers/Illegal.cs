using System.Text;

namespace Zhijian.Rules.Identifiers;

/// <summary>Words for a character that does not belong where it stands.</summary>
internal static class Illegal
{
    /// <summary>第 3 位“I”…; a character that cannot be shown is given by its number.</summary>
    public static string At(ReadOnlySpan<char> text, int index) => $"第{index + 1}位{Show(text[index..])}";

    private static string Show(ReadOnlySpan<char> text)
    {
        if (text[0] == ' ') return "空格";
        Rune.DecodeFromUtf16(text, out var rune, out _);
        return Rune.IsControl(rune) || rune == Rune.ReplacementChar ? $"（U+{(int)text[0]:X4}）" : $"“{rune}”";
    }
}
