using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Zhijian.Platform.Ui.Pieces;

/// <param name="When">As it is to be read: 2026-03-05, or with the time of day.</param>
/// <param name="Who">Person or body that acted.</param>
public sealed record TimelineItem(string When, string Title, string? Detail = null, string? Who = null, string? Path = null, Tone Tone = Tone.Neutral, string? Icon = null);

/// <summary><c>&lt;z-timeline items="@items" /&gt;</c>, the newest first.</summary>
[HtmlTargetElement("z-timeline", TagStructure = TagStructure.WithoutEndTag)]
public sealed class TimelineTagHelper : TagHelper
{
    public required IReadOnlyList<TimelineItem> Items { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output) =>
        output.Become(Markup.Of($"<ol class=\"z-timeline\">{Markup.Each(Items, Entry)}</ol>"));

    private static FormattableString Entry(TimelineItem item)
    {
        var title = item.Path is null ? Markup.Text(item.Title) : Markup.Of($"<a href=\"{item.Path}\">{item.Title}</a>");
        return $"""
            <li class="z-{item.Tone.CssName()}">
            <span class="z-timeline-mark">{Markup.Icon(item.Icon ?? item.Tone.Icon())}</span>
            <div class="z-timeline-head"><strong>{title}</strong><span class="z-timeline-when">{item.When}</span>{Markup.When(item.Who is not null, $"<span class=\"z-timeline-who\">{item.Who}</span>")}</div>
            {Markup.When(item.Detail is not null, $"<p>{item.Detail}</p>")}
            </li>
            """;
    }
}
