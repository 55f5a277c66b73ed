using Quartz;
using Zhijian.Platform;
using Zhijian.Platform.Access;
using Zhijian.Platform.Events;
using Zhijian.Platform.Hosting;

namespace Zhijian.Modules.Registry.Dues;

/// <summary>到期事项 and the ladder.</summary>
static class DuesSetup
{
    public const string View = "registry.dues", Ladder = "registry.ladder", UrgeLocally = "registry.dues.urge", UrgeForCity = "registry.dues.urge-city";
    /// <summary>At 06:10 in Zhengzhou, before anybody looks.</summary>
    const string EveryMorning = "0 10 22 * * ?";

    public static IReadOnlyList<Permission> Permissions =>
    [
        new(View, "查看到期事项", [Role.Auditor, Role.EmployerUser, .. Roles.Supervisors]),
        new(UrgeLocally, "催办本辖区逾期事项", Role.CountySupervisor, Role.TownshipClerk),
        new(UrgeForCity, "催办市级监管单位逾期事项", Role.CitySupervisor),
        new(Ladder, "维护到期阶梯", Role.CityAdmin),
    ];

    public static IReadOnlyList<MenuEntry> Menu =>
    [
        new("一企一档", "到期事项", "calendar-due", "/registry/dues", View, 104),
        new("系统管理", "到期阶梯", "stairs", "/registry/dues/ladder", Ladder, 940),
    ];

    /// <summary>Kinds by their key, ending with * for a family.</summary>
    static readonly (string Key, string Name)[] Known =
        [("declaration.initial", "初次申报"), ("declaration.change*", "变更申报"), ("declaration.yearly", "年度更新"), ("declaration.cancel", "注销申报")];

    public static IServiceCollection AddDues(this IServiceCollection services)
    {
        services.AddScoped<DueKeeper>().AddScoped<CandidateKeeper>().AddScoped<LadderDesk>().AddScoped<DueFigures>().AddSingleton<DueList>().AddSingleton<LadderClimb>();
        services.AddScoped<IHandleNow<DueArose>, DueKeeper>().AddScoped<IHandleNow<DueSettled>, DueKeeper>().AddScoped<IHandleNow<DuesSettled>, DueKeeper>().AddScoped<IHandleNow<EmployerChanged>, DueKeeper>();
        services.AddScoped<IHandleNow<DangerSuspected>, CandidateKeeper>().AddScoped<IHandleNow<SuspicionLapsed>, CandidateKeeper>();
        services.AddScoped<ISeed, LadderSeed>();
        foreach (var (key, name) in Known)
            services.AddSingleton(new DueKind(key, name));
        // A morning missed while the machine was off is made up by the next: steps go by dates, not by runs.
        return services.AddQuartz(quartz => quartz.ScheduleJob<LadderClimb>(trigger => trigger.WithIdentity("due-ladder")
            .WithCronSchedule(EveryMorning, cron => cron.InTimeZone(TimeZoneInfo.Utc))));
    }
}
