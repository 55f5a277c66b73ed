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
    static readonly JsonSerializerOptions Taken = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull };
    /// <summary>What is answered names every property, also one without a value.</summary>
    static readonly JsonSerializerOptions Answered = new(JsonSerializerDefaults.Web);

    public static void AddApiDescription(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.ShouldInclude = api => api.RelativePath?.StartsWith("api/", StringComparison.Ordinal) == true;
        options.AddDocumentTransformer((document, context, _) =>
        {
            document.Info.Title = "职监：职业健康监管综合信息平台接口";
            document.Info.Description = "供用人单位、技术服务机构、其他部门的系统使用。以系统账号换取的令牌调用；只返回调用方管辖范围内的数据。错误以 application/problem+json 说明，指出字段和原因。";
            document.Info.Contact = new() { Name = "本平台的系统管理员" };
            foreach (var server in document.Servers ?? []) server.Url = server.Url?.TrimEnd('/');
            return Task.CompletedTask;
        });
        // Whatever JSON may be in it.
        options.AddSchemaTransformer((schema, _, _) =>
        {
            if (schema.Type?.HasFlag(JsonSchemaType.Array) == true) schema.Items ??= new OpenApiSchema();
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            operation.OperationId ??= IdOf(context.Description.HttpMethod!, context.Description.RelativePath!);
            if (string.IsNullOrEmpty(operation.Description)) operation.Description = Access(context.Description.ActionDescriptor.EndpointMetadata, context.ApplicationServices.GetRequiredService<PermissionCatalogue>());
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
        if (content?.TryGetValue(Json, out var media) == true) media.Example = JsonSerializer.SerializeToNode(example.Body, example.Status is null ? Taken : Answered);
    }

    /// <summary>Who may call it, from what guards it.</summary>
    static string Access(IList<object> guards, PermissionCatalogue permissions)
    {
        if (guards.OfType<PublicAttribute>().Any()) return "公开，不需要令牌。";
        var needed = guards.OfType<RequiresAttribute>().Select(r => permissions.All.Single(p => p.Key == r.Permission).Name).Distinct().ToList();
        return needed.Count == 0 ? "需要令牌，不限权限。" : $"需要令牌和“{string.Join("”“", needed)}”的权限；只限管辖范围内的数据。";
    }

    /// <summary>getMonitoringReportsIdResults of GET api/v1/monitoring/reports/{id}/results.</summary>
    static string IdOf(string method, string path) => method.ToLowerInvariant() + string.Concat(path.Split('/', '-').Where(part => part is not ("api" or "v1")).Select(part => part.Trim('{', '}').Split(':')[0]).Where(part => part.Length > 0).Select(part => char.ToUpperInvariant(part[0]) + part[1..]));
}
