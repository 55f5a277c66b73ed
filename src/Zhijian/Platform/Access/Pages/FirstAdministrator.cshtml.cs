using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Zhijian.Platform.Access.SignIn;
using Zhijian.Platform.Ui;

namespace Zhijian.Platform.Access.Pages;

/// <summary>Open only while the installation has no users and its one-time secret is good.</summary>
[Public]
public sealed class FirstAdministratorModel(FirstAdministrator first) : PageModel
{
    [BindProperty] public Form Input { get; set; } = new();

    public sealed class Form
    {
        [Display(Name = "一次性口令"), Required, DataType(DataType.Password)] public string Secret { get; set; } = "";
        [Display(Name = "所在城市的行政区划代码"), Required, StringLength(12)] public string DivisionCode { get; set; } = "";
        public Account System { get; set; } = new();
        public Account Security { get; set; } = new();
        public Account Auditor { get; set; } = new();
    }

    public sealed class Account
    {
        [Display(Name = "登录名"), Required, StringLength(40)] public string UserName { get; set; } = "";
        [Display(Name = "姓名"), Required, StringLength(60)] public string FullName { get; set; } = "";
        [Display(Name = "密码"), Required, DataType(DataType.Password)] public string Password { get; set; } = "";

        internal FirstAccount Said => new(UserName, FullName, Password);
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await first.IsOpenAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await first.IsOpenAsync(ct)) return NotFound();
        var right = true;
        if (!await this.TryAsync(async () => right = await first.CreateAsync(Input.Secret, Input.DivisionCode, Input.System.Said, Input.Security.Said, Input.Auditor.Said, ct))) return Page();
        if (!right)
        {
            ModelState.AddModelError("Input.Secret", "一次性口令不正确。");
            return Page();
        }
        this.Flash("三个管理员账号已建立，请登录。");
        return Redirect("/sign-in");
    }
}
