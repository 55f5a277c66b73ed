using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Rules.Credit;

namespace Zhijian.Modules.Credit;

/// <summary>The lists of credit inside the caller's scope, for systems.</summary>
static class CreditApi
{
    const int MostRows = 200;

    public sealed record Row(
        Guid Id, CreditState State, bool IsListed, Guid EmployerId, string EmployerName, string? CreditCode, string DivisionCode, string AuthorityCode, string TriggerCode, string Trigger, string Article, DateOnly FoundOn, DateOnly? NoticedOn,
        DateOnly? ObjectionUntil, DateOnly? PublishedOn, DateOnly? Until, string? Measures, string? NoticeNumber, string? DecisionNumber, string? RemovalNumber, long Version);

    public sealed record Fact(string Text, DateOnly On);

    public sealed record Full(Row Listing, IReadOnlyList<Fact> Facts);

    public sealed record Page(IReadOnlyList<Row> Items, Guid? Next);

    public sealed record GoodFaithRow(Guid Id, GoodFaithState State, Guid EmployerId, string EmployerName, string? CreditCode, string DivisionCode, string AuthorityCode, string Reason, DateOnly ProposedOn, DateOnly? ApprovedOn, DateOnly? Until, DateOnly? EndedOn, string? EndReason, long Version);

    public sealed record GoodFaithPage(IReadOnlyList<GoodFaithRow> Items, Guid? Next);

    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1/credit").Requires(CreditModule.View).WithTags("credit");
        api.MapGet("/", ListAsync).WithSummary("失信名单，按编号顺序；after 为上一页的 next，listed 为 true 时只列惩戒期内的，take 最多 200");
        api.MapGet("/{id:guid}", FullAsync).WithSummary("一项失信名单和所引事实");
        api.MapGet("/good-faith", GoodFaithAsync).WithSummary("守信名单，按编号顺序；after 为上一页的 next，take 最多 200");
    }

    static async Task<Page> ListAsync(ZhijianDb db, Viewer viewer, Guid? after, bool? listed, int? take, CancellationToken ct)
    {
        var most = Math.Clamp(take ?? 50, 1, MostRows);
        var rows = db.Set<CreditListing>().AsNoTracking().InScopeOf(viewer.Scope);
        if (after is { } last) rows = rows.Where(l => l.Id > last);
        if (listed == true) rows = rows.Where(l => l.IsListed);
        var found = await Rows(rows.OrderBy(l => l.Id).Take(most)).ToListAsync(ct);
        return new(found, found.Count == most ? found[^1].Id : null);
    }

    static async Task<Full> FullAsync(Guid id, ZhijianDb db, CancellationToken ct) => new(
        await Rows(db.Set<CreditListing>().AsNoTracking().Where(l => l.Id == id)).SingleOrDefaultAsync(ct) ?? throw new NotFoundException(),
        await db.Set<CreditFact>().AsNoTracking().Where(f => f.ListingId == id).OrderBy(f => f.On).ThenBy(f => f.Id).Select(f => new Fact(f.Text, f.On)).ToListAsync(ct));

    static async Task<GoodFaithPage> GoodFaithAsync(ZhijianDb db, Viewer viewer, Guid? after, int? take, CancellationToken ct)
    {
        var most = Math.Clamp(take ?? 50, 1, MostRows);
        var rows = db.Set<GoodFaithEntry>().AsNoTracking().InScopeOf(viewer.Scope);
        if (after is { } last) rows = rows.Where(g => g.Id > last);
        var found = await rows.OrderBy(g => g.Id).Take(most).Select(g => new GoodFaithRow(g.Id, g.State, g.EmployerId, g.EmployerName, g.CreditCode, g.DivisionCode, g.AuthorityCode, g.Reason, g.ProposedOn, g.ApprovedOn, g.Until, g.EndedOn, g.EndReason, g.Version)).ToListAsync(ct);
        return new(found, found.Count == most ? found[^1].Id : null);
    }

    static IQueryable<Row> Rows(IQueryable<CreditListing> listings) => listings.Select(l => new Row(
        l.Id, l.State, l.IsListed, l.EmployerId, l.EmployerName, l.CreditCode, l.DivisionCode, l.AuthorityCode, l.TriggerCode, l.Trigger, l.Article, l.FoundOn, l.NoticedOn, l.ObjectionUntil, l.PublishedOn, l.Until, l.Measures,
        l.NoticeNumber, l.DecisionNumber, l.RemovalNumber, l.Version));
}
