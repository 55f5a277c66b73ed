using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;
using Zhijian.Data;
using Zhijian.Platform.Access;

namespace Zhijian.Modules.Inspections.Field;

/// <summary>What the field page speaks to: contact, package, commands, photos.</summary>
static class FieldApi
{
    const long MostPhotoBytes = 21 << 20;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1/field").Requires(InspectionsModule.Visit).WithTags("现场执法");
        api.MapGet("/me", MeAsync).Produces<FieldMe>().WithSummary("登录的执法人员、服务器时间和这台设备的凭据；device 为设备编号，at 为设备时间");
        api.MapGet("/package", PackageAsync).Produces<FieldPackage>().WithSummary("本人的检查任务、单位档案摘要、检查表和本机关执法人员，供离线使用");
        api.MapPost("/commands", TakeAsync).Produces<FieldResults>().ProducesProblem(422).WithSummary("按顺序发送离线记录，编号相同的只生效一次；逐条返回结果");
        api.MapPut("/photos/{id:guid}", PhotoAsync).Produces(204).ProducesProblem(404).ProducesProblem(422).WithSummary("上传一张已登记的照片；内容与登记的 SHA-256 不一致的不收");
        FieldWorker.Map(routes);
    }

    public sealed record FieldResults(DateTime ServerTime, IReadOnlyList<FieldResult> Results);

    static async Task<FieldMe> MeAsync(Guid device, DateTimeOffset at, FieldQueries queries, FieldPasses passes, IAntiforgery antiforgery, HttpContext context, CancellationToken ct)
    {
        var me = await queries.MeAsync(device, FieldDesk.Utc(at.UtcDateTime), passes, ct);
        var token = antiforgery.GetAndStoreTokens(context);
        context.Response.Headers.CacheControl = "no-store";
        return me with { TokenHeader = token.HeaderName!, Token = token.RequestToken! };
    }

    static Task<FieldPackage> PackageAsync(Guid device, FieldQueries queries, HttpContext context, CancellationToken ct)
    {
        context.Response.Headers.CacheControl = "no-store";
        return queries.PackageAsync(device, ct);
    }

    static async Task<FieldResults> TakeAsync(FieldBatch batch, FieldDesk desk, TimeProvider clock, CancellationToken ct) => new(clock.GetUtcNow().UtcDateTime, await desk.TakeAsync(batch, ct));

    static async Task<IResult> PhotoAsync(Guid id, FieldPhotoDesk desk, HttpContext context, CancellationToken ct)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = MostPhotoBytes;
        await desk.TakeAsync(id, context.Request.Body, context.Request.ContentLength, ct);
        return Results.NoContent();
    }
}
