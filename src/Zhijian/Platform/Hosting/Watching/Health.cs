using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Crypto;

namespace Zhijian.Platform.Hosting.Watching;

/// <summary>Section "Health" of the configuration.</summary>
public sealed class HealthOptions
{
    /// <summary>Less free space on the data disk than this is reported.</summary>
    public long FreeMiB { get; set; } = 500;
}

/// <summary>
/// /health/live: the process answers. /health/ready: it can do its work (503 when not). A full disk is "degraded", not
/// unready: pages are still read, and a balancer must not take away the last node that shows them.
/// </summary>
static class Health
{
    const string Ready = "ready";
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    internal static readonly string? Version = typeof(Health).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0];

    public static void AddHealth(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(configuration.GetSection("Health").Get<HealthOptions>() ?? new());
        services.AddHealthChecks()
            .AddCheck<DatabaseCheck>("database", HealthStatus.Unhealthy, [Ready], Patience)
            .AddCheck<KeyCheck>("keys", HealthStatus.Unhealthy, [Ready], Patience)
            .AddCheck<SpaceCheck>("space", HealthStatus.Degraded, [Ready], Patience)
            .AddCheck<FileCheck>("files", HealthStatus.Degraded, [Ready], Patience);
    }

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks("health/live", new() { Predicate = _ => false, ResponseWriter = WriteAsync, AllowCachingResponses = false }).Public();
        routes.MapHealthChecks("health/ready", new() { Predicate = c => c.Tags.Contains(Ready), ResponseWriter = WriteAsync, AllowCachingResponses = false }).Public();
    }

    static Task WriteAsync(HttpContext context, HealthReport report) => context.Response.WriteAsJsonAsync(new
    {
        Status = Word(report.Status),
        Version,
        // Names and fixed sentences only: what an exception says may hold addresses and names.
        Checks = report.Entries.ToDictionary(e => e.Key, e => new { Status = Word(e.Value.Status), Says = e.Value.Exception is null ? e.Value.Description : "检查失败" }),
    }, Json, context.RequestAborted);

    static string Word(HealthStatus status) => status switch { HealthStatus.Healthy => "ok", HealthStatus.Degraded => "degraded", _ => "failed" };
}

/// <summary>Reachable, and of the version of this program.</summary>
sealed class DatabaseCheck(ZhijianDb db) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var pending = db.Database.GetMigrations().Except(await db.Database.GetAppliedMigrationsAsync(cancellationToken)).Count();
            return pending == 0 ? HealthCheckResult.Healthy() : new(context.Registration.FailureStatus, $"数据库有 {pending} 项升级未做");
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return new(context.Registration.FailureStatus, "数据库不可用");
        }
    }
}

sealed class KeyCheck(KeyFolder keys) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        // The files themselves, not what is remembered of them: the next start needs them.
        var sound = ((string[])["audit.key", "column-1.key"]).All(k => new FileInfo(Path.Combine(keys.Folder, k)) is { Exists: true, Length: > 0 } && IsReadable(Path.Combine(keys.Folder, k)));
        return Task.FromResult(sound ? HealthCheckResult.Healthy() : new(context.Registration.FailureStatus, "密钥文件缺失或不可读"));
    }

    static bool IsReadable(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            return file.ReadByte() >= 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}

sealed class SpaceCheck(ServerSettings settings, HealthOptions options) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var free = new DriveInfo(settings.DataFolder).AvailableFreeSpace >> 20;
        return Task.FromResult(free >= options.FreeMiB ? HealthCheckResult.Healthy() : new(context.Registration.FailureStatus, $"数据盘剩余空间不足 {options.FreeMiB} MiB"));
    }
}

sealed class FileCheck(ServerSettings settings) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            Directory.CreateDirectory(settings.WorkFolder);
            var probe = Path.Combine(settings.WorkFolder, $"probe-{Guid.NewGuid():N}");
            await using var file = new FileStream(probe, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
            await file.WriteAsync(new byte[4096], cancellationToken);
            file.Flush(flushToDisk: true);
            return HealthCheckResult.Healthy();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new(context.Registration.FailureStatus, "文件存储不可写");
        }
    }
}
