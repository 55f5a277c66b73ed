using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Zhijian.Platform.Ui.Pieces;

namespace Zhijian.Platform.Ui.Forms;

public enum FieldKind { Auto, Text, TextArea, Number, Date, Password, Select, Radios, Checkbox }

/// <summary>
/// A whole form field: label, mark of need, the law it rests on in one line, hint, control and message.
/// <c>&lt;z-field for="Input.Workers" unit="人" hint="…" law="《职业病防治法》第十六条" /&gt;</c>.
/// Content replaces the control (for instance a z-picker), or stands behind it as an addition when there is none to replace.
/// </summary>
[HtmlTargetElement("z-field")]
public sealed class FieldTagHelper(IHtmlGenerator generator) : TagHelper
{
    public required ModelExpression For { get; set; }
    public FieldKind As { get; set; }
    public string? Label { get; set; }
    public string? Hint { get; set; }
    public string? Law { get; set; }
    public string? Unit { get; set; }
    public string? Placeholder { get; set; }
    public string? Autocomplete { get; set; }
    public int Rows { get; set; } = 3;
    public IReadOnlyList<Option>? Options { get; set; }

    /// <summary>Whether the field must be filled; without it the model decides.</summary>
    public bool? Required { get; set; }

    /// <summary>Half or a third of the row: "half", "third"; the whole row by default.</summary>
    public string? Width { get; set; }

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext View { get; set; } = null!;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var field = FieldInfo.Of(View, For, Label);
        var kind = As is FieldKind.Auto ? Guess() : As;
        var required = Required ?? (For.Metadata.IsRequired && kind is not FieldKind.Checkbox);
        context.Items[typeof(FieldInfo)] = field with { DescribedBy = DescribedBy(field), IsRequired = required };
        var own = await output.GetChildContentAsync();
        var control = own.IsEmptyOrWhiteSpace ? Control(kind, field, required) : own;

        var mark = Markup.When(required, $"<span class=\"z-required\" aria-hidden=\"true\">*</span>");
        var label = kind switch
        {
            FieldKind.Radios => Markup.Of($"<legend>{field.Label}{mark}</legend>"),
            FieldKind.Checkbox => HtmlString.Empty,
            _ => Markup.Of($"<label class=\"form-label\" for=\"{field.Id}\">{field.Label}{mark}</label>"),
        };
        if (Unit is not null)
            control = Markup.Of($"<div class=\"input-group\">{control}<span class=\"input-group-text\">{Unit}</span></div>");

