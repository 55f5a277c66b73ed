using Quartz;
using Zhijian.Platform;
using Zhijian.Platform.Access;
using Zhijian.Platform.Events;

namespace Zhijian.Modules.Registry.Undeclared;

/// <summary>应报未报.</summary>
static class UndeclaredSetup
{
    public const string View = "registry.undeclared", Assign = "registry.undeclared.assign", Answer = "registry.undeclared.answer";
    /// <summary>At 05:40 in Zhengzhou.</summary>
    const string Nightly = "0 40 21 * * ?";

    public static IReadOnlyList<Permission> Permissions =>
    [
        new(View, "查看应报未报单位", [Role.Auditor, .. Roles.Supervisors]),
        new(Assign, "交办应报未报核查", Role.CitySupervisor, Role.CountySupervisor),
        new(Answer, "反馈应报未报核查结果", Role.CountySupervisor, Role.TownshipClerk),
    ];

    public static IReadOnlyList<MenuEntry> Menu => [new("一企一档", "应报未报", "radar", "/registry/undeclared", View, 105)];

    public static IServiceCollection AddUndeclared(this IServiceCollection services)
    {
        services.AddSingleton<UndeclaredSignals>().AddSingleton<UndeclaredList>().AddScoped<UndeclaredFinder>().AddScoped<UndeclaredDesk>().AddScoped<UndeclaredFigures>();
        services.AddScoped<IHandleNow<EmployerChanged>, UndeclaredFinder>().AddScoped<IHandleNow<DeclarationStood>, UndeclaredFinder>();
        return services.AddQuartz(quartz => quartz.ScheduleJob<UndeclaredSweep>(trigger => trigger.WithIdentity("undeclared")
            .WithCronSchedule(Nightly, cron => cron.InTimeZone(TimeZoneInfo.Utc))));
    }
}
