using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Zhijian.Platform.Ui.Pieces;

/// <summary>Tabs are links with an address of their own: <c>&lt;z-tabs label="档案内容" current="@Model.Tab"&gt;&lt;z-tab key="checks"&gt;…</c></summary>
[HtmlTargetElement("z-tabs")]
[RestrictChildren("z-tab")]
public sealed class TabsTagHelper : TagHelper
{
    public required string Label { get; set; }
    public string? Current { get; set; }

    /// <summary>Name of the query value that holds the tab.</summary>
    public string Parameter { get; set; } = "tab";

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        context.Items[typeof(TabsTagHelper)] = this;
        var tabs = await output.GetChildContentAsync();
        output.Become(Markup.Of($"<nav class=\"z-tabs\" aria-label=\"{Label}\"><ul>{tabs}</ul></nav>"));
    }
}

[HtmlTargetElement("z-tab", ParentTag = "z-tabs")]
public sealed class TabTagHelper : TagHelper
{
    public required string Key { get; set; }
    public int? Count { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var tabs = (TabsTagHelper)context.Items[typeof(TabsTagHelper)];
        var title = await output.GetChildContentAsync();
        var current = Markup.When(Key == tabs.Current, $" aria-current=\"page\"");
        output.Become(Markup.Of($"<li><a href=\"?{tabs.Parameter}={Key}\"{current}>{title}{Markup.When(Count is not null, $"<span class=\"z-count\">{Count}</span>")}</a></li>"));
    }
}