        var tag = new HtmlString(kind is FieldKind.Radios ? "fieldset" : "div");
        output.Become(Markup.Of($"""
            <{tag} class="z-field z-field-{Width ?? "full"}{(field.Error is null ? "" : " z-invalid")}"{Markup.When(kind is FieldKind.Radios, $" id=\"{field.Id}\" aria-describedby=\"{DescribedBy(field)}\"")}>
            {label}{control}
            {Markup.When(Hint is not null, $"<p class=\"z-hint\" id=\"{field.Id}-hint\">{Hint}</p>")}
            {Markup.When(Law is not null, $"<p class=\"z-law\" id=\"{field.Id}-law\">{Markup.Icon("scale")}依据：{Law}</p>")}
            <p class="z-error-text" id="{field.Id}-error">{Markup.When(field.Error is not null, $"{Markup.Icon("alert-circle")}{field.Error}")}</p>
            </{tag}>
            """));
    }

    private FieldKind Guess() =>
        Options is not null ? FieldKind.Select
        : For.Metadata.UnderlyingOrModelType == typeof(bool) ? FieldKind.Checkbox
        : For.Metadata.UnderlyingOrModelType == typeof(DateOnly) ? FieldKind.Date
        : For.Metadata.UnderlyingOrModelType.IsPrimitive || For.Metadata.UnderlyingOrModelType == typeof(decimal) ? FieldKind.Number
        : For.Metadata.DataTypeName == "MultilineText" ? FieldKind.TextArea
        : For.Metadata.DataTypeName == "Password" ? FieldKind.Password
        : FieldKind.Text;

    private string DescribedBy(FieldInfo field) =>
        string.Join(' ', new[] { Hint is null ? null : field.Id + "-hint", Law is null ? null : field.Id + "-law", field.Id + "-error" }.OfType<string>());

    private IHtmlContent Control(FieldKind kind, FieldInfo field, bool required)
    {
        var attributes = new Dictionary<string, object?>
        {
            ["class"] = kind is FieldKind.Select ? "form-select" : "form-control",
            ["aria-describedby"] = DescribedBy(field),
            ["aria-invalid"] = field.Error is null ? null : "true",
            ["required"] = required ? "required" : null,
            ["placeholder"] = Placeholder,
            ["autocomplete"] = Autocomplete ?? "off",
            ["maxlength"] = kind is FieldKind.Text or FieldKind.TextArea ? field.MaxLength?.ToString() : null,
            ["data-label"] = field.Label,
        };
        foreach (var absent in attributes.Where(pair => pair.Value is null).Select(pair => pair.Key).ToList())
            attributes.Remove(absent);

        switch (kind)
        {
            case FieldKind.TextArea:
                return generator.GenerateTextArea(View, For.ModelExplorer, For.Name, Rows, columns: 0, attributes);
            case FieldKind.Select:
                return generator.GenerateSelect(View, For.ModelExplorer, "请选择", For.Name,
                    Options!.Select(option => new SelectListItem(option.Text, option.Value)), allowMultiple: false, attributes);
            case FieldKind.Radios:
                return Markup.Each(Options!.Select((option, index) => (option, id: $"{field.Id}-{index}")), choice =>
                    $"<label class=\"form-check\" for=\"{choice.id}\">{Radio(choice.option, choice.id, required)}<span class=\"form-check-label\">{choice.option.Text}</span>{Markup.When(choice.option.Hint is not null, $"<span class=\"form-check-description\">{choice.option.Hint}</span>")}</label>");
            case FieldKind.Checkbox:
                attributes["class"] = "form-check-input";
                attributes.Remove("autocomplete");
                return Markup.Of($"<label class=\"form-check\">{generator.GenerateCheckBox(View, For.ModelExplorer, For.Name, null, attributes)}<span class=\"form-check-label\">{field.Label}</span></label>{generator.GenerateHiddenForCheckbox(View, For.ModelExplorer, For.Name)}");
            case FieldKind.Password:
                attributes["autocomplete"] = Autocomplete ?? "current-password";
                return generator.GeneratePassword(View, For.ModelExplorer, For.Name, value: null, attributes);
            case FieldKind.Date:
                return Input("date", "{0:yyyy-MM-dd}");
            case FieldKind.Number:
                attributes["inputmode"] = "decimal";
                attributes["class"] = "form-control z-number";
                return Input("text", "{0}");
            default:
                return Input("text", null);
        }

        TagBuilder Input(string type, string? format)
        {
            attributes["type"] = type;
            return generator.GenerateTextBox(View, For.ModelExplorer, For.Name, For.Model, format, attributes);
        }
    }

    private TagBuilder Radio(Option option, string id, bool required)
    {
        var attributes = new Dictionary<string, object?> { ["id"] = id, ["class"] = "form-check-input" };
        if (required)
            attributes["required"] = "required";
        return generator.GenerateRadioButton(View, For.ModelExplorer, For.Name, option.Value, isChecked: null, attributes);
    }
}

/// <summary>Name, id, label and state of the field that a control inside z-field belongs to.</summary>
internal sealed record FieldInfo(string Name, string Id, string Label, string? Value, string? Error, int? MaxLength)
{
    public string? DescribedBy { get; init; }
    public bool IsRequired { get; init; }

    public static FieldInfo Of(ViewContext view, ModelExpression expression, string? label = null)
    {
        var name = view.ViewData.TemplateInfo.GetFullHtmlFieldName(expression.Name);
        var state = view.ModelState.TryGetValue(name, out var entry) ? entry : null;
        return new FieldInfo(
            name,
            TagBuilder.CreateSanitizedId(name, "_"),
            label ?? expression.Metadata.GetDisplayName(),
            state?.AttemptedValue ?? expression.Model?.ToString(),
            state?.Errors.Select(error => error.ErrorMessage).FirstOrDefault(message => message.Length > 0),
            expression.Metadata.ValidatorMetadata.OfType<System.ComponentModel.DataAnnotations.StringLengthAttribute>().FirstOrDefault()?.MaximumLength);
    }
}
