using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Inspections.Pages;
using Zhijian.Platform.Access;
using Zhijian.Platform.Access.Pages;
using Zhijian.Platform.Ui;
using Zhijian.Platform.Ui.Forms;
using Zhijian.Rules.Risk;

namespace Zhijian.Modules.Inspections.Draws.Pages;

/// <summary>Freezes a pool; with the key of a former draw, in its place.</summary>
[Requires(InspectionsModule.Plan)]
public sealed class NewModel(ZhijianDb db, DrawDesk desk, InspectionBook book, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true)] public Guid? Again { get; set; }
    [BindProperty] public DrawForm Input { get; set; } = new();
    public RandomDraw? Old { get; private set; }
    public IReadOnlyList<Option> Risks => CampaignNewModel.RiskOptions;
    public IReadOnlyList<Option> Checklists => book.ChecklistOptions(Display.Today(clock));

    public async Task OnGetAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        var today = Display.Today(clock);
        Input = new() { Title = Old?.Title ?? $"{today.Year} 年度双随机抽查", Count = Old?.Count, NumberOn = today.AddDays(1), DueOn = today.AddDays(60), PublicSource = Old?.PublicSource, ChecklistCode = Old?.ChecklistCode ?? Checklists[0].Value };
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        var id = Guid.Empty;
        var draft = new FreezeDraft(Input.Title, Input.DivisionCode, Input.Industries, Input.Risk, Input.Count, Input.PublicSource, Input.NumberOn, Input.DueOn, Input.ChecklistCode);
        if (!await this.TryAsync(async () => id = Again is { } old ? await desk.FreezeAgainAsync(old, draft, Input.Reason, this.Key(), ct) : await desk.FreezeAsync(draft, this.Key(), ct))) return Page();
        this.Flash("名录库已冻结，哈希和承诺值已公示。");
        return Redirect($"/inspections/draws/{id}");
    }

    async Task LoadAsync(CancellationToken ct)
    {
        if (Again is { } id) Old = await db.Set<RandomDraw>().AsNoTracking().SingleOrDefaultAsync(d => d.Id == id, ct) ?? throw new NotFoundException();
    }
}

public sealed class DrawForm
{
    [Display(Name = "名称"), StringLength(InspectionTables.Title)] public string? Title { get; set; }
    [Display(Name = "区域")] public string? DivisionCode { get; set; }
    [Display(Name = "行业"), StringLength(200)] public string? Industries { get; set; }
    [Display(Name = "职业病危害风险")] public HazardRiskClass? Risk { get; set; }
    [Display(Name = "抽取户数")] public int? Count { get; set; }
    [Display(Name = "公开号码的来源"), StringLength(200)] public string? PublicSource { get; set; }
    [Display(Name = "公开号码的日期")] public DateOnly? NumberOn { get; set; }
    [Display(Name = "检查完成期限")] public DateOnly? DueOn { get; set; }
    [Display(Name = "检查表")] public string? ChecklistCode { get; set; }
    [Display(Name = "重新抽取的理由"), StringLength(InspectionTables.Note)] public string? Reason { get; set; }
}
