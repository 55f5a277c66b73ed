using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Zhijian.Platform.Access;
using Zhijian.Tests.Harness;

namespace Zhijian.Tests.Platform.Access;

/// <summary>One way into the platform: a handler of a page, or an endpoint with a method.</summary>
public sealed partial record MatrixRoute(string Pattern, string Method, string? Handler, bool IsPage, int Markers, bool IsPublic, bool IsForSignedIn, IReadOnlyList<string> Demands)
{
    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameters();

    public bool TakesId => Parameters().IsMatch(Pattern);
    public string Name => $"{Method} /{Pattern}{(Handler is null ? "" : $"?handler={Handler}")}";

    public string With(string? value) => "/" + Parameters().Replace(Pattern, m => value
        ?? (m.Value.Contains(":guid", StringComparison.Ordinal) ? Guid.NewGuid().ToString() : m.Value.Contains(":int", StringComparison.Ordinal) ? "404" : "999999999"))
        + (Handler is null ? "" : $"?handler={Handler}");

    public static async Task<IReadOnlyList<MatrixRoute>> AllAsync(TestPlatform platform)
    {
        var loader = platform.Services.GetRequiredService<PageLoader>();
        var routes = new List<MatrixRoute>();
        foreach (var endpoint in platform.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            var pattern = endpoint.RoutePattern.RawText!.TrimStart('/').TrimEnd('/');
            if (endpoint.Metadata.GetMetadata<PageActionDescriptor>() is { } page)
            {
                var compiled = await loader.LoadAsync(page, endpoint.Metadata);
                var metadata = new EndpointMetadataCollection(compiled.EndpointMetadata ?? []);
                var handlers = compiled.HandlerMethods ?? [];
                foreach (var handler in handlers)
                    routes.Add(Of(pattern, handler.HttpMethod.ToUpperInvariant(), handler.Name, true, metadata,
                        handler.MethodInfo.GetCustomAttributes(typeof(RequiresAttribute), true).Cast<RequiresAttribute>()));
                if (handlers.Count == 0) routes.Add(Of(pattern, "GET", null, true, metadata, []));
            }
            else
            {
                foreach (var method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"])
                    routes.Add(Of(pattern, method, null, false, endpoint.Metadata, []));
            }
        }
        return [.. routes.DistinctBy(r => r.Name).OrderBy(r => r.Name, StringComparer.Ordinal)];
    }

    static MatrixRoute Of(string pattern, string method, string? handler, bool page, EndpointMetadataCollection metadata, IEnumerable<RequiresAttribute> more)
    {
        var demands = metadata.GetOrderedMetadata<RequiresAttribute>().Select(r => r.Permission).Distinct().ToList();
        var open = metadata.GetMetadata<PublicAttribute>() is not null;
        var signedIn = metadata.GetMetadata<SignedInAttribute>() is not null;
        var markers = (open ? 1 : 0) + (signedIn ? 1 : 0) + (demands.Count > 0 ? 1 : 0);
        return new(pattern, method, handler, page, markers, open, signedIn, [.. demands, .. more.Select(r => r.Permission)]);
    }
}
