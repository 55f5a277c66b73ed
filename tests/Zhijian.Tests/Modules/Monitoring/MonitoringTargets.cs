using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Monitoring;
using Zhijian.Modules.Monitoring.Plans;
using Zhijian.Modules.Registry;
using Zhijian.Platform.Files;
using Zhijian.Platform.Organisations;
using Zhijian.Rules.Monitoring;
using Zhijian.Tests.Modules.Registry;
using Zhijian.Tests.Platform.Access;

namespace Zhijian.Tests.Modules.Monitoring;

/// <summary>A sealed report on an employer of the place.</summary>
sealed class ReportTarget : IMatrixTarget
{
    public IReadOnlyList<string> Routes => ["monitoring/{id:guid}", "api/v1/monitoring/reports/{id:guid}", "api/v1/monitoring/reports/{id:guid}/results"];

    public async Task<MatrixRecord?> MakeAsync(IServiceProvider services, string divisionCode, Guid? organisationId) => new((await MadeAsync(services, divisionCode, organisationId, null)).Id.ToString(), organisationId);

    internal static async Task<MonitoringReport> MadeAsync(IServiceProvider services, string division, Guid? organisation, Guid? filer)
    {
        var db = services.GetRequiredService<ZhijianDb>();
        var employer = await EmployerTarget.OwnAsync(services, division, organisation);
        var place = await db.Set<Workplace>().FirstAsync(w => w.EmployerId == employer);
        var made = new MonitoringReport
        {
            FilerId = filer ?? Guid.NewGuid(), FilerName = "矩阵机构", ByInstitution = filer is null, Number = $"矩{Guid.NewGuid():N}"[..20], EmployerId = employer, EmployerName = "矩阵单位", WorkplaceId = place.Id, WorkplaceName = place.Name,
            DivisionCode = place.DivisionCode, CountyCode = place.CountyCode, State = filer is null ? ReportState.Sealed : ReportState.Draft, InForce = filer is null, Kind = ReportKind.Periodic, SampledFrom = new(2026, 5, 1), SampledTo = new(2026, 5, 1),
            Draft = filer is null ? null : new Zhijian.Modules.Monitoring.Intake.ReportForm { Number = "矩" }.ToJson(), PublicCode = filer is null ? $"{Guid.NewGuid():N}"[..27] : null, Sm3 = "", CreatedAt = DateTime.UnixEpoch, SealedAt = filer is null ? DateTime.UnixEpoch : null,
        };
        await services.GetRequiredService<WritePath>().CommitAsync(new("test.matrix"), _ => { db.Add(made); return Task.CompletedTask; });
        return made;
    }
}

/// <summary>A draft and a correction are the writer's alone: of a place without an organisation nobody's.</summary>
sealed class DraftTarget : IMatrixTarget
{
    public IReadOnlyList<string> Routes => ["monitoring/{id:guid}/edit", "api/v1/monitoring/reports/{id:guid}/corrections"];

    /// <summary>Supervisors see no drafts of their places, so the rule of the matrix does not fit; the module's own tests hold it.</summary>
    public Task<MatrixRecord?> MakeAsync(IServiceProvider services, string divisionCode, Guid? organisationId) => Task.FromResult<MatrixRecord?>(null);
}

sealed class PointTarget : IMatrixTarget
{
    public IReadOnlyList<string> Routes => ["monitoring/points/{id:guid}"];

    public async Task<MatrixRecord?> MakeAsync(IServiceProvider services, string divisionCode, Guid? organisationId)
    {
        var db = services.GetRequiredService<ZhijianDb>();
        var employer = await EmployerTarget.OwnAsync(services, divisionCode, organisationId);
        var place = await db.Set<Workplace>().FirstAsync(w => w.EmployerId == employer);
        var made = new SamplingPoint { EmployerId = employer, WorkplaceId = place.Id, DivisionCode = place.DivisionCode, CountyCode = place.CountyCode, EmployerName = "矩阵单位", Workshop = "", Post = "", Name = $"{Guid.NewGuid():N}" };
        await services.GetRequiredService<WritePath>().CommitAsync(new("test.matrix"), _ => { db.Add(made); return Task.CompletedTask; });
        return new(made.Id.ToString(), organisationId);
    }
}

sealed class InstitutionTarget : IMatrixTarget
{
    public IReadOnlyList<string> Routes => ["monitoring/institutions/{id:guid}"];

    public async Task<MatrixRecord?> MakeAsync(IServiceProvider services, string divisionCode, Guid? organisationId)
    {
        var made = new Organisation { Kind = OrganisationKind.ServiceInstitution, Name = "矩阵机构", CreditCode = $"{Guid.NewGuid():N}"[..18].ToUpperInvariant(), DivisionCode = divisionCode };
        await services.GetRequiredService<WritePath>().CommitAsync(new("test.matrix"), _ => { services.GetRequiredService<ZhijianDb>().Add(made); return Task.CompletedTask; });
        return new(made.Id.ToString(), made.Id);
    }
}

/// <summary>A floor plan with its picture.</summary>
sealed class FloorPlanTarget : IMatrixTarget
{
    public IReadOnlyList<string> Routes => ["monitoring/plans/{id:guid}", "monitoring/plans/{id:guid}/image"];

    public async Task<MatrixRecord?> MakeAsync(IServiceProvider services, string divisionCode, Guid? organisationId)
    {
        var db = services.GetRequiredService<ZhijianDb>();
        var employer = await EmployerTarget.OwnAsync(services, divisionCode, organisationId);
        var place = await db.Set<Workplace>().FirstAsync(w => w.EmployerId == employer);
        var picture = await services.GetRequiredService<FileStore>().SaveAsync(new MemoryStream(FloorPlanTests.Png()), "矩阵.png", FilePolicy.Evidence);
        var made = new FloorPlan
        {
            EmployerId = employer, WorkplaceId = place.Id, DivisionCode = place.DivisionCode, Name = $"{Guid.NewGuid():N}", Revision = 1, ValidFrom = new(2026, 1, 1), Hash = picture.Hash, Kind = picture.Kind, Size = picture.Size,
            Width = 800, Height = 600, FileName = "矩阵.png", UploadedAt = DateTime.UnixEpoch, UploadedBy = "矩阵",
        };
        await services.GetRequiredService<WritePath>().CommitAsync(new("test.matrix"), _ => { db.Add(made); return Task.CompletedTask; });
        return new(made.Id.ToString(), organisationId);
    }
}

sealed class WorkplacePlansTarget : IMatrixTarget
{
    public IReadOnlyList<string> Routes => ["monitoring/workplaces/{id:guid}/plans", "monitoring/workplaces/{id:guid}/plans/new"];

    public async Task<MatrixRecord?> MakeAsync(IServiceProvider services, string divisionCode, Guid? organisationId)
    {
        var employer = await EmployerTarget.OwnAsync(services, divisionCode, organisationId);
        return new((await services.GetRequiredService<ZhijianDb>().Set<Workplace>().FirstAsync(w => w.EmployerId == employer)).Id.ToString(), organisationId);
    }
}
