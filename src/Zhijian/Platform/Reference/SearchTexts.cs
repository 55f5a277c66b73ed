using Zhijian.Rules.Text;

namespace Zhijian.Platform.Reference;

/// <summary>Builds what rows are found by: names and their pinyin initials, aliases, codes, CAS, all in lower case and half width.</summary>
public sealed class SearchTexts(Func<PinyinInitials> read)
{
    // Twenty thousand characters: read when the first text is built, which an ordinary start does not do.
    readonly Lazy<PinyinInitials> pinyin = new(read);

    public string Of(string? name, IEnumerable<string?> others)
    {
        var texts = others.Prepend(name).Where(t => !string.IsNullOrEmpty(t)).Select(t => SearchWord.Fold(t!)).ToList();
        texts.AddRange(texts.Where(HasHan).Select(t => Initials(t)).Where(t => t.Length > 1).ToList());
        return Border + string.Join(Border, texts.Distinct()) + Border;
    }

    // Stands around every text, and in no question, because questions lose their control characters.
    const char Border = '\u001f';

    /// <summary>Matches a whole text; at the beginning of the search text, the name.</summary>
    public static string Whole(string q) => Border + q + Border;
    public static string Start(string q) => Border + q;

    public string Initials(string? text) => text is null ? "" : pinyin.Value.Of(text);

    static bool HasHan(string text) => text.Any(c => c is >= '\u3400' and <= '\u9fff');
}

/// <summary>What somebody searches for, made harmless: bounded, folded, without control characters.</summary>
public sealed record SearchWord
{
    public const int MaxLength = 60;
    public required string Text { get; init; }

    /// <returns>Null when nothing is searched for.</returns>
    /// <exception cref="Data.Refusal">Too long.</exception>
    public static SearchWord? Of(string? q)
    {
        if (string.IsNullOrWhiteSpace(q)) return null;
        if (q.Length > MaxLength) throw new Data.Refusal($"检索词最长 {MaxLength} 个字。", "q");
        var folded = Fold(q);
        return folded.Length == 0 ? null : new() { Text = folded };
    }

    public static string Fold(string text)
    {
        var folded = new char[text.Length];
        var length = 0;
        foreach (var c in text)
        {
            var half = c is >= '\uFF01' and <= '\uFF5E' ? (char)(c - 0xFEE0) : c == '\u3000' ? ' ' : c;
            if (!char.IsControl(half) && !char.IsSurrogate(half)) folded[length++] = char.ToLowerInvariant(half);
        }
        return new string(folded, 0, length).Trim();
    }
}
