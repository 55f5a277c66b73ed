using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Rules.Draws;

namespace Zhijian.Modules.Inspections.Draws;

/// <summary>The published record of a draw, made from what is stored: the same bytes at every download.</summary>
static class DrawFiles
{
    internal static DrawFile Draw(RandomDraw draw, IEnumerable<DrawMember> members, IEnumerable<DrawPerson> persons) => DrawFile.Make(
        draw.Title, draw.Authority, draw.Filters,
        new(draw.Count, members.Select(m => new DrawEmployer(m.Code, m.Weight, m.Why)), persons.Select(p => new DrawOfficer(p.UserId.ToString("N"), p.Name, p.Recused.Split(',', StringSplitOptions.RemoveEmptyEntries)))),
        draw.FrozenOn, draw.DrawnOn!.Value, draw.Secret, draw.PublicNumber!, draw.PublicSource, draw.RedrawOf, draw.RedrawReason);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/draws/{id:guid}/file", FileAsync).Public().ExcludeFromDescription();

    /// <summary>Open to everybody once drawn: with it anybody draws again.</summary>
    static async Task<IResult> FileAsync(Guid id, ZhijianDb db, CancellationToken ct)
    {
        var draw = await db.Set<RandomDraw>().AsNoTracking().IgnoreQueryFilters([Conventions.ScopeFilter]).SingleOrDefaultAsync(d => d.Id == id && d.State != RandomDrawState.Frozen, ct) ?? throw new NotFoundException();
        var file = Draw(draw, await db.Set<DrawMember>().AsNoTracking().Where(m => m.DrawId == id).ToListAsync(ct), await db.Set<DrawPerson>().AsNoTracking().Where(p => p.DrawId == id).ToListAsync(ct));
        using var json = new MemoryStream();
        file.Write(json);
        return Results.File(json.ToArray(), "application/json", $"draw-{draw.PoolHash[..12]}.json");
    }
}
