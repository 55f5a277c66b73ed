using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Zhijian.Platform.Access;
using Zhijian.Platform.Access.Pages;
using Zhijian.Platform.Ui;

namespace Zhijian.Modules.Registry.Pages;

[Requires(RegistryModule.Edit)]
public sealed class WorkplaceNewModel(EmployerDirectory employers, WorkplaceDesk desk) : PageModel
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    [BindProperty] public WorkplaceForm Input { get; set; } = new();
    public EmployerFace Employer { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct)) return NotFound();
        if (!await this.TryAsync(() => desk.AddAsync(Id, Input.Facts, this.Key(), ct))) return Page();
        this.Flash("工作场所已增加。");
        return Redirect($"/registry/{Id}?tab=places");
    }

    async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await employers.FindAsync(Id, ct) is not { } found) return false;
        Employer = found;
        return true;
    }
}
