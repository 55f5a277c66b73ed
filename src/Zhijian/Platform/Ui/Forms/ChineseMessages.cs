using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;

namespace Zhijian.Platform.Ui.Forms;

/// <summary>Chinese words for every built-in validation and binding message; an own ErrorMessage stays.</summary>
internal sealed class ChineseMessages : IValidationMetadataProvider, IBindingMetadataProvider
{
    public static void Configure(MvcOptions options)
    {
        options.ModelMetadataDetailsProviders.Add(new ChineseMessages());

        var messages = options.ModelBindingMessageProvider;
        messages.SetValueMustNotBeNullAccessor(_ => "请填写此项。");
        messages.SetMissingBindRequiredValueAccessor(name => $"请填写{name}。");
        messages.SetMissingKeyOrValueAccessor(() => "请填写此项。");
        messages.SetMissingRequestBodyRequiredValueAccessor(() => "提交的内容是空的。");
        messages.SetAttemptedValueIsInvalidAccessor((value, name) => $"“{value}”不是有效的{name}。");
        messages.SetNonPropertyAttemptedValueIsInvalidAccessor(value => $"“{value}”无效。");
        messages.SetUnknownValueIsInvalidAccessor(name => $"{name}的内容无效。");
        messages.SetNonPropertyUnknownValueIsInvalidAccessor(() => "内容无效。");
        messages.SetValueIsInvalidAccessor(value => $"“{value}”无效。");
        messages.SetValueMustBeANumberAccessor(name => $"{name}应为数字。");
        messages.SetNonPropertyValueMustBeANumberAccessor(() => "应为数字。");
    }

    /// <summary>What was left empty is told by its name: at the head of the form a bare "fill this in" says nothing.</summary>
    public void CreateBindingMetadata(BindingMetadataProviderContext context)
    {
        if (context.Attributes.OfType<DisplayAttribute>().FirstOrDefault()?.GetName() is not { } name) return;
        var named = new DefaultModelBindingMessageProvider(context.BindingMetadata.ModelBindingMessageProvider!);
        named.SetValueMustNotBeNullAccessor(_ => $"请填写{name}。");
        context.BindingMetadata.ModelBindingMessageProvider = named;
    }

    public void CreateValidationMetadata(ValidationMetadataProviderContext context)
    {
        foreach (var rule in context.ValidationMetadata.ValidatorMetadata.OfType<ValidationAttribute>())
            if ((rule is { ErrorMessage: null, ErrorMessageResourceName: null } or DataTypeAttribute) && MessageOf(rule) is { } message)
                rule.ErrorMessage = message;
    }

    private static string? MessageOf(ValidationAttribute rule) => rule switch
    {
        RequiredAttribute => "请填写{0}。",
        StringLengthAttribute { MinimumLength: > 0 } => "{0}应为 {2} 至 {1} 个字。",
        StringLengthAttribute => "{0}不能超过 {1} 个字。",
        MaxLengthAttribute => "{0}不能超过 {1}。",
        MinLengthAttribute => "{0}不能少于 {1}。",
        RangeAttribute => "{0}应在 {1} 与 {2} 之间。",
        RegularExpressionAttribute => "{0}的格式不正确。",
        CompareAttribute => "两次填写的内容不一致。",
        EmailAddressAttribute => "{0}应为有效的电子邮箱。",
        PhoneAttribute => "{0}应为有效的电话号码。",
        UrlAttribute => "{0}应为有效的网址。",
        _ => null,
    };
}
