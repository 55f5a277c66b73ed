using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Zhijian.Platform.Access;

/// <summary>
/// Stands behind routing: an endpoint is public, for the signed-in, or demands a permission. One that says nothing is
/// refused, so a forgotten permission shows as a closed door.
/// </summary>
sealed class AccessGate(RequestDelegate next, ILogger<AccessGate> log)
{
    public async Task InvokeAsync(HttpContext context, Viewer viewer, IAntiforgery antiforgery)
    {
        var endpoint = context.GetEndpoint();
        if (endpoint is null)
        {
            await next(context);
            return;
        }
        if (viewer.Must != Must.Nothing && !IsOpenBefore(endpoint))
        {
            Send(context, viewer.Must);
            return;
        }
        var status = Judge(endpoint, viewer);
        if (status == StatusCodes.Status200OK && NeedsAntiforgery(context) && !await antiforgery.IsRequestValidAsync(context))
            status = StatusCodes.Status400BadRequest;
        if (status == StatusCodes.Status200OK)
        {
            await next(context);
            return;
        }
        if (status == StatusCodes.Status401Unauthorized && !context.Request.Path.StartsWithSegments("/api") && HttpMethods.IsGet(context.Request.Method))
        {
            context.Response.Redirect($"/sign-in?returnUrl={Uri.EscapeDataString(context.Request.Path + context.Request.QueryString)}");
            return;
        }
        context.Response.StatusCode = status;
    }

    static bool IsOpenBefore(Endpoint endpoint) =>
        endpoint.Metadata.GetMetadata<PublicAttribute>() is not null || endpoint.Metadata.GetMetadata<OpenBeforeAttribute>() is not null;

    static void Send(HttpContext context, Must must)
    {
        if (HttpMethods.IsGet(context.Request.Method) && !context.Request.Path.StartsWithSegments("/api"))
            context.Response.Redirect(must == Must.ChangePassword ? "/account/password" : "/account/second-factor");
        else
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
    }

    int Judge(Endpoint endpoint, Viewer viewer)
    {
        if (endpoint.Metadata.GetMetadata<PublicAttribute>() is not null) return StatusCodes.Status200OK;
        var signedIn = endpoint.Metadata.GetMetadata<SignedInAttribute>() is not null;
        var demands = endpoint.Metadata.GetOrderedMetadata<RequiresAttribute>();
        if (!signedIn && demands.Count == 0)
        {
            log.LogCritical("Endpoint {Endpoint} declares no permission and stays closed", endpoint.DisplayName);
            return StatusCodes.Status403Forbidden;
        }
        if (!viewer.IsSignedIn) return StatusCodes.Status401Unauthorized;
        return demands.All(d => viewer.May(d.Permission)) ? StatusCodes.Status200OK : StatusCodes.Status403Forbidden;
    }

    // Pages check their own forms; an API call that came with the cookie needs the token in a header.
    static bool NeedsAntiforgery(HttpContext context) =>
        context.Request.Path.StartsWithSegments("/api")
        && !HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method)
        && context.User.Identity is { IsAuthenticated: true, AuthenticationType: AccessSetup.CookieScheme };
}

/// <summary>
/// A page handler may demand more than its page: [Requires] on OnPostApproveAsync. A request for which the page has no handler
/// ends here: shown without one, a page has nothing to show.
/// </summary>
sealed class HandlerPermissionFilter(IViewer viewer) : IAsyncPageFilter
{
    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        if (context.HandlerMethod is null && !IsPlain(context))
        {
            context.HttpContext.Response.Headers.Allow = string.Join(", ", context.ActionDescriptor.HandlerMethods.Where(h => h.Name is null).Select(h => h.HttpMethod.ToUpperInvariant()).Append("GET").Distinct());
            context.Result = new Microsoft.AspNetCore.Mvc.StatusCodeResult(StatusCodes.Status405MethodNotAllowed);
            return;
        }
        var demands = context.HandlerMethod?.MethodInfo.GetCustomAttributes(typeof(RequiresAttribute), true).Cast<RequiresAttribute>() ?? [];
        if (demands.All(d => viewer.May(d.Permission))) await next();
        else context.Result = new Microsoft.AspNetCore.Mvc.StatusCodeResult(viewer.IsSignedIn ? StatusCodes.Status403Forbidden : StatusCodes.Status401Unauthorized);
    }

    /// <summary>A page that only shows: it reads nothing, so it needs no handler to be read.</summary>
    static bool IsPlain(PageHandlerExecutingContext context) =>
        (HttpMethods.IsGet(context.HttpContext.Request.Method) || HttpMethods.IsHead(context.HttpContext.Request.Method))
        && !context.ActionDescriptor.HandlerMethods.Any(h => HttpMethods.IsGet(h.HttpMethod));
}

public static class AccessEndpoints
{
    public static TBuilder Requires<TBuilder>(this TBuilder endpoint, string permission) where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new RequiresAttribute(permission));
    public static TBuilder Public<TBuilder>(this TBuilder endpoint) where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new PublicAttribute());
    public static TBuilder ForSignedIn<TBuilder>(this TBuilder endpoint) where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new SignedInAttribute());
}
