using System.Globalization;
using System.Security.Claims;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Zhijian.Platform.Access;

namespace Zhijian.Platform.Hosting.Requests;

/// <summary>How much one caller may ask for; section "Limits" of the configuration.</summary>
public sealed class LimitOptions
{
    /// <summary>Off while developing, where one address does everything.</summary>
    public bool? Enabled { get; set; }
    /// <summary>Attempts to sign in, in five minutes. An office with one address has many people.</summary>
    public int SignInsPerAddress { get; set; } = 60;
    public int SignInsPerName { get; set; } = 10;
    /// <summary>Requests a minute without sign-in, and with it.</summary>
    public int PublicPerMinute { get; set; } = 300;
    public int SignedInPerMinute { get; set; } = 1200;
    /// <summary>Largest body; what takes files says so itself.</summary>
    public long BodyBytes { get; set; } = 10 << 20;
}

static class Limits
{
    static readonly TimeSpan SignInWindow = TimeSpan.FromMinutes(5);
    const string SignInName = "limits.name";

    public static void AddLimits(this WebApplicationBuilder builder)
    {
        var options = builder.Configuration.GetSection("Limits").Get<LimitOptions>() ?? new();
        builder.Services.AddSingleton(options);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            var limits = kestrel.Limits;
            limits.MaxRequestBodySize = options.BodyBytes;
            limits.MaxRequestHeaderCount = 64;
            limits.MaxRequestHeadersTotalSize = 32 << 10;
            limits.MaxRequestLineSize = 8 << 10;
            limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
            limits.KeepAliveTimeout = TimeSpan.FromMinutes(2);
            // Whoever sends or reads slower than this holds a connection to do harm.
            limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(10));
            limits.MinResponseDataRate = new MinDataRate(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(10));
        });
        builder.Services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.OnRejected = (rejected, _) =>
            {
                // FaultAnswers writes the sentence.
                var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromMinutes(1);
                rejected.HttpContext.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
                return ValueTask.CompletedTask;
            };
            limiter.GlobalLimiter = PartitionedRateLimiter.CreateChained(
                PartitionedRateLimiter.Create<HttpContext, string>(c => IsFree(c) ? Free : Requests(c, options)),
                PartitionedRateLimiter.Create<HttpContext, string>(c => !IsFree(c) && IsSignIn(c)
                    ? Window($"sign-in {Address(c)}", options.SignInsPerAddress, SignInWindow) : Free),
                PartitionedRateLimiter.Create<HttpContext, string>(c => !IsFree(c) && HttpMethods.IsPost(c.Request.Method) && c.GetEndpoint()?.Metadata.GetMetadata<ThrottledAttribute>() is { } throttled
                    ? Window($"{c.Request.Path} {Address(c)}", throttled.PerHour, TimeSpan.FromHours(1)) : Free),
                PartitionedRateLimiter.Create<HttpContext, string>(c => !IsFree(c) && c.Items[SignInName] is string name
                    ? Window($"name {name}", options.SignInsPerName, SignInWindow) : Free));
        });
    }

    /// <summary>After routing and before the gates. The cookie is checked here, so that a made-up one wins nothing.</summary>
    public static void UseLimits(this WebApplication app)
    {
        if (!(app.Services.GetRequiredService<LimitOptions>().Enabled ?? !app.Environment.IsDevelopment())) return;
        app.UseAuthentication();
        app.Use(async (context, next) =>
        {
            if (IsSignIn(context) && context.Request.HasFormContentType && await NameAsync(context) is { } name) context.Items[SignInName] = name;
            await next(context);
        });
        app.UseRateLimiter();
    }

    static readonly RateLimitPartition<string> Free = RateLimitPartition.GetNoLimiter("");

    /// <summary>Probes, style sheets, and the error page of a request that was counted already.</summary>
    static bool IsFree(HttpContext context) => context.Request.Path.StartsWithSegments("/health")
        || RequestLog.IsAsset(context.GetEndpoint()) || context.Features.Get<IStatusCodeReExecuteFeature>() is not null;

    static RateLimitPartition<string> Requests(HttpContext context, LimitOptions options)
    {
        var user = context.User.Identity is { IsAuthenticated: true }
            ? context.User.FindFirstValue(AccessSetup.SessionClaim) ?? context.User.FindFirstValue(ClaimTypes.NameIdentifier) ?? context.User.FindFirstValue("sub")
            : null;
        return user is null
            ? Window($"public {Address(context)}", options.PublicPerMinute, TimeSpan.FromMinutes(1))
            : Window($"user {user}", options.SignedInPerMinute, TimeSpan.FromMinutes(1));
    }

    static RateLimitPartition<string> Window(string key, int permits, TimeSpan window) =>
        RateLimitPartition.GetFixedWindowLimiter(key, _ => new() { PermitLimit = permits, Window = window, QueueLimit = 0 });

    /// <summary>An IPv6 caller owns a whole /64.</summary>
    static string Address(HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress;
        if (address is null) return "local";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6
            ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)) : address.ToString();
    }

    static bool IsSignIn(HttpContext context) =>
        HttpMethods.IsPost(context.Request.Method) && (context.Request.Path.StartsWithSegments("/sign-in") || context.Request.Path.StartsWithSegments("/connect/token"));

    static async Task<string?> NameAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var name = form.FirstOrDefault(f => f.Key.EndsWith("UserName", StringComparison.OrdinalIgnoreCase) || f.Key is "client_id").Value.ToString();
        return name.Length is 0 or > 256 ? null : name.Trim().ToUpperInvariant();
    }
}
