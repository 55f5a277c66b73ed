using System.Buffers;
using System.Globalization;

namespace Zhijian.Rules.Text;

/// <summary>
/// Numbers as people type them: full-width digits, blanks around, thousands separators (comma or blank).
/// What could mean two things is refused: <c>1,5</c> is not 15, <c>1E5</c> is not 100000, nothing is rounded silently.
/// </summary>
public static class LenientDecimal
{
    /// <summary>The digits that a <see cref="decimal"/> always holds exactly.</summary>
    private const int MaxDigits = 28;

    private const int MaxLength = 64;

    private static readonly SearchValues<char> Plain = SearchValues.Create("0123456789., ");
    private static readonly SearchValues<char> Scientific = SearchValues.Create("0123456789.,+-eE");

    public static bool TryParse(ReadOnlySpan<char> text, out decimal value) => TryParse(text, out value, out _);

    /// <param name="text">The text of a field or a cell.</param>
    /// <param name="value">The number, 0 when refused.</param>
    /// <param name="error">Why it was refused, in Chinese, to stand beside the field; null when read.</param>
    public static bool TryParse(ReadOnlySpan<char> text, out decimal value, out string? error)
    {
        value = 0;
        error = null;
        text = text.Trim();
        if (text.Length > MaxLength) return Refuse("数字过长", out error);

        Span<char> buffer = stackalloc char[MaxLength];
        ReadOnlySpan<char> half = buffer[..Width.Clean(text, buffer)];
        half = half.Trim();
        if (half.IsEmpty) return Refuse("未填写数字", out error);

        var negative = half[0] == '-';
        if (half[0] is '-' or '+') half = half[1..];

        var point = half.IndexOf('.');
        var whole = point < 0 ? half : half[..point];
        var fraction = point < 0 ? default : half[(point + 1)..];
        if (half.IndexOfAnyInRange('0', '9') < 0) return Refuse("不是数字", out error);
        if (half.IndexOfAnyExcept(Scientific) < 0 && half.IndexOfAny('e', 'E') > 0)
            return Refuse("请写出完整数字，不要使用科学计数法", out error);
        if (fraction.IndexOfAnyExceptInRange('0', '9') >= 0 || half.IndexOfAnyExcept(Plain) >= 0)
            return Refuse("不是数字", out error);

        Span<char> digits = stackalloc char[MaxLength];
        if (!TryUngroup(whole, digits, out var length)) return Refuse("千位分隔符的位置不对", out error);
        var zeros = digits[..length].IndexOfAnyExcept('0');
        zeros = zeros < 0 ? length : zeros;
        digits[zeros..length].CopyTo(digits);
        length -= zeros;
        if (length + fraction.Length > MaxDigits) return Refuse("数字过长", out error);

        if (length == 0) digits[length++] = '0';
        digits[length++] = '.';
        fraction.CopyTo(digits[length..]);
        length += fraction.Length;
        value = decimal.Parse(digits[..length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
        if (negative) value = -value;
        return true;
    }

    /// <summary>Takes the separators out when each stands where a thousands separator stands.</summary>
    private static bool TryUngroup(ReadOnlySpan<char> whole, Span<char> digits, out int length)
    {
        length = 0;
        var first = whole.IndexOfAny(',', ' ');
        if (first < 0)
        {
            whole.CopyTo(digits);
            length = whole.Length;
            return true;
        }
        if (first is 0 or > 3) return false;

        for (var i = 0; i < whole.Length; i++)
        {
            var separatorHere = i >= first && (i - first) % 4 == 0;
            if (separatorHere ? whole[i] != whole[first] : !char.IsAsciiDigit(whole[i])) return false;
            if (!separatorHere) digits[length++] = whole[i];
        }
        return (whole.Length - first) % 4 == 0;
    }

    private static bool Refuse(string reason, out string? error)
    {
        error = reason;
        return false;
    }
}
