using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Zhijian.Platform.Access;
using Zhijian.Platform.Access.Pages;
using Zhijian.Platform.Ui;
using Zhijian.Platform.Ui.Forms;
using Zhijian.Rules.Risk;

namespace Zhijian.Modules.Inspections.Pages;

[Requires(InspectionsModule.Plan)]
public sealed class CampaignNewModel(PlanDesk desk, InspectionBook book, TimeProvider clock) : PageModel
{
    internal static readonly IReadOnlyList<Option> RiskOptions = [new("", "全部"), .. PlanDesk.Classes.Where(c => c.Risk is not null).Select(c => new Option(c.Key, c.Title))];

    [BindProperty] public CampaignForm Input { get; set; } = new();
    public IReadOnlyList<Option> Risks => RiskOptions;
    public IReadOnlyList<Option> Checklists => book.ChecklistOptions(Display.Today(clock));

    public void OnGet() => Input = new() { From = Display.Today(clock), ChecklistCode = Checklists[0].Value };

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var id = Guid.Empty;
        if (!await this.TryAsync(async () => id = await desk.AddCampaignAsync(new(Input.Code, Input.Title, Input.Basis, Input.From, Input.To, Input.Industries, Input.Risk, Input.Goal, Input.ChecklistCode), this.Key(), ct))) return Page();
        this.Flash("专项行动已保存。");
        return Redirect($"/inspections/campaigns/{id}");
    }
}

public sealed class CampaignForm
{
    [Display(Name = "代码"), StringLength(InspectionTables.Code)] public string? Code { get; set; }
    [Display(Name = "名称"), StringLength(InspectionTables.Title)] public string? Title { get; set; }
    [Display(Name = "依据"), StringLength(InspectionTables.Note)] public string? Basis { get; set; }
    [Display(Name = "开始日期")] public DateOnly? From { get; set; }
    [Display(Name = "结束日期")] public DateOnly? To { get; set; }
    [Display(Name = "行业"), StringLength(200)] public string? Industries { get; set; }
    [Display(Name = "职业病危害风险")] public HazardRiskClass? Risk { get; set; }
    [Display(Name = "目标户数")] public int? Goal { get; set; }
    [Display(Name = "检查表")] public string? ChecklistCode { get; set; }
}
