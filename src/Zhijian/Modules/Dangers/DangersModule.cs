using Quartz;
using Zhijian.Modules.Monitoring;
using Zhijian.Modules.Registry;
using Zhijian.Modules.Registry.Feeds.Merging;
using Zhijian.Modules.Registry.Dues;
using Zhijian.Modules.Registry.Tabs;
using Zhijian.Platform;
using Zhijian.Platform.Access;
using Zhijian.Platform.Documents;
using Zhijian.Platform.Documents.Approving;
using Zhijian.Platform.Events;
using Zhijian.Platform.Hosting;

namespace Zhijian.Modules.Dangers;

/// <summary>隐患闭环: what is over the limit or otherwise wrong stays on a list until it is put right, rechecked and closed.</summary>
sealed class DangersModule : IModule
{
    public const string View = "dangers.read", Handle = "dangers.handle", Own = "dangers.own", Files = "dangers.files", Supervise = "dangers.supervise", Urge = "dangers.urge";

    /// <summary>At 00:20 in Zhengzhou, when the deadlines of yesterday have passed.</summary>
    const string EveryNight = "0 20 16 * * ?";

    public IReadOnlyList<Permission> Permissions =>
    [
        new(View, "查看隐患", [Role.Auditor, .. Roles.Supervisors]),
        new(Handle, "登记、责令整改、复查、销号隐患", Role.CityAdmin, Role.CitySupervisor, Role.CityOfficer, Role.CountySupervisor, Role.CountyOfficer),
        new(Urge, "催办隐患", Role.CityAdmin, Role.CityLeader, Role.CitySupervisor, Role.CityOfficer, Role.CountySupervisor, Role.CountyOfficer, Role.TownshipClerk),
        new(Supervise, "督办、挂牌督办隐患", [.. Supervising]),
        new(Own, "整改本单位隐患", Role.EmployerUser),
        new(Files, "查看隐患的照片和证明材料", [Role.Auditor, Role.EmployerUser, .. Roles.Supervisors]),
    ];

    internal static readonly Role[] Supervising = [Role.CityAdmin, Role.CitySupervisor, Role.CityLeader];
    const string Group = "隐患";

    public IReadOnlyDictionary<string, string> AuditWords => new Dictionary<string, string>
    {
        ["DangerCandidate"] = "疑似隐患",
        ["dangers.register"] = "登记隐患", ["dangers.order"] = "责令限期整改", ["dangers.extend"] = "延长整改期限", ["dangers.ask-extension"] = "申请整改延期", ["dangers.refuse-extension"] = "不同意整改延期", ["dangers.recheck"] = "复查隐患", ["dangers.close"] = "隐患销号",
        ["dangers.reopen"] = "重新打开隐患", ["dangers.propose-case"] = "提请立案", ["dangers.recuse"] = "登记回避", ["dangers.assign"] = "指派隐患责任人", ["dangers.remind"] = "催办隐患",
        ["dangers.list"] = "挂牌督办", ["dangers.unlist"] = "解除挂牌督办", ["dangers.add"] = "登记隐患", ["dangers.take-up"] = "疑似隐患列入", ["dangers.dismiss"] = "疑似隐患不列入",
        ["dangers.start"] = "开始整改", ["dangers.request-recheck"] = "申请复查", ["dangers.evidence"] = "上传隐患材料", ["dangers.night"] = "隐患期限检查",
        ["HiddenDanger"] = "隐患", ["DangerMeasure"] = "治理措施", ["DangerEvidence"] = "隐患材料", ["OfficerRecusal"] = "回避登记",
    };

    public IReadOnlyList<MenuEntry> Menu =>
    [
        new(Group, "隐患闭环", "alert-triangle", "/dangers", View, 40),
        new(Group, "疑似隐患", "zoom-question", "/dangers/candidates", View, 41),
        new(Group, "隐患统计", "chart-bar", "/dangers/figures", View, 42),
        new("本单位", "我的隐患", "alert-triangle", "/my/dangers", Own, 11),
    ];

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
        DangerDocs.Map(routes);
        DangerApi.Map(routes);
    }

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<DangerBook>().AddSingleton<ExceedanceMaker>();
        services.AddScoped<DangerFollowUp>().AddScoped<DangerAccess>().AddScoped<DangerOfficers>().AddScoped<DangerPapers>();
        services.AddScoped<DangerDesk>().AddScoped<IApprovedStep, ApprovedOrder>().AddScoped<SupervisionDesk>().AddScoped<DangerIntake>().AddScoped<EmployerDangerDesk>().AddSingleton<DangerNight>();
        services.AddScoped<DangerViews>().AddScoped<DangerFigures>().AddScoped<Pages.DangerList>().AddScoped<Pages.DangerBoard>().AddScoped<IEmployerTab, DangersTab>();
        services.AddScoped<ISeed, DangerDemonstration>();
        services.AddEmployerRows<HiddenDanger>().AddEmployerRows<DangerEvidence>().AddSingleton<IMoveWithEmployer, RecusalRows>();
        services.AddScoped<IHandleNow<ReportJudged>, ReportKeeper>();
        services.AddScoped<IHandleNow<DangerReported>, DangerIntake>().AddScoped<IHandleNow<SuspicionLapsed>, DangerIntake>().AddScoped<IHandleNow<DangerCaseFiled>, DangerIntake>();
        services.AddScoped<IHandleNow<EmployerChanged>, NameKeeper>().AddScoped<IHandleNow<PaperServed>, DangerService>();
        services.AddQuartz(quartz => quartz.ScheduleJob<DangerNight>(trigger => trigger.WithIdentity("danger-night").WithCronSchedule(EveryNight, cron => cron.InTimeZone(TimeZoneInfo.Utc))));
    }
}
