using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Zhijian.Platform.Access;
using Zhijian.Platform.Access.Pages;
using Zhijian.Platform.Ui;
using Zhijian.Platform.Ui.Forms;

namespace Zhijian.Modules.Inspections.Pages;

/// <summary>The officers of the viewer's own authority with their certificates.</summary>
[Requires(InspectionsModule.View)]
public sealed class OfficersModel(InspectionOfficers officers, Viewer viewer, TimeProvider clock) : PageModel
{
    [BindProperty] public CertificateForm Input { get; set; } = new();
    public IReadOnlyList<InspectionOfficers.Holder> Holders { get; private set; } = [];
    public IReadOnlyList<Option> Options => [new("", "请选择"), .. InspectionOfficers.Options(Holders)];
    public DateOnly Today => Display.Today(clock);
    public bool MayCertify => viewer.May(InspectionsModule.Plan);

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    [Requires(InspectionsModule.Plan)]
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        if (!await this.TryAsync(() => officers.CertifyAsync(Input.UserId, Input.Number, Input.ValidUntil, this.Key(), ct))) return Page();
        this.Flash("执法证已登记。");
        return Redirect("/inspections/officers");
    }

    async Task LoadAsync(CancellationToken ct) => Holders = await officers.OfAsync(viewer.DivisionCode ?? "", ct);
}

public sealed class CertificateForm
{
    [Display(Name = "执法人员")] public Guid? UserId { get; set; }
    [Display(Name = "执法证号"), StringLength(InspectionTables.Short)] public string? Number { get; set; }
    [Display(Name = "有效期至")] public DateOnly? ValidUntil { get; set; }
}
