using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Organisations;
using Zhijian.Platform.Ui.Lists;

namespace Zhijian.Modules.Registry.Pages;

[Requires(RegistryModule.View)]
public sealed class WorkplacesModel(ZhijianDb db, EmployerQueries queries, WorkplaceList list, DivisionDirectory divisions) : PageModel
{
    public ListPage<WorkplaceLine> List { get; private set; } = null!;

    IQueryable<WorkplaceLine> Rows => WorkplaceList.Lines(queries.MyWorkplaces(), db);

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
