using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Zhijian.Data;
using Zhijian.Platform.Access.Users;
using Zhijian.Platform.Organisations;
using Zhijian.Platform.Ui.Forms;

namespace Zhijian.Platform.Access.Pages;

[Requires("users.manage")]
public sealed class UserNewModel(ZhijianDb db, UserDesk desk, DivisionDirectory divisions) : PageModel
{
    [BindProperty] public UserForm Input { get; set; } = new();
    public IReadOnlyList<Option> Departments { get; private set; } = [];
    public MadeUser? Made { get; private set; }

    public async Task OnGetAsync(CancellationToken ct) => Departments = await UserForm.DepartmentsAsync(db, divisions, ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await this.TryAsync(async () => Made = await desk.CreateAsync(await Input.DraftAsync(db, ct), ct));
        if (Made is null) await OnGetAsync(ct);
        return Page();
    }
}
