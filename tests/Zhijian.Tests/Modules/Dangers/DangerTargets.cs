using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Dangers;
using Zhijian.Modules.Registry;
using Zhijian.Platform.Files;
using Zhijian.Tests.Modules.Registry;
using Zhijian.Tests.Platform.Access;

namespace Zhijian.Tests.Modules.Dangers;

sealed class DangerTarget : IMatrixTarget
{
    public IReadOnlyList<string> Routes =>
    [
        "dangers/{id:guid}", "dangers/{id:guid}/order", "dangers/{id:guid}/recheck", "dangers/{id:guid}/evidence", "api/v1/dangers/{id:guid}",
        "my/dangers/{id:guid}", "my/dangers/{id:guid}/evidence", "my/dangers/{id:guid}/order/docx", "my/dangers/{id:guid}/order/pdf",
    ];

    public async Task<MatrixRecord?> MakeAsync(IServiceProvider services, string divisionCode, Guid? organisationId) => new((await DangerAsync(services, divisionCode, organisationId)).Id.ToString(), organisationId);

    internal static async Task<HiddenDanger> DangerAsync(IServiceProvider services, string divisionCode, Guid? organisationId)
    {
        var employer = await EmployerTarget.OwnAsync(services, divisionCode, organisationId);
        var db = services.GetRequiredService<ZhijianDb>();
        var key = $"matrix:{Guid.NewGuid():N}";
        await RegistryRecords.RaiseAsync(services, new DangerReported(employer, null, DangerSource.Inspection, key, "矩阵隐患", "矩阵条款", new(2026, 6, 1)));
        var danger = await db.Set<HiddenDanger>().SingleAsync(d => d.SourceKey == key);
        var paper = Guid.Parse((await new PaperTarget().MakeAsync(services, divisionCode, null))!.RouteValue);
        await services.GetRequiredService<WritePath>().CommitAsync(new("test.matrix"), _ => { danger.OrderPaperId = paper; return Task.CompletedTask; });
        return danger;
    }
}

sealed class DangerEvidenceTarget : IMatrixTarget
{
    public IReadOnlyList<string> Routes => ["danger-evidence/{id:guid}"];

    public async Task<MatrixRecord?> MakeAsync(IServiceProvider services, string divisionCode, Guid? organisationId)
    {
        var danger = await DangerTarget.DangerAsync(services, divisionCode, organisationId);
        var file = await FileTarget.StoreAsync(services, divisionCode, organisationId);
        var made = new DangerEvidence { DangerId = danger.Id, EmployerId = danger.EmployerId, DivisionCode = danger.DivisionCode, FileId = file.Id, Name = "矩阵.docx", By = "矩阵", At = DateTime.UnixEpoch };
        await services.GetRequiredService<WritePath>().CommitAsync(new("test.matrix"), _ => { services.GetRequiredService<ZhijianDb>().Add(made); return Task.CompletedTask; });
        return new(made.Id.ToString(), organisationId);
    }
}
