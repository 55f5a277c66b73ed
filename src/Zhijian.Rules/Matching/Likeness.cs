namespace Zhijian.Rules.Matching;

/// <summary>How like two texts are: 0 nothing in common, 1 the same.</summary>
public static class Likeness
{
    /// <summary>
    /// Sørensen–Dice over pairs of neighbouring characters: twice the common pairs over all pairs, each pair counted as often
    /// as it stands. Good for Chinese names, which are short and whose characters each carry a meaning.
    /// </summary>
    public static double Dice(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        if (a.SequenceEqual(b)) return a.Length == 0 ? 0 : 1;
        if (a.Length < 2 || b.Length < 2) return 0;
        Span<bool> taken = b.Length <= 512 ? stackalloc bool[b.Length] : new bool[b.Length];
        var common = 0;
        for (var i = 0; i + 1 < a.Length; i++)
        {
            for (var j = 0; j + 1 < b.Length; j++)
            {
                if (taken[j] || a[i] != b[j] || a[i + 1] != b[j + 1]) continue;
                taken[j] = true;
                common++;
                break;
            }
        }
        return 2.0 * common / (a.Length - 1 + b.Length - 1);
    }

    /// <summary>Characters that must be changed to make one of two texts of equal length the other; other lengths count as everything.</summary>
    public static int Slips(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        if (a.Length != b.Length) return Math.Max(a.Length, b.Length);
        var slips = 0;
        for (var i = 0; i < a.Length; i++)
            if (a[i] != b[i]) slips++;
        return slips;
    }
}
