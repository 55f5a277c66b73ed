using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;

namespace Zhijian.Platform.Notices;

/// <summary>A person's own notices.</summary>
public sealed class NoticeDesk(ZhijianDb db, WritePath write, Viewer viewer)
{
    public IQueryable<Notice> Mine()
    {
        var userId = viewer.UserId;
        return db.Set<Notice>().Where(n => n.UserId == userId);
    }

    public Task ReadAllAsync(CancellationToken ct) => write.CommitAsync(new("notices.read", Quiet: true), async change =>
    {
        foreach (var notice in await Mine().Where(n => n.ReadAt == null).ToListAsync(ct)) notice.ReadAt = change.At;
    }, ct);
}
