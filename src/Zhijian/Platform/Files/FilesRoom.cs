using Quartz;
using Zhijian.Platform.Access;
using Zhijian.Platform.Hosting;

namespace Zhijian.Platform.Files;

/// <summary>Files outside the database: taken in with a guard, given out with a permission, swept when nobody refers to them.</summary>
sealed class FilesRoom : IModule
{
    /// <summary>At 03:20 in Zhengzhou.</summary>
    const string Nightly = "0 20 19 * * ?";

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(s => new FileStore(s.GetRequiredService<ServerSettings>().FileFolder));
        services.AddScoped<FileDesk>();
        services.AddHostedService<IncomingSweep>();
        services.AddQuartz(quartz => quartz.ScheduleJob<OrphanSweep>(trigger => trigger.WithIdentity("file-sweep")
            .WithCronSchedule(Nightly, cron => cron.InTimeZone(TimeZoneInfo.Utc))));
    }

    public void MapEndpoints(IEndpointRouteBuilder routes) =>
        routes.MapGet("/files/{id:guid}", DownloadAsync).ForSignedIn().ExcludeFromDescription();

    static async Task<IResult> DownloadAsync(Guid id, FileDesk desk, HttpContext context, CancellationToken ct)
    {
        var (file, content) = await desk.OpenAsync(id, ct);
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.CacheControl = "private, no-store";
        return Results.File(content, file.Kind.MediaType(), file.Name);
    }
}

/// <summary>At the start: clears what a killed process left half-written.</summary>
sealed class IncomingSweep(FileStore store) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.Run(store.Sweep, stoppingToken);
}
