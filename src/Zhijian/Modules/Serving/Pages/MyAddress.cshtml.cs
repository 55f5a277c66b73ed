using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Zhijian.Platform.Access;
using Zhijian.Platform.Access.Pages;
using Zhijian.Platform.Ui;
using Zhijian.Platform.Ui.Forms;

namespace Zhijian.Modules.Serving.Pages;

/// <summary>The employer confirms where it is served, and whether through its account.</summary>
[Requires(ServingModule.Own)]
public sealed class MyAddressModel(ServingDesk serving, AddressDesk desk, Viewer viewer) : PageModel
{
    public ServiceAddress? Confirmed { get; private set; }
    [BindProperty] public AddressForm Input { get; set; } = new();

    public async Task OnGetAsync(CancellationToken ct)
    {
        Confirmed = await serving.AddressOfAsync(viewer.OrganisationId, ct);
        if (Confirmed is { } a) Input = new() { Recipient = a.Recipient, Phone = a.Phone, Address = a.Address, PostCode = a.PostCode, Electronic = a.Electronic };
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid || !await this.TryAsync(() => desk.ConfirmOwnAsync(Input, this.Key(), ct)))
        {
            Confirmed = await serving.AddressOfAsync(viewer.OrganisationId, ct);
            return Page();
        }
        this.Flash("送达地址已确认。");
        return Redirect("/my/papers");
    }
}
