using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.OutputCaching;
using Zhijian.Platform.Access;

namespace Zhijian.Platform.Ui.Security;

/// <summary>
/// A public page or endpoint whose answer is the same for every visitor: kept for a minute here and wherever it passes, rendered once
/// however many ask. Whoever is signed in always gets a fresh one, and an answer that sets a cookie is never kept.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class PublicCacheAttribute : Attribute, IOutputCachePolicy, IResultFilter
{
    /// <summary>What is forgotten at once when something is published or withdrawn.</summary>
    public const string Tag = "public";
    public const int Seconds = 60;

    ValueTask IOutputCachePolicy.CacheRequestAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        var serves = IsForAll(context.HttpContext);
        (context.EnableOutputCaching, context.AllowCacheLookup, context.AllowCacheStorage, context.AllowLocking) = (serves, serves, serves, serves);
        context.CacheVaryByRules.QueryKeys = "*";
        context.CacheVaryByRules.HeaderNames = new(["HX-Request", "HX-Target"]);
        context.ResponseExpirationTimeSpan = TimeSpan.FromSeconds(Seconds);
        context.Tags.Add(Tag);
        return ValueTask.CompletedTask;
    }

    ValueTask IOutputCachePolicy.ServeFromCacheAsync(OutputCacheContext context, CancellationToken cancellation) => ValueTask.CompletedTask;

    ValueTask IOutputCachePolicy.ServeResponseAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        var response = context.HttpContext.Response;
        if (response.StatusCode != StatusCodes.Status200OK || response.Headers.SetCookie.Count > 0) context.AllowCacheStorage = false;
        return ValueTask.CompletedTask;
    }

    public void OnResultExecuting(ResultExecutingContext context) => Mark(context.HttpContext);

    public void OnResultExecuted(ResultExecutedContext context) { }

    /// <summary>Says to browsers and proxies that they may keep the answer too.</summary>
    public static void Mark(HttpContext context)
    {
        if (!IsForAll(context)) return;
        context.Response.Headers.CacheControl = $"public, max-age={Seconds}";
        // The kept page names the number of this answer, so its policy is kept with it.
        context.Response.Headers.ContentSecurityPolicy = SecurityHeaders.Policy(context);
    }

    static bool IsForAll(HttpContext context) => (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method))
        && !context.RequestServices.GetRequiredService<IViewer>().IsSignedIn && context.Request.Headers.Authorization.Count == 0
        // A message for this visitor alone is on its way.
        && !context.Request.Cookies.ContainsKey(CookieTempDataProvider.CookieName);
}

public static class PublicCaches
{
    /// <summary>Most bytes that are kept of all pages, and of one.</summary>
    const long All = 64 << 20, One = 1 << 20;

    public static IServiceCollection AddPublicCache(this IServiceCollection services) => services.AddOutputCache(options => (options.SizeLimit, options.MaximumBodySize) = (All, One));
}
