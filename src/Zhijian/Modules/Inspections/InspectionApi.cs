using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Files;
using Zhijian.Rules.Inspections;

namespace Zhijian.Modules.Inspections;

/// <summary>Inspections inside the caller's scope, for systems; and the photos, for whoever sees the inspection.</summary>
static class InspectionApi
{
    const int MostRows = 200;

    public sealed record Row(
        Guid Id, InspectionType Type, InspectionState State, Guid EmployerId, string EmployerName, string DivisionCode, string AuthorityCode, string Cause, string ChecklistCode, DateOnly PlannedOn, DateOnly DueOn, DateOnly? VisitedOn,
        string? FirstOfficer, string? SecondOfficer, int Findings, int Open, decimal? Rate, decimal? Points, int KeyFailures, string? RecordNumber, string? OrderNumber, DateOnly? ClosedOn, long Version);

    public sealed record Finding(int Number, string? ItemNumber, string Text, string Article, string? PenaltyCode, Guid? DangerId, bool? Removed);

    public sealed record Full(Row Inspection, IReadOnlyList<Finding> Findings);

    public sealed record Page(IReadOnlyList<Row> Items, Guid? Next);

    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1/inspections").Requires(InspectionsModule.View).WithTags("inspections");
        api.MapGet("/", ListAsync).WithSummary("检查任务列表，按编号顺序；after 为上一页的 next，state 为状态，take 最多 200");
        api.MapGet("/{id:guid}", FullAsync).WithSummary("一项检查和发现的问题");
        routes.MapGet("/inspection-photos/{id:guid}", PhotoAsync).Requires(InspectionsModule.View).ExcludeFromDescription();
    }

    static async Task<Page> ListAsync(ZhijianDb db, Viewer viewer, Guid? after, InspectionState? state, int? take, CancellationToken ct)
    {
        var most = Math.Clamp(take ?? 50, 1, MostRows);
        var rows = db.Set<InspectionTask>().AsNoTracking().InScopeOf(viewer.Scope);
        if (after is { } last) rows = rows.Where(t => t.Id > last);
        if (state is { } wanted) rows = rows.Where(t => t.State == wanted);
        var found = await Rows(rows.OrderBy(t => t.Id).Take(most)).ToListAsync(ct);
        return new(found, found.Count == most ? found[^1].Id : null);
    }

    static async Task<Full> FullAsync(Guid id, ZhijianDb db, CancellationToken ct) => new(
        await Rows(db.Set<InspectionTask>().AsNoTracking().Where(t => t.Id == id)).SingleOrDefaultAsync(ct) ?? throw new NotFoundException(),
        await db.Set<InspectionFinding>().AsNoTracking().Where(f => f.TaskId == id).OrderBy(f => f.Number).Select(f => new Finding(f.Number, f.ItemNumber, f.Text, f.Article, f.PenaltyCode, f.DangerId, f.Removed)).ToListAsync(ct));

    static IQueryable<Row> Rows(IQueryable<InspectionTask> tasks) => tasks.Select(t => new Row(
        t.Id, t.Type, t.State, t.EmployerId, t.EmployerName, t.DivisionCode, t.AuthorityCode, t.Cause, t.ChecklistCode, t.PlannedOn, t.DueOn, t.VisitedOn, t.FirstOfficer, t.SecondOfficer, t.Findings, t.Open, t.Rate, t.Points, t.KeyFailures,
        t.RecordNumber, t.OrderNumber, t.ClosedOn, t.Version));

    static async Task<IResult> PhotoAsync(Guid id, ZhijianDb db, FileDesk desk, Viewer viewer, HttpContext context, CancellationToken ct)
    {
        var photo = await db.Set<InspectionPhoto>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, ct) ?? throw new NotFoundException();
        using var _ = viewer.ActAsPlatform();
        var (file, content) = await desk.OpenAsync(photo.FileId, ct);
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.CacheControl = "private, no-store";
        return Results.File(content, file.Kind.MediaType(), photo.Name);
    }
}
