using Quartz;
using Zhijian.Modules.Cases;
using Zhijian.Modules.Dangers;
using Zhijian.Modules.Registry;
using Zhijian.Modules.Registry.Feeds.Merging;
using Zhijian.Modules.Registry.Tabs;
using Zhijian.Platform;
using Zhijian.Platform.Access;
using Zhijian.Platform.Documents;
using Zhijian.Platform.Events;
using Zhijian.Platform.Hosting;
using Zhijian.Rules.Credit;

namespace Zhijian.Modules.Credit;

/// <summary>信用: the dishonesty list with notice and objection, the good-faith list, and what is sent to the credit platform.</summary>
sealed class CreditModule : IModule
{
    public const string View = "credit.read", Handle = "credit.handle", Approve = "credit.approve", Own = "credit.own", Export = "credit.export";

    /// <summary>At 01:10 in Zhengzhou, after the deadlines of dangers were looked at.</summary>
    const string EveryNight = "0 10 17 * * ?";
    const string Group = "信用监管";

    static readonly Role[] Staff = [Role.CityAdmin, Role.CitySupervisor, Role.CityOfficer, Role.CountySupervisor, Role.CountyOfficer];

    public IReadOnlyList<Permission> Permissions =>
    [
        new(View, "查看失信名单、守信名单", [Role.Auditor, .. Roles.Supervisors]),
        new(Handle, "办理失信名单：提出、告知、核实异议、公布、采取措施", Staff),
        new(Approve, "审批列入、移出、延长失信名单和守信名单", Role.CityAdmin, Role.CityLeader, Role.CitySupervisor, Role.CountySupervisor),
        new(Own, "查看本单位信用，提出异议、申请移出", Role.EmployerUser),
        new(Export, "导出信用平台和双公示数据", [Role.CreditClerk, .. Staff]),
    ];

    public IReadOnlyDictionary<string, string> AuditWords => Enum.GetValues<CreditActKind>().ToDictionary(k => $"credit.{k.ToString().ToLowerInvariant()}", k => $"失信名单：{k.Text()}")
        .Concat(new Dictionary<string, string>
        {
            ["credit.propose"] = "提出列入失信名单", ["credit.night"] = "查找失信情形", ["credit.export"] = "导出信用数据", ["credit.good-faith-propose"] = "提出列入守信名单", ["credit.good-faith-approve"] = "批准列入守信名单",
            ["credit.good-faith-refuse"] = "不批准守信名单", ["credit.good-faith-end"] = "移出守信名单", ["credit.typical-edit"] = "编写典型案例", ["credit.typical-submit"] = "提交典型案例", ["credit.typical-publish"] = "发布典型案例", ["credit.typical-return"] = "退回典型案例", ["credit.typical-withdraw"] = "撤下典型案例", ["TypicalCase"] = "典型案例", ["CreditListing"] = "失信名单", ["GoodFaithEntry"] = "守信名单",
        }).ToDictionary();

    public IReadOnlyList<MenuEntry> Menu =>
    [
        new(Group, "失信名单", "user-x", "/credit", View, 70),
        new(Group, "守信名单", "award", "/credit/good-faith", View, 71),
        new(Group, "信用数据导出", "table-export", "/credit/exports", Export, 72),
        new(Group, "典型案例", "news", "/credit/typical", View, 74),
        new(Group, "典型案例曝光", "speakerphone", "/typical-cases", null, 75, IsPublic: true),
        new(Group, "失信名单公示", "speakerphone", "/dishonesty", null, 73, IsPublic: true),
        new("本单位", "我的信用", "user-check", "/my/credit", Own, 14),
    ];

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
        CreditApi.Map(routes);
        CreditDocs.Map(routes);
    }

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<CreditBook>().AddSingleton<CreditNight>();
        services.AddScoped<CreditKeeper>().AddScoped<CreditFinder>().AddScoped<CreditPapers>().AddScoped<CreditDesk>().AddScoped<GoodFaithDesk>().AddScoped<Typical.TypicalDesk>().AddScoped<CreditExports>().AddScoped<CreditViews>();
        services.AddScoped<Pages.CreditLists>().AddScoped<IEmployerTab, CreditTab>().AddScoped<ISeed, CreditDemonstration>().AddScoped<ISeed, Typical.TypicalDemonstration>();
        services.AddScoped<IHandleNow<DangerBecameOverdue>, CreditFinder>().AddScoped<IHandleNow<CaseDecided>, CreditFinder>().AddScoped<IHandleNow<EmployerChanged>, CreditNames>().AddScoped<IHandleNow<PaperServed>, CreditService>();
        services.AddEmployerRows<CreditListing>().AddEmployerRows<GoodFaithEntry>();
        services.AddQuartz(quartz => quartz.ScheduleJob<CreditNight>(trigger => trigger.WithIdentity("credit-night").WithCronSchedule(EveryNight, cron => cron.InTimeZone(TimeZoneInfo.Utc))));
    }
}

/// <summary>Who may do which step.</summary>
public static class CreditPermissions
{
    public static IReadOnlyList<string> Of(CreditActKind kind) => kind switch
    {
        CreditActKind.Approve or CreditActKind.Remove or CreditActKind.Prolong => [CreditModule.Approve],
        CreditActKind.Object or CreditActKind.RequestRemoval => [CreditModule.Handle, CreditModule.Own],
        _ => [CreditModule.Handle],
    };

    /// <summary>Steps of the employer; officers put them on record when they come on paper.</summary>
    public static bool IsOwn(CreditActKind kind) => kind is CreditActKind.Object or CreditActKind.RequestRemoval;
}
