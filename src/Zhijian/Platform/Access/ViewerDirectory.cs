using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using Zhijian.Data;
using Zhijian.Platform.Organisations;

namespace Zhijian.Platform.Access;

/// <summary>
/// Finds who stands behind a session. Kept for a few seconds so that a page does not ask the database twice; a change
/// made on this node (role, lock, end of session) is seen at once, one made on another node after these seconds.
/// </summary>
public sealed class ViewerDirectory(IMemoryCache cache, PermissionCatalogue permissions, DivisionDirectory divisions, TimeProvider clock)
{
    static readonly TimeSpan Keep = TimeSpan.FromSeconds(5);
    int generation;

    /// <summary>Forgets everybody: a role, a grant, a user or a session changed.</summary>
    public void Forget() => Interlocked.Increment(ref generation);

    /// <summary>The viewer of a live session, or null: ended, expired, idle too long, user disabled.</summary>
    public async Task<ViewerProfile?> FindAsync(Guid sessionId, ZhijianDb db, TimeSpan idle, CancellationToken ct)
    {
        var key = (nameof(ViewerDirectory), generation, sessionId);
        if (cache.TryGetValue(key, out ViewerProfile? known)) return known;
        var now = clock.GetUtcNow().UtcDateTime;
        var seenAfter = now - idle;
        var userId = await db.Set<UserSession>()
            .Where(s => s.Id == sessionId && s.EndedAt == null && s.EndsAt > now && s.LastSeenAt > seenAfter)
            .Select(s => (Guid?)s.UserId).SingleOrDefaultAsync(ct);
        var profile = userId is { } id ? await LoadAsync(id, db, ct) : null;
        if (profile is not null) cache.Set(key, profile, Keep);
        return profile;
    }

    public async Task<ViewerProfile?> LoadAsync(Guid userId, ZhijianDb db, CancellationToken ct)
    {
        var user = await db.Users.AsNoTracking().IgnoreQueryFilters([Conventions.ScopeFilter])
            .Include(u => u.Roles).SingleOrDefaultAsync(u => u.Id == userId && !u.Disabled, ct);
        if (user is null) return null;
        await divisions.LoadAsync(db, ct);
        var roles = user.Roles.Select(r => r.Role).Order().ToArray();
        var organisation = user.OrganisationId is { } organisationId
            ? await db.Set<Organisations.Organisation>().IgnoreQueryFilters([Conventions.ScopeFilter])
                .Where(o => o.Id == organisationId).Select(o => o.Name).SingleAsync(ct)
            : null;
        var scope = user.OrganisationId is { } own ? Scope.Own(own) : Scope.Subtree(user.ScopePath);
        return new(user.Id, user.FullName, roles, scope, organisation ?? divisions.Name(user.DivisionCode),
            await permissions.OfAsync(roles, db, ct), user.MustChangePassword, user.DivisionCode);
    }
}
