using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Zhijian.Platform.Ui.Pieces;

/// <summary><c>&lt;z-empty title="还没有检测报告" icon="report"&gt;what to do now&lt;/z-empty&gt;</c></summary>
[HtmlTargetElement("z-empty")]
public sealed class EmptyTagHelper : TagHelper
{
    public required string Title { get; set; }
    public string Icon { get; set; } = "inbox";

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var advice = await output.GetChildContentAsync();
        output.Become(Markup.Of($"<div class=\"z-empty\">{Markup.Icon(Icon)}<p class=\"z-empty-title\">{Title}</p><div>{advice}</div></div>"));
    }
}

/// <summary><c>&lt;z-alert tone="Warning" title="…"&gt;text&lt;/z-alert&gt;</c>: something that the reader of a page must know.</summary>
[HtmlTargetElement("z-alert")]
public sealed class AlertTagHelper : TagHelper
{
    public Tone Tone { get; set; } = Tone.Info;
    public string? Title { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var text = await output.GetChildContentAsync();
        var icon = Tone is Tone.Info or Tone.Neutral ? "info-circle" : Tone.Icon();
        output.Become(Markup.Of($"<div class=\"z-alert z-{Tone.CssName()}\" role=\"note\">{Markup.Icon(icon)}<div>{Markup.When(Title is not null, $"<strong>{Title}</strong>")}<div>{text}</div></div></div>"));
    }
}

/// <summary>How far a long piece of work is.</summary>
/// <param name="PollPath">Answers with the next state of this piece; null when the work is over.</param>
public sealed record Progress(string Title, int Percent, string? Detail = null, string? PollPath = null, Tone Tone = Tone.Info)
{
    public IHtmlContent Draw()
    {
        var percent = Math.Clamp(Percent, 0, 100);
        var poll = Markup.When(PollPath is not null, $" hx-get=\"{PollPath}\" hx-trigger=\"every 2s\" hx-swap=\"outerHTML\" hx-target=\"this\"");
        return Markup.Of($"""
            <div class="z-progress z-{Tone.CssName()}"{poll}>
            <div class="z-progress-head"><strong>{Title}</strong><span>{percent}%</span></div>
            <svg class="z-progress-bar" viewBox="0 0 100 6" preserveAspectRatio="none" role="progressbar" aria-label="{Title}" aria-valuenow="{percent}" aria-valuemin="0" aria-valuemax="100"><rect class="z-ratio-track" width="100" height="6"/><rect class="z-ratio-fill" width="{percent}" height="6"/></svg>
            {Markup.When(Detail is not null, $"<p>{Detail}</p>")}
            </div>
            """);
    }
}

/// <summary><c>&lt;z-progress of="@progress" /&gt;</c>; the polled address answers with <c>Content(progress)</c> of the next state.</summary>
[HtmlTargetElement("z-progress", TagStructure = TagStructure.WithoutEndTag)]
public sealed class ProgressTagHelper : TagHelper
{
    public required Progress Of { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output) => output.Become(Of.Draw());
}
