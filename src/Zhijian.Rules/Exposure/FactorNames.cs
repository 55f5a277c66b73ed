using System.Collections.Frozen;
using Zhijian.Rules.Text;

namespace Zhijian.Rules.Exposure;

/// <summary>How sure a name is: a lower one is asked first and hides the higher ones.</summary>
public enum NameKind : byte
{
    /// <summary>Catalogue code or entry of the standard: C028, T1-12.</summary>
    Code,

    /// <summary>Name, alias or CAS number of a limit.</summary>
    Limit,

    /// <summary>Part of a limit's name: without its qualification, or the word in brackets.</summary>
    LimitPart,

    /// <summary>Name, alias or CAS number of the hazard catalogue.</summary>
    Catalogue,

    /// <summary>Part of a name of the catalogue.</summary>
    CataloguePart,
}

/// <summary>Finds factors by code, Chinese or English name, alias or CAS number, whatever width, case or spacing.</summary>
public sealed class FactorNames
{
    private readonly FrozenDictionary<string, int[]> _ids;
    private readonly FrozenDictionary<string, int[]>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    /// <param name="names">A name and the factors it stands for; none: the catalogue has it, no standard limits it.</param>
    public FactorNames(IEnumerable<(NameKind Kind, string Name, int[] Factors)> names)
    {
        var found = new Dictionary<string, (NameKind Kind, int[] Factors)>(StringComparer.Ordinal);
        foreach (var (kind, name, factors) in names)
        {
            var key = Plain(name);
            if (key.Length == 0) continue;
            if (!found.TryGetValue(key, out var known) || kind < known.Kind) found[key] = (kind, factors);
            else if (kind == known.Kind) found[key] = (kind, [.. known.Factors.Union(factors)]);
        }
        _ids = found.ToFrozenDictionary(pair => pair.Key, pair => pair.Value.Factors, StringComparer.Ordinal);
        _lookup = _ids.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>The factors of a name; false when nobody knows it.</summary>
    public bool TryFind(ReadOnlySpan<char> text, out int[] factors)
    {
        Span<char> buffer = text.Length <= 256 ? stackalloc char[text.Length] : new char[text.Length];
        var plain = buffer[..Plain(text, buffer)];
        if (_lookup.TryGetValue(plain, out factors!)) return true;
        // 苯（皮） is 苯 with somebody's remark behind it.
        var bracket = plain.LastIndexOf('(');
        return bracket > 0 && plain[^1] == ')' && _lookup.TryGetValue(plain[..bracket], out factors!);
    }

    public static string Plain(string text)
    {
        var buffer = new char[text.Length];
        return buffer.AsSpan(0, Plain(text, buffer)).ToString();
    }

    private static int Plain(ReadOnlySpan<char> text, Span<char> plain)
    {
        var length = Width.Clean(text, plain);
        var kept = 0;
        for (var i = 0; i < length; i++)
        {
            var c = plain[i];
            if (char.IsWhiteSpace(c)) continue;
            plain[kept++] = c switch
            {
                >= '₀' and <= '₉' => (char)(c - '₀' + '0'),
                '，' or '、' => ',',
                '′' or '’' or '‘' => '\'',
                '【' or '［' => '(',
                '】' or '］' => ')',
                _ => char.ToLowerInvariant(c),
            };
        }
        return kept;
    }
}
