using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Zhijian.Platform.Ui.Pieces;

public sealed record Crumb(string Title, string Path);

/// <summary>
/// The head of a page: breadcrumb, title, a line below it, and actions as content. It also names the browser tab.
/// Without crumbs it shows the menu entry that the page lies under.
/// </summary>
[HtmlTargetElement("z-header")]
public sealed class HeaderTagHelper(Shell shell, IHttpContextAccessor accessor) : TagHelper
{
    public required string Title { get; set; }
    public string? Sub { get; set; }
    public IReadOnlyList<Crumb>? Crumbs { get; set; }

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext View { get; set; } = null!;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        View.ViewData["Title"] = Title;
        var actions = await output.GetChildContentAsync();
        var crumbs = Crumbs ?? (shell.Current is { } entry && accessor.HttpContext!.Request.Path != entry.Path ? [new Crumb(entry.Title, entry.Path)] : []);
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Become(Markup.Of($"""
            <div class="z-header">
            <div>
            {Markup.When(crumbs.Count > 0, $"<nav class=\"z-crumbs\" aria-label=\"所在位置\"><ol>{Markup.Each(crumbs, c => $"<li><a href=\"{c.Path}\">{c.Title}</a></li>")}<li aria-current=\"page\">{Title}</li></ol></nav>")}
            <h1>{Title}</h1>
            {Markup.When(Sub is not null, $"<p class=\"z-header-sub\">{Sub}</p>")}
            </div>
            {Markup.When(!actions.IsEmptyOrWhiteSpace, $"<div class=\"z-header-actions\">{actions}</div>")}
            </div>
            """));
    }
}
