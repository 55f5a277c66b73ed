using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Files;

namespace Zhijian.Modules.Portal.Complaints;

/// <summary>Photos of a complaint: for whoever handles it; every look is a line in the audit.</summary>
static class ComplaintPhotos
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/complaint-photos/{id:guid}", OpenAsync).Requires(PortalModule.Complaints).ExcludeFromDescription();

    static async Task<IResult> OpenAsync(Guid id, ZhijianDb db, FileDesk desk, Viewer viewer, HttpContext context, CancellationToken ct)
    {
        var photo = await db.Set<ComplaintPhoto>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, ct) ?? throw new NotFoundException();
        using var _ = viewer.ActAsPlatform();
        var (file, content) = await desk.OpenAsync(photo.FileId, ct);
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.CacheControl = "private, no-store";
        return Results.File(content, file.Kind.MediaType(), file.Name);
    }
}
