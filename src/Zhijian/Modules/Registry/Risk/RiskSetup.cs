using Quartz;
using Zhijian.Modules.Registry.Feeds.Merging;
using Zhijian.Modules.Registry.Tabs;
using Zhijian.Platform.Events;

namespace Zhijian.Modules.Registry.Risk;

/// <summary>职业病危害风险分类分级.</summary>
static class RiskSetup
{
    /// <summary>At 05:20 in Zhengzhou.</summary>
    const string Nightly = "0 20 21 * * ?";

    public static IServiceCollection AddRisk(this IServiceCollection services)
    {
        services.AddSingleton<RiskBooks>().AddScoped<RiskKeeper>().AddScoped<RiskWriter>().AddScoped<FindingLoad>().AddScoped<RiskRecount>().AddScoped<RiskDesk>().AddScoped<EvaluationDesk>().AddScoped<RiskReasons>();
        services.AddScoped<IHandleNow<EmployerChanged>>(s => s.GetRequiredService<RiskKeeper>()).AddScoped<IHandleNow<ExposuresJudged>>(s => s.GetRequiredService<RiskKeeper>());
        services.AddScoped<IEmployerTab, RiskTab>();
        services.AddEmployerRows<ExposureFinding>();
        services.AddSingleton<IMoveWithEmployer, RiskEvaluationRows>();
        return services.AddQuartz(quartz => quartz.ScheduleJob<RiskSweep>(trigger => trigger.WithIdentity("risk")
            .WithCronSchedule(Nightly, cron => cron.InTimeZone(TimeZoneInfo.Utc))));
    }
}
