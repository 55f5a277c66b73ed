using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Registry.Risk;
using Zhijian.Platform.Access;
using Zhijian.Rules.Risk;

namespace Zhijian.Modules.Registry;

/// <summary>Employers inside the caller's scope, for systems.</summary>
static class EmployerApi
{
    const int MostRows = 200;

    public sealed record Row(
        Guid Id, string Name, string? CreditCode, CodeStanding CodeStanding, string DivisionCode, string CountyCode, string SupervisorCode, string IndustryCode,
        RegistrationType RegistrationType, OwnershipLevel OwnershipLevel, EmployerSize? Size, EmployerStatus Status, int? Workers, int? DispatchedWorkers, int? ExposedWorkers,
        HazardRiskClass? RiskClass, int? RiskCatalogueYear, int? RiskGrade, RiskMark? ComprehensiveClass, string? RiskScheme, decimal? SelfCheckPercent, DateOnly? SelfCheckedOn, DeclarationStanding DeclarationStanding, DateOnly? DeclaredOn, DateOnly? DeclarationDue, long Version);

    public sealed record Place(Guid Id, string Name, string Address, string DivisionCode, string SupervisorCode, bool IsMain, double? Longitude, double? Latitude, int? Workers, int? ExposedWorkers, int? RiskGrade, EmployerStatus Status);

    public sealed record Hazard(Guid WorkplaceId, string Workshop, string? Post, string FactorCode, int? Persons, decimal? HoursPerDay, decimal? DaysPerWeek, string Source);

    /// <param name="Workplaces">Those in the caller's scope.</param>
    public sealed record Full(Row Employer, IReadOnlyList<string> FormerNames, IReadOnlyList<Place> Workplaces, IReadOnlyList<Hazard> Exposures);

    public sealed record Risk(RiskClassOf Class, RiskGradeOf Grade, RiskOverall Comprehensive);

    /// <param name="Class">Null where the catalogue does not list the industry.</param>
    public sealed record RiskClassOf(HazardRiskClass? Class, int? CatalogueYear, string? Catalogue, string IndustryCode, string IndustrySource, string? RuleSource, string? RuleConfidence, IReadOnlyList<string> Reasons);

    /// <param name="Grade">1–3; null while a deciding fact is missing.</param>
    public sealed record RiskGradeOf(int? Grade, bool? Severe, int? ExposedPersons, string PersonsSource, IReadOnlyList<FactorWhy> Factors, IReadOnlyList<string> Reasons);

    /// <param name="Letter">Jia is the lowest risk of this scheme.</param>
    public sealed record RiskOverall(RiskMark? Letter, string Scheme, string Matrix, decimal? SelfCheckPercent, DateOnly? SelfCheckedOn, string? SelfCheckSource, IReadOnlyList<string> Reasons);

    public sealed record Page(IReadOnlyList<Row> Items, Guid? Next);

    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1/employers").Requires(RegistryModule.View).WithTags("employers");
        api.MapGet("/", ListAsync).WithSummary("用人单位列表，按编号顺序；after 为上一页的 next，county 为县级区划代码，take 最多 200");
        api.MapGet("/{id:guid}/risk", RiskAsync).WithSummary("风险分类、分级和综合风险，附每一项事实和规则的来源");
        api.MapGet("/{id:guid}", OneAsync).WithSummary("一个用人单位，含曾用名、管辖范围内的工作场所和接触情况；并入另一份的重复档案以 302 转到保留的档案");
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

    static async Task<IResult> RiskAsync(Guid id, EmployerFiles files, RiskReasons reasons, CancellationToken ct)
    {
        if (await files.RecordAsync(id, ct) is not { } employer || await reasons.OfAsync(employer, ct) is not { } why) return await MovedAsync(id, "/risk", files, ct);
        var (industry, hazard, overall) = why.Answer;
        return Results.Ok(new Risk(
            new(industry.Class, industry.Edition?.Year, industry.Edition?.Document, employer.IndustryCode, why.IndustrySource, industry.Row?.Source, industry.Row?.Confidence, industry.Reasons),
            new((int?)hazard.Grade, hazard.Severe, why.Persons, why.PersonsSource, why.Factors, hazard.Reasons),
            new(overall?.Letter.Mark, ComprehensiveScheme.Id, why.Matrix.Id, why.SelfCheckPercent, why.SelfCheckedOn, why.SelfCheckSource, overall?.Reasons ?? [])));
    }

    static async Task<IResult> OneAsync(Guid id, ZhijianDb db, EmployerFiles files, CancellationToken ct)
    {
        if (await files.RecordAsync(id, ct) is not { } employer) return await MovedAsync(id, "", files, ct);
        var names = await db.Set<FormerName>().Where(n => n.EmployerId == id).OrderBy(n => n.Until).Select(n => n.Name).ToListAsync(ct);
        var places = await db.Set<Workplace>().AsNoTracking().Where(w => w.EmployerId == id).OrderByDescending(w => w.IsMain).ThenBy(w => w.Name)
            .Select(w => new Place(w.Id, w.Name, w.Address, w.DivisionCode, w.SupervisorCode, w.IsMain, w.Longitude, w.Latitude, w.Workers, w.ExposedWorkers, w.RiskGrade, w.Status)).ToListAsync(ct);
        var hazards = await (from x in db.Set<Exposure>().AsNoTracking()
                             join s in db.Set<Workshop>() on x.WorkshopId equals s.Id
                             join p in db.Set<JobPost>() on x.JobPostId equals p.Id into posts
                             from p in posts.DefaultIfEmpty()
                             where x.EmployerId == id
                             orderby x.WorkplaceId, s.Name, x.FactorCode
                             select new Hazard(x.WorkplaceId, s.Name, p!.Name, x.FactorCode, x.Persons, x.HoursPerDay, x.DaysPerWeek, x.Source)).ToListAsync(ct);
        return Results.Ok(new Full(Of(employer), names, places, hazards));
    }

    /// <summary>A double's old key leads to the file that is left; the body says so to who does not follow.</summary>
    static async Task<IResult> MovedAsync(Guid id, string part, EmployerFiles files, CancellationToken ct) =>
        await files.MovedAsync(id, ct) is { } moved ? new MovedResult($"/api/v1/employers/{moved.Id}{part}", new(moved.Id, moved.Words)) : Results.NotFound();

    public sealed record MovedTo(Guid MergedInto, string Message);

    sealed class MovedResult(string address, MovedTo body) : IResult
    {
        public Task ExecuteAsync(HttpContext context)
        {
            (context.Response.StatusCode, context.Response.Headers.Location) = (StatusCodes.Status302Found, address);
            return context.Response.WriteAsJsonAsync(body);
        }
    }

    static IQueryable<Row> Rows(IQueryable<Employer> employers) => employers.Select(e => new Row(
        e.Id, e.Name, e.CreditCode, e.CodeStanding, e.DivisionCode, e.CountyCode, e.SupervisorCode, e.IndustryCode, e.RegistrationType, e.OwnershipLevel, e.Size, e.Status, e.Workers,
        e.DispatchedWorkers, e.ExposedWorkers, e.RiskClass, e.RiskCatalogueYear, e.RiskGrade, e.ComprehensiveClass, e.RiskScheme, e.SelfCheckPercent, e.SelfCheckedOn, e.DeclarationStanding, e.DeclaredOn, e.DeclarationDue, e.Version));

    static Row Of(Employer employer) => Rows(new[] { employer }.AsQueryable()).Single();
}
