using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;

namespace Zhijian.Platform.Notices;

/// <summary>What the viewer must do, the nearest deadline first.</summary>
public sealed class TodoQueries(ZhijianDb db, Viewer viewer, TimeProvider clock)
{
    public DateOnly Today => ChinaTime.DateOf(clock.GetUtcNow());

    public IQueryable<Todo> Mine()
    {
        var userId = viewer.UserId;
        var organisationId = viewer.OrganisationId;
        var permissions = viewer.Permissions.ToArray();
        var division = viewer.DivisionCode;
        return db.Set<Todo>().AsNoTracking().Where(t => t.DoneAt == null && t.NotUserId != userId
            && (t.UserId == userId
                || (t.UserId == null && organisationId != null && t.OrganisationId == organisationId)
                || (t.UserId == null && organisationId == null && t.Permission != null && permissions.Contains(t.Permission) && (!t.OnlyThere || t.DivisionCode == division))));
    }

    /// <summary>By deadline; what has no term comes last.</summary>
    public IQueryable<Todo> MineByDeadline() => Mine().OrderBy(t => t.DueOn == null).ThenBy(t => t.DueOn).ThenBy(t => t.CreatedAt).ThenBy(t => t.Id);

    public async Task<(int Todo, int Overdue, int Unread)> CountsAsync(CancellationToken ct)
    {
        var today = Today;
        var userId = viewer.UserId;
        return (
            await Mine().CountAsync(ct),
            await Mine().CountAsync(t => t.DueOn < today, ct),
            await db.Set<Notice>().CountAsync(n => n.UserId == userId && n.ReadAt == null, ct));
    }
}
