using Zhijian.Platform.Access;
using Zhijian.Platform.Imports;

namespace Zhijian.Platform.Organisations;

/// <summary>Finds the division that somebody wrote as a code or as a name, inside a scope.</summary>
public sealed class PlaceFinder(DivisionDirectory divisions, Scope scope)
{
    /// <summary>Organisations lie in a city, a county or a township, never in a whole province.</summary>
    const int City = 2;
    public const string OutOfScope = "不在您的管辖范围内";
    readonly Dictionary<string, Parsed<DivisionDirectory.DivisionEntry>> found = [];
    ILookup<string, DivisionDirectory.DivisionEntry>? byName;

    public Parsed<DivisionDirectory.DivisionEntry> Find(string text)
    {
        if (!found.TryGetValue(text, out var place)) found[text] = place = text.All(char.IsAsciiDigit) ? ByCode(text) : ByName(text);
        return place;
    }

    Parsed<DivisionDirectory.DivisionEntry> ByCode(string code)
    {
        // Statistical codes have twelve digits; the zeros at the end say nothing.
        while (divisions.Find(code) is null && code.Length > 6 && code.EndsWith("000", StringComparison.Ordinal)) code = code[..^3];
        return divisions.Find(code) is not { } division ? Parsed.Bad<DivisionDirectory.DivisionEntry>("没有这个行政区划代码") : Judge([division]);
    }

    Parsed<DivisionDirectory.DivisionEntry> ByName(string name)
    {
        byName ??= divisions.All.ToLookup(d => d.Name, StringComparer.Ordinal);
        return byName.Contains(name) ? Judge([.. byName[name]]) : Parsed.Bad<DivisionDirectory.DivisionEntry>("没有这个行政区划，请填写全称（如巩义市）或代码");
    }

    Parsed<DivisionDirectory.DivisionEntry> Judge(DivisionDirectory.DivisionEntry[] candidates)
    {
        DivisionDirectory.DivisionEntry[] mine = [.. candidates.Where(d => scope.Covers(d.Path))];
        return mine switch
        {
            [] => Parsed.Bad<DivisionDirectory.DivisionEntry>(OutOfScope),
            [{ Level: >= City } one] => Parsed.Of(one),
            [_] => Parsed.Bad<DivisionDirectory.DivisionEntry>("应具体到市、县（市、区）或乡镇（街道）"),
            _ => Parsed.Bad<DivisionDirectory.DivisionEntry>($"有 {mine.Length} 个同名的行政区划，请填写代码"),
        };
    }
}
