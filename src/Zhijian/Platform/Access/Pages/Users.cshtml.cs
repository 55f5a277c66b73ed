using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access.Users;
using Zhijian.Platform.Organisations;
using Zhijian.Platform.Ui.Lists;

namespace Zhijian.Platform.Access.Pages;

[Requires("users.read")]
public sealed class UsersModel(ZhijianDb db, UserList list, DivisionDirectory divisions) : PageModel
{
    public ListPage<User> List { get; private set; } = null!;

    IQueryable<User> Rows => db.Users.AsNoTracking().Include(u => u.Roles);

    public async Task OnGetAsync(ListRequest request, CancellationToken ct)
    {
        await divisions.LoadAsync(db, ct);
        List = await list.Definition.LoadAsync(Rows, request, ct);
    }

    public async Task<IActionResult> OnGetExportAsync(ListRequest request, CancellationToken ct)
    {
        await divisions.LoadAsync(db, ct);
        return await this.ExportAsync(list.Definition, Rows, request, ct);
    }
}
