using System.Diagnostics;
using Microsoft.AspNetCore.Diagnostics;
using Zhijian.Platform.Access;

namespace Zhijian.Platform.Hosting.Requests;

/// <summary>
/// One line for each request. The route's template stands for the path, because paths hold names and numbers of people;
/// query strings and bodies are never written.
/// </summary>
sealed class RequestLog(RequestDelegate next, ILogger<RequestLog> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            await next(context);
        }
        finally
        {
            var endpoint = context.Features.Get<IStatusCodeReExecuteFeature>() is { } again ? again.Endpoint : context.GetEndpoint();
            var route = (endpoint as RouteEndpoint)?.RoutePattern.RawText;
            var level = route is null or "health/live" or "health/ready" || IsAsset(endpoint) ? LogLevel.Debug : LogLevel.Information;
            if (context.Response.StatusCode >= StatusCodes.Status500InternalServerError) level = LogLevel.Warning;
            if (log.IsEnabled(level))
                log.Log(level, "{Method} {Route} {Status} {Milliseconds} {UserId} {Trace}",
                    context.Request.Method, route is null ? "-" : "/" + route.TrimStart('/'), context.Response.StatusCode,
                    Math.Round(Stopwatch.GetElapsedTime(started).TotalMilliseconds, 1),
                    context.RequestServices.GetService<Viewer>()?.UserId, FaultAnswers.Reference(context));
        }
    }

    internal static bool IsAsset(Endpoint? endpoint) =>
        endpoint?.Metadata.GetMetadata<Microsoft.AspNetCore.StaticAssets.StaticAssetDescriptor>() is not null;
}

/// <summary>The web server adds the path to every line that is written during a request; paths name people.</summary>
sealed class NoPaths : Serilog.Core.ILogEventEnricher
{
    public void Enrich(Serilog.Events.LogEvent logEvent, Serilog.Core.ILogEventPropertyFactory propertyFactory) => logEvent.RemovePropertyIfPresent("RequestPath");
}
