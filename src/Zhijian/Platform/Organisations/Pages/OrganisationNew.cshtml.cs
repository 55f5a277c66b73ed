using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Zhijian.Platform.Access;
using Zhijian.Platform.Access.Pages;
using Zhijian.Platform.Ui;

namespace Zhijian.Platform.Organisations.Pages;

[Requires("organisations.manage")]
public sealed class OrganisationNewModel(OrganisationDesk desk) : PageModel
{
    [BindProperty] public OrganisationForm Input { get; set; } = new();

    public void OnGet() { }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var id = Guid.Empty;
        if (!await this.TryAsync(async () => id = await desk.CreateAsync(Input.Draft, this.Key(), ct))) return Page();
        this.Flash("单位已登记。");
        return Redirect($"/admin/organisations/{id}");
    }
}
