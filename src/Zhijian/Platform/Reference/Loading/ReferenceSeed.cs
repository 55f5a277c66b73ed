using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Hosting;
using Zhijian.Platform.Reference.Tables;

namespace Zhijian.Platform.Reference.Loading;

/// <summary>
/// Loads the editions that come with the program. A new database takes them as they are; afterwards a changed or new file
/// arrives as a proposal that two people look at, never silently.
/// </summary>
sealed class ReferenceSeed(ReferenceFiles files, SearchTexts texts) : ISeed
{
    const string Loader = "系统（随程序提供）";

    public async Task SeedAsync(IServiceProvider services, CancellationToken ct)
    {
        var db = services.GetRequiredService<ZhijianDb>();
        var known = (await db.Set<ReferenceVersion>().AsNoTracking().Select(v => new { v.TableKey, v.ShippedKey, v.FileSha256 }).ToListAsync(ct)).ToLookup(v => v.TableKey);
        foreach (var table in ReferenceTables.All)
        {
            var isNew = !known[table.Key].Any();
            var missing = table.Shipped(files)
                .Where(e => !known[table.Key].Any(k => k.ShippedKey == e.Key && k.FileSha256 == e.FileHash)).ToList();
            if (missing.Count == 0) continue;
            await services.GetRequiredService<WritePath>().CommitAsync(
                new(isNew ? "reference.load" : "reference.offer", isNew ? $"首次启动载入{table.Title}" : $"程序更新带来新的{table.Title}"),
                change => LoadAsync(db, change, table, missing, isNew, ct), ct);
        }
        services.GetRequiredService<ReferenceDirectory>().Forget();
    }

    async Task LoadAsync(ZhijianDb db, Change change, ReferenceTable table, List<ShippedEdition> editions, bool isNew, CancellationToken ct)
    {
        ReferenceVersion? before = null;
        foreach (var edition in editions)
        {
            var faulty = isNew ? null : await db.Set<ReferenceVersion>().SingleOrDefaultAsync(
                v => v.TableKey == table.Key && v.ShippedKey == edition.Key && v.Status == VersionStatus.Approved, ct);
            var rows = edition.Rows().ToList();
            var hash = table.Hash(rows);
            // The file changed, but not what it says of this edition.
            if (!isNew && await db.Set<ReferenceVersion>().AnyAsync(v => v.TableKey == table.Key && v.ShippedKey == edition.Key && v.ContentSha256 == hash, ct)) continue;
            var version = new ReferenceVersion
            {
                TableKey = table.Key, ShippedKey = edition.Key, Title = isNew ? edition.Title : $"{edition.Title}（程序更新）", Source = edition.Source,
                ProvenanceFile = edition.Files, FileSha256 = edition.FileHash, ContentSha256 = hash, RowCount = rows.Count, Note = edition.Note,
                Kind = faulty is null ? VersionKind.Edition : VersionKind.Correction, BasedOnId = faulty?.Id ?? before?.Id, CreatedAt = change.At,
            };
            version.TakeEffect(edition.FromEarliest, edition.FromLatest);
            version.Propose(null, Loader, isNew ? "首次启动载入" : "新版程序所带的参考数据有变化，请核对后审批。", change.At);
            if (isNew) version.Approve(null, Loader, "首次启动载入", change.At);
            before?.EndBefore(version);
            db.Add(version);
            await db.SaveChangesAsync(ct);
            foreach (var row in rows) table.Complete(row, texts);
            await table.InsertAsync(db, change, version.Id, rows, ct);
            if (isNew) before = version;
            else change.Raise(new ReferenceVersionProposed(version.Id, table.Key, version.Title, Loader));
        }
    }
}
