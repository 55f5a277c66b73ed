using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Organisations;
using Zhijian.Platform.Ui;
using Zhijian.Platform.Ui.Lists;

namespace Zhijian.Modules.Registry.Undeclared.Pages;

[Requires(UndeclaredSetup.View)]
public sealed class UndeclaredModel(ZhijianDb db, UndeclaredList list, UndeclaredDesk desk, DivisionDirectory divisions) : PageModel
{
    public ListPage<UndeclaredLead> List { get; private set; } = null!;

    IQueryable<UndeclaredLead> Rows => db.Set<UndeclaredLead>().AsNoTracking().Where(l => l.State != LeadState.Lapsed);

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

    [Requires(UndeclaredSetup.Assign)]
    public async Task<IActionResult> OnPostAssignAsync(Guid[] ids, CancellationToken ct)
    {
        var count = await desk.AssignAsync(ids, ct);
        this.Flash(count == ids.Length ? $"已交办 {count} 家单位。" : $"已交办 {count} 家单位，其余 {ids.Length - count} 家已交办或已核查。");
        return Redirect("/registry/undeclared" + Request.QueryString.Value?.Replace("handler=Assign", "", StringComparison.Ordinal));
    }
}
