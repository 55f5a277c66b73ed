using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Organisations;
using Zhijian.Platform.Ui.Lists;

namespace Zhijian.Modules.Monitoring.Pages;

/// <summary>Reports: supervisors see those of their places, institutions what they filed, employers what concerns them.</summary>
[Requires(MonitoringModule.View)]
public sealed class IndexModel(ZhijianDb db, ReportAccess access, ReportList list, DivisionDirectory divisions, Viewer viewer) : PageModel
{
    public ListPage<MonitoringReport> List { get; private set; } = null!;
    public bool MayFile => viewer.May(MonitoringModule.File) && viewer.OrganisationId is not null;
    public bool IsInstitution => viewer.May(MonitoringModule.Institution);

    public async Task OnGetAsync(ListRequest request, CancellationToken ct)
    {
        await divisions.LoadAsync(db, ct);
        List = await list.Definition.LoadAsync(ReportList.Current(access.Reports(), request), request, ct);
        List.EmptyText = MayFile ? "还没有报告。可以在线填报，机构也可以上传表格。" : "还没有检测、评价报告。";
    }

    public async Task<IActionResult> OnGetExportAsync(ListRequest request, CancellationToken ct)
    {
        await divisions.LoadAsync(db, ct);
        return await this.ExportAsync(list.Definition, ReportList.Current(access.Reports(), request), request, ct);
    }
}
