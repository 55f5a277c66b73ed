using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Organisations;
using Zhijian.Platform.Ui.Lists;

namespace Zhijian.Modules.Registry.Dues.Pages;

[Requires(DuesSetup.View)]
public sealed class DuesModel(ZhijianDb db, DueList list, DivisionDirectory divisions) : PageModel
{
    public ListPage<Due> List { get; private set; } = null!;

    public async Task OnGetAsync(ListRequest request, CancellationToken ct)
    {
        await divisions.LoadAsync(db, ct);
        List = await list.Definition.LoadAsync(db.Set<Due>().AsNoTracking(), request, ct);
    }

    public async Task<IActionResult> OnGetExportAsync(ListRequest request, CancellationToken ct)
    {
        await divisions.LoadAsync(db, ct);
        return await this.ExportAsync(list.Definition, db.Set<Due>().AsNoTracking(), request, ct);
    }
}
