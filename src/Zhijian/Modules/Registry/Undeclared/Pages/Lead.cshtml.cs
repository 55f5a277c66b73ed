using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Access.Pages;
using Zhijian.Platform.Ui;
using Zhijian.Platform.Ui.Forms;

namespace Zhijian.Modules.Registry.Undeclared.Pages;

[Requires(UndeclaredSetup.View)]
public sealed class LeadModel(ZhijianDb db, UndeclaredDesk desk, Viewer viewer) : PageModel
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    [BindProperty] public LeadForm Input { get; set; } = new();
    public UndeclaredLead Lead { get; private set; } = null!;
    public Workplace? Main { get; private set; }
    public Employer? Employer { get; private set; }
    public string Place { get; private set; } = "";
    public bool MayAnswer => Lead.IsOpen && viewer.May(UndeclaredSetup.Answer);
    public IReadOnlyList<Option> Findings { get; } = [.. Enum.GetValues<Finding>().Select(f => new Option(f.ToString(), f.ChineseName()))];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    [Requires(UndeclaredSetup.Answer)]
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct)) return NotFound();
        if (!await this.TryAsync(() => desk.AnswerAsync(Id, Input.Finding!.Value, Input.Note, ct))) return Page();
        this.Flash("核查结果已反馈。");
        return Redirect($"/registry/undeclared/{Id}");
    }

    async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await db.Set<UndeclaredLead>().AsNoTracking().SingleOrDefaultAsync(l => l.Id == Id, ct) is not { } lead) return false;
        Lead = lead;
        Employer = await db.Set<Employer>().AsNoTracking().SingleOrDefaultAsync(e => e.Id == lead.EmployerId, ct);
        Main = await db.Set<Workplace>().AsNoTracking().SingleOrDefaultAsync(w => w.EmployerId == lead.EmployerId && w.IsMain, ct);
        Place = await desk.PlaceAsync(lead.DivisionCode, ct);
        return true;
    }
}

public sealed class LeadForm
{
    [Display(Name = "核查结果"), Required] public Finding? Finding { get; set; }
    [Display(Name = "现场情况")] public string? Note { get; set; }
}
