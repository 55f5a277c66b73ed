using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Zhijian.Platform.Access;
using Zhijian.Platform.Access.Pages;
using Zhijian.Platform.Ui;
using Zhijian.Platform.Ui.Forms;

namespace Zhijian.Modules.Inspections.Pages;

[Requires(InspectionsModule.Plan)]
public sealed class PlanNewModel(PlanDesk desk, InspectionBook book, TimeProvider clock) : PageModel
{
    [BindProperty] public PlanForm Input { get; set; } = new();
    public IReadOnlyList<Option> Checklists => book.ChecklistOptions(Display.Today(clock));

    public void OnGet()
    {
        var year = Display.Today(clock).Year;
        Input = new() { Year = year, Title = $"{year} 年度职业卫生监督检查计划", ChecklistCode = Checklists[0].Value };
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var id = Guid.Empty;
        if (!await this.TryAsync(async () => id = await desk.AddAsync(Input.ToDraft(), this.Key(), ct))) return Page();
        this.Flash("计划已保存，核对后提交批准。");
        return Redirect($"/inspections/plans/{id}");
    }
}

public sealed class PlanForm
{
    [Display(Name = "年度")] public int? Year { get; set; }
    [Display(Name = "计划名称"), StringLength(InspectionTables.Title)] public string? Title { get; set; }
    [Display(Name = "检查表")] public string? ChecklistCode { get; set; }
    public Dictionary<string, int?> Percents { get; set; } = [];

    public PlanDraft ToDraft() => new(Year, Title, ChecklistCode, Percents);
}
