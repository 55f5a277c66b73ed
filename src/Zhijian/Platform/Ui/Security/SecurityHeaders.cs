namespace Zhijian.Platform.Ui.Security;

public static class SecurityHeaders
{
    /// <summary>Puts the security headers on every answer, also on errors. Stands first in the pipeline.</summary>
    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        context.Response.OnStarting(() =>
        {
            Write(context);
            return Task.CompletedTask;
        });
        return next(context);
    });

    private static void Write(HttpContext context)
    {
        var headers = context.Response.Headers;
        // A kept page brings the policy that it was kept with.
        if (headers.ContentSecurityPolicy.Count == 0) headers.ContentSecurityPolicy = Policy(context);
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(self), geolocation=(self), microphone=(), payment=(), usb=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";

        // The same address answers with a page or with a part of it; caches must not mix them up.
        if (context.Response.ContentType?.StartsWith("text/html", StringComparison.Ordinal) == true)
            headers.Append("Vary", "HX-Request, HX-Target");
    }

    internal static string Policy(HttpContext context) =>
        $"default-src 'none'; script-src 'self' 'nonce-{context.RequestServices.GetRequiredService<INonce>().Value}'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; " +
        "connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
}
