using System.Text.Json;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Zhijian.Platform.Access;

namespace Zhijian.Platform.Hosting;

/// <summary>An example of what an interface takes (no status) or answers, for its description.</summary>
public sealed record ApiExample(object Body, int? Status = null);

/// <summary>The description of the interfaces for systems, made from the endpoints themselves.</summary>
static class ApiDescription
{
    const string Json = "application/json";
    static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull };

    public static void AddApiDescription(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.ShouldInclude = api => api.RelativePath?.StartsWith("api/", StringComparison.Ordinal) == true;
        options.AddOperationTransformer((operation, context, _) =>
        {
            foreach (var example in context.Description.ActionDescriptor.EndpointMetadata.OfType<ApiExample>()) Show(operation, example);
            return Task.CompletedTask;
        });
    });

    public static void MapApiDescription(this IEndpointRouteBuilder routes) => routes.MapOpenApi().Public();

    static void Show(OpenApiOperation operation, ApiExample example)
    {
        var content = example.Status is { } status
            ? operation.Responses?.TryGetValue(status.ToString(System.Globalization.CultureInfo.InvariantCulture), out var response) == true ? response.Content : null
            : operation.RequestBody?.Content;
        if (content?.TryGetValue(Json, out var media) == true) media.Example = JsonSerializer.SerializeToNode(example.Body, Web);
    }
}
