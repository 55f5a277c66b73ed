using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;

namespace Zhijian.Platform.Organisations;

/// <summary>Organisations inside the caller's scope, for systems.</summary>
static class OrganisationApi
{
    const int MostRows = 200;

    sealed record Row(Guid Id, string Kind, string Name, string CreditCode, string DivisionCode);

    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1/organisations").Requires("organisations.read").WithTags("organisations");
        api.MapGet("/", async (ZhijianDb db, string? after, int? take, CancellationToken ct) => await Rows(db.Set<Organisation>()
            .Where(o => after == null || string.Compare(o.CreditCode, after) > 0)
            .OrderBy(o => o.CreditCode).Take(Math.Clamp(take ?? MostRows, 1, MostRows))).ToListAsync(ct))
            .WithSummary("单位列表，按统一社会信用代码排序，after 为上一页最后一个代码");
        api.MapGet("/{id:guid}", async (ZhijianDb db, Guid id, CancellationToken ct) =>
            await Rows(db.Set<Organisation>().Where(o => o.Id == id)).SingleOrDefaultAsync(ct) is { } found ? Results.Ok(found) : Results.NotFound())
            .WithSummary("一个单位");
    }

    static IQueryable<Row> Rows(IQueryable<Organisation> organisations) => organisations.AsNoTracking()
        .Select(o => new Row(o.Id, o.Kind.ToString(), o.Name, o.CreditCode, o.DivisionCode));
}
