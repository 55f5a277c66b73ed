using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Zhijian.Platform.Access;
using Zhijian.Platform.Access.Pages;

namespace Zhijian.Modules.Registry.Registration.Pages;

/// <summary>Anybody says here that he acts for an employer; nothing on it tells who is known to the platform.</summary>
[Public, Throttled(10)]
public sealed class RegisterModel(RegistrationDesk desk) : PageModel
{
    public sealed class Form
    {
        [Display(Name = "统一社会信用代码"), Required, StringLength(30)] public string CreditCode { get; set; } = "";
        [Display(Name = "单位名称"), Required, StringLength(200, MinimumLength = 2)] public string Name { get; set; } = "";
        [Display(Name = "工作场所所在地"), Required] public string DivisionCode { get; set; } = "";
        [Display(Name = "工作场所详细地址"), Required, StringLength(300)] public string Address { get; set; } = "";
        [Display(Name = "行业"), Required] public string IndustryCode { get; set; } = "";
        [Display(Name = "联系人"), Required, StringLength(60)] public string Contact { get; set; } = "";
        [Display(Name = "手机号码"), Required, StringLength(20)] public string Mobile { get; set; } = "";
    }

    [BindProperty] public Form Input { get; set; } = new();
    /// <summary>Shown once, after sending.</summary>
    public string? QueryCode { get; private set; }

    public void OnGet() { }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await this.TryAsync(async () => QueryCode = await desk.SubmitAsync(
            new(Input.CreditCode, Input.Name, Input.DivisionCode, Input.Address, Input.IndustryCode, Input.Contact, Input.Mobile), ct));
        return Page();
    }
}
