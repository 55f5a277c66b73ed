using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Hosting;

namespace Zhijian.Platform.Files;

/// <summary>
/// Takes files in and gives them out. The content is on the disk before the row that names it is committed; content whose
/// row never came is swept a day later.
/// </summary>
public sealed class FileDesk(ZhijianDb db, WritePath write, FileStore store, Viewer viewer, ServerSettings settings)
{
    /// <summary>Receives and judges the content. <see cref="Keep"/> writes the row, in the transaction of the use case.</summary>
    public Task<FileReceipt> ReceiveAsync(Stream content, string name, FilePurpose purpose, CancellationToken ct) =>
        store.SaveAsync(content, name, purpose.Policy, ct);

    /// <summary>Adds the row of a received file to the open transaction, in the place of whoever gave it.</summary>
    public StoredFile Keep(Change change, FileReceipt receipt, string name, FilePurpose purpose)
    {
        var file = new StoredFile
        {
            Hash = receipt.Hash, Size = receipt.Size, Kind = receipt.Kind, Name = StoredFileNames.Clean(name),
            Purpose = purpose.Key, Permission = purpose.Permission, IsPersonal = purpose.IsPersonal,
            UploadedBy = viewer.UserId, UploadedAt = change.At,
            DivisionCode = viewer.DivisionCode ?? settings.HomeDivision, OrganisationId = viewer.OrganisationId,
        };
        db.Add(file);
        return file;
    }

    /// <summary>Receives a file and keeps it in a transaction of its own.</summary>
    /// <param name="key">Idempotency key of the request.</param>
    public async Task<Guid> SaveAsync(Stream content, string name, FilePurpose purpose, string? key, CancellationToken ct)
    {
        var receipt = await ReceiveAsync(content, name, purpose, ct);
        return await write.CommitAsync(new("files.save", Key: key), change => Task.FromResult(Keep(change, receipt, name, purpose).Id), ct);
    }

    /// <summary>Opens a file for a reader.</summary>
    /// <exception cref="NotFoundException">Not there, or not in the viewer's scope.</exception>
    /// <exception cref="ForbiddenException">The viewer may not read files of this purpose.</exception>
    public async Task<(StoredFile File, FileStream Content)> OpenAsync(Guid id, CancellationToken ct)
    {
        var file = await db.Set<StoredFile>().AsNoTracking().SingleOrDefaultAsync(f => f.Id == id, ct) ?? throw new NotFoundException();
        if (file.Permission is { } permission && !viewer.May(permission)) throw new ForbiddenException();
        var content = store.OpenRead(file.Hash);
        if (file.IsPersonal)
            await write.CommitAsync(new("files.read"), change =>
            {
                change.Note(nameof(StoredFile), id.ToString(), "read", new { file.Name, file.Purpose }, file.ScopePath);
                return Task.CompletedTask;
            }, ct);
        return (file, content);
    }
}
