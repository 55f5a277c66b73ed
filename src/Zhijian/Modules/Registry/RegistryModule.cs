using Zhijian.Modules.Registry.Corrections;
using Zhijian.Modules.Registry.Demonstration;
using Zhijian.Modules.Registry.Dues;
using Zhijian.Modules.Registry.Feeds;
using Zhijian.Modules.Registry.Registration;
using Zhijian.Modules.Registry.Risk;
using Zhijian.Modules.Registry.Search;
using Zhijian.Modules.Registry.Supervision;
using Zhijian.Modules.Registry.Tabs;
using Zhijian.Modules.Registry.Trades;
using Zhijian.Modules.Registry.Undeclared;
using Zhijian.Platform;
using Zhijian.Platform.Access;
using Zhijian.Platform.Events;
using Zhijian.Platform.Hosting;
using Zhijian.Platform.Search;
using Zhijian.Platform.Ui.Pickers;

namespace Zhijian.Modules.Registry;

/// <summary>一企一档: employers, their workplaces and exposures, what is due of them, and everything that ever happened to them.</summary>
sealed class RegistryModule : IModule
{
    public const string View = "registry.read", Edit = "registry.edit", Own = "registry.own", Verify = "registry.verify", Rule = "registry.jurisdiction", Risk = "registry.risk";

    public IReadOnlyList<Permission> Permissions =>
    [
        new(View, "查看用人单位档案", [Role.Auditor, .. Roles.Supervisors]),
        new(Edit, "登记和修改用人单位档案", Role.CityAdmin, Role.CitySupervisor, Role.CountySupervisor, Role.TownshipClerk),
        new(Risk, "按评价结论认定目录未列行业的风险类别", Role.CityAdmin, Role.CitySupervisor, Role.CountySupervisor),
        new(Own, "查看和维护本单位档案", Role.EmployerUser),
        new(Verify, "审核用人单位注册", Role.CityAdmin, Role.CitySupervisor, Role.CountySupervisor),
        new(Rule, "维护管辖规则", Role.CityAdmin),
        .. FeedsPart.Permissions, .. DuesSetup.Permissions, .. UndeclaredSetup.Permissions,
    ];

    const string Group = "一企一档";

    public IReadOnlyDictionary<string, string> AuditWords => RegistryWords.All;

    public IReadOnlyList<MenuEntry> Menu =>
    [
        new(Group, "用人单位", "building-factory-2", "/registry", View, 100),
        new(Group, "工作场所", "map-pin", "/registry/workplaces", View, 101),
        new(Group, "单位注册审核", "user-check", "/registry/registrations", Verify, 102),
        new(Group, "更正申请", "edit-circle", "/registry/corrections", Edit, 103),
        new(Group, "管辖规则", "gavel", "/registry/jurisdiction", Rule, 109),
        .. FeedsPart.Menu, .. DuesSetup.Menu, .. UndeclaredSetup.Menu,
        new("本单位", "本单位档案", "folder", "/my/file", Own, 10),
    ];

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<Jurisdiction>();
        services.AddSingleton<SizeTable>().AddSingleton<EmployerMaker>();
        services.AddScoped<EmployerDirectory>().AddScoped<FactCheck>().AddScoped<FileKeeper>().AddScoped<HazardSummary>().AddScoped<WorkplaceFacts>();
        services.AddSingleton<EmployerList>().AddSingleton<WorkplaceList>();
        services.AddScoped<EmployerSearch>().AddScoped<EmployerQueries>().AddScoped<EmployerFiles>().AddScoped<WorkplaceTrees>().AddScoped<EmployerSummary>();
        services.AddScoped<IEmployerTab, TimelineTab>().AddScoped<IEmployerTab, FactsTab>().AddScoped<IEmployerTab, PlacesTab>()
            .AddScoped<IEmployerTab, DuesTab>().AddScoped<IEmployerTab, HistoryTab>().AddScoped<IEmployerTab, PapersTab>();
        services.AddSingleton<RegistrationList>().AddScoped<RegistrationDesk>().AddPicker<PlacePicker>(PlacePicker.Kind, null, tree: true);
        services.AddSingleton<CorrectionList>().AddScoped<CorrectionDesk>().AddScoped<JurisdictionDesk>();
        services.AddPicker<EmployerPicker>(EmployerPicker.Kind, View);
        services.AddScoped<ISearchProvider, EmployerSearchProvider>();
        services.AddScoped<EmployerDesk>().AddScoped<WorkplaceDesk>().AddScoped<ExposureDesk>();
        services.AddScoped<IHandleNow<ExposuresDeclared>, DeclaredFacts>().AddScoped<IHandleNow<DeclarationStood>, DeclaredFacts>().AddScoped<IHandleNow<CreditStood>, DeclaredFacts>();
        services.AddScoped<ISeed, JurisdictionSeed>();
        services.AddSingleton<TradeProfiles>();
        services.AddDues().AddUndeclared().AddRisk();
        services.AddScoped<ISeed, RegistryDemonstration>();
        services.AddScoped<IHandleNow<EmployerHappening>, TimelineKeeper>().AddScoped<IHandleNow<EmployersHappened>, TimelineKeeper>();
        services.AddFeeds();
    }

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
        EmployerApi.Map(routes);
        EmployerSummary.Map(routes);
        FeedsPart.MapEndpoints(routes);
    }
}
