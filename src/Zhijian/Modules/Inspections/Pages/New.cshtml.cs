using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Access.Pages;
using Zhijian.Platform.Ui;
using Zhijian.Platform.Ui.Forms;
using Zhijian.Rules.Inspections;

namespace Zhijian.Modules.Inspections.Pages;

/// <summary>A task that no plan, campaign or draw makes.</summary>
[Requires(InspectionsModule.Plan)]
public sealed class NewModel(ZhijianDb db, TaskDesk desk, InspectionBook book, InspectionOfficers officers, Viewer viewer, TimeProvider clock) : PageModel
{
    [BindProperty] public NewTaskForm Input { get; set; } = new();
    public IReadOnlyList<Option> Types { get; } = [.. Enum.GetValues<InspectionType>().Where(t => t != InspectionType.Random).Select(t => new Option(t.ToString(), t.Text()))];
    public IReadOnlyList<Option> Campaigns { get; private set; } = [];
    public IReadOnlyList<Option> Checklists { get; private set; } = [];
    public IReadOnlyList<Option> Officers { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        Input = new() { DueOn = Display.Today(clock).AddDays(book.Clock(InspectionBook.VisitClock, Display.Today(clock))), ChecklistCode = Checklists[0].Value };
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        var id = Guid.Empty;
        if (!await this.TryAsync(async () => id = await desk.AddAsync(new(Input.EmployerId, Input.Type, Input.CampaignId, Input.Cause, Input.Partners, Input.ChecklistCode, Input.DueOn, Input.FirstOfficer, Input.SecondOfficer), this.Key(), ct))) return Page();
        this.Flash("已安排检查，等待他人批准。");
        return Redirect($"/inspections/{id}");
    }

    async Task LoadAsync(CancellationToken ct)
    {
        var today = Display.Today(clock);
        Checklists = book.ChecklistOptions(today);
        Campaigns = [new("", "不属于专项行动"), .. await db.Set<InspectionCampaign>().AsNoTracking().Where(c => c.To >= today).OrderBy(c => c.To).Take(100).Select(c => new Option(c.Id.ToString(), c.Title)).ToListAsync(ct)];
        Officers = [new("", "未定"), .. InspectionOfficers.Options(await officers.OfAsync(viewer.DivisionCode ?? "", ct))];
    }
}

public sealed class NewTaskForm
{
    [Display(Name = "用人单位")] public Guid? EmployerId { get; set; }
    [Display(Name = "类型")] public InspectionType Type { get; set; }
    [Display(Name = "专项行动")] public Guid? CampaignId { get; set; }
    [Display(Name = "检查事由"), StringLength(InspectionTables.Note)] public string? Cause { get; set; }
    [Display(Name = "参加部门"), StringLength(InspectionTables.Note)] public string? Partners { get; set; }
    [Display(Name = "检查表")] public string? ChecklistCode { get; set; }
    [Display(Name = "完成期限")] public DateOnly? DueOn { get; set; }
    [Display(Name = "执法人员（一）")] public Guid? FirstOfficer { get; set; }
    [Display(Name = "执法人员（二）")] public Guid? SecondOfficer { get; set; }
}
