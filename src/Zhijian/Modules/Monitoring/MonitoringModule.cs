using Zhijian.Modules.Declarations;
using Zhijian.Modules.Monitoring.Indicators;
using Zhijian.Modules.Monitoring.Institutions;
using Zhijian.Modules.Monitoring.Intake;
using Zhijian.Modules.Monitoring.Pages;
using Zhijian.Modules.Monitoring.Rejudging;
using Zhijian.Modules.Monitoring.Tabs;
using Zhijian.Modules.Registry;
using Zhijian.Modules.Registry.Feeds.Merging;
using Zhijian.Modules.Registry.Tabs;
using Zhijian.Platform;
using Zhijian.Platform.Access;
using Zhijian.Platform.Events;
using Zhijian.Platform.Hosting;
using Zhijian.Platform.Imports;

namespace Zhijian.Modules.Monitoring;

/// <summary>检测、评价报告: institutions and employers file, every result is judged on arrival, what was filed stays as it was.</summary>
sealed class MonitoringModule : IModule
{
    public const string View = "monitoring.read", File = "monitoring.file", Institution = "monitoring.institution", Supervise = "monitoring.supervise", Rejudge = "monitoring.rejudge";
    const string Group = "检测评价";

    public IReadOnlyList<Permission> Permissions =>
    [
        new(View, "查看检测、评价报告", [Role.Auditor, Role.EmployerUser, Role.InstitutionUser, .. Roles.Supervisors]),
        new(File, "填报检测、评价报告", Role.InstitutionUser, Role.EmployerUser),
        new(Institution, "维护本机构资质、人员、仪器", Role.InstitutionUser),
        new(Supervise, "查看机构资质和报告疑点", [Role.Auditor, .. Roles.Supervisors]),
        new(Rejudge, "试算限值新版本对判定的影响", Role.CityAdmin, Role.CitySupervisor),
    ];

    public IReadOnlyList<MenuEntry> Menu =>
    [
        new(Group, "检测、评价报告", "report", "/monitoring", View, 150),
        new(Group, "检测点", "map-2", "/monitoring/points", View, 151),
        new(Group, "报告疑点", "zoom-exclamation", "/monitoring/findings", Supervise, 152),
        new(Group, "技术服务机构", "certificate", "/monitoring/institutions", Supervise, 153),
        new(Group, "重新判定试算", "refresh-dot", "/monitoring/rejudge", Rejudge, 155),
        new(Group, "资质、人员、仪器", "certificate", "/monitoring/institution", Institution, 154),
    ];

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IntakeBook>().AddScoped<ReportAccess>().AddScoped<IMeasurements, Measured>();
        services.AddScoped<IntakeFacts>().AddScoped<ReportChecker>().AddScoped<ReportComparer>().AddScoped<ReportIntake>().AddScoped<MonitoringDues>();
        services.AddScoped<IHandleNow<DeclarationTookEffect>, MonitoringDues>();
        services.AddScoped<LibraryBook>().AddScoped<RejudgeTrial>().AddScoped<ISeed, MonitoringDemonstration>();
        services.AddScoped<ReportDesk>().AddScoped<InstitutionDesk>().AddScoped<IEmployerTab, MonitoringTab>();
        services.AddSingleton<ReportList>().AddSingleton<ResultList>().AddSingleton<PointList>().AddSingleton<InstitutionList>().AddSingleton<FindingList>();
        services.AddSingleton<IImportKind, ReportImport>();
        services.AddEmployerRows<MonitoringReport>().AddEmployerRows<SamplingPoint>().AddEmployerRows<MonitoringResult>();
        foreach (var kind in MonitoringDues.DueKinds) services.AddSingleton(kind);
    }

    public void MapEndpoints(IEndpointRouteBuilder routes) => ReportApi.Map(routes);
}
