using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Zhijian.Platform.Access.SignIn;

/// <summary>Between password and second factor: who gave the right password, for five minutes, in an encrypted cookie.</summary>
public sealed class PendingSignIn(IDataProtectionProvider protection, TimeProvider clock)
{
    const string Cookie = "zhijian-second";
    static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);
    readonly IDataProtector protector = protection.CreateProtector("Zhijian.PendingSignIn");

    public void Set(HttpContext context, Guid userId) => context.Response.Cookies.Append(Cookie,
        protector.Protect(string.Create(CultureInfo.InvariantCulture, $"{userId:N}|{clock.GetUtcNow().UtcTicks}")),
        new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = context.Request.IsHttps, Path = "/sign-in" });

    public Guid? Read(HttpContext context)
    {
        if (context.Request.Cookies[Cookie] is not { Length: > 0 } value) return null;
        try
        {
            var parts = protector.Unprotect(value).Split('|');
            var at = new DateTimeOffset(long.Parse(parts[1], CultureInfo.InvariantCulture), TimeSpan.Zero);
            return clock.GetUtcNow() - at <= Lifetime ? Guid.ParseExact(parts[0], "N") : null;
        }
        catch (CryptographicException) { return null; }
    }

    public static void Clear(HttpContext context) => context.Response.Cookies.Delete(Cookie, new CookieOptions { Path = "/sign-in" });
}
