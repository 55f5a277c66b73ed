using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Zhijian.Platform.Access;
using Zhijian.Platform.Ui.Lists;

namespace Zhijian.Modules.Registry.Pages;

[Requires(RegistryModule.View)]
public sealed class IndexModel(EmployerQueries queries, EmployerList list) : PageModel
{
    public ListPage<Employer> List { get; private set; } = null!;

    public async Task OnGetAsync(ListRequest request, CancellationToken ct)
    {
        List = await queries.PageAsync(list, request, ct);
        List.EmptyText = "还没有用人单位档案。可新建档案，或导入登记、普查名录。";
    }

    public async Task<IActionResult> OnGetExportAsync(ListRequest request, CancellationToken ct) =>
        await this.ExportAsync(list.Definition, (await queries.NarrowAsync(list, request, ct)).Rows, request, ct);
}
