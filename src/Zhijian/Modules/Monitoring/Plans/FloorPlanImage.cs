using Zhijian.Platform.Access;
using Zhijian.Platform.Files;

namespace Zhijian.Modules.Monitoring.Plans;

/// <summary>The picture, for whoever sees the plan. Its content never changes, but who may see it does: it is asked for each time.</summary>
static class FloorPlanImage
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/monitoring/plans/{id:guid}/image", ServeAsync).Requires(MonitoringModule.View).ExcludeFromDescription();

    static async Task<IResult> ServeAsync(Guid id, FloorPlanAccess access, FileStore store, HttpContext context, CancellationToken ct)
    {
        var plan = await access.FindAsync(id, ct);
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.CacheControl = "private, no-cache";
        return Results.File(store.OpenRead(plan.Hash), plan.Kind.MediaType(), plan.FileName, entityTag: new($"\"{plan.Hash}\""));
    }
}
