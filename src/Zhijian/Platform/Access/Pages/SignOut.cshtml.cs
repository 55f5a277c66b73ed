using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Zhijian.Platform.Access.SignIn;

namespace Zhijian.Platform.Access.Pages;

[SignedIn, OpenBefore]
public sealed class SignOutModel(SignInDesk desk) : PageModel
{
    public IActionResult OnGet() => Redirect("/account");

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await desk.SignOutAsync(ct);
        await HttpContext.SignOutAsync(AccessSetup.CookieScheme);
        return Redirect("/sign-in");
    }
}
