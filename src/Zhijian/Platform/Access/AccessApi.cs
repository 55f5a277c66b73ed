namespace Zhijian.Platform.Access;

static class AccessApi
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/me", (Viewer viewer, PermissionCatalogue catalogue) => new Me(
            viewer.Name, viewer.ScopeName, [.. viewer.Roles.Select(r => r.ToString())], [.. catalogue.All.Where(p => viewer.May(p.Key)).Select(p => p.Key)]))
            .ForSignedIn().WithTags("access").WithSummary("本次调用的身份、管辖范围和权限");

    sealed record Me(string Name, string Scope, string[] Roles, string[] Permissions);
}
