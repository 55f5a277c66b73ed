using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Registry;
using Zhijian.Modules.Registry.Corrections;
using Zhijian.Modules.Registry.Registration;
using Zhijian.Tests.Platform.Access;

namespace Zhijian.Tests.Modules.Registry;

/// <summary>The file of an employer; that of an organisation has its key.</summary>
sealed class EmployerTarget : IMatrixTarget
{
    public IReadOnlyList<string> Routes => ["registry/{id:guid}", "registry/{id:guid}/summary.docx", "registry/{id:guid}/summary.pdf", "api/v1/employers/{id:guid}", "api/v1/employers/{id:guid}/risk", "registry/{id:guid}/edit", "registry/{id:guid}/workplaces/new"];

    public async Task<MatrixRecord?> MakeAsync(IServiceProvider services, string divisionCode, Guid? organisationId) =>
        new((await OwnAsync(services, divisionCode, organisationId)).ToString(), organisationId);

    internal static async Task<Guid> OwnAsync(IServiceProvider services, string divisionCode, Guid? organisationId) =>
        organisationId is { } id && await services.GetRequiredService<ZhijianDb>().Set<Employer>().AnyAsync(e => e.Id == id) ? id
            : await Files.MakeAsync(services, $"矩阵单位{Guid.NewGuid():N}", divisionCode, organisationId);
}

sealed class WorkplaceTarget : IMatrixTarget
{
    public IReadOnlyList<string> Routes => ["registry/workplaces/{id:guid}"];

    public async Task<MatrixRecord?> MakeAsync(IServiceProvider services, string divisionCode, Guid? organisationId)
    {
        var employer = await EmployerTarget.OwnAsync(services, divisionCode, organisationId);
        var id = await services.GetRequiredService<ZhijianDb>().Set<Workplace>().Where(w => w.EmployerId == employer).Select(w => w.Id).SingleAsync();
        return new(id.ToString(), organisationId);
    }
}

sealed class RegistrationTarget : IMatrixTarget
{
    public IReadOnlyList<string> Routes => ["registry/registrations/{id:guid}"];

    public async Task<MatrixRecord?> MakeAsync(IServiceProvider services, string divisionCode, Guid? organisationId)
    {
        var made = new EmployerRegistration
        {
            Name = "矩阵单位", CreditCode = Files.Code(), DivisionCode = divisionCode, Address = "矩阵路", IndustryCode = "3089", Contact = "矩阵", Mobile = "13800000000",
            QueryHash = $"{Guid.NewGuid():N}", SubmittedAt = DateTime.UnixEpoch,
        };
        await services.GetRequiredService<WritePath>().CommitAsync(new("test.matrix"), _ => { services.GetRequiredService<ZhijianDb>().Add(made); return Task.CompletedTask; });
        return new(made.Id.ToString(), null);
    }
}

sealed class CorrectionTarget : IMatrixTarget
{
    public IReadOnlyList<string> Routes => ["registry/corrections/{id:guid}"];

    public async Task<MatrixRecord?> MakeAsync(IServiceProvider services, string divisionCode, Guid? organisationId)
    {
        var employer = await EmployerTarget.OwnAsync(services, divisionCode, organisationId);
        var made = new Correction
        {
            EmployerId = employer, DivisionCode = divisionCode, Field = nameof(Employer.Name), Wish = "矩阵单位二", Reason = "矩阵", AskedBy = "矩阵", AskedAt = DateTime.UnixEpoch,
        };
        await services.GetRequiredService<WritePath>().CommitAsync(new("test.matrix"), _ => { services.GetRequiredService<ZhijianDb>().Add(made); return Task.CompletedTask; });
        return new(made.Id.ToString(), organisationId);
    }
}
