namespace Zhijian.Data;

/// <summary>Texts that go into a column of a certain length.</summary>
static class Texts
{
    /// <exception cref="Refusal">Nothing was written, or too much.</exception>
    public static string Needed(string? text, int most, string field, string title) =>
        text?.Trim() is { Length: > 0 } words && words.Length <= most ? words : throw new Refusal($"请填写{title}，不超过 {most} 个字。", field);

    /// <returns>Null: nothing was written.</returns>
    /// <exception cref="Refusal">Too much was written.</exception>
    public static string? Allowed(string? text, int most, string field, string title) =>
        text?.Trim() is not { Length: > 0 } words ? null : words.Length <= most ? words : throw new Refusal($"{title}不能超过 {most} 个字。", field);

    /// <summary>The beginning of what the platform itself put together.</summary>
    public static string Cut(string text, int most) => text.Length <= most ? text : text[..(most - 1)] + "…";

    /// <returns>Null: there is nothing to cut.</returns>
    public static string? CutIfAny(string? text, int most) => string.IsNullOrEmpty(text) ? null : Cut(text, most);
}
