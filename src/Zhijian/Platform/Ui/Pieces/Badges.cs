using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Zhijian.Platform.Ui.Pieces;

/// <summary>Small marks, usable in a list column (<c>Cell</c>) and as tags in a page.</summary>
public static class Badges
{
    public static IHtmlContent Status(string text, Tone tone, string? icon = null) =>
        Markup.Of($"<span class=\"z-badge z-{tone.CssName()}\">{Markup.Icon(icon ?? tone.Icon())}{text}</span>");

    /// <summary>A date by which something is due. Days left is negative when overdue.</summary>
    public static IHtmlContent Deadline(DateOnly due, int daysLeft, bool workingDays = false)
    {
        var unit = workingDays ? "个工作日" : "天";
        var (text, tone, icon) = daysLeft switch
        {
            < 0 => ($"逾期 {-daysLeft} {unit}", Tone.Danger, "alarm"),
            0 => ("今天到期", Tone.Danger, "alarm"),
            <= 5 => ($"剩 {daysLeft} {unit}", Tone.Warning, "clock-exclamation"),
            _ => ($"剩 {daysLeft} {unit}", Tone.Neutral, "calendar-due"),
        };
        return Markup.Of(
            $"<span class=\"z-deadline\"><span class=\"z-badge z-{tone.CssName()}\">{Markup.Icon(icon)}{text}</span> <time datetime=\"{Display.Date(due)}\"><span class=\"visually-hidden\">，期限</span>{Display.Date(due)}</time></span>");
    }
}

/// <summary><c>&lt;z-status tone="Success"&gt;已受理&lt;/z-status&gt;</c></summary>
[HtmlTargetElement("z-status")]
public sealed class StatusTagHelper : TagHelper
{
    public Tone Tone { get; set; }
    public string? Icon { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var text = await output.GetChildContentAsync();
        output.Become(Markup.Of($"<span class=\"z-badge z-{Tone.CssName()}\">{Markup.Icon(Icon ?? Tone.Icon())}{text}</span>"));
    }
}

/// <summary><c>&lt;z-deadline due="@date" /&gt;</c> counts calendar days from today; give days-left with working-days for working days.</summary>
[HtmlTargetElement("z-deadline", TagStructure = TagStructure.WithoutEndTag)]
public sealed class DeadlineTagHelper(TimeProvider clock) : TagHelper
{
    public DateOnly Due { get; set; }
    public int? DaysLeft { get; set; }
    public bool WorkingDays { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output) =>
        output.Become(Badges.Deadline(Due, DaysLeft ?? Due.DayNumber - Display.Today(clock).DayNumber, WorkingDays));
}
