using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access.Users;
using Zhijian.Platform.Organisations;
using Zhijian.Platform.Ui;
using Zhijian.Platform.Ui.Forms;

namespace Zhijian.Platform.Access.Pages;

[Requires("users.manage")]
public sealed class UserEditModel(ZhijianDb db, UserDesk desk, DivisionDirectory divisions) : PageModel
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    [BindProperty] public UserForm Input { get; set; } = new();
    public IReadOnlyList<Option> Departments { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.Id == Id, ct) is not { } user) return NotFound();
        Input = new()
        {
            UserName = user.UserName!, FullName = user.FullName, DivisionCode = user.DivisionCode, OrganisationId = user.OrganisationId,
            DepartmentId = user.DepartmentId, Version = user.Version,
        };
        Departments = await UserForm.DepartmentsAsync(db, divisions, ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await db.Users.AnyAsync(u => u.Id == Id, ct)) return NotFound();
        if (await this.TryAsync(async () => await desk.EditAsync(Id, Input.Version, await Input.DraftAsync(db, ct), ct)))
        {
            this.Flash("账号资料已保存。");
            return Redirect($"/admin/users/{Id}");
        }
        Departments = await UserForm.DepartmentsAsync(db, divisions, ct);
        return Page();
    }
}
