using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;

namespace Zhijian.Modules.Registry;

/// <summary>Employers inside the caller's scope, for systems.</summary>
static class EmployerApi
{
    const int MostRows = 200;

    public sealed record Row(
        Guid Id, string Name, string? CreditCode, CodeStanding CodeStanding, string DivisionCode, string CountyCode, string SupervisorCode, string IndustryCode,
        RegistrationType RegistrationType, OwnershipLevel OwnershipLevel, EmployerSize? Size, EmployerStatus Status, int? Workers, int? DispatchedWorkers, int? ExposedWorkers,
        HazardRiskClass? RiskClass, int? RiskGrade, string? ComprehensiveClass, string? RiskScheme, DeclarationStanding DeclarationStanding, DateOnly? DeclaredOn, DateOnly? DeclarationDue, long Version);

    public sealed record Place(Guid Id, string Name, string Address, string DivisionCode, string SupervisorCode, bool IsMain, double? Longitude, double? Latitude, int? Workers, int? ExposedWorkers, EmployerStatus Status);

    public sealed record Hazard(Guid WorkplaceId, string Workshop, string? Post, string FactorCode, int? Persons, decimal? HoursPerDay, decimal? DaysPerWeek, string Source);

    /// <param name="Workplaces">Those in the caller's scope.</param>
    public sealed record Full(Row Employer, IReadOnlyList<string> FormerNames, IReadOnlyList<Place> Workplaces, IReadOnlyList<Hazard> Exposures);

    public sealed record Page(IReadOnlyList<Row> Items, Guid? Next);

    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1/employers").Requires(RegistryModule.View).WithTags("employers");
        api.MapGet("/", ListAsync).WithSummary("用人单位列表，按编号顺序；after 为上一页的 next，county 为县级区划代码，take 最多 200");
        api.MapGet("/{id:guid}", OneAsync).WithSummary("一个用人单位，含曾用名、管辖范围内的工作场所和接触情况");
    }

    static async Task<Page> ListAsync(EmployerQueries queries, Guid? after, string? county, int? take, CancellationToken ct)
    {
        var size = Math.Clamp(take ?? MostRows, 1, MostRows);
        var rows = queries.Mine();
        if (county is not null) rows = rows.Where(e => e.CountyCode == county);
        if (after is { } last) rows = rows.Where(e => e.Id > last);
        var found = await Rows(rows.OrderBy(e => e.Id).Take(size + 1)).ToListAsync(ct);
        return new([.. found.Take(size)], found.Count > size ? found[size - 1].Id : null);
    }

    static async Task<IResult> OneAsync(Guid id, ZhijianDb db, EmployerFiles files, CancellationToken ct)
    {
        if (await files.RecordAsync(id, ct) is not { } employer) return Results.NotFound();
        var names = await db.Set<FormerName>().Where(n => n.EmployerId == id).OrderBy(n => n.Until).Select(n => n.Name).ToListAsync(ct);
        var places = await db.Set<Workplace>().AsNoTracking().Where(w => w.EmployerId == id).OrderByDescending(w => w.IsMain).ThenBy(w => w.Name)
            .Select(w => new Place(w.Id, w.Name, w.Address, w.DivisionCode, w.SupervisorCode, w.IsMain, w.Longitude, w.Latitude, w.Workers, w.ExposedWorkers, w.Status)).ToListAsync(ct);
        var hazards = await (from x in db.Set<Exposure>().AsNoTracking()
                             join s in db.Set<Workshop>() on x.WorkshopId equals s.Id
                             join p in db.Set<JobPost>() on x.JobPostId equals p.Id into posts
                             from p in posts.DefaultIfEmpty()
                             where x.EmployerId == id
                             orderby x.WorkplaceId, s.Name, x.FactorCode
                             select new Hazard(x.WorkplaceId, s.Name, p!.Name, x.FactorCode, x.Persons, x.HoursPerDay, x.DaysPerWeek, x.Source)).ToListAsync(ct);
        return Results.Ok(new Full(Of(employer), names, places, hazards));
    }

    static IQueryable<Row> Rows(IQueryable<Employer> employers) => employers.Select(e => new Row(
        e.Id, e.Name, e.CreditCode, e.CodeStanding, e.DivisionCode, e.CountyCode, e.SupervisorCode, e.IndustryCode, e.RegistrationType, e.OwnershipLevel, e.Size, e.Status, e.Workers,
        e.DispatchedWorkers, e.ExposedWorkers, e.RiskClass, e.RiskGrade, e.ComprehensiveClass, e.RiskScheme, e.DeclarationStanding, e.DeclaredOn, e.DeclarationDue, e.Version));

    static Row Of(Employer employer) => Rows(new[] { employer }.AsQueryable()).Single();
}
