using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Access.Pages;
using Zhijian.Platform.Ui;
using Zhijian.Rules.Inspections;

namespace Zhijian.Modules.Inspections.Pages;

[Requires(InspectionsModule.View)]
public sealed class CampaignPageModel(ZhijianDb db, PlanDesk desk, InspectionAccess access, Viewer viewer) : PageModel
{
    public sealed record Progress(int Tasks, int Visited, int Findings, int Open);

    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    public InspectionCampaign Row { get; private set; } = null!;
    public Progress Figures { get; private set; } = new(0, 0, 0, 0);
    public bool MayMake => viewer.May(InspectionsModule.Plan) && access.IsCompetent(Row.DivisionCode) && Row.TasksMadeAt is null;

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    [Requires(InspectionsModule.Plan)]
    public async Task<IActionResult> OnPostTasksAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        var made = 0;
        if (!await this.TryAsync(async () => made = await desk.MakeCampaignTasksAsync(Id, this.Key(), ct), "")) return Page();
        this.Flash($"已生成 {made} 项检查任务，待他人批准。");
        return Redirect($"/inspections/campaigns/{Id}");
    }

    async Task LoadAsync(CancellationToken ct)
    {
        var id = Id;
        Row = await db.Set<InspectionCampaign>().AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, ct) ?? throw new NotFoundException();
        Figures = await db.Set<InspectionTask>().AsNoTracking().Where(t => t.CampaignId == id && t.State != InspectionState.CalledOff).GroupBy(_ => 1)
            .Select(g => new Progress(g.Count(), g.Sum(t => t.VisitedOn != null ? 1 : 0), g.Sum(t => t.Findings), g.Sum(t => t.Open))).SingleOrDefaultAsync(ct) ?? Figures;
    }
}
