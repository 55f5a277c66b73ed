using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Files;

namespace Zhijian.Modules.Inspections.Field;

/// <summary>The content of announced photos, one by one, as often as the network needs.</summary>
public sealed class FieldPhotoDesk(ZhijianDb db, WritePath write, Viewer viewer, VisitDesk visits)
{
    /// <exception cref="Refusal">It is not the photo that was announced.</exception>
    public async Task TakeAsync(Guid id, Stream content, long? length, CancellationToken ct)
    {
        var announced = await db.Set<FieldPhoto>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, ct) ?? throw new NotFoundException();
        var task = await db.Set<InspectionTask>().AsNoTracking().SingleOrDefaultAsync(t => t.Id == announced.TaskId, ct) ?? throw new NotFoundException();
        if (announced.AuthorId != viewer.UserId) throw new Refusal("照片由拍摄人本人登录后上传。");
        if (length is { } told && told != announced.Size) await RefuseAsync(announced, task, $"{told} 字节", ct);
        var receipt = await visits.ReceiveAsync(content, announced.Name, ct);
        if (receipt.Hash != announced.Hash) await RefuseAsync(announced, task, receipt.Hash, ct);
        await write.CommitAsync(new("field.upload"), async change =>
        {
            var photo = await db.Set<FieldPhoto>().SingleAsync(p => p.Id == id, ct);
            // The answer to an earlier upload was lost on the way.
            if (photo.PhotoId is not null) return;
            visits.KeepAnnounced(change, task, photo, receipt);
        }, ct);
    }

    /// <summary>An attempt to put another photo in its place stays in the audit.</summary>
    async Task RefuseAsync(FieldPhoto photo, InspectionTask task, string got, CancellationToken ct)
    {
        await write.CommitAsync(new("field.replaced"), change =>
        {
            change.Note(nameof(FieldPhoto), photo.Id.ToString(), "refused", new { Announced = photo.Hash, photo.Size, Got = got }, task.ScopePath);
            return Task.CompletedTask;
        }, ct);
        throw new Refusal("照片与拍摄时登记的指纹（SHA-256）不一致，可能已被替换，没有收下。");
    }
}
