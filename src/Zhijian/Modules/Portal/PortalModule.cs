using Zhijian.Modules.Portal.Complaints;
using Zhijian.Modules.Portal.Notices;
using Zhijian.Modules.Portal.OpenData;
using Zhijian.Modules.Registry.Feeds.Merging;
using Zhijian.Platform;
using Zhijian.Platform.Access;
using Zhijian.Platform.Hosting;
using Zhijian.Rules.Complaints;

namespace Zhijian.Modules.Portal;

/// <summary>公众: open pages without sign-in, notices, open data, and complaints with the identity of the complainant protected.</summary>
sealed class PortalModule : IModule
{
    public const string Publish = "portal.publish", Complaints = "portal.complaints", Identity = "portal.identity";
    const string Open = "公众服务", Desk = "公众事务";

    static readonly Role[] Staff = [Role.CityAdmin, Role.CitySupervisor, Role.CityOfficer, Role.CountySupervisor, Role.CountyOfficer];

    public IReadOnlyList<Permission> Permissions =>
    [
        new(Publish, "编写、发布、撤下通知公告", Role.CityAdmin, Role.CitySupervisor, Role.CityOfficer),
        new(Complaints, "办理举报投诉：受理、转交、答复", Staff),
        new(Identity, "查看举报人的姓名和联系方式（每次查看都留痕）", Role.CitySupervisor, Role.CountySupervisor),
    ];

    public IReadOnlyDictionary<string, string> AuditWords => Enum.GetValues<ComplaintActKind>().ToDictionary(k => $"portal.complaint-{k.ToString().ToLowerInvariant()}", k => $"举报投诉：{k.Text()}")
        .Concat(new Dictionary<string, string>
        {
            ["portal.complain"] = "提交举报投诉", ["portal.identity"] = "查看举报人身份", ["portal.complaint-photo"] = "查看举报照片", ["portal.complaint-danger"] = "举报列为隐患", ["portal.complaint-employer"] = "认定被举报单位",
            ["portal.notice-save"] = "编写通知公告", ["portal.notice-publish"] = "发布通知公告", ["portal.notice-withdraw"] = "撤下通知公告",
            ["ComplaintRecord"] = "举报投诉", ["ComplaintPhoto"] = "举报照片", ["PublicNotice"] = "通知公告",
        }).ToDictionary();

    public IReadOnlyList<MenuEntry> Menu =>
    [
        new(Open, "首页", "home", "/portal", null, 100, IsPublic: true, IsFront: true),
        new(Open, "通知公告", "speakerphone", "/portal/notices", null, 101, IsPublic: true),
        new(Open, "举报投诉", "message-report", "/portal/complain", null, 102, IsPublic: true),
        new(Open, "举报进度查询", "search", "/portal/complaint", null, 103, IsPublic: true),
        new(Open, "技术服务机构", "building-community", "/portal/institutions", null, 104, IsPublic: true),
        new(Open, "监管指标", "chart-bar", "/portal/figures", null, 105, IsPublic: true),
        new(Open, "开放数据", "database-export", "/portal/open-data", null, 106, IsPublic: true),
        new(Desk, "举报投诉办理", "message-report", "/complaints", Complaints, 90),
        new(Desk, "公告发布", "edit", "/portal-desk/notices", Publish, 91),
    ];

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
        OpenDataApi.Map(routes);
        ComplaintPhotos.Map(routes);
    }

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<ComplaintBook>();
        services.AddScoped<ComplaintDesk>().AddScoped<ComplaintIntake>().AddScoped<PublicNoticeDesk>().AddScoped<OpenDataSets>().AddScoped<ISeed, PortalDemonstration>();
        services.AddEmployerRows<ComplaintRecord>();
    }
}
