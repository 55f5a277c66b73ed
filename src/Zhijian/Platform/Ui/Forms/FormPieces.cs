using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Zhijian.Platform.Ui.Pieces;

namespace Zhijian.Platform.Ui.Forms;

/// <summary><c>&lt;z-errors /&gt;</c> at the head of a form: every message with a link to its field; takes the focus.</summary>
[HtmlTargetElement("z-errors", TagStructure = TagStructure.WithoutEndTag)]
public sealed class ErrorsTagHelper : TagHelper
{
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext View { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var errors = View.ModelState
            .SelectMany(entry => entry.Value!.Errors.Where(error => error.ErrorMessage.Length > 0).Take(1), (entry, error) => (Id: TagBuilder.CreateSanitizedId(entry.Key, "_"), error.ErrorMessage))
            .ToList();
        output.Become(Markup.When(errors.Count > 0, $"""
            <div class="z-errors" role="alert" tabindex="-1" data-focus>
            <h2>{Markup.Icon("alert-circle")}有 {errors.Count} 处需要更正</h2>
            <ul>{Markup.Each(errors, error => $"<li>{Link(error.Id, error.ErrorMessage)}</li>")}</ul>
            </div>
            """));
    }

    private static IHtmlContent Link(string? id, string message) =>
        id is { Length: > 0 } ? Markup.Of($"<a href=\"#{id}\">{message}</a>") : Markup.Text(message);
}

/// <summary>
/// <c>&lt;z-submit&gt;保存&lt;/z-submit&gt;</c>: the main button of a form. It carries the idempotency key of this rendering as
/// <c>__key</c>, and the script keeps an impatient second click from posting twice.
/// </summary>
[HtmlTargetElement("z-submit")]
public sealed class SubmitTagHelper : TagHelper
{
    public const string KeyName = "__key";

    public string Icon { get; set; } = "check";
    public Tone Tone { get; set; } = Tone.Info;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var text = await output.GetChildContentAsync();
        output.Become(Markup.Of($"<input type=\"hidden\" name=\"{KeyName}\" value=\"{Guid.NewGuid()}\" /><button type=\"submit\" class=\"btn btn-{(Tone is Tone.Danger ? "danger" : "primary")}\">{Markup.Icon(Icon)}{text}</button>"));
    }
}

/// <summary><c>&lt;z-steps current="2" steps='["基本信息", "危害因素", "确认提交"]' /&gt;</c>: where one stands in a longer form.</summary>
[HtmlTargetElement("z-steps", TagStructure = TagStructure.WithoutEndTag)]
public sealed class StepsTagHelper : TagHelper
{
    public required IReadOnlyList<string> Steps { get; set; }

    /// <summary>Counted from 1.</summary>
    public int Current { get; set; } = 1;

    public override void Process(TagHelperContext context, TagHelperOutput output) =>
        output.Become(Markup.Of($"<ol class=\"z-steps\" aria-label=\"办理步骤\">{Markup.Each(Steps.Select((title, index) => (title, number: index + 1)), Step)}</ol>"));

    private FormattableString Step((string Title, int Number) step)
    {
        if (step.Number < Current)
            return $"<li class=\"z-done\"><span class=\"z-step-mark\">{Markup.Icon("check")}</span>{step.Title}<span class=\"visually-hidden\">，已完成</span></li>";
        var now = Markup.When(step.Number == Current, $" class=\"z-now\" aria-current=\"step\"");
        return $"<li{now}><span class=\"z-step-mark\">{step.Number}</span>{step.Title}</li>";
    }
}

/// <summary>
/// <c>&lt;z-files for="Upload" accept=".xlsx" max-megabytes="20" /&gt;</c>: choose or drop files; shows name, size and the progress
/// of the upload. Without script it is the browser's own file field.
/// </summary>
[HtmlTargetElement("z-files", TagStructure = TagStructure.WithoutEndTag)]
public sealed class FilesTagHelper : TagHelper
{
    public required ModelExpression For { get; set; }
    public string? Label { get; set; }
    public string? Accept { get; set; }
    public bool Multiple { get; set; }
    public int MaxMegabytes { get; set; } = 20;
    public string? Hint { get; set; }

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext View { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var field = FieldInfo.Of(View, For, Label);
        var hint = string.Join("，", new[] { Hint, Accept is null ? null : $"格式 {Accept.Replace(",", "、", StringComparison.Ordinal)}", $"每个不超过 {MaxMegabytes} MB" }.OfType<string>());
        output.Become(Markup.Of($"""
            <div class="z-field z-field-full{(field.Error is null ? "" : " z-invalid")}">
            <label class="form-label" for="{field.Id}">{field.Label}</label>
            <div class="z-files" data-files data-max="{MaxMegabytes * 1024L * 1024L}">
            {Markup.Icon("cloud-upload")}
            <input type="file" class="form-control" id="{field.Id}" name="{field.Name}" accept="{Accept}" aria-describedby="{field.Id}-hint {field.Id}-error" data-label="{field.Label}"{Markup.When(Multiple, $" multiple")} />
            <p class="z-hint" id="{field.Id}-hint">{hint}</p>
            <ul class="z-files-list" aria-live="polite"></ul>
            </div>
            <p class="z-error-text" id="{field.Id}-error">{field.Error}</p>
            </div>
            """));
    }
}
