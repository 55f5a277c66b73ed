using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using OpenIddict.Abstractions;
using OpenIddict.Validation.AspNetCore;
using Zhijian.Data;

namespace Zhijian.Platform.Access;

/// <summary>Turns the cookie of a live session, or the token of a system, into the viewer of this request.</summary>
sealed class ViewerMiddleware(RequestDelegate next)
{
    // The database is asked for only where somebody has to be found in it: most requests of assets and probes need none.
    public async Task InvokeAsync(HttpContext context, Viewer viewer, ViewerDirectory directory)
    {
        viewer.Address = context.Connection.RemoteIpAddress?.ToString();
        if (CarriesToken(context.Request))
        {
            // A bad token is refused even when a good cookie came with it.
            context.User = new ClaimsPrincipal(new ClaimsIdentity());
            if (!await BecomeSystemAsync(context, viewer, directory))
            {
                context.Response.StatusCode = StatusCodes.Status401Unauthorized;
                context.Response.Headers.WWWAuthenticate = "Bearer error=\"invalid_token\"";
                return;
            }
        }
        else if ((await context.AuthenticateAsync(AccessSetup.CookieScheme)).Principal is { } principal
            && Guid.TryParse(principal.FindFirstValue(AccessSetup.SessionClaim), out var sessionId))
        {
            context.User = principal;
            if (await directory.FindAsync(sessionId, Db(context), context.RequestAborted) is { } profile)
            {
                viewer.Become(profile, sessionId);
                await context.RequestServices.GetRequiredService<SessionKeeper>().TouchAsync(sessionId, context.RequestAborted);
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

    static ZhijianDb Db(HttpContext context) => context.RequestServices.GetRequiredService<ZhijianDb>();

    internal static bool CarriesToken(HttpRequest request) =>
        request.Path.StartsWithSegments("/api") && request.Headers.Authorization.ToString().StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase);

    static async Task<bool> BecomeSystemAsync(HttpContext context, Viewer viewer, ViewerDirectory directory)
    {
        var result = await context.AuthenticateAsync(OpenIddictValidationAspNetCoreDefaults.AuthenticationScheme);
        if (result.Principal?.GetClaim(OpenIddictConstants.Claims.Subject) is not { } clientId) return false;
        if (await directory.FindClientAsync(clientId, Db(context), context.RequestAborted) is not { } profile) return false;
        if (result.Principal.GetClaim(Clients.TokenServer.VersionClaim) != profile.TokensFrom.ToString(CultureInfo.InvariantCulture)) return false;
        context.User = result.Principal;
        viewer.Become(profile, null);
        return true;
    }
}

/// <summary>Remembers when a session was last used, at most once a minute.</summary>
public sealed class SessionKeeper(ZhijianDb db, WriteGate gate, TimeProvider clock, IMemoryCache cache)
{
    static readonly TimeSpan Grain = TimeSpan.FromMinutes(1);

    public async Task TouchAsync(Guid sessionId, CancellationToken ct)
    {
        var key = (nameof(SessionKeeper), sessionId);
        var now = clock.GetUtcNow().UtcDateTime;
        if (cache.TryGetValue(key, out DateTime touched) && now - touched < Grain) return;
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
        cache.Set(key, now, Grain);
    }
}

/// <summary>Limits of sessions and passwords; an installation may set them in its configuration under "Access".</summary>
public sealed class AccessOptions
{
    /// <summary>Without a request for so long, a session is over.</summary>
    public TimeSpan IdleLimit { get; set; } = TimeSpan.FromMinutes(30);
    /// <summary>However busy, a session is over after so long.</summary>
    public TimeSpan AbsoluteLimit { get; set; } = TimeSpan.FromHours(12);
    /// <summary>Passwords of staff are changed after so many days; 0: never.</summary>
    public int StaffPasswordDays { get; set; } = 90;
}
