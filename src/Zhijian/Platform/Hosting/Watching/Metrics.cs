using System.Diagnostics.Metrics;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using Zhijian.Platform.Access;
using Zhijian.Platform.Events;

namespace Zhijian.Platform.Hosting.Watching;

/// <summary>/metrics for Prometheus: from this machine, or with the token. Everybody else finds nothing there.</summary>
static class Metrics
{
    const string Path = "/metrics";
    const int FewSeries = 100;

    public static void AddWatching(this IServiceCollection services)
    {
        services.AddOpenTelemetry().ConfigureResource(r => r.AddService("zhijian", serviceVersion: Health.Version)).WithMetrics(metrics => metrics
            .AddAspNetCoreInstrumentation()
            .AddRuntimeInstrumentation()
            .AddMeter(Telemetry.Name, "Npgsql")
            .AddView(i => HasFewSeries(i) ? new MetricStreamConfiguration { CardinalityLimit = FewSeries } : null)
            .AddPrometheusExporter());
        services.AddHostedService<EventGauge>();
    }

    /// <summary>Room for 2,000 series is kept for every instrument, 140 KiB; only what is told by route can use it.</summary>
    static bool HasFewSeries(Instrument instrument) =>
        instrument.Meter.Name == "System.Runtime"
        || (instrument.Meter.Name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal) && instrument.Name is not ("http.server.request.duration" or "aspnetcore.routing.match_attempts"));

    public static void UseWatching(this WebApplication app, ServerSettings settings) =>
        app.UseOpenTelemetryPrometheusScrapingEndpoint(c => c.Request.Path == Path && IsAllowed(c, settings));

    static bool IsAllowed(HttpContext context, ServerSettings settings)
    {
        if (settings.MetricsToken is { } token)
            return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(context.Request.Headers.Authorization.ToString()), Encoding.UTF8.GetBytes($"Bearer {token}"));
        // Behind a proxy that nobody told us about every caller looks local; such a request names another one.
        return context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)
            && !context.Request.Headers.ContainsKey("X-Forwarded-For") && !context.Request.Headers.ContainsKey("Forwarded");
    }
}

/// <summary>Counts waiting events now and then, so that reading the metrics never waits for the database.</summary>
sealed class EventGauge(IServiceScopeFactory scopes, TimeProvider clock) : BackgroundService
{
    static readonly TimeSpan Every = TimeSpan.FromSeconds(15);
    long pending;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Telemetry.ObserveEvents(() => Interlocked.Read(ref pending));
        using var timer = new PeriodicTimer(Every, clock);
        do
        {
            try
            {
                await using var scope = scopes.CreatePlatformScope();
                Interlocked.Exchange(ref pending, await scope.Db().Set<EventMessage>().LongCountAsync(e => e.HandledAt == null, stoppingToken));
            }
            catch (Exception) when (!stoppingToken.IsCancellationRequested)
            {
                // The database is away; health says so. The last number stands.
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
