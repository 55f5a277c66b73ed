using Zhijian.Data;
using Zhijian.Modules.Registry;
using Zhijian.Modules.Registry.Feeds.Intake;
using Zhijian.Modules.Registry.Feeds.Merging;
using Zhijian.Modules.Registry.Feeds.Sources;
using Zhijian.Platform.Documents;
using Zhijian.Platform.Files;
using Zhijian.Platform.Imports;
using Zhijian.Tests.Platform.Access;
using Microsoft.EntityFrameworkCore;

namespace Zhijian.Tests.Modules.Registry.Feeds;

/// <summary>Sources are the whole city's; a batch of the API is asked for by source and code, which its own tests do.</summary>
sealed class FeedSourceTarget : IMatrixTarget
{
    public IReadOnlyList<string> Routes =>
    [
        "registry/feeds/sources/{id:guid}", "registry/feeds/sources/{id:guid}/upload", "registry/feeds/sources/{id:guid}/sample", "registry/feeds/sources/{id:guid}/mapping",
        "api/v1/feeds/{source}/batches", "api/v1/feeds/{source}/batches/{code}", "api/v1/feeds/{source}/batches/{code}/items",
    ];

    public Task<MatrixRecord?> MakeAsync(IServiceProvider services, string divisionCode, Guid? organisationId) => Task.FromResult<MatrixRecord?>(null);
}

sealed class FeedBatchTarget : IMatrixTarget
{
    public IReadOnlyList<string> Routes => ["registry/feeds/batches/{id:guid}"];

    public async Task<MatrixRecord?> MakeAsync(IServiceProvider services, string divisionCode, Guid? organisationId) =>
        new((await StoreAsync(services, divisionCode)).Id.ToString(), null);

    internal static async Task<FeedBatch> StoreAsync(IServiceProvider services, string divisionCode)
    {
        var db = services.GetRequiredService<ZhijianDb>();
        var source = await db.Set<FeedSource>().SingleAsync(s => s.Key == "register");
        var mapping = await db.Set<FeedMapping>().FirstAsync(m => m.SourceId == source.Id);
        var stored = await services.GetRequiredService<FileStore>().SaveAsync(new MemoryStream(PaperTemplates.BuiltIn(PaperTemplates.AuditAnchors)), "矩阵.docx", FilePolicy.Templates);
        var file = new StoredFile { Hash = stored.Hash, Size = stored.Size, Kind = stored.Kind, Name = "矩阵.docx", Purpose = "matrix", UploadedAt = DateTime.UnixEpoch, DivisionCode = divisionCode };
        var run = new ImportRun
        {
            Kind = FeedFileKind.TypeKey, KindTitle = "外部数据", FileId = file.Id, FileHash = stored.Hash, FileName = "矩阵.xlsx", FileKind = FileKind.Xlsx, State = ImportState.Failed,
            StartedByName = "矩阵", DivisionCode = divisionCode, CreatedAt = DateTime.UnixEpoch,
        };
        var batch = new FeedBatch { Id = run.Id, SourceId = source.Id, SourceKey = source.Key, SourceTitle = source.Title, Code = $"{Guid.NewGuid():N}", MappingId = mapping.Id, DivisionCode = divisionCode, SentBy = "矩阵", ReceivedAt = DateTime.UnixEpoch };
        await services.GetRequiredService<WritePath>().CommitAsync(new("test.matrix"), _ => { db.AddRange(file, run, batch); return Task.CompletedTask; });
        return batch;
    }
}

sealed class MatchTarget : IMatrixTarget
{
    public IReadOnlyList<string> Routes => ["registry/matches/{id:guid}"];

    public async Task<MatrixRecord?> MakeAsync(IServiceProvider services, string divisionCode, Guid? organisationId)
    {
        var batch = await FeedBatchTarget.StoreAsync(services, divisionCode);
        var item = new FeedItem { BatchId = batch.Id, RecordKey = "1", Name = "矩阵", Outcome = FeedOutcome.ToConfirm, Payload = "{\"Name\":\"矩阵\"}", DivisionCode = divisionCode };
        await services.GetRequiredService<WritePath>().CommitAsync(new("test.matrix"), _ => { services.GetRequiredService<ZhijianDb>().Add(item); return Task.CompletedTask; });
        return new(item.Id.ToString(), null);
    }
}

sealed class MergeTarget : IMatrixTarget
{
    public IReadOnlyList<string> Routes => ["registry/merges/{id:guid}"];

    public async Task<MatrixRecord?> MakeAsync(IServiceProvider services, string divisionCode, Guid? organisationId)
    {
        Employer Make() => new() { Name = "矩阵", DivisionCode = divisionCode, CountyCode = divisionCode, SupervisorCode = divisionCode, IndustryCode = "3089", Source = "test", CreatedAt = DateTime.UnixEpoch };
        var (kept, gone) = (Make(), Make());
        var merge = new EmployerMerge { KeptId = kept.Id, GoneId = gone.Id, KeptName = "矩阵", GoneName = "矩阵", Reason = "矩阵", Record = "[]", DivisionCode = divisionCode, MergedBy = "矩阵", MergedAt = DateTime.UnixEpoch };
        await services.GetRequiredService<WritePath>().CommitAsync(new("test.matrix"), _ => { services.GetRequiredService<ZhijianDb>().AddRange(kept, gone, merge); return Task.CompletedTask; });
        return new(merge.Id.ToString(), null);
    }
}
