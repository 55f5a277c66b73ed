using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access.Clients;
using Zhijian.Platform.Organisations;

namespace Zhijian.Platform.Access.Pages;

/// <summary>Systems that call the API inside the viewer's scope.</summary>
[Requires("clients.read")]
public sealed class ClientsModel(ZhijianDb db, ClientDesk desk, DivisionDirectory divisions, Viewer viewer) : PageModel
{
    [BindProperty] public Form Input { get; set; } = new();
    public IReadOnlyList<SystemClient> Clients { get; private set; } = [];
    public MadeClient? Made { get; private set; }
    public bool MayManage => viewer.May("clients.manage");
    public string Place(SystemClient client) => divisions.Name(client.DivisionCode);

    public sealed class Form
    {
        [Display(Name = "系统名称"), Required, StringLength(100)] public string Name { get; set; } = "";
        [Display(Name = "数据范围（区划）")] public string? DivisionCode { get; set; }
        [Display(Name = "数据范围（单位）")] public Guid? OrganisationId { get; set; }
    }

    public async Task OnGetAsync(CancellationToken ct)
    {
        await divisions.LoadAsync(db, ct);
        Clients = await db.Set<SystemClient>().AsNoTracking().Include(c => c.Grants).OrderBy(c => c.Name).ToListAsync(ct);
    }

    [Requires("clients.manage")]
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await this.TryAsync(async () => Made = await desk.CreateAsync(Input.Name, Input.DivisionCode, Input.OrganisationId, ct));
        await OnGetAsync(ct);
        return Page();
    }
}
