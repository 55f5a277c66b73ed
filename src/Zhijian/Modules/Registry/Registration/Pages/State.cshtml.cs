using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Zhijian.Platform.Access;

namespace Zhijian.Modules.Registry.Registration.Pages;

[Public, Throttled(60)]
public sealed class StateModel(RegistrationDesk desk) : PageModel
{
    [BindProperty, Display(Name = "查询码"), Required, StringLength(30)] public string Code { get; set; } = "";
    public EmployerRegistration? Found { get; private set; }
    public bool Missing { get; private set; }

    public void OnGet() { }

    public async Task OnPostAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid) return;
        Found = await desk.StateAsync(Code, ct);
        Missing = Found is null;
    }
}
