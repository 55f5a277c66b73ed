using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Hosting;
using Zhijian.Rules.Declarations;

namespace Zhijian.Modules.Declarations.Api;

/// <summary>Declarations for systems: read inside the caller's scope, file, correct, submit, ask where it stands.</summary>
static class DeclarationApi
{
    public const string Send = "declarations.send", KeyHeader = "Idempotency-Key";
    const int MostRows = 200, LongestKey = 64;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1/declarations").WithTags("职业病危害项目申报");
        api.MapGet("/", ListAsync).Requires(DeclarationsModule.View).Produces<DeclarationPage>().WithMetadata(new ApiExample(ExchangeExamples.Page, 200))
            .WithSummary("申报列表，按编号顺序；after 为上一页的 next，state、county（县级区划代码）、creditCode 筛选，take 最多 200");
        api.MapGet("/{id:guid}", OneAsync).Requires(DeclarationsModule.View).Produces<DeclarationFull>().ProducesProblem(404).WithSummary("一份申报的全部内容");
        api.MapGet("/{id:guid}/status", StatusAsync).Requires(DeclarationsModule.View).Produces<DeclarationStatus>().ProducesProblem(404).WithMetadata(new ApiExample(ExchangeExamples.Status, 200))
            .WithSummary("一份申报的办理状态、退回理由和回执");
        api.MapPost("/", FileAsync).Requires(Send).Produces<DeclarationStatus>(201).ProducesProblem(422).ProducesProblem(409)
            .WithMetadata(new ApiExample(ExchangeExamples.Filing), new ApiExample(ExchangeExamples.Status, 201), new ApiExample(ExchangeExamples.Refusal, 422))
            .WithSummary("报送一份申报；请求头 Idempotency-Key 相同的请求只生效一次")
            .WithDescription("用人单位自己的系统按单位填报办理，submit 为 false 时只保存草稿；监管部门的系统代录本机关受理的单位。档案已有的内容不填即按档案。申报表各项核对不通过时返回 422，findings 逐项说明。");
        api.MapPut("/{id:guid}", SaveAsync).Requires(Send).Produces<DeclarationStatus>().ProducesProblem(404).ProducesProblem(409).ProducesProblem(422)
            .WithMetadata(new ApiExample(ExchangeExamples.Saving)).WithSummary("修改草稿或被退回的申报；version 为读到的版本");
        api.MapPost("/{id:guid}/submit", SubmitAsync).Requires(Send).Produces<DeclarationStatus>().ProducesProblem(404).ProducesProblem(409).ProducesProblem(422)
            .WithMetadata(new ApiExample(new SubmitRequest(3))).WithSummary("提交草稿或补正后的申报");
    }

    static async Task<DeclarationPage> ListAsync(ZhijianDb db, Viewer viewer, Guid? after, string? state, string? county, string? creditCode, int? take, CancellationToken ct)
    {
        var size = Math.Clamp(take ?? MostRows, 1, MostRows);
        var rows = db.Set<HazardDeclaration>().AsNoTracking();
        // An authority does not read what an employer has not filed yet.
        if (viewer.OrganisationId is null) rows = rows.Where(d => d.State != DeclarationState.Draft);
        if (state is not null)
        {
            if (!Enum.TryParse<DeclarationState>(state, out var wanted) || !Enum.IsDefined(wanted)) throw new Refusal($"没有“{state}”这种状态。", "state");
            rows = rows.Where(d => d.State == wanted);
        }
        if (county is not null) rows = rows.Where(d => d.CountyCode == county);
        if (creditCode is not null) rows = rows.Where(d => d.CreditCode == creditCode);
        if (after is { } last) rows = rows.Where(d => d.Id > last);
        var found = await rows.OrderBy(d => d.Id).Take(size + 1).ToListAsync(ct);
        return new([.. found.Take(size).Select(ItemOf)], found.Count > size ? found[size - 1].Id : null);
    }

    static async Task<DeclarationFull> OneAsync(Guid id, DeclarationAccess access, FactorCatalogue catalogue, Viewer viewer, CancellationToken ct)
    {
        var declaration = await ReadAsync(id, access, viewer, ct);
        var form = await access.FormAsync(declaration, ct);
        var factorOf = await catalogue.LoadAsync(ct);
        var sums = FormSums.Of(form, code => factorOf(code)?.Class);
        if (!access.IsOwn(declaration.EmployerId)) form = form with { Phone = null, ReporterPhone = null };
        return new(ItemOf(declaration), StatusOf(declaration), declaration.Edition, form, [.. sums.Classes.Select(c => new ClassTotal(c.Class.ToString(), c.Class.ChineseName(), c.Present, c.Persons))]);
    }

    static async Task<DeclarationStatus> StatusAsync(Guid id, DeclarationAccess access, Viewer viewer, CancellationToken ct) => StatusOf(await ReadAsync(id, access, viewer, ct));

    static async Task<IResult> FileAsync(FilingRequest request, [FromHeader(Name = KeyHeader)] string? key, ExchangeDesk desk, DeclarationAccess access, CancellationToken ct)
    {
        if (key is not { Length: > 0 and <= LongestKey }) throw new Refusal($"请在请求头 {KeyHeader} 中给出本次报送的编号，不超过 {LongestKey} 个字符；重发时编号不变。", KeyHeader);
        return await AnswerAsync(async () =>
        {
            var id = await desk.FileAsync(request, key, ct);
            return Results.Created($"/api/v1/declarations/{id}", StatusOf(await access.ReadAsync(id, ct)));
        });
    }

    static Task<IResult> SaveAsync(Guid id, SaveRequest request, DeclarationDesk desk, DeclarationAccess access, CancellationToken ct) => AnswerAsync(async () =>
    {
        var declaration = await access.ReadAsync(id, ct);
        if (request.Version is not { } version) throw new Refusal("缺少 version。", "version");
        await desk.SaveAsync(id, version, ExchangeDesk.Over(await access.FormAsync(declaration, ct), request.Form ?? new()), ct);
        return Results.Ok(StatusOf(await access.ReadAsync(id, ct)));
    });

    static Task<IResult> SubmitAsync(Guid id, SubmitRequest request, [FromHeader(Name = KeyHeader)] string? key, DeclarationDesk desk, DeclarationAccess access, CancellationToken ct) => AnswerAsync(async () =>
    {
        await access.ReadAsync(id, ct);
        if (request.Version is not { } version) throw new Refusal("缺少 version。", "version");
        await desk.SubmitAsync(id, version, null, key is { Length: > 0 and <= LongestKey } ? key : null, ct);
        return Results.Ok(StatusOf(await access.ReadAsync(id, ct)));
    });

    static async Task<HazardDeclaration> ReadAsync(Guid id, DeclarationAccess access, Viewer viewer, CancellationToken ct) =>
        await access.ReadAsync(id, ct) is var found && (viewer.OrganisationId is not null || found.State != DeclarationState.Draft) ? found : throw new NotFoundException();

    /// <summary>A form that may not be filed is answered with all its findings, not only the first.</summary>
    static async Task<IResult> AnswerAsync(Func<Task<IResult>> act)
    {
        try
        {
            return await act();
        }
        catch (FormRefusal refusal)
        {
            return Results.Problem(refusal.Message, statusCode: StatusCodes.Status422UnprocessableEntity, extensions: new Dictionary<string, object?>
            {
                ["field"] = refusal.Field,
                ["findings"] = refusal.Findings.Select(f => new { f.Code, severity = f.Severity.ToString(), f.Field, f.Message }),
            });
        }
    }

    static DeclarationItem ItemOf(HazardDeclaration d) => new(
        d.Id, d.EmployerId, d.EmployerName, d.CreditCode, d.WorkplaceId, d.DivisionCode, d.CountyCode, d.AuthorityCode, d.IndustryCode, d.Kind.ToString(), d.State.ToString(), d.Number,
        d.FiledOn, d.DueOn, d.ReceiptOn, d.ReceiptNumber, d.TotalExposed, d.Version);

    static DeclarationStatus StatusOf(HazardDeclaration d) => new(
        d.Id, d.Version, d.State.ToString(), d.State.ChineseName(), d.Kind.ToString(), d.FiledOn, d.DueOn, d.IsLate, d.DeadlineOn, ReviewDesk.ReasonsOf(d), d.ReceiptOn, d.ReceiptNumber);
}
