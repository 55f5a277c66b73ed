using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Access.Pages;
using Zhijian.Platform.Organisations;
using Zhijian.Platform.Ui;
using Zhijian.Platform.Ui.Lists;
using Zhijian.Rules.Inspections;

namespace Zhijian.Modules.Inspections.Pages;

[Requires(InspectionsModule.View)]
public sealed class IndexModel(ZhijianDb db, TaskDesk desk, InspectionList list, DivisionDirectory divisions, Viewer viewer) : PageModel
{
    public ListPage<InspectionTask> List { get; private set; } = null!;
    [BindProperty(SupportsGet = true)] public string? Tab { get; set; }
    public bool MayPlan => viewer.May(InspectionsModule.Plan);

    public Task OnGetAsync(ListRequest request, CancellationToken ct) => LoadAsync(request, ct);

    public async Task<IActionResult> OnGetExportAsync(ListRequest request, CancellationToken ct)
    {
        await divisions.LoadAsync(db, ct);
        return await this.ExportAsync(list.Definition, Rows(request), request, ct);
    }

    [Requires(InspectionsModule.Approve)]
    public async Task<IActionResult> OnPostApproveAsync(Guid[]? ids, ListRequest request, CancellationToken ct)
    {
        var done = 0;
        if (await this.TryAsync(async () => done = await desk.ApproveAsync(ids ?? [], this.Key(), ct), ""))
        {
            this.Flash($"已批准 {done} 项检查。");
            return Redirect("/inspections" + (request.With(("handler", null)) is { Length: > 1 } query ? query : ""));
        }
        await LoadAsync(request, ct);
        return Page();
    }

    async Task LoadAsync(ListRequest request, CancellationToken ct)
    {
        await divisions.LoadAsync(db, ct);
        List = await list.Definition.LoadAsync(Rows(request), request, ct);
        List.EmptyText = "没有检查任务。可以按年度计划、专项行动生成，由双随机抽取产生，或者直接安排。";
    }

    IQueryable<InspectionTask> Rows(ListRequest request)
    {
        var rows = db.Set<InspectionTask>().AsNoTracking().InScopeOf(viewer.Scope);
        if (Guid.TryParse(request["campaign"], out var campaign)) rows = rows.Where(t => t.CampaignId == campaign);
        if (Guid.TryParse(request["plan"], out var plan)) rows = rows.Where(t => t.PlanId == plan);
        if (Guid.TryParse(request["draw"], out var draw)) rows = rows.Where(t => t.DrawId == draw);
        if (request["authority"] is { } authority) rows = rows.Where(t => t.AuthorityCode == authority);
        if (Guid.TryParse(request["officer"], out var officer)) rows = rows.Where(t => t.FirstOfficerId == officer || t.SecondOfficerId == officer);
        return Tab switch
        {
            "planned" => rows.Where(t => t.State == InspectionState.Planned),
            "closed" => rows.Where(t => !t.IsOpen),
            "all" => rows,
            _ => rows.Where(t => t.IsOpen),
        };
    }
}
