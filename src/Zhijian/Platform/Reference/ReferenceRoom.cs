using Quartz;
using Zhijian.Platform.Access;
using Zhijian.Platform.Events;
using Zhijian.Platform.Hosting;
using Zhijian.Platform.Reference.Loading;
using Zhijian.Platform.Search;
using Zhijian.Platform.Ui.Pickers;

namespace Zhijian.Platform.Reference;

/// <summary>The reference library (标准库): the law's tables with editions, days of effect, sources and confidence.</summary>
sealed class ReferenceRoom : IModule
{
    const string Group = "标准库";

    public IReadOnlyList<Permission> Permissions =>
    [
        new(ReferenceDesk.MayPropose, "提出标准库新版本", Role.CityAdmin, Role.CitySupervisor),
        new(ReferenceDesk.MayApprove, "审批标准库新版本", Role.CityAdmin),
    ];

    public IReadOnlyList<MenuEntry> Menu =>
    [
        new(Group, "标准库", "books", "/reference", null, 900, IsPublic: true),
        new(Group, "接触限值", "flask", "/reference/limits", null, 901, IsPublic: true),
        new(Group, "危害因素", "alert-triangle", "/reference/factors", null, 902, IsPublic: true),
        new(Group, "职业病目录", "stethoscope", "/reference/diseases", null, 903, IsPublic: true),
        new(Group, "行业分类", "building-factory-2", "/reference/industries", null, 904, IsPublic: true),
        new(Group, "行政区划", "map-2", "/reference/divisions", null, 905, IsPublic: true),
        new(Group, "工作日历", "calendar", "/reference/calendar", null, 906, IsPublic: true),
        new(Group, "版本审批", "git-compare", "/reference/versions", ReferenceDesk.MayPropose, 907),
    ];

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(s => new ReferenceFiles(s.GetRequiredService<ServerSettings>().ReferenceFolder));
        services.AddSingleton(s => new SearchTexts(s.GetRequiredService<ReferenceFiles>().Pinyin));
        services.AddSingleton<ReferenceDirectory>();
        services.AddScoped<ReferenceDesk>().AddScoped<ReferenceErrors>();
        services.AddScoped<ReferenceQueries>();
        services.AddScoped<FactorCards>();
        services.AddPicker<FactorPicker>("factor", null);
        services.AddPicker<IndustryPicker>("industry", null, tree: true);
        services.AddScoped<ISearchProvider, FactorSearch>();
        services.AddScoped<DivisionTree>();
        services.AddScoped<IHandleNow<ReferenceVersionApproved>, DivisionApproval>();
        services.AddSingleton<DivisionDay>();
        services.AddQuartz(quartz => quartz.ScheduleJob<DivisionDay>(trigger => trigger.WithIdentity("division-day")
            .WithCronSchedule(DivisionDay.Hourly, cron => cron.InTimeZone(TimeZoneInfo.Utc))));
        services.AddScoped<IHandleNow<ReferenceVersionProposed>, ReferenceFollowUp>();
        services.AddScoped<IHandleNow<ReferenceVersionApproved>, ReferenceFollowUp>();
        services.AddScoped<IHandleNow<ReferenceVersionRejected>, ReferenceFollowUp>();
        services.AddScoped<IHandleNow<ReferenceVersionWithdrawn>, ReferenceFollowUp>();
        services.AddScoped<ISeed, ReferenceSeed>();
    }

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
        ReferenceApi.Map(routes);
        CountyMap.Map(routes);
    }
}
