using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Exchange.Partners;
using Zhijian.Platform.Access;
using Zhijian.Platform.Access.Clients;
using Zhijian.Platform.Access.Pages;
using Zhijian.Platform.Organisations;
using Zhijian.Platform.Ui.Forms;

namespace Zhijian.Modules.Exchange.Pages;

[Requires(ExchangeModule.Manage)]
public sealed class PartnerNewModel(ZhijianDb db, PartnerDesk desk, DivisionDirectory divisions) : PageModel
{
    [BindProperty] public Guid? ClientId { get; set; }
    [BindProperty] public PartnerForm Input { get; set; } = new();
    public IReadOnlyList<Option> Clients { get; private set; } = [];
    public string? Secret { get; private set; }
    public Guid MadeId { get; private set; }

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await this.TryAsync(async () => (MadeId, Secret) = await desk.CreateAsync(ClientId ?? throw new Refusal("请选择接入系统。", "ClientId"), Input.ToDraft(), this.Key(), ct), "Input", nameof(ClientId));
        Response.Headers.CacheControl = "no-store";
        await LoadAsync(ct);
        return Page();
    }

    async Task LoadAsync(CancellationToken ct)
    {
        await divisions.LoadAsync(db, ct);
        var free = await db.Set<SystemClient>().AsNoTracking().Where(c => !c.Disabled && c.OrganisationId == null && !db.Set<Partner>().Any(p => p.ClientId == c.Id)).OrderBy(c => c.Name).Select(c => new { c.Id, c.Name, c.DivisionCode }).ToListAsync(ct);
        Clients = free.ConvertAll(c => new Option(c.Id.ToString(), $"{c.Name}（{divisions.Name(c.DivisionCode)}）"));
    }
}
