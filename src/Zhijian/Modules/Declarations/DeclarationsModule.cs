using Quartz;
using Zhijian.Platform;
using Zhijian.Platform.Access;
using Zhijian.Platform.Events;
using Zhijian.Platform.Hosting;
using Zhijian.Modules.Declarations.Intake;
using Zhijian.Modules.Declarations.Sheets;
using Zhijian.Modules.Registry;
using Zhijian.Platform.Imports;
using Zhijian.Modules.Registry.Feeds.Merging;
using Zhijian.Modules.Registry.Tabs;

namespace Zhijian.Modules.Declarations;

/// <summary>职业病危害项目申报: employers file, authorities review and issue receipts, nobody stays undeclared.</summary>
sealed class DeclarationsModule : IModule
{
    public const string View = "declarations.read", Review = "declarations.review", Verify = "declarations.verify", Own = "declarations.own", Forms = "declarations.forms";
    const string Group = "申报";

    public IReadOnlyList<Permission> Permissions =>
    [
        new(View, "查看职业病危害项目申报", [Role.Auditor, .. Roles.Supervisors]),
        new(Review, "审核申报、登记纸质表、出具回执、确认注销", Role.CityAdmin, Role.CitySupervisor, Role.CountySupervisor),
        new(Verify, "抽查核实申报内容", Role.CityAdmin, Role.CitySupervisor, Role.CityOfficer, Role.CountySupervisor, Role.CountyOfficer),
        new(Sheets.DeclarationImport.Allowed, "表格导入职业病危害项目申报（代录）", Role.CityAdmin, Role.CityOfficer, Role.CountySupervisor, Role.CountyOfficer),
        new(Api.DeclarationApi.Send, "以系统接口报送职业病危害项目申报", []),
        new(Own, "填报本单位职业病危害项目", Role.EmployerUser),
        new(Forms, "查看申报表版本、填报项数和期限", Role.Auditor, Role.CityAdmin, Role.CitySupervisor, Role.CountySupervisor),
    ];

    public IReadOnlyDictionary<string, string> AuditWords => new Dictionary<string, string>
    {
        ["declarations.start"] = "新建申报", ["declarations.save"] = "保存申报", ["declarations.submit"] = "提交申报", ["declarations.withdraw"] = "撤回申报", ["declarations.discard"] = "删除申报草稿",
        ["declarations.return"] = "退回申报", ["declarations.approve"] = "申报审核通过", ["declarations.paper"] = "收到纸质申报表", ["declarations.receipt"] = "出具申报回执", ["declarations.cancel"] = "注销申报",
        ["declarations.verify"] = "抽查申报", ["declarations.verified"] = "抽查属实", ["declarations.false"] = "抽查不实", ["declarations.overdue"] = "查找逾期未申报", ["declarations.exchange"] = "系统报送申报", ["declarations.import"] = "导入申报", ["declarations.flags"] = "更新申报异常提示",
        ["HazardDeclaration"] = "危害申报", ["DeclaredHazard"] = "申报的危害因素", ["DeclarationOffence"] = "申报违法线索",
    };

    public IReadOnlyList<MenuEntry> Menu =>
    [
        new(Group, "我的申报", "file-pencil", "/my/declarations", Own, 30),
        new(Group, "职业病危害项目申报", "file-check", "/declarations", View, 31),
        new(Group, "申报统计", "chart-bar", "/declarations/statistics", View, 32),
        new(Group, "表格与期限", "forms", "/declarations/forms", Forms, 33),
    ];

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
        DeclarationDocs.Map(routes);
        Sheets.OwnSheet.Map(routes);
        Api.DeclarationApi.Map(routes);
    }

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<DeclarationBook>().AddSingleton<FactorCatalogue>().AddSingleton<TradeHazards>();
        services.AddScoped<KnownHazards>().AddScoped<DeclarationAccess>().AddScoped<DeclarationPrefill>().AddScoped<DeclarationReview>().AddScoped<DeclarationDues>();
        services.AddScoped<DeclarationDesk>().AddScoped<ReviewDesk>().AddScoped<DeclarationFollowUp>().AddScoped<DeclarationReceipt>().AddScoped<LatenessDesk>();
        services.AddScoped<CompetentAuthority>().AddScoped<DeclarationIntake>().AddScoped<IntakeFollowUp>().AddScoped<JudgedSheets>().AddSingleton<PeerFigures>();
        services.AddScoped<Api.ExchangeDesk>().AddSingleton<IImportKind, DeclarationImport>();
        services.AddEmployerRows<HazardDeclaration>().AddEmployerRows<DeclaredHazard>().AddEmployerRows<DeclarationOffence>();
        services.AddSingleton<Pages.DeclarationList>();
        services.AddScoped<IEmployerTab, DeclarationsTab>();
        services.AddScoped<DeclarationFigures>();
        services.AddScoped<ISeed, DeclarationDemonstration>().AddScoped<ISeed, LatenessDemonstration>();
        services.AddScoped<IHandleNow<EmployerChanged>, DeclarationTriggers>();
        services.AddScoped<IHandleNow<DeclarationCalledFor>, DeclarationTriggers>();
        // 05:30 in Zhengzhou, wherever the server's clock stands.
        services.AddQuartz(quartz => quartz.ScheduleJob<LatenessJob>(trigger => trigger.WithIdentity("declaration-lateness")
            .WithCronSchedule("0 30 21 * * ?", cron => cron.InTimeZone(TimeZoneInfo.Utc))));
    }
}
