using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Rules.Dangers;
using Zhijian.Rules.Exposure;

namespace Zhijian.Modules.Dangers;

/// <summary>Dangers inside the caller's scope, for systems.</summary>
static class DangerApi
{
    const int MostRows = 200;

    public sealed record Row(
        Guid Id, Guid EmployerId, string EmployerName, Guid? WorkplaceId, string DivisionCode, string CountyCode, string AuthorityCode, DangerSource Source, string SourceKey, string Finding,
        string Article, DangerGrade Grade, DangerState State, bool IsOpen, Guid? PointId, string? PointName, string? FactorCode, string? FactorName, string? Index, string? Value, string? Limit,
        decimal? Ratio, string? Edition, string? Clause, int? Persons, DateOnly FoundOn, DateOnly? Deadline, DateOnly? NextOn, DateOnly? ClosedOn, int? DaysToClose, string? OrderNumber, bool IsRepeat, long Version);

    public sealed record Step(int Number, DateOnly On, DangerActKind? Act, DangerState? To, string Title, string? Note, string? PaperNumber);

    public sealed record Measurement(string ReportNumber, DateOnly SampledOn, Verdict Verdict, string Value, string Limit, decimal? Ratio, string? Institution, bool Qualified);

    public sealed record Full(Row Danger, IReadOnlyList<Step> History, IReadOnlyList<Measurement> Measurements);

    public sealed record Page(IReadOnlyList<Row> Items, Guid? Next);

    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1/dangers").Requires(DangersModule.View).WithTags("dangers");
        api.MapGet("/", ListAsync).WithSummary("隐患列表，按编号顺序；after 为上一页的 next，county 为县级区划代码，open 只列未销号的，take 最多 200");
        api.MapGet("/{id:guid}", OneAsync).WithSummary("一处隐患，含办理经过和同点同因素的检测");
    }

    static async Task<Page> ListAsync(ZhijianDb db, Viewer viewer, Guid? after, string? county, bool? open, int? take, CancellationToken ct)
    {
        var size = Math.Clamp(take ?? MostRows, 1, MostRows);
        var rows = db.Set<HiddenDanger>().AsNoTracking().InScopeOf(viewer.Scope);
        if (county is not null) rows = rows.Where(d => d.CountyCode == county);
        if (open is { } only) rows = rows.Where(d => d.IsOpen == only);
        if (after is { } last) rows = rows.Where(d => d.Id > last);
        var found = await Rows(rows.OrderBy(d => d.Id).Take(size + 1)).ToListAsync(ct);
        return new([.. found.Take(size)], found.Count > size ? found[size - 1].Id : null);
    }

    static async Task<Full> OneAsync(Guid id, DangerAccess access, CancellationToken ct)
    {
        var file = await access.ReadAsync(id, ct);
        return new(Rows(new[] { file.Row }.AsQueryable()).Single(),
            [.. file.Lines.Select(l => new Step(l.Number, l.On, l.Act, l.To, l.Title, l.Note, l.PaperNumber))],
            [.. file.Results.Select(r => new Measurement(r.ReportNumber, r.SampledOn, r.Verdict, r.Value, r.Limit, r.Ratio, r.Institution, r.Qualified))]);
    }

    static IQueryable<Row> Rows(IQueryable<HiddenDanger> dangers) => dangers.Select(d => new Row(
        d.Id, d.EmployerId, d.EmployerName, d.WorkplaceId, d.DivisionCode, d.CountyCode, d.AuthorityCode, d.Source, d.SourceKey, d.Finding, d.Article, d.Grade, d.State, d.IsOpen, d.PointId, d.PointName,
        d.FactorCode, d.FactorName, d.Index, d.Value, d.Limit, d.Ratio, d.Edition, d.Clause, d.Persons, d.FoundOn, d.Deadline, d.NextOn, d.ClosedOn, d.DaysToClose, d.OrderNumber, d.IsRepeat, d.Version));
}
