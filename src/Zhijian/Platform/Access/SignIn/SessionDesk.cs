using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;

namespace Zhijian.Platform.Access.SignIn;

/// <summary>Sessions: the own ones, and those of others for the security administrator.</summary>
public sealed class SessionDesk(ZhijianDb db, WritePath write, Viewer viewer, ViewerDirectory directory, TimeProvider clock, AccessOptions options)
{
    public IQueryable<UserSession> Live(Guid userId)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var seenAfter = now - options.IdleLimit;
        return db.Set<UserSession>().Where(s => s.UserId == userId && s.EndedAt == null && s.EndsAt > now && s.LastSeenAt > seenAfter);
    }

    public Task EndOwnAsync(Guid sessionId, CancellationToken ct) => write.CommitAsync(new("account.end-session"), async change =>
    {
        if (await EndAsync(change, s => s.Id == sessionId && s.UserId == viewer.UserId, ct) == 0) throw new NotFoundException();
    }, ct);

    public Task EndOthersAsync(CancellationToken ct) => write.CommitAsync(new("account.end-other-sessions"),
        change => EndAsync(change, s => s.UserId == viewer.UserId && s.Id != viewer.SessionId, ct), ct);

    /// <summary>Ends every session of a user inside the viewer's scope.</summary>
    public Task EndAllAsync(Guid userId, string reason, CancellationToken ct) => write.CommitAsync(new("sessions.end", reason), async change =>
    {
        if (!await db.Users.AnyAsync(u => u.Id == userId, ct)) throw new NotFoundException();
        await EndAsync(change, s => s.UserId == userId, ct);
    }, ct);

    internal async Task<int> EndAsync(Change change, Expression<Func<UserSession, bool>> which, CancellationToken ct)
    {
        var sessions = await db.Set<UserSession>().Where(s => s.EndedAt == null).Where(which).ToListAsync(ct);
        foreach (var session in sessions)
        {
            session.EndedAt = change.At;
            change.Note(nameof(User), session.UserId.ToString(), "session-ended", new { session.StartedAt, session.Address });
        }
        change.AfterCommit(directory.Forget);
        return sessions.Count;
    }
}
