using Zhijian.Rules.Text;

namespace Zhijian.Rules.Matching;

/// <summary>Names of the places that stand in front of names and addresses and tell nothing apart inside a county: 河南省, 郑州, 巩义市.</summary>
public sealed class PlaceNames
{
    private const int ShortestRest = 2;
    private static readonly string[] Kinds = ["街道办事处", "开发区", "街道", "省", "市", "县", "区", "镇", "乡"];
    private readonly string[] _names;

    /// <param name="names">Full names, from the province down.</param>
    public PlaceNames(IEnumerable<string> names) =>
        _names = [.. names.SelectMany(Spellings).Distinct(StringComparer.Ordinal).OrderByDescending(n => n.Length)];

    public static PlaceNames None { get; } = new([]);

    /// <summary>The text behind the places it begins with; what would leave nothing to tell apart is left.</summary>
    public string After(string text)
    {
        while (Leading(text) is { } place) text = text[place.Length..];
        return text;
    }

    /// <summary>The text without places in brackets: 宏达(郑州)机械 → 宏达机械.</summary>
    public string WithoutBracketed(string text)
    {
        foreach (var name in _names) text = text.Replace($"({name})", "", StringComparison.Ordinal);
        return text;
    }

    private string? Leading(string text) =>
        Array.Find(_names, n => text.StartsWith(n, StringComparison.Ordinal) && text.Length - n.Length >= ShortestRest);

    /// <summary>巩义市 is also written 巩义; a place whose name is one character is not (登封市 → 登封, but 沁 of no place).</summary>
    private static IEnumerable<string> Spellings(string name)
    {
        var full = Width.Clean(name);
        if (full.Length == 0) yield break;
        yield return full;
        if (Array.Find(Kinds, k => full.EndsWith(k, StringComparison.Ordinal)) is { } kind && full.Length - kind.Length >= ShortestRest)
            yield return full[..^kind.Length];
    }
}
