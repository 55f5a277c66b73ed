using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Zhijian.Platform.Ui.Pieces;

/// <summary>HTML written in code: every hole of the interpolated string is encoded unless it is HTML itself.</summary>
public static class Markup
{
    public static IHtmlContent Of(FormattableString html) => new HtmlFormattableString(html.Format, html.GetArguments());

    public static IHtmlContent Text(string text) => new HtmlContentBuilder().Append(text);

    public static IHtmlContent Icon(string name) => Of($"<i class=\"ti ti-{name}\" aria-hidden=\"true\"></i>");

    public static IHtmlContent Each<T>(IEnumerable<T> items, Func<T, FormattableString> html)
    {
        var builder = new HtmlContentBuilder();
        foreach (var item in items)
            builder.AppendHtml(Of(html(item)));
        return builder;
    }

    /// <summary>The markup when the condition holds, else nothing.</summary>
    public static IHtmlContent When(bool condition, FormattableString html) => condition ? Of(html) : HtmlString.Empty;

    /// <summary>Replaces the element of a tag helper by the markup.</summary>
    internal static void Become(this TagHelperOutput output, IHtmlContent content)
    {
        output.TagName = null;
        output.Content.SetHtmlContent(content);
    }
}
