using System.Globalization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Zhijian.Platform.Ui.Pieces;

/// <summary>A measured value against its limit, as the rules judged it. The bar shows; it does not judge.</summary>
/// <param name="Action">The action level, in the unit of the limit.</param>
/// <param name="Band">Exposure band 0, Ⅰ … Ⅳ; null where the law knows none (noise, heat).</param>
public sealed record Ratio(decimal Value, decimal Limit, decimal Action, string Unit, string? Band = null, bool BelowDetection = false)
{
    /// <summary>Where the scale begins: 0, but for instance 60 for noise.</summary>
    public decimal From { get; init; }

    /// <summary>Shown for what lies below it, where a part of it was compared.</summary>
    public decimal? Detection { get; init; }

    private const decimal Width = 120, LimitAt = 80;

    public IHtmlContent Draw()
    {
        var (word, tone) = Value > Limit ? ("超标", Tone.Danger) : Value >= Action ? ("达到行动水平", Tone.Warning) : ("合格", Tone.Success);
        var value = BelowDetection ? "<" + Display.Number(Detection ?? Value) : Display.Number(Value);
        var percent = Limit > 0 && From == 0 ? string.Create(CultureInfo.InvariantCulture, $"{Value / Limit:P0}").Replace(" ", "", StringComparison.Ordinal) : null;
        var label = $"检测值 {value} {Unit}，限值 {Display.Number(Limit)} {Unit}" + (percent is null ? "" : $"，为限值的 {percent}") + (Band is null ? "" : $"，接触等级 {Band}") + $"，{word}";
        return Markup.Of($"""
            <span class="z-ratio z-{tone.CssName()}">
            <span class="z-ratio-text"><b>{value}</b> / {Display.Number(Limit)} {Unit}</span>
            <svg class="z-ratio-bar" width="120" height="14" viewBox="0 0 120 14" role="img" aria-label="{label}">
            <rect class="z-ratio-track" x="0" y="4" width="120" height="6" rx="3"/>
            <rect class="z-ratio-fill" x="0" y="4" width="{At(Value)}" height="6" rx="3"/>
            <line class="z-ratio-action" x1="{At(Action)}" x2="{At(Action)}" y1="2" y2="12"/>
            <line class="z-ratio-limit" x1="{At(Limit)}" x2="{At(Limit)}" y1="0" y2="14"/>
            </svg>
            <span class="z-ratio-verdict">{Markup.When(percent is not null, $"<span>{percent}</span>")}{Markup.When(Band is not null, $"<span>{Band} 级</span>")}<span class="z-ratio-word">{Markup.Icon(tone.Icon())}{word}</span></span>
            </span>
            """);
    }

    /// <summary>The limit stands at two thirds of every bar, so that bars can be compared down a column.</summary>
    private string At(decimal value) =>
        Display.Number(Math.Round(Math.Clamp((value - From) / (Limit - From) * LimitAt, 2, Width), 1));
}

/// <summary><c>&lt;z-ratio of="@ratio" /&gt;</c></summary>
[HtmlTargetElement("z-ratio", TagStructure = TagStructure.WithoutEndTag)]
public sealed class RatioTagHelper : TagHelper
{
    public required Ratio Of { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output) => output.Become(Of.Draw());
}
