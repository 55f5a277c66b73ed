using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Ui.Lists;

namespace Zhijian.Platform.Organisations.Pages;

[Requires("organisations.read")]
public sealed class OrganisationsModel(ZhijianDb db, OrganisationList list, DivisionDirectory divisions) : PageModel
{
    public ListPage<Organisation> List { get; private set; } = null!;

    public async Task OnGetAsync(ListRequest request, CancellationToken ct)
    {
        await divisions.LoadAsync(db, ct);
        List = await list.Definition.LoadAsync(db.Set<Organisation>().AsNoTracking(), request, ct);
    }

    public async Task<IActionResult> OnGetExportAsync(ListRequest request, CancellationToken ct)
    {
        await divisions.LoadAsync(db, ct);
        return await this.ExportAsync(list.Definition, db.Set<Organisation>().AsNoTracking(), request, ct);
    }
}
