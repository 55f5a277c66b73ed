using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Credit;
using Zhijian.Modules.Credit.Typical;
using Zhijian.Modules.Registry;
using Zhijian.Rules.Credit;
using Zhijian.Tests.Modules.Cases;
using Zhijian.Tests.Modules.Registry;
using Zhijian.Tests.Platform.Access;

namespace Zhijian.Tests.Modules.Credit;

sealed class CreditTarget : IMatrixTarget
{
    public IReadOnlyList<string> Routes =>
    [
        "credit/{id:guid}", "api/v1/credit/{id:guid}", "my/credit/{id:guid}", "my/credit/{id:guid}/notice/docx", "my/credit/{id:guid}/notice/pdf", "my/credit/{id:guid}/decision/docx", "my/credit/{id:guid}/decision/pdf",
        "my/credit/{id:guid}/removal/docx", "my/credit/{id:guid}/removal/pdf",
    ];

    public async Task<MatrixRecord?> MakeAsync(IServiceProvider services, string divisionCode, Guid? organisationId)
    {
        var id = await EmployerTarget.OwnAsync(services, divisionCode, organisationId);
        var db = services.GetRequiredService<ZhijianDb>();
        var employer = await db.Set<Employer>().AsNoTracking().IgnoreQueryFilters([Conventions.ScopeFilter]).SingleAsync(e => e.Id == id);
        var book = services.GetRequiredService<CreditBook>();
        var (law, day) = (await book.LawAsync(default), new DateOnly(2026, 6, 1));
        var listing = CreditKeeper.Make(employer, book.TriggersOn(day).First(), day, new("matrix", "矩阵"), law);
        listing.Take(listing.ToDishonesty().Apply(new(CreditActKind.Notice, day, new("matrix", "矩阵"), "矩阵"), law).Listing!, law);
        listing.NoticePaperId = listing.DecisionPaperId = listing.RemovalPaperId = Guid.Parse((await new PaperTarget().MakeAsync(services, divisionCode, null))!.RouteValue);
        await services.GetRequiredService<WritePath>().CommitAsync(new("test.matrix"), _ => { db.Add(listing); return Task.CompletedTask; });
        return new(listing.Id.ToString(), organisationId);
    }
}

sealed class GoodFaithTarget : IMatrixTarget
{
    public IReadOnlyList<string> Routes => ["credit/good-faith/{id:guid}"];

    public async Task<MatrixRecord?> MakeAsync(IServiceProvider services, string divisionCode, Guid? organisationId)
    {
        if (organisationId is not null) return null;
        var employer = await EmployerTarget.OwnAsync(services, divisionCode, null);
        var entry = new GoodFaithEntry { EmployerId = employer, EmployerName = "矩阵", DivisionCode = divisionCode, CountyCode = divisionCode, AuthorityCode = divisionCode, Reason = "矩阵", ProposerName = "矩阵", ProposedOn = new(2026, 6, 1) };
        await services.GetRequiredService<WritePath>().CommitAsync(new("test.matrix"), _ => { services.GetRequiredService<ZhijianDb>().Add(entry); return Task.CompletedTask; });
        return new(entry.Id.ToString(), null);
    }
}

sealed class TypicalTarget : IMatrixTarget
{
    public IReadOnlyList<string> Routes => ["credit/typical/{id:guid}"];

    public async Task<MatrixRecord?> MakeAsync(IServiceProvider services, string divisionCode, Guid? organisationId) => organisationId is null ? new((await TypicalAsync(services, divisionCode, TypicalState.Submitted)).Id.ToString(), null) : null;

    internal static async Task<TypicalCase> TypicalAsync(IServiceProvider services, string divisionCode, TypicalState state)
    {
        var typical = new TypicalCase
        {
            CaseId = (await CaseTarget.CaseAsync(services, divisionCode)).Id, DivisionCode = divisionCode, Title = "矩阵", Party = "矩阵", Story = "矩阵", Result = "矩阵", Lesson = "矩阵", State = state, EditorId = Guid.NewGuid(), EditorName = "矩阵", PublishedOn = new(2026, 6, 1),
        };
        await services.GetRequiredService<WritePath>().CommitAsync(new("test.matrix"), _ => { services.GetRequiredService<ZhijianDb>().Add(typical); return Task.CompletedTask; });
        return typical;
    }
}
