using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Access.Pages;
using Zhijian.Platform.Ui;

namespace Zhijian.Platform.Organisations.Pages;

/// <summary>One authority: its names through time and its departments.</summary>
[Requires("authorities.read")]
public sealed class AuthorityModel(ZhijianDb db, AuthorityDesk desk, DivisionDirectory divisions, Viewer viewer) : PageModel
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    /// <summary>The name being changed; null: a new one.</summary>
    [BindProperty(SupportsGet = true)] public Guid? Edit { get; set; }
    [BindProperty] public AuthorityNameForm Input { get; set; } = new();
    public Authority Authority { get; private set; } = null!;
    public IReadOnlyList<Department> Departments { get; private set; } = [];
    public bool MayManage => viewer.May("authorities.manage");
    public string Place => divisions.Name(Authority.DivisionCode);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct)) return NotFound();
        if (Edit is { } edit)
        {
            if (Authority.Names.SingleOrDefault(n => n.Id == edit) is not { } name) return NotFound();
            Input = AuthorityNameForm.Of(name);
        }
        return Page();
    }

    [Requires("authorities.manage")]
    public Task<IActionResult> OnPostNameAsync(CancellationToken ct) =>
        ActAsync(() => Edit is { } name ? desk.EditNameAsync(Id, name, Input.Draft, ct) : desk.AddNameAsync(Id, Input.Draft, this.Key(), ct), "名称沿革已保存。", "Input", ct);

    // The other forms of the page leave the name's fields empty on purpose: what binding says of them is cleared.

    [Requires("authorities.manage")]
    public Task<IActionResult> OnPostDepartmentAsync(string? department, CancellationToken ct)
    {
        ModelState.Clear();
        return ActAsync(() => desk.AddDepartmentAsync(Id, department ?? "", ct), "科室已增加。", "", ct);
    }

    [Requires("authorities.manage")]
    public Task<IActionResult> OnPostPlaceAsync(string? place, long version, CancellationToken ct)
    {
        ModelState.Clear();
        return ActAsync(() => desk.EditAsync(Id, version, place ?? "", ct), "地名简称已保存。", "", ct);
    }

    async Task<IActionResult> ActAsync(Func<Task> act, string done, string prefix, CancellationToken ct)
    {
        if (!await LoadAsync(ct)) return NotFound();
        if (!await this.TryAsync(act, prefix)) return Page();
        this.Flash(done);
        return Redirect($"/admin/authorities/{Id}");
    }

    async Task<bool> LoadAsync(CancellationToken ct)
    {
        await divisions.LoadAsync(db, ct);
        if (await db.Set<Authority>().AsNoTracking().Include(a => a.Names).SingleOrDefaultAsync(a => a.Id == Id, ct) is not { } found) return false;
        Authority = found;
        Departments = await db.Set<Department>().AsNoTracking().Where(d => d.AuthorityId == Id).OrderBy(d => d.Name).ToListAsync(ct);
        return true;
    }
}
