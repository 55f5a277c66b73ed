using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Access.Pages;
using Zhijian.Platform.Ui;

namespace Zhijian.Modules.Registry.Pages;

[Requires(RegistryModule.Edit)]
public sealed class NewModel(EmployerDesk desk) : PageModel
{
    [BindProperty] public EmployerForm Input { get; set; } = new();
    [BindProperty, Display(Name = "所在区划"), Required] public string DivisionCode { get; set; } = "";
    [BindProperty, Display(Name = "工作场所地址"), Required, StringLength(300)] public string Address { get; set; } = "";

    public void OnGet() { }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var id = Guid.Empty;
        if (!await this.TryAsync(async () => id = await desk.CreateAsync(Input.Facts, DivisionCode, Address, this.Key(), ct), prefix: "Input", own: [nameof(DivisionCode), nameof(Address)])) return Page();
        this.Flash("档案已建立。");
        return Redirect($"/registry/{id}");
    }
}
