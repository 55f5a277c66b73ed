using Zhijian.Data;
using Zhijian.Modules.Serving;
using Zhijian.Rules.Service;
using Zhijian.Tests.Modules.Registry;
using Zhijian.Tests.Platform.Access;

namespace Zhijian.Tests.Modules.Serving;

sealed class PartyPaperTarget : IMatrixTarget
{
    public IReadOnlyList<string> Routes => ["my/papers/{id:guid}", "my/papers/{id:guid}/docx", "my/papers/{id:guid}/pdf"];

    public async Task<MatrixRecord?> MakeAsync(IServiceProvider services, string divisionCode, Guid? organisationId) =>
        new((await PaperTarget.PaperAsync(services, divisionCode, await EmployerTarget.OwnAsync(services, divisionCode, organisationId), new(2026, 6, 11))).Id.ToString(), organisationId, IsOwners: true);
}

sealed class ServiceScanTarget : IMatrixTarget
{
    public IReadOnlyList<string> Routes => ["service-scans/{id:guid}"];

    public async Task<MatrixRecord?> MakeAsync(IServiceProvider services, string divisionCode, Guid? organisationId)
    {
        if (organisationId is not null) return null;
        var paper = await PaperTarget.PaperAsync(services, divisionCode, Guid.NewGuid(), new(2026, 6, 11));
        var file = await FileTarget.StoreAsync(services, divisionCode, null);
        var line = new ServiceLine { PaperId = paper.Id, Number = 1, DivisionCode = divisionCode, On = new(2026, 6, 11), Method = ServiceMethod.Direct, Result = ServiceResult.Served, ServedOn = new(2026, 6, 11), FileId = file.Id, FileName = "矩阵.docx", By = "矩阵", At = DateTime.UnixEpoch };
        await services.GetRequiredService<WritePath>().CommitAsync(new("test.matrix"), _ => { services.GetRequiredService<ZhijianDb>().Add(line); return Task.CompletedTask; });
        return new(line.Id.ToString(), null);
    }
}
