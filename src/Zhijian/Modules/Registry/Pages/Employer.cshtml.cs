using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Zhijian.Platform.Access;
using Zhijian.Platform.Documents.Pdf;
using Zhijian.Platform.Ui.Lists;

namespace Zhijian.Modules.Registry.Pages;

/// <summary>One employer, one file.</summary>
[Requires(RegistryModule.View)]
public sealed class EmployerModel(EmployerFiles files, Viewer viewer, IPdfConverter pdf) : PageModel
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    public EmployerFile Shown { get; private set; } = null!;
    public bool MayEdit => viewer.May(RegistryModule.Edit) && viewer.Scope.Covers(Shown.Employer.ScopePath);
    public bool HasPdf => pdf.Available;

    public async Task<IActionResult> OnGetAsync(ListRequest request, CancellationToken ct)
    {
        if (await files.FindAsync(Id, $"/registry/{Id}", viewer.May(RegistryModule.Edit), request, ct) is not { } found) return NotFound();
        Shown = found;
        return Page();
    }
}
