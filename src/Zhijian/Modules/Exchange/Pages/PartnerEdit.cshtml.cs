using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Exchange.Partners;
using Zhijian.Platform.Access;
using Zhijian.Platform.Access.Pages;
using Zhijian.Platform.Ui;

namespace Zhijian.Modules.Exchange.Pages;

[Requires(ExchangeModule.Manage)]
public sealed class PartnerEditModel(ZhijianDb db, PartnerDesk desk) : PageModel
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    [BindProperty] public PartnerForm Input { get; set; } = new();
    public Partner Row { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        Input = PartnerForm.Of(Row);
    }

    public async Task<IActionResult> OnPostAsync(long seen, CancellationToken ct)
    {
        await LoadAsync(ct);
        if (!await this.TryAsync(() => desk.EditAsync(Id, Input.ToDraft(), seen, this.Key(), ct))) return Page();
        this.Flash("已保存。");
        return Redirect($"/exchange/partners/{Id}");
    }

    async Task LoadAsync(CancellationToken ct) => Row = await db.Set<Partner>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == Id, ct) ?? throw new NotFoundException();
}
