using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using Zhijian.Data;
using Zhijian.Platform.Access.Clients;
using Zhijian.Platform.Hosting;
using Zhijian.Platform.Organisations;

namespace Zhijian.Platform.Access;

/// <summary>
/// Finds who stands behind a session or a token. Kept for a few seconds so that a page does not ask the database twice; a
/// change made on this node (role, lock, end of session) is seen at once, one made on another node after these seconds.
/// </summary>
public sealed class ViewerDirectory(
    IMemoryCache cache, PermissionCatalogue permissions, DivisionDirectory divisions, Installation installation, AccessOptions options, TimeProvider clock)
{
    static readonly TimeSpan Keep = TimeSpan.FromSeconds(5);
    int generation;

    sealed record Known(ViewerProfile Profile, DateTime At);

    /// <summary>Forgets everybody: a role, a grant, a user or a session changed.</summary>
    public void Forget() => Interlocked.Increment(ref generation);

    /// <summary>The viewer of a live session, or null: ended, expired, idle too long, user disabled.</summary>
    public Task<ViewerProfile?> FindAsync(Guid sessionId, ZhijianDb db, CancellationToken ct) => RememberAsync(sessionId, async now =>
    {
        var seenAfter = now - options.IdleLimit;
        var userId = await db.Set<UserSession>()
            .Where(s => s.Id == sessionId && s.EndedAt == null && s.EndsAt > now && s.LastSeenAt > seenAfter)
            .Select(s => (Guid?)s.UserId).SingleOrDefaultAsync(ct);
        return userId is { } id ? await LoadAsync(id, db, ct) : null;
    });

    /// <summary>The system behind a token, or null when it is disabled.</summary>
    public Task<ViewerProfile?> FindClientAsync(string clientId, ZhijianDb db, CancellationToken ct) => RememberAsync(clientId, async _ =>
    {
        var client = await db.Set<SystemClient>().AsNoTracking().IgnoreQueryFilters([Conventions.ScopeFilter])
            .Include(c => c.Grants).SingleOrDefaultAsync(c => c.ClientId == clientId && !c.Disabled, ct);
        if (client is null) return null;
        await divisions.LoadAsync(db, ct);
        var scope = client.OrganisationId is { } own ? Scope.Own(own) : Scope.Subtree(client.ScopePath);
        return new(client.Id, client.Name, [], scope, divisions.Name(client.DivisionCode), client.Grants.Select(g => g.Permission).ToHashSet(), client.DivisionCode, TokensFrom: client.Version);
    });

    async Task<ViewerProfile?> RememberAsync(object who, Func<DateTime, Task<ViewerProfile?>> load)
    {
        // Time is the platform's own clock, not that of the cache, which only tidies up.
        var now = clock.GetUtcNow().UtcDateTime;
        var key = (nameof(ViewerDirectory), generation, who);
        if (cache.TryGetValue(key, out Known? known) && now - known!.At < Keep) return known.Profile;
        var profile = await load(now);
        if (profile is null) cache.Remove(key);
        else cache.Set(key, new Known(profile, now), Keep);
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
            ? await db.Set<Organisation>().IgnoreQueryFilters([Conventions.ScopeFilter])
                .Where(o => o.Id == organisationId).Select(o => o.Name).SingleAsync(ct)
            : null;
        var scope = user.OrganisationId is { } own ? Scope.Own(own) : Scope.Subtree(user.ScopePath);
        var must = await MustAsync(user, db, ct);
        return new(user.Id, user.FullName, roles, scope, organisation ?? divisions.Name(user.DivisionCode),
            must == Must.Nothing ? await permissions.OfAsync(roles, db, ct) : new HashSet<string>(), user.DivisionCode, must);
    }

    async ValueTask<Must> MustAsync(User user, ZhijianDb db, CancellationToken ct)
    {
        if (user.MustChangePassword) return Must.ChangePassword;
        if (user.IsStaff && options.StaffPasswordDays > 0
            && user.PasswordChangedAt?.AddDays(options.StaffPasswordDays) <= clock.GetUtcNow().UtcDateTime) return Must.ChangePassword;
        if (user is { IsStaff: true, TwoFactorEnabled: false } && !await installation.IsDemonstrationAsync(db, ct)) return Must.AddSecondFactor;
        return Must.Nothing;
    }
}
