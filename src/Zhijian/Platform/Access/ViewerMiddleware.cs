using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;

namespace Zhijian.Platform.Access;

/// <summary>Turns the cookie of a live session into the viewer of this request.</summary>
sealed class ViewerMiddleware(RequestDelegate next, AccessOptions options)
{
    public async Task InvokeAsync(HttpContext context, Viewer viewer, ViewerDirectory directory, ZhijianDb db, SessionKeeper sessions)
    {
        viewer.Address = context.Connection.RemoteIpAddress?.ToString();
        if (context.User.Identity is { IsAuthenticated: true, AuthenticationType: AccessSetup.CookieScheme }
            && Guid.TryParse(context.User.FindFirstValue(AccessSetup.SessionClaim), out var sessionId))
        {
            if (await directory.FindAsync(sessionId, db, options.IdleLimit, context.RequestAborted) is { } profile)
            {
                viewer.Become(profile, sessionId);
                await sessions.TouchAsync(sessionId, context.RequestAborted);
            }
            else
            {
                // Ended, expired or disabled: the cookie is worth nothing any more.
                await context.SignOutAsync(AccessSetup.CookieScheme);
                context.User = new ClaimsPrincipal(new ClaimsIdentity());
            }
        }
        await next(context);
    }
}

/// <summary>Remembers when a session was last used, at most once a minute; begins and ends sessions.</summary>
public sealed class SessionKeeper(ZhijianDb db, WriteGate gate, TimeProvider clock, Microsoft.Extensions.Caching.Memory.IMemoryCache cache)
{
    static readonly TimeSpan Grain = TimeSpan.FromMinutes(1);

    public async Task TouchAsync(Guid sessionId, CancellationToken ct)
    {
        var key = (nameof(SessionKeeper), sessionId);
        if (cache.TryGetValue(key, out _)) return;
        var now = clock.GetUtcNow().UtcDateTime;
        try
        {
            using var turn = await gate.EnterAsync(ct);
            await db.Set<UserSession>().Where(s => s.Id == sessionId && s.EndedAt == null)
                .ExecuteUpdateAsync(s => s.SetProperty(x => x.LastSeenAt, now), ct);
        }
        catch (Exception e) when (Faults.Of(e).Status is StatusCodes.Status507InsufficientStorage or StatusCodes.Status503ServiceUnavailable)
        {
            // A full disk or a busy writer does not keep anybody from reading.
        }
        Microsoft.Extensions.Caching.Memory.CacheExtensions.Set(cache, key, true, Grain);
    }
}

/// <summary>Limits of sessions and sign-in; an installation may set them in its configuration under "Access".</summary>
public sealed class AccessOptions
{
    /// <summary>Without a request for so long, a session is over.</summary>
    public TimeSpan IdleLimit { get; set; } = TimeSpan.FromMinutes(30);
    /// <summary>However busy, a session is over after so long.</summary>
    public TimeSpan AbsoluteLimit { get; set; } = TimeSpan.FromHours(12);
    /// <summary>Staff need a second factor. Only a demonstration database switches this off.</summary>
    public bool RequireSecondFactor { get; set; } = true;
}
