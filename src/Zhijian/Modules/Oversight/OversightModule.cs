using Quartz;
using Zhijian.Data;
using Zhijian.Modules.Oversight.Lateness;
using Zhijian.Modules.Oversight.Pivots;
using Zhijian.Modules.Oversight.Reports;
using Zhijian.Modules.Oversight.Warnings;
using Zhijian.Modules.Registry.Feeds.Merging;
using Zhijian.Platform;
using Zhijian.Platform.Access;
using Zhijian.Platform.Hosting;
using Zhijian.Platform.Hosting.Commands;
using Zhijian.Platform.Jobs;

namespace Zhijian.Modules.Oversight;

/// <summary>统计、一张图: the city in one picture, from figures that are kept exact as things happen.</summary>
sealed class OversightModule : IModule
{
    public const string View = "oversight.read", Handle = "oversight.handle", LookNow = "oversight.look-now", SaveViews = "oversight.save-views", FillReports = "oversight.report-fill", ApproveReports = "oversight.report-approve";

    /// <summary>At 01:40 in Zhengzhou, after dues, dangers and credit were looked at.</summary>
    const string EveryNight = "0 40 17 * * ?";
    const string AfterFigures = "0 10 18 * * ?";
    const string Group = "统计分析";

    static readonly Role[] Handlers = [Role.CityAdmin, Role.CitySupervisor, Role.CityOfficer, Role.CountySupervisor, Role.CountyOfficer];

    public IReadOnlyList<Permission> Permissions =>
    [
        new(View, "查看全市一张图、监管指标和预警", [Role.Auditor, .. Roles.Supervisors]),
        new(Handle, "处置预警", Handlers),
        new(SaveViews, "保存和共享交叉统计的视图", Roles.Supervisors),
        new(LookNow, "立即检查预警", Role.CityAdmin, Role.CitySupervisor),
        new(FillReports, "填报、报送和更正本区县的报表", Role.CountySupervisor, Role.CountyOfficer),
        new(ApproveReports, "审核区县报送的报表", Role.CityAdmin, Role.CitySupervisor),
    ];

    public IReadOnlyDictionary<string, string> AuditWords => new Dictionary<string, string>
    {
        ["oversight.rebuild"] = "重新统计全部指标", ["oversight.roll"] = "更新统计指标", ["oversight.verify"] = "核对统计指标", ["FigureCell"] = "统计指标",
        ["oversight.warn"] = "检查预警", ["oversight.warn-now"] = "立即检查预警", ["oversight.warn-handle"] = "处置预警", ["EarlyWarning"] = "预警", ["WarningNote"] = "预警处置记录",
        ["oversight.pivot-save"] = "保存统计视图", ["oversight.pivot-remove"] = "删除统计视图", ["PivotView"] = "统计视图",
        ["oversight.report-begin"] = "开始填报报表", ["oversight.report-take"] = "报表重新取数", ["oversight.report-save"] = "保存报表", ["oversight.report-submit"] = "报送报表", ["oversight.report-approve"] = "审核通过报表", ["oversight.report-return"] = "退回报表", ["oversight.report-ask"] = "催报报表",
        ["CountyReport"] = "区县报表", ["ReportCell"] = "报表项目", ["demonstration.reports"] = "生成演示报表",
    };

    public IReadOnlyList<MenuEntry> Menu =>
    [
        new(Group, "全市一张图", "map-2", "/oversight", View, 80),
        new(Group, "预警", "alert-triangle", "/oversight/warnings", View, 81),
        new(Group, "交叉统计", "table", "/oversight/pivot", View, 82),
        new(Group, "报表报送", "report", "/oversight/reports", View, 84),
        new(Group, "迟报和完整性", "clock-exclamation", "/oversight/lateness", View, 85),
        new(Group, "指标明细", "list-numbers", "/oversight/employers", View, 86),
    ];

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<FigureSignal>().AddSingleton<IRowWatch, FigureWatch>().AddSingleton<IndicatorBook>();
        services.AddScoped<RollUps>().AddScoped<IProof>(s => s.GetRequiredService<RollUps>()).AddScoped<Overview>().AddScoped<FigureChanges>().AddScoped<ISeed, FigureSeed>().AddScoped<Pages.MemberList>();
        services.AddHostedService<FigureKeeper>();
        services.AddScoped<PivotReader>().AddScoped<PivotViewDesk>();
        services.AddSingleton<WarningBook>().AddSingleton<WarningNight>().AddSingleton<ILongJob>(s => s.GetRequiredService<WarningNight>());
        services.AddScoped<WarningSweep>().AddScoped<WarningDesk>().AddScoped<Warnings.Pages.WarningList>().AddScoped<ISeed, WarningDemonstration>();
        services.AddSingleton<ReportBook>().AddSingleton<ReportNight>().AddScoped<ReportFigures>().AddScoped<ReportDesk>().AddScoped<LatenessBoard>().AddScoped<ISeed, ReportDemonstration>();
        services.AddQuartz(quartz => quartz
            .ScheduleJob<WarningNight>(trigger => trigger.WithIdentity("warning-night").WithCronSchedule(EveryNight, cron => cron.InTimeZone(TimeZoneInfo.Utc)))
            .ScheduleJob<ReportNight>(trigger => trigger.WithIdentity("report-night").WithCronSchedule(AfterFigures, cron => cron.InTimeZone(TimeZoneInfo.Utc))));
        // What is counted follows the rows that move.
        services.KeepEmployerRows<FigureMember>().KeepEmployerRows<FigurePast>().KeepEmployerRows<FigureTouch>().KeepEmployerRows<EarlyWarning>();
    }
}
