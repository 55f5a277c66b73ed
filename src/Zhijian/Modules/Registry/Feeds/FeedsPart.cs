using Zhijian.Modules.Registry.Corrections;
using Zhijian.Modules.Registry.Dues;
using Zhijian.Modules.Registry.Feeds.Confirming;
using Zhijian.Modules.Registry.Feeds.Intake;
using Zhijian.Modules.Registry.Feeds.Merging;
using Zhijian.Modules.Registry.Feeds.Sources;
using Zhijian.Modules.Registry.Registration;
using Zhijian.Platform;
using Zhijian.Platform.Access;
using Zhijian.Platform.Hosting;
using Zhijian.Platform.Imports;
using Zhijian.Platform.Jobs;

namespace Zhijian.Modules.Registry.Feeds;

/// <summary>数据对接: partners' lists come in, are matched to the files, and doubles become one. A part of the registry.</summary>
static class FeedsPart
{
    public static IReadOnlyList<Permission> Permissions =>
    [
        new(FeedPermissions.Use, "导入外部数据、确认匹配", Role.CityAdmin, Role.CitySupervisor, Role.CountySupervisor),
        new(FeedPermissions.Manage, "设置数据来源、列对照和采信次序", Role.CityAdmin, Role.CitySupervisor),
        new(FeedPermissions.Send, "以系统接口报送外部数据", []),
        new(FeedPermissions.Merge, "合并重复档案、撤销合并", Role.CityAdmin, Role.CitySupervisor, Role.CountySupervisor),
    ];

    public static IReadOnlyList<MenuEntry> Menu =>
    [
        new("一企一档", "数据对接", "plug-connected", "/registry/feeds", FeedPermissions.Use, 150),
        new("一企一档", "待确认匹配", "user-question", "/registry/matches", FeedPermissions.Use, 151),
        new("一企一档", "重复档案", "copy", "/registry/duplicates", FeedPermissions.Merge, 152),
    ];

    public static IServiceCollection AddFeeds(this IServiceCollection services)
    {
        services.AddScoped<ISeed, FeedSeed>();
        services.AddScoped<FeedSources>();
        services.AddSingleton<MatchKeys>().AddSingleton<MatchKeyKeeper>().AddSingleton<IndustryNames>();
        services.AddScoped<CandidateFinder>().AddScoped<FeedPlanner>().AddScoped<FeedApplier>().AddScoped<FeedReceiver>().AddScoped<FeedIntake>();
        services.AddSingleton<IImportKind, FeedFileKind>();
        services.AddScoped<FeedDesk>().AddScoped<MatchDesk>().AddScoped<MergeDesk>().AddScoped<DuplicateFinder>();
        services.AddSingleton<ILongJob, DuplicateJob>();
        return services.AddMovers();
    }

    /// <summary>The registry's own tables; other modules register theirs beside their tables.</summary>
    static IServiceCollection AddMovers(this IServiceCollection services)
    {
        services.AddSingleton<IMoveWithEmployer, WorkplaceRows>().AddSingleton<IMoveWithEmployer, HintRows>().AddSingleton<IMoveWithEmployer, DueRows>().AddSingleton<IMoveWithEmployer, LeadRows>();
        services.AddEmployerRows<Workshop>().AddEmployerRows<JobPost>().AddEmployerRows<Exposure>();
        services.AddEmployerRows<DangerCandidate>().AddEmployerRows<FormerName>().AddEmployerRows<EmployerEvent>().AddEmployerRows<FeedItem>();
        services.AddEmployerRows<Correction>().AddEmployerRows<EmployerRegistration>();
        // The lineage of a file is its own; words find their file also through MergedIntoId.
        services.KeepEmployerRows<FieldChange>().KeepEmployerRows<MatchKey>().KeepEmployerRows<MatchMark>();
        return services;
    }

    public static void MapEndpoints(IEndpointRouteBuilder routes) => FeedApi.Map(routes);
}
