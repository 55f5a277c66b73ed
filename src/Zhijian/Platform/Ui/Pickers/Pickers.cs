using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Zhijian.Platform.Access;
using Zhijian.Platform.Ui.Forms;
using Zhijian.Platform.Ui.Pieces;

namespace Zhijian.Platform.Ui.Pickers;

/// <param name="Hint">What tells it from others of the same name: path, CAS number, credit code.</param>
public sealed record PickItem(string Value, string Label, string? Hint = null, bool HasChildren = false);

/// <summary>Things that a person can choose from. Register it with <see cref="PickerRoutes.AddPicker{TSource}"/>.</summary>
public interface IPickerSource
{
    /// <summary>
    /// With q: what matches it. Without q: the children of parent, or the roots when parent is null
    /// (a source without a tree answers with the most usual ones).
    /// </summary>
    Task<IReadOnlyList<PickItem>> FindAsync(string? q, string? parent, int take, CancellationToken ct);

    /// <summary>The item of a stored value, to show its name.</summary>
    Task<PickItem?> GetAsync(string value, CancellationToken ct);
}

/// <summary>Where a picker is offered, and to whom.</summary>
public sealed record PickerRoute(string Kind, string? Permission, bool IsTree);

public static class PickerRoutes
{
    private const int Take = 50;

    /// <summary>Offers a source at /pick/{kind} to those who hold the permission; null: to everybody.</summary>
    public static IServiceCollection AddPicker<TSource>(this IServiceCollection services, string kind, string? permission, bool tree = false)
        where TSource : class, IPickerSource =>
        services.AddKeyedScoped<IPickerSource, TSource>(kind).AddSingleton(new PickerRoute(kind, permission, tree));

    public static void MapPickers(this IEndpointRouteBuilder routes)
    {
        foreach (var route in routes.ServiceProvider.GetServices<PickerRoute>())
        {
            routes.MapGet("/pick/" + route.Kind, async (string? q, string? parent, IServiceProvider services, CancellationToken ct) =>
                {
                    var source = services.GetRequiredKeyedService<IPickerSource>(route.Kind);
                    var term = q?.Trim();
                    return term?.Length > 100 ? [] : await source.FindAsync(term is "" ? null : term, parent is "" ? null : parent, Take, ct);
                })
                .WithMetadata(route.Permission is null ? new PublicAttribute() : new RequiresAttribute(route.Permission))
                .ExcludeFromDescription();
        }
    }
}

/// <summary>
/// <c>&lt;z-picker kind="division" for="Input.Division" /&gt;</c>, alone or inside z-field: an accessible combobox, with a tree when the
/// source has one. Without script it is a text field for the code. Outside a model: id, name and value.
/// </summary>
[HtmlTargetElement("z-picker", TagStructure = TagStructure.WithoutEndTag)]
public sealed class PickerTagHelper(IServiceProvider services, IEnumerable<PickerRoute> routes) : TagHelper
{
    public required string Kind { get; set; }
    public ModelExpression? For { get; set; }
    public string? Id { get; set; }
    public string? Name { get; set; }
    public string? Value { get; set; }
    public string Placeholder { get; set; } = "输入名称、拼音首字母或代码";

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext View { get; set; } = null!;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        // A kind that nobody offers would look like a field and find nothing.
        var route = routes.FirstOrDefault(route => route.Kind == Kind) ?? throw new InvalidOperationException($"No picker is registered as {Kind}.");
        var outer = context.Items.TryGetValue(typeof(FieldInfo), out var item) ? (FieldInfo)item : null;
        var field = For is null ? null : FieldInfo.Of(View, For);
        var value = field?.Value ?? Value;
        var picked = value is { Length: > 0 } && services.GetKeyedService<IPickerSource>(Kind) is { } source
            ? await source.GetAsync(value, View.HttpContext.RequestAborted)
            : null;
        var upgrade = Markup.Of($" data-picker=\"/pick/{Kind}\" data-picked=\"{picked?.Label}\"{Markup.When(route.IsTree, $" data-tree")}");
        var described = Markup.When(outer is not null, $" aria-describedby=\"{outer?.DescribedBy}\"");
        var required = Markup.When(outer?.IsRequired == true, $" required");
        var invalid = Markup.When(field?.Error is not null, $" aria-invalid=\"true\"");
        output.Become(Markup.Of(
            $"<input class=\"form-control\" id=\"{field?.Id ?? Id}\" name=\"{field?.Name ?? Name}\" value=\"{value}\" placeholder=\"{Placeholder}\" autocomplete=\"off\" data-label=\"{outer?.Label}\"{described}{required}{invalid}{upgrade} />"));
    }
}
