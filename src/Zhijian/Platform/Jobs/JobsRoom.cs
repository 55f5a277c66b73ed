using Quartz;
using Zhijian.Platform.Hosting;

namespace Zhijian.Platform.Jobs;

/// <summary>Long work: queue, progress, cancel, resume. Quartz starts it; on PostgreSQL the nodes share one clustered store.</summary>
sealed class JobsRoom : IModule
{
    public IReadOnlyList<MenuEntry> Menu => [new("工作台", "后台任务", "progress", "/jobs", null, 3)];

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        var settings = (ServerSettings)services.Single(s => s.ServiceType == typeof(ServerSettings)).ImplementationInstance!;
        services.AddScoped<JobDesk>();
        services.AddSingleton<JobScheduler>();
        services.AddQuartz(quartz =>
        {
            // A stop cancels what is running, and it goes back into the queue; then it is waited for.
            quartz.ConfigureScheduler(s => s.ShutdownJobInterruption = ShutdownJobInterruption.Always);
            quartz.UseDefaultThreadPool(Math.Max(2, Environment.ProcessorCount));
            if (settings.PostgresConnection is { } connection)
                quartz.UsePersistentStore(store =>
                {
                    store.ProvisionSchema();
                    store.UsePostgres(connection);
                    store.UseClustering();
                });
            else
                quartz.UseInMemoryStore();
            quartz.ScheduleJob<JobSweep>(trigger => trigger.WithIdentity("job-sweep").StartNow().WithSimpleSchedule(s => s.WithInterval(TimeSpan.FromMinutes(1)).RepeatForever()));
        });
        services.AddQuartzHostedService(host => host.WaitForJobsToComplete = true);
    }
}
