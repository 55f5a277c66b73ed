using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Cases;
using Zhijian.Rules.Cases;
using Zhijian.Tests.Modules.Registry;
using Zhijian.Tests.Platform.Access;

namespace Zhijian.Tests.Modules.Cases;

sealed class CaseTarget : IMatrixTarget
{
    public IReadOnlyList<string> Routes => ["cases/{id:guid}", "cases/{id:guid}/step", "cases/{id:guid}/approve", "cases/{id:guid}/review", "cases/{id:guid}/hearing", "cases/{id:guid}/evidence"];

    public async Task<MatrixRecord?> MakeAsync(IServiceProvider services, string divisionCode, Guid? organisationId) => organisationId is null ? new((await CaseAsync(services, divisionCode)).Id.ToString(), null) : null;

    /// <param name="owner">Its party, who was told of it; null: an employer that was not.</param>
    internal static async Task<CaseRecord> CaseAsync(IServiceProvider services, string divisionCode, Guid? owner = null)
    {
        var employer = await EmployerTarget.OwnAsync(services, divisionCode, owner);
        var row = new CaseRecord
        {
            EmployerId = employer, PartyName = "矩阵", IndustryCode = "30", DivisionCode = divisionCode, CountyCode = divisionCode, AuthorityCode = divisionCode, ActCode = "OD72-1", Cause = "矩阵", Facts = "矩阵", ActKey = $"matrix:{Guid.NewGuid():N}", FoundOn = new(2026, 6, 1),
        };
        await services.GetRequiredService<WritePath>().CommitAsync(new("test.matrix"), async _ =>
        {
            var folder = new CaseFolder(row, []);
            var (book, day) = (services.GetRequiredService<CaseBook>(), new DateOnly(2026, 6, 1));
            var law = await book.LawAsync(default);
            CasePerson first = new("first", "矩阵甲", "矩1"), second = new("second", "矩阵乙", "矩2"), head = new("head", "矩阵丙");
            CaseAct[] told = [new ApproveFiling(day, head, first, second), new CollectEvidence(day, first, second, "矩阵"), new FinishInvestigation(day, first, second, "矩阵"), new ServeNotice(day, [new("matrix", book.Catalogue.On("OD72-1", day)!, 0, null, true, true, null)], false)];
            foreach (var act in told.Take(owner is null ? 0 : told.Length).Prepend(new RequestFiling(day, new("matrix", "矩阵"), null, day))) folder.Apply(act, law, "矩阵", null, DateTime.UnixEpoch, null);
            var db = services.GetRequiredService<ZhijianDb>();
            db.Add(row);
            db.AddRange(folder.Added);
        });
        return row;
    }
}

sealed class PartyCaseTarget : IMatrixTarget
{
    public IReadOnlyList<string> Routes => ["my/cases/{id:guid}", "my/cases/{id:guid}/evidence"];

    public async Task<MatrixRecord?> MakeAsync(IServiceProvider services, string divisionCode, Guid? organisationId)
    {
        var owner = await EmployerTarget.OwnAsync(services, divisionCode, organisationId);
        return new((await CaseTarget.CaseAsync(services, divisionCode, owner)).Id.ToString(), organisationId, IsOwners: true);
    }
}

sealed class CaseFileTarget : IMatrixTarget
{
    public IReadOnlyList<string> Routes => ["case-file/{id:guid}"];

    public async Task<MatrixRecord?> MakeAsync(IServiceProvider services, string divisionCode, Guid? organisationId)
    {
        if (organisationId is not null) return null;
        var row = await CaseTarget.CaseAsync(services, divisionCode);
        var file = await FileTarget.StoreAsync(services, divisionCode, null);
        var id = row.Id;
        await services.GetRequiredService<WritePath>().CommitAsync(new("test.matrix"), async _ => (await services.GetRequiredService<ZhijianDb>().Set<CaseRecord>().SingleAsync(c => c.Id == id)).DossierHash = file.Hash);
        return new(id.ToString(), null);
    }
}

sealed class CaseEvidenceTarget : IMatrixTarget
{
    public IReadOnlyList<string> Routes => ["case-evidence/{id:guid}"];

    public async Task<MatrixRecord?> MakeAsync(IServiceProvider services, string divisionCode, Guid? organisationId)
    {
        if (organisationId is not null) return null;
        var row = await CaseTarget.CaseAsync(services, divisionCode);
        var file = await FileTarget.StoreAsync(services, divisionCode, null);
        var made = new CaseEvidence { CaseId = row.Id, DivisionCode = divisionCode, FileId = file.Id, Hash = file.Hash, Name = "矩阵.docx", By = "矩阵", At = DateTime.UnixEpoch };
        await services.GetRequiredService<WritePath>().CommitAsync(new("test.matrix"), _ => { services.GetRequiredService<ZhijianDb>().Add(made); return Task.CompletedTask; });
        return new(made.Id.ToString(), null);
    }
}
