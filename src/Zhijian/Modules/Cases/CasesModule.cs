using Zhijian.Modules.Registry;
using Zhijian.Modules.Registry.Feeds.Merging;
using Zhijian.Platform;
using Zhijian.Platform.Access;
using Zhijian.Platform.Documents;
using Zhijian.Platform.Events;
using Zhijian.Platform.Hosting;
using Zhijian.Platform.Jobs;
using Zhijian.Rules.Cases;

namespace Zhijian.Modules.Cases;

/// <summary>行政处罚: from filing to closing and publication, by the law of each day.</summary>
sealed class CasesModule : IModule
{
    public const string View = "cases.read", Handle = "cases.handle", Approve = "cases.approve", Review = "cases.review", Hearing = "cases.hearing", Files = "cases.files", Compare = "cases.compare", Own = "cases.own";

    static readonly Role[] Staff = [Role.CityAdmin, Role.CitySupervisor, Role.CityOfficer, Role.CountySupervisor, Role.CountyOfficer];

    public IReadOnlyList<Permission> Permissions =>
    [
        new(View, "查看行政处罚案件", [Role.Auditor, Role.CityLeader, Role.LegalReviewer, .. Staff]),
        new(Handle, "办理行政处罚案件", Staff),
        new(Approve, "审批立案、决定和结案", Role.CityAdmin, Role.CityLeader, Role.CitySupervisor, Role.CountySupervisor),
        new(Review, "法制审核", Role.LegalReviewer),
        new(Hearing, "主持听证", [Role.CityLeader, Role.LegalReviewer, .. Staff]),
        new(Compare, "核查明显偏离同类案件的罚款", Role.CityAdmin, Role.CityLeader, Role.CitySupervisor, Role.LegalReviewer),
        new(Own, "查看本单位的案件，陈述申辩、申请听证", Role.EmployerUser),
        new(Files, "查看案件证据材料", [Role.Auditor, Role.CityLeader, Role.LegalReviewer, .. Staff]),
    ];

    const string Group = "行政处罚";

    public IReadOnlyDictionary<string, string> AuditWords => Enum.GetValues<CaseActKind>().ToDictionary(k => $"cases.{CaseDesk.Name(k)}", k => $"案件：{k.Text()}")
        .Concat(new Dictionary<string, string>
        {
            ["cases.request"] = "报请立案", ["cases.evidence"] = "上传案件证据", ["cases.dossier"] = "生成案卷", ["cases.dossier-made"] = "案卷已生成",
            ["cases.compare"] = "核查罚款偏离", ["FineOutlier"] = "偏离同类案件的罚款", ["CaseRecord"] = "行政处罚案件", ["CaseEvidence"] = "案件证据",
        }).ToDictionary();

    public IReadOnlyList<MenuEntry> Menu =>
    [
        new(Group, "案件", "gavel", "/cases", View, 60),
        new(Group, "罚款偏离核查", "scale", "/cases/outliers", Compare, 61),
        new("本单位", "我的案件", "gavel", "/my/cases", Own, 16),
        new(Group, "部门执法统计", "chart-bar", "/enforcement", View, 62),
    ];

    public void MapEndpoints(IEndpointRouteBuilder routes) => CaseDocs.Map(routes);

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<CaseBook>().AddSingleton<CaseActs>();
        services.AddScoped<CaseAccess>().AddScoped<CasePapers>().AddScoped<CaseFollowUp>().AddScoped<CaseFairness>().AddScoped<Figures.EnforcementFigures>().AddScoped<CaseDesk>().AddScoped<PartyCaseDesk>().AddScoped<CaseDossier>().AddScoped<Pages.CaseList>().AddScoped<Pages.CaseViews>();
        services.AddSingleton<ILongJob, DossierJob>();
        services.AddScoped<ISeed, CaseDemonstration>();
        services.AddEmployerRows<CaseRecord>();
        services.AddScoped<IHandleNow<EmployerChanged>, PartyNames>().AddScoped<IHandleNow<PaperServed>, CaseService>();
    }
}

/// <summary>Who may do which step.</summary>
public static class CasePermissions
{
    public static IReadOnlyList<string> Of(CaseActKind kind) => CaseOptions.ActorOf(kind) switch
    {
        CaseActor.Head => [CasesModule.Approve],
        CaseActor.LegalReviewer => [CasesModule.Review],
        CaseActor.Host => kind == CaseActKind.NotifyHearing ? [CasesModule.Handle] : [CasesModule.Hearing],
        // Preserving evidence is approved by the one who signs.
        _ => kind is CaseActKind.PreserveEvidence ? [CasesModule.Approve] : [CasesModule.Handle],
    };
}
