using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Portal.Notices;
using Zhijian.Platform.Access;
using Zhijian.Platform.Ui.Security;

namespace Zhijian.Modules.Portal.Pages;

/// <summary>The first page for everybody.</summary>
[Public, PublicCache]
public sealed class IndexModel(ZhijianDb db) : PageModel
{
    const int Most = 6;

    public static readonly IReadOnlyList<(string Title, string Icon, string About, IReadOnlyList<(string Word, string Path)> Links)> Doors =
    [
        ("举报投诉", "message-report", "单位没有防护、没有体检、粉尘毒物超标：可以匿名举报，用查询码看办理进度。", [("我要举报", "/portal/complain"), ("查询进度", "/portal/complaint")]),
        ("核验真伪", "shield-check", "扫文书上的二维码，或者输入核验码、文书编号，核对是不是监管机关出具的。", [("核验文书", "/verify"), ("核验检测报告", "/monitoring/verify")]),
        ("查限值", "flask", "职业接触限值、危害因素、职业病目录，注明版本和来源。", [("接触限值", "/reference/limits"), ("危害因素", "/reference/factors"), ("职业病目录", "/reference/diseases")]),
        ("信用公示", "speakerphone", "失信名单、守信名单和典型案例。", [("失信名单", "/dishonesty"), ("守信名单", "/portal/good-faith"), ("典型案例", "/typical-cases")]),
        ("技术服务机构", "building-community", "有资质的职业卫生技术服务机构和业务范围。", [("机构名单", "/portal/institutions"), ("双随机公示", "/draws")]),
        ("数据", "chart-bar", "各区县监管指标，可以下载的开放数据。", [("监管指标", "/portal/figures"), ("开放数据", "/portal/open-data")]),
    ];

    public IReadOnlyList<PublicNotice> Latest { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct) => Latest = await PublicNoticeDesk.Published(db).OrderByDescending(n => n.PublishedOn).ThenByDescending(n => n.Id).Take(Most).ToListAsync(ct);
}
