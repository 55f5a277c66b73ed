using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Access.Pages;
using Zhijian.Platform.Ui;

namespace Zhijian.Platform.Organisations.Pages;

[Requires("organisations.read")]
public sealed class OrganisationModel(ZhijianDb db, OrganisationDesk desk, DivisionDirectory divisions, Viewer viewer) : PageModel
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    [BindProperty] public OrganisationForm Input { get; set; } = new();
    public Organisation Organisation { get; private set; } = null!;
    public IReadOnlyList<User> Users { get; private set; } = [];
    public bool MayManage => viewer.May("organisations.manage");
    public bool MaySeeUsers => viewer.May("users.read");
    public string Place => divisions.Name(Organisation.DivisionCode);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct)) return NotFound();
        Input = new()
        {
            Kind = Organisation.Kind, Name = Organisation.Name, CreditCode = Organisation.CreditCode,
            DivisionCode = Organisation.DivisionCode, Version = Organisation.Version,
        };
        return Page();
    }

    [Requires("organisations.manage")]
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct)) return NotFound();
        if (!await this.TryAsync(() => desk.EditAsync(Id, Input.Version, Input.Draft, ct))) return Page();
        this.Flash("单位资料已保存。");
        return Redirect($"/admin/organisations/{Id}");
    }

    async Task<bool> LoadAsync(CancellationToken ct)
    {
        await divisions.LoadAsync(db, ct);
        if (await db.Set<Organisation>().AsNoTracking().SingleOrDefaultAsync(o => o.Id == Id, ct) is not { } found) return false;
        Organisation = found;
        if (MaySeeUsers) Users = await db.Users.AsNoTracking().Where(u => u.OrganisationId == Id).OrderBy(u => u.UserName).ToListAsync(ct);
        return true;
    }
}
