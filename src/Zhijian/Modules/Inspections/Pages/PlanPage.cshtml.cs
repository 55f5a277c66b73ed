using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Registry;
using Zhijian.Platform.Access;
using Zhijian.Platform.Access.Pages;
using Zhijian.Platform.Ui;
using Zhijian.Platform.Ui.Forms;
using Zhijian.Rules.Risk;

namespace Zhijian.Modules.Inspections.Pages;

/// <summary>One annual plan: its shares, and how far it is carried out.</summary>
[Requires(InspectionsModule.View)]
public sealed class PlanPageModel(ZhijianDb db, PlanDesk desk, InspectionAccess access, InspectionBook book, Viewer viewer, TimeProvider clock) : PageModel
{
    IReadOnlyDictionary<string, int> visited = new Dictionary<string, int>();

    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    [BindProperty] public PlanForm Input { get; set; } = new();
    public InspectionPlan Row { get; private set; } = null!;
    public string Checklist { get; private set; } = "";
    public int Made { get; private set; }
    public bool MayPlan => viewer.May(InspectionsModule.Plan) && access.IsCompetent(Row.DivisionCode);
    public bool MayApprove => viewer.May(InspectionsModule.Approve) && access.IsCompetent(Row.DivisionCode) && Row.State == PlanState.Submitted && Row.PlannerId != viewer.UserId;

    public int Visited(HazardRiskClass? risk) => visited.GetValueOrDefault(risk?.ToString() ?? PlanDesk.NoClass);

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    [Requires(InspectionsModule.Plan)]
    public Task<IActionResult> OnPostEditAsync(CancellationToken ct) => ActAsync(() => desk.EditAsync(Id, Input.ToDraft(), this.Key(), ct), "计划已保存。", ct);

    [Requires(InspectionsModule.Plan)]
    public Task<IActionResult> OnPostSubmitAsync(CancellationToken ct) => ActAsync(() => desk.SubmitAsync(Id, this.Key(), ct), "计划已提交，由他人批准。", ct);

    [Requires(InspectionsModule.Approve)]
    public Task<IActionResult> OnPostApproveAsync(CancellationToken ct) => ActAsync(() => desk.ApproveAsync(Id, this.Key(), ct), "计划已批准。", ct);

    [Requires(InspectionsModule.Approve)]
    public Task<IActionResult> OnPostReturnAsync(string? reason, CancellationToken ct) => ActAsync(() => desk.ReturnAsync(Id, reason, this.Key(), ct), "计划已退回。", ct);

    [Requires(InspectionsModule.Plan)]
    public Task<IActionResult> OnPostTasksAsync(CancellationToken ct) => ActAsync(() => desk.MakeTasksAsync(Id, this.Key(), ct), "检查任务已生成，待他人批准。", ct);

    async Task<IActionResult> ActAsync(Func<Task> act, string done, CancellationToken ct)
    {
        await LoadAsync(ct);
        if (await this.TryAsync(act, ""))
        {
            this.Flash(done);
            return Redirect($"/inspections/plans/{Id}");
        }
        return Page();
    }

    async Task LoadAsync(CancellationToken ct)
    {
        var id = Id;
        Row = await db.Set<InspectionPlan>().AsNoTracking().Include(p => p.Shares).SingleOrDefaultAsync(p => p.Id == id, ct) ?? throw new NotFoundException();
        Checklist = book.Checklist(Row.ChecklistCode, Display.Today(clock)).Title;
        Made = await db.Set<InspectionTask>().CountAsync(t => t.PlanId == id, ct);
        visited = (await (from t in db.Set<InspectionTask>().AsNoTracking() join e in db.Set<Employer>() on t.EmployerId equals e.Id where t.PlanId == id && t.VisitedOn != null group t by e.RiskClass into g select new { Risk = g.Key, Count = g.Count() }).ToListAsync(ct))
            .ToDictionary(g => g.Risk?.ToString() ?? PlanDesk.NoClass, g => g.Count);
    }
}
