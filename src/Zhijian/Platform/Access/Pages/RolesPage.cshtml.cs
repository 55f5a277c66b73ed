using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access.Users;
using Zhijian.Platform.Ui;

namespace Zhijian.Platform.Access.Pages;

/// <summary>The matrix of roles and permissions of this installation; one role is edited at a time.</summary>
[Requires("roles.read")]
public sealed class RolesPageModel(ZhijianDb db, PermissionCatalogue catalogue, RoleDesk desk, Viewer viewer) : PageModel
{
    [BindProperty(SupportsGet = true)] public Role? Edit { get; set; }
    public IReadOnlyList<PermissionGroup> Groups => catalogue.Groups;
    public ILookup<string, Role> Grants { get; private set; } = null!;
    public bool MayEdit => viewer.May("roles.permissions");
    public bool Holds(Role role, Permission permission) => Grants[permission.Key].Contains(role);

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    [Requires("roles.permissions")]
    public async Task<IActionResult> OnPostAsync(List<string> granted, string? reason, CancellationToken ct)
    {
        if (Edit is not { } role) return BadRequest();
        if (await this.TryAsync(() => desk.SetPermissionsAsync(role, granted.ToHashSet(), PageActs.Reason(reason), ct), ""))
        {
            this.Flash($"{role.ChineseName()}的权限已保存，立即生效。");
            return Redirect("/admin/roles");
        }
        await LoadAsync(ct);
        return Page();
    }

    async Task LoadAsync(CancellationToken ct)
    {
        Grants = (await db.Set<RoleGrant>().AsNoTracking().ToListAsync(ct)).ToLookup(g => g.Permission, g => g.Role);
    }
}
