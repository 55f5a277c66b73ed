using System.ComponentModel.DataAnnotations;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Zhijian.Platform.Access.SignIn;

namespace Zhijian.Platform.Access.Pages;

[Public]
public sealed class SignInModel(SignInDesk desk, PendingSignIn pending, FirstAdministrator first, Viewer viewer) : PageModel
{
    [BindProperty] public Form Input { get; set; } = new();
    [BindProperty(SupportsGet = true)] public string? ReturnUrl { get; set; }
    public bool FirstStart { get; private set; }

    public sealed class Form
    {
        [Display(Name = "登录名"), Required, StringLength(100)] public string UserName { get; set; } = "";
        [Display(Name = "密码"), Required, DataType(DataType.Password)] public string Password { get; set; } = "";
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (viewer.IsSignedIn) return LocalRedirect(SignInPages.Local(this, ReturnUrl));
        FirstStart = await first.IsOpenAsync(ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid) return Page();
        var outcome = await desk.WithPasswordAsync(Input.UserName, Input.Password, Request.Headers.UserAgent, ct);
        switch (outcome)
        {
            case SignInOutcome.Done done:
                return await this.EnterAsync(done, ReturnUrl);
            case SignInOutcome.NeedsCode needs:
                pending.Set(HttpContext, needs.UserId);
                return Redirect($"/sign-in/code?returnUrl={Uri.EscapeDataString(SignInPages.Local(this, ReturnUrl))}");
            default:
                ModelState.AddModelError("", SignInDesk.Message);
                return Page();
        }
    }
}

static class SignInPages
{
    /// <summary>Only an address of this site is returned to.</summary>
    public static string Local(PageModel page, string? returnUrl) => page.Url.IsLocalUrl(returnUrl) ? returnUrl! : "/";

    public static async Task<IActionResult> EnterAsync(this PageModel page, SignInOutcome.Done done, string? returnUrl)
    {
        PendingSignIn.Clear(page.HttpContext);
        var identity = new ClaimsIdentity([new(AccessSetup.SessionClaim, done.SessionId.ToString()), new(ClaimTypes.NameIdentifier, done.UserId.ToString())], AccessSetup.CookieScheme);
        await page.HttpContext.SignInAsync(AccessSetup.CookieScheme, new ClaimsPrincipal(identity));
        return page.LocalRedirect(Local(page, returnUrl));
    }
}
