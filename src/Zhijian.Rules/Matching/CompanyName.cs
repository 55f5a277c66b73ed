using System.Text;
using System.Text.RegularExpressions;
using Zhijian.Rules.Text;

namespace Zhijian.Rules.Matching;

/// <summary>
/// 企业名称 taken apart as 企业名称登记管理规定 builds it: place, trade name (字号) with trade, legal form, and the branch behind
/// it. Two spellings of one name have the same <see cref="Core"/>.
/// </summary>
/// <param name="Full">Everything, half-width, in capitals, without blanks, brackets and other marks.</param>
/// <param name="Core">Trade name and trade: what tells firms of one place apart.</param>
/// <param name="Form">有限公司, 厂 …; empty when none is recognised.</param>
/// <param name="Branch">巩义分公司, 二分厂; empty for the firm itself.</param>
/// <param name="Numerals">Digits and number words of the core in their order: 一分厂 and 二分厂 are alike but not the same.</param>
public sealed partial record CompanyName(string Full, string Core, string Form, string Branch, string Numerals)
{
    private const int ShortestCore = 2;
    private const string NumberWords = "〇一二三四五六七八九";

    // The longest first; 厂, 矿, 店 and the like tell firms apart and stay in the core.
    private static readonly string[] Forms = ["股份有限责任公司", "有限责任公司", "股份有限公司", "集团有限公司", "有限合伙企业", "普通合伙企业", "个人独资企业", "有限公司", "总公司", "公司"];

    private static readonly string[] Notes = ["(个人独资)", "(普通合伙)", "(有限合伙)", "(特殊普通合伙)", "(个体工商户)", "(自然人独资)", "(集团)", "(自然人投资或控股)"];

    public static CompanyName Read(string? name, PlaceNames places)
    {
        var text = Squeeze(name);
        foreach (var note in Notes) text = text.Replace(note, "", StringComparison.Ordinal);
        var full = Bare(text);
        text = Bare(places.WithoutBracketed(text));

        var branch = "";
        if (Branches().Match(text) is { Success: true } parts) (text, branch) = (parts.Groups[1].Value, places.After(parts.Groups[2].Value));
        var form = Array.Find(Forms, f => text.EndsWith(f, StringComparison.Ordinal) && text.Length - f.Length >= ShortestCore) ?? "";
        var core = places.After(text[..^form.Length]);
        return new(full, core, form, branch, NumeralsOf(core + branch));
    }

    /// <summary>1 for the same core; different numbers or branches are different firms, however alike the rest.</summary>
    public double LikenessTo(CompanyName other)
    {
        const double DifferentUnit = 0.6;
        if (Full == other.Full) return 1;
        var likeness = Likeness.Dice(Core, other.Core);
        return Numerals == other.Numerals && Branch == other.Branch ? likeness : Math.Min(likeness, DifferentUnit);
    }

    private static string Squeeze(string? name)
    {
        var text = new StringBuilder();
        foreach (var c in Width.Clean(name).ToUpperInvariant())
            if (!char.IsWhiteSpace(c)) text.Append(c switch { '[' or '{' or '【' or '〔' => '(', ']' or '}' or '】' or '〕' => ')', _ => c });
        return text.ToString();
    }

    private static string Bare(string text) => string.Concat(text.Where(c => char.IsLetterOrDigit(c) || c == '〇'));

    private static string NumeralsOf(string text) => string.Concat(text.Select(c =>
        char.IsAsciiDigit(c) ? NumberWords[c - '0'] : NumberWords.Contains(c) || c is '十' or '零' ? c : '\0').Where(c => c != '\0'));

    [GeneratedRegex("^(.{2,}?(?:公司|集团|厂|矿))(.+(?:分公司|分厂|分店|分部|项目部|办事处|车间))$")]
    private static partial Regex Branches();
}
