using Zhijian.Modules.Dangers;
using Zhijian.Modules.Inspections.Draws;
using Zhijian.Modules.Inspections.Field;
using Zhijian.Modules.Registry;
using Zhijian.Modules.Registry.Feeds.Merging;
using Zhijian.Modules.Registry.Tabs;
using Zhijian.Platform;
using Zhijian.Platform.Access;
using Zhijian.Platform.Documents.Approving;
using Zhijian.Platform.Events;
using Zhijian.Platform.Hosting;

namespace Zhijian.Modules.Inspections;

/// <summary>监督检查: plans and campaigns, verifiable double random draws, checklists on the spot, records that open dangers.</summary>
sealed class InspectionsModule : IModule
{
    public const string View = "inspections.read", Plan = "inspections.plan", Approve = "inspections.approve", Visit = "inspections.visit";
    const string Group = "监督检查";

    public IReadOnlyList<Permission> Permissions =>
    [
        new(View, "查看监督检查", [Role.Auditor, .. Roles.Supervisors]),
        new(Plan, "制定检查计划、专项行动、检查任务，组织双随机抽取，登记执法证", Role.CityAdmin, Role.CitySupervisor, Role.CityOfficer, Role.CountySupervisor, Role.CountyOfficer),
        new(Approve, "批准检查计划和检查方案", Role.CityAdmin, Role.CityLeader, Role.CitySupervisor, Role.CountySupervisor, Role.CountyOfficer),
        new(Visit, "现场检查、制作检查文书", Role.CityAdmin, Role.CitySupervisor, Role.CityOfficer, Role.CountySupervisor, Role.CountyOfficer),
    ];

    public IReadOnlyDictionary<string, string> AuditWords => new Dictionary<string, string>
    {
        ["inspections.add"] = "安排检查", ["inspections.approve"] = "批准检查方案", ["inspections.call-off"] = "取消检查", ["inspections.assign"] = "指派执法人员", ["inspections.arrive"] = "到达检查现场",
        ["inspections.answer"] = "填写检查表", ["inspections.photo"] = "拍摄现场照片", ["inspections.record"] = "制作现场检查记录", ["inspections.conclude"] = "认定未发现问题", ["inspections.measures"] = "作出现场处理措施决定",
        ["inspections.close"] = "检查办结", ["inspections.recuse"] = "登记回避", ["inspections.certify"] = "登记执法证", ["inspections.plan"] = "编制检查计划", ["inspections.plan-submit"] = "提交检查计划",
        ["inspections.plan-approve"] = "批准检查计划", ["inspections.plan-return"] = "退回检查计划", ["inspections.plan-tasks"] = "按计划生成检查任务", ["inspections.campaign"] = "制定专项行动", ["inspections.campaign-tasks"] = "按专项行动生成检查任务",
        ["inspections.draw-freeze"] = "冻结双随机名录库", ["inspections.draw"] = "双随机抽取", ["inspections.draw-again"] = "重新抽取",
        ["field.arrive"] = "现场终端：到达现场", ["field.answer"] = "现场终端：填写检查表", ["field.photo"] = "现场终端：登记照片", ["field.record"] = "现场终端：制作现场检查记录", ["field.withdraw"] = "现场终端：撤回记录",
        ["field.upload"] = "现场终端：上传照片", ["field.replaced"] = "现场终端：照片与登记的指纹不符",
        ["FieldCommand"] = "现场终端记录", ["FieldPhoto"] = "现场终端照片", ["InspectionSignature"] = "现场签名", ["InspectionTask"] = "检查任务", ["ChecklistAnswer"] = "检查表答案", ["InspectionFinding"] = "检查发现的问题", ["InspectionPhoto"] = "现场照片", ["OfficerCertificate"] = "执法证", ["InspectionPlan"] = "年度检查计划", ["PlanShare"] = "计划比例",
        ["InspectionCampaign"] = "专项行动", ["RandomDraw"] = "双随机抽取",
    };

    public IReadOnlyList<MenuEntry> Menu =>
    [
        new(Group, "检查任务", "clipboard-list", "/inspections", View, 50),
        new(Group, "现场执法（手机）", "device-mobile", "/field", Visit, 50),
        new(Group, "年度计划", "calendar-stats", "/inspections/plans", View, 51),
        new(Group, "专项行动", "flag", "/inspections/campaigns", View, 52),
        new(Group, "双随机抽取", "arrows-shuffle", "/inspections/draws", View, 53),
        new(Group, "检查表", "list-check", "/inspections/checklists", View, 54),
        new(Group, "执法人员", "id-badge-2", "/inspections/officers", View, 55),
        new(Group, "双随机公示", "speakerphone", "/draws", null, 56, IsPublic: true),
    ];

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
        InspectionApi.Map(routes);
        FieldApi.Map(routes);
        DrawFiles.Map(routes);
    }

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<InspectionBook>();
        services.AddScoped<InspectionAccess>().AddScoped<InspectionOfficers>().AddScoped<IOfficerCertificates, OfficerCertificates>().AddScoped<InspectionPapers>().AddScoped<TaskDesk>().AddScoped<PlanDesk>().AddScoped<VisitDesk>().AddScoped<IApprovedStep, ApprovedMeasures>().AddScoped<DrawDesk>();
        services.AddSingleton<FieldPasses>().AddScoped<FieldWorks>().AddScoped<FieldDesk>().AddScoped<FieldPhotoDesk>().AddScoped<FieldQueries>();
        services.AddScoped<InspectionViews>().AddScoped<Pages.InspectionList>().AddScoped<IEmployerTab, InspectionsTab>();
        services.AddScoped<IHandleNow<DangersFound>, InspectionKeeper>().AddScoped<IHandleNow<DangersOrdered>, InspectionKeeper>().AddScoped<IHandleNow<DangersRechecked>, InspectionKeeper>();
        services.AddScoped<IHandleNow<DangerCaseProposed>, InspectionKeeper>().AddScoped<IHandleNow<EmployerChanged>, InspectionKeeper>();
        services.AddEmployerRows<InspectionTask>();
        // What was frozen is published and stays as it was.
        services.KeepEmployerRows<DrawMember>();
        services.AddScoped<ISeed, InspectionDemonstration>();
    }
}
