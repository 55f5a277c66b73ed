using Zhijian.Data;
using Zhijian.Platform.Documents;
using Zhijian.Platform.Documents.Approving;
using Zhijian.Platform.Files;
using Zhijian.Platform.Hosting;
using Zhijian.Platform.Imports;
using Zhijian.Platform.Jobs;
using Zhijian.Rules.Service;

namespace Zhijian.Tests.Platform.Access;

sealed class JobTarget : IMatrixTarget
{
    public IReadOnlyList<string> Routes => ["jobs/{id:guid}"];

    public async Task<MatrixRecord?> MakeAsync(IServiceProvider services, string divisionCode, Guid? organisationId)
    {
        var run = new JobRun { Kind = "test.matrix", Title = "矩阵", Body = "{}", State = JobState.Succeeded, DivisionCode = divisionCode, OrganisationId = organisationId, CreatedAt = DateTime.UnixEpoch, HeartbeatAt = DateTime.UnixEpoch };
        await services.GetRequiredService<WritePath>().CommitAsync(new("test.matrix"), _ => { services.GetRequiredService<ZhijianDb>().Add(run); return Task.CompletedTask; });
        return new(run.Id.ToString(), organisationId);
    }
}

sealed class PaperTarget : IMatrixTarget
{
    public IReadOnlyList<string> Routes => ["papers/{id:guid}", "papers/{id:guid}/docx", "papers/{id:guid}/pdf", "papers/{id:guid}/service", "papers/{id:guid}/service/return", "papers/{id:guid}/address"];

    public async Task<MatrixRecord?> MakeAsync(IServiceProvider services, string divisionCode, Guid? organisationId) => new((await PaperAsync(services, divisionCode, Guid.NewGuid(), null)).Id.ToString(), null);

    internal static async Task<Paper> PaperAsync(IServiceProvider services, string divisionCode, Guid addressee, DateOnly? servedOn)
    {
        var file = await services.GetRequiredService<FileStore>().SaveAsync(new MemoryStream(PaperTemplates.BuiltIn(PaperTemplates.AuditAnchors)), "矩阵.docx", FilePolicy.Templates);
        var paper = new Paper
        {
            Kind = "matrix", Title = "矩阵文书", Number = $"矩〔2026〕{Guid.NewGuid():N}号", Authority = "矩阵", SealText = "矩阵", IssuedOn = new(2026, 6, 10), DocxHash = file.Hash,
            PdfHash = file.Hash, Code = VerificationCode.New().Value, DivisionCode = divisionCode, SubjectKind = "Matrix", SubjectId = "1", IssuedBy = "矩阵", IssuedAt = DateTime.UnixEpoch, AddresseeId = addressee, Addressee = "矩阵", ServedOn = servedOn, ServedHow = servedOn is null ? null : ServiceMethod.Direct,
        };
        await services.GetRequiredService<WritePath>().CommitAsync(new("test.matrix"), _ => { services.GetRequiredService<ZhijianDb>().Add(paper); return Task.CompletedTask; });
        return paper;
    }
}

sealed class PaperRequestTarget : IMatrixTarget
{
    public IReadOnlyList<string> Routes => ["papers/requests/{id:guid}"];

    public async Task<MatrixRecord?> MakeAsync(IServiceProvider services, string divisionCode, Guid? organisationId)
    {
        var file = await services.GetRequiredService<FileStore>().SaveAsync(new MemoryStream(PaperTemplates.BuiltIn(PaperTemplates.AuditAnchors)), "矩阵.docx", FilePolicy.Templates);
        var request = new PaperRequest
        {
            Form = "danger-order", Title = "矩阵文书", SubjectKind = "Matrix", SubjectId = Guid.NewGuid().ToString(), Link = "/dangers", FormLink = "/dangers", DivisionCode = divisionCode, Draft = "{}", DraftHash = file.Hash, RequesterId = Guid.NewGuid(), RequestedBy = "矩阵", RequestedAt = DateTime.UnixEpoch,
        };
        await services.GetRequiredService<WritePath>().CommitAsync(new("test.matrix"), _ => { services.GetRequiredService<ZhijianDb>().Add(request); return Task.CompletedTask; });
        return new(request.Id.ToString(), null);
    }
}

sealed class FileTarget : IMatrixTarget
{
    public IReadOnlyList<string> Routes => ["files/{id:guid}"];

    public async Task<MatrixRecord?> MakeAsync(IServiceProvider services, string divisionCode, Guid? organisationId) =>
        new((await StoreAsync(services, divisionCode, organisationId)).Id.ToString(), organisationId);

    internal static async Task<StoredFile> StoreAsync(IServiceProvider services, string divisionCode, Guid? organisationId)
    {
        var stored = await services.GetRequiredService<FileStore>().SaveAsync(new MemoryStream(PaperTemplates.BuiltIn(PaperTemplates.AuditAnchors)), "矩阵.docx", FilePolicy.Templates);
        var file = new StoredFile { Hash = stored.Hash, Size = stored.Size, Kind = stored.Kind, Name = "矩阵.docx", Purpose = "matrix", UploadedAt = DateTime.UnixEpoch, DivisionCode = divisionCode, OrganisationId = organisationId };
        await services.GetRequiredService<WritePath>().CommitAsync(new("test.matrix"), _ => { services.GetRequiredService<ZhijianDb>().Add(file); return Task.CompletedTask; });
        return file;
    }
}

sealed class ImportTarget : IMatrixTarget
{
    public IReadOnlyList<string> Routes => ["imports/{id:guid}"];

    public async Task<MatrixRecord?> MakeAsync(IServiceProvider services, string divisionCode, Guid? organisationId)
    {
        var stored = await FileTarget.StoreAsync(services, divisionCode, organisationId);
        var run = new ImportRun
        {
            Kind = "organisations", KindTitle = "单位名录", FileId = stored.Id, FileHash = stored.Hash, FileName = "矩阵.xlsx", FileKind = FileKind.Xlsx, State = ImportState.Failed,
            StartedByName = "矩阵", DivisionCode = divisionCode, OrganisationId = organisationId, CreatedAt = DateTime.UnixEpoch,
        };
        await services.GetRequiredService<WritePath>().CommitAsync(new("test.matrix"), _ => { services.GetRequiredService<ZhijianDb>().Add(run); return Task.CompletedTask; });
        return new(run.Id.ToString(), organisationId);
    }
}

/// <summary>A version of the library is the whole country's: whoever may open the list may open each.</summary>
sealed class VersionTarget : IMatrixTarget
{
    public IReadOnlyList<string> Routes => ["reference/versions/{id:guid}"];
    public Task<MatrixRecord?> MakeAsync(IServiceProvider services, string divisionCode, Guid? organisationId) => Task.FromResult<MatrixRecord?>(null);
}

/// <summary>A kind of import or a table of the library has no place: whoever may use the route may use all of them.</summary>
sealed class PlacelessTarget : IMatrixTarget
{
    public IReadOnlyList<string> Routes => ["imports/template/{kind}", "reference/{key}/propose"];
    public Task<MatrixRecord?> MakeAsync(IServiceProvider services, string divisionCode, Guid? organisationId) => Task.FromResult<MatrixRecord?>(null);
}
