using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Ui.Lists;

namespace Zhijian.Modules.Registry.Corrections.Pages;

[Requires(RegistryModule.Edit)]
public sealed class CorrectionsModel(ZhijianDb db, CorrectionList list) : PageModel
{
    public ListPage<CorrectionLine> List { get; private set; } = null!;

    public async Task OnGetAsync(ListRequest request, CancellationToken ct)
    {
        var rows = db.Set<Correction>().AsNoTracking().Join(db.Set<Employer>(), c => c.EmployerId, e => e.Id,
            (c, e) => new CorrectionLine { Id = c.Id, Employer = e.Name, Field = c.Field, Wish = c.Wish, AskedAt = c.AskedAt, State = c.State });
        List = await list.Definition.LoadAsync(rows, request, ct);
        List.EmptyText = "还没有更正申请。用人单位在“本单位档案”中提出。";
    }
}
