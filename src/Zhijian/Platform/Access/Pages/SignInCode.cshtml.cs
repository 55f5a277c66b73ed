using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Zhijian.Platform.Access.SignIn;

namespace Zhijian.Platform.Access.Pages;

/// <summary>The second step: a code of the authenticator program, or a recovery code.</summary>
[Public]
public sealed class SignInCodeModel(SignInDesk desk, PendingSignIn pending) : PageModel
{
    [BindProperty, Display(Name = "动态验证码")] public string? Code { get; set; }
    [BindProperty, Display(Name = "恢复码")] public string? RecoveryCode { get; set; }
    [BindProperty(SupportsGet = true)] public string? ReturnUrl { get; set; }

    public IActionResult OnGet() => pending.Read(HttpContext) is null ? Redirect("/sign-in") : Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (pending.Read(HttpContext) is not { } userId) return Redirect("/sign-in");
        var device = Request.Headers.UserAgent.ToString();
        var outcome = string.IsNullOrWhiteSpace(RecoveryCode)
            ? await desk.WithCodeAsync(userId, Code, device, ct)
            : await desk.WithRecoveryCodeAsync(userId, RecoveryCode, device, ct);
        if (outcome is SignInOutcome.Done done) return await this.EnterAsync(done, ReturnUrl);
        ModelState.AddModelError("", SignInDesk.Message);
        return Page();
    }
}
