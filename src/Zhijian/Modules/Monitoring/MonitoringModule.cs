using Zhijian.Modules.Declarations;
using Zhijian.Modules.Monitoring.Assessing;
using Zhijian.Modules.Monitoring.Indicators;
using Zhijian.Modules.Monitoring.Institutions;
using Zhijian.Modules.Monitoring.Intake;
using Zhijian.Modules.Monitoring.Pages;
using Zhijian.Modules.Monitoring.Plans;
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
    public const string View = "monitoring.read", File = "monitoring.file", Institution = "monitoring.institution", Supervise = "monitoring.supervise", Rejudge = "monitoring.rejudge", Plan = "monitoring.plan";
    const string Group = "检测评价";

    public IReadOnlyList<Permission> Permissions =>
    [
        new(View, "查看检测、评价报告", [Role.Auditor, Role.EmployerUser, Role.InstitutionUser, .. Roles.Supervisors]),
        new(File, "填报检测、评价报告", Role.InstitutionUser, Role.EmployerUser),
        new(Institution, "维护本机构资质、人员、仪器", Role.InstitutionUser),
        new(Supervise, "查看机构资质和报告疑点", [Role.Auditor, .. Roles.Supervisors]),
        new(Plan, "上传车间平面图、标注检测点", Role.EmployerUser, Role.InstitutionUser, Role.CityAdmin, Role.CitySupervisor, Role.CityOfficer, Role.CountySupervisor, Role.CountyOfficer, Role.TownshipClerk),
        new(Rejudge, "试算限值新版本对判定的影响、登记重新判定", Role.CityAdmin, Role.CitySupervisor),
    ];

    public IReadOnlyDictionary<string, string> AuditWords => new Dictionary<string, string>
    {
        ["monitoring.start"] = "开始填报检测报告", ["monitoring.save"] = "保存检测报告草稿", ["monitoring.discard"] = "删除检测报告草稿", ["monitoring.seal"] = "封存检测报告", ["monitoring.file"] = "系统报送检测报告",
        ["monitoring.import"] = "表格上传检测报告", ["monitoring.correct"] = "更正检测报告", ["monitoring.institution.certificate"] = "维护机构资质", ["monitoring.institution.member"] = "维护采样人员",
        ["monitoring.institution.instrument"] = "维护采样仪器", ["monitoring.institution.remove"] = "删除机构资质、人员或仪器",
        ["monitoring.rejudge"] = "登记重新判定", ["Rejudgement"] = "重新判定", ["monitoring.plan-add"] = "上传车间平面图", ["monitoring.plan-place"] = "在平面图上标注检测点", ["monitoring.plan-withdraw"] = "作废车间平面图", ["FloorPlan"] = "车间平面图", ["FloorPlanMark"] = "平面图上的检测点",
        ["demonstration.plans"] = "生成演示平面图", ["MonitoringReport"] = "检测、评价报告", ["SamplingPoint"] = "检测点", ["Finding"] = "报告疑点", ["InstitutionCertificate"] = "机构资质证书", ["InstitutionMember"] = "采样人员", ["InstitutionInstrument"] = "采样仪器",
    };

    public IReadOnlyList<MenuEntry> Menu =>
    [
        new(Group, "检测、评价报告", "report", "/monitoring", View, 150),
        new(Group, "检测点", "map-2", "/monitoring/points", View, 151),
        new(Group, "报告疑点", "zoom-exclamation", "/monitoring/findings", Supervise, 152),
        new(Group, "技术服务机构", "certificate", "/monitoring/institutions", Supervise, 153),
        new(Group, "重新判定", "refresh-dot", "/monitoring/rejudge", Rejudge, 155),
        new(Group, "资质、人员、仪器", "certificate", "/monitoring/institution", Institution, 154),
    ];

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IntakeBook>().AddSingleton<Assessor>().AddScoped<ReportAccess>().AddScoped<ReportDirectory>().AddScoped<IMeasurements, Measured>();
        services.AddScoped<IntakeFacts>().AddScoped<ReportChecker>().AddScoped<ReportComparer>().AddScoped<ReportIntake>().AddScoped<MonitoringDues>();
        services.AddScoped<IHandleNow<DeclarationTookEffect>, MonitoringDues>();
        services.AddScoped<LibraryBook>().AddScoped<RejudgeTrial>().AddScoped<RejudgeDesk>().AddEmployerRows<Rejudgement>().AddScoped<ISeed, MonitoringDemonstration>().AddScoped<ISeed, FloorPlanDemonstration>();
        services.AddScoped<ReportDesk>().AddScoped<InstitutionDesk>().AddScoped<IEmployerTab, MonitoringTab>();
        services.AddSingleton<ReportList>().AddSingleton<ResultList>().AddSingleton<PointList>().AddSingleton<InstitutionList>().AddSingleton<FindingList>();
        services.AddSingleton<IImportKind, ReportImport>().AddSingleton<IImportKind, CorrectionImport>();
        services.AddEmployerRows<MonitoringReport>().AddEmployerRows<SamplingPoint>().AddEmployerRows<MonitoringResult>();
        services.AddScoped<FloorPlanAccess>().AddScoped<FloorPlanDesk>().AddScoped<FloorViews>().AddEmployerRows<FloorPlan>().AddEmployerRows<FloorPlanMark>();
        foreach (var kind in MonitoringDues.DueKinds) services.AddSingleton(kind);
    }

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
        ReportApi.Map(routes);
        FloorPlanImage.Map(routes);
    }
}
