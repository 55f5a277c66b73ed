using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Ui;

namespace Zhijian.Platform.Organisations.Pages;

/// <summary>The supervising authorities of the scope and what they are called today.</summary>
[Requires("authorities.read")]
public sealed class AuthoritiesModel(ZhijianDb db, DivisionDirectory divisions, Viewer viewer, TimeProvider clock) : PageModel
{
    public IReadOnlyList<Authority> Authorities { get; private set; } = [];
    public DateOnly Today => Display.Today(clock);
    public bool MayManage => viewer.May("authorities.manage");
    public string Place(Authority authority) => divisions.Name(authority.DivisionCode);

    public async Task OnGetAsync(CancellationToken ct)
    {
        await divisions.LoadAsync(db, ct);
        Authorities = await db.Set<Authority>().AsNoTracking().Include(a => a.Names).OrderBy(a => a.DivisionCode).ToListAsync(ct);
    }
}

[Requires("authorities.manage")]
public sealed class AuthorityNewModel(AuthorityDesk desk) : PageModel
{
    [BindProperty] public Form Input { get; set; } = new();

    public sealed class Form
    {
        [Display(Name = "行政区划"), Required] public string DivisionCode { get; set; } = "";
        [Display(Name = "文号中的地名简称"), Required, StringLength(10)] public string PlaceShortName { get; set; } = "";
        public AuthorityNameForm First { get; set; } = new();
    }

    public void OnGet() { }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var id = Guid.Empty;
        if (!await Access.Pages.PageActs.TryAsync(this, async () => id = await desk.CreateAsync(Input.DivisionCode, Input.PlaceShortName, Input.First.Draft, Access.Pages.PageActs.Key(this), ct))) return Page();
        this.Flash("监管机构已建立。");
        return Redirect($"/admin/authorities/{id}");
    }
}
