using System.Text.RegularExpressions;

namespace Zhijian.Rules.Credit;

/// <summary>What may be said in public of a party and of persons when a typical case (典型案例) is told.</summary>
public static partial class PartyMask
{
    private const string Hidden = "某某";
    private const int FewestKept = 2;

    private static readonly string[] Forms = ["有限责任公司", "股份有限公司", "有限公司", "集团公司", "分公司", "公司", "合作社", "工厂", "经营部", "厂", "店", "矿", "站", "所", "院"];

    /// <summary>Place and form stay, what identifies goes: 郑州华新机械有限公司 → 郑州某某有限公司.</summary>
    public static string Mask(string name)
    {
        var text = name.Trim();
        var form = Forms.FirstOrDefault(f => text.EndsWith(f, StringComparison.Ordinal) && text.Length > f.Length + FewestKept) ?? "单位";
        var place = text.Length > FewestKept + form.Length ? text[..FewestKept] : "";
        return place + Hidden + form;
    }

    /// <summary>Why a text may not be published as it is; null: nothing was found.</summary>
    /// <param name="identifying">Names and codes of the party and of persons.</param>
    public static string? Leak(string text, IEnumerable<string?> identifying)
    {
        if (identifying.FirstOrDefault(w => w is { Length: >= 2 } && text.Contains(w, StringComparison.Ordinal)) is { } word) return $"文中出现了“{word}”，请隐去后再提交";
        if (IdentityNumber().IsMatch(text)) return "文中有身份证号码，请隐去后再提交";
        if (CreditCode().IsMatch(text)) return "文中有统一社会信用代码，请隐去后再提交";
        return Phone().IsMatch(text) ? "文中有电话号码，请隐去后再提交" : null;
    }

    [GeneratedRegex(@"(?<!\d)\d{17}[\dXx](?![\dXx])")]
    private static partial Regex IdentityNumber();

    [GeneratedRegex("(?<![0-9A-Z])[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}(?![0-9A-Z])")]
    private static partial Regex CreditCode();

    [GeneratedRegex(@"(?<!\d)1[3-9]\d{9}(?!\d)|(?<!\d)0\d{2,3}[-—]?\d{7,8}(?!\d)")]
    private static partial Regex Phone();
}
