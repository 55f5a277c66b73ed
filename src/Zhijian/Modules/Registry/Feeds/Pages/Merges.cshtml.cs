using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Registry.Feeds.Merging;
using Zhijian.Platform.Access;
using Zhijian.Platform.Ui.Lists;

namespace Zhijian.Modules.Registry.Feeds.Pages;

[Requires(FeedPermissions.Merge)]
public sealed class MergesModel(ZhijianDb db) : PageModel
{
    static readonly ListDefinition<EmployerMerge> Definition = new ListDefinition<EmployerMerge>("merges", "合并记录")
        .Key(m => m.Id)
        .Column("at", "时间", m => m.MergedAt, c => c.Sortable().NoWrap().Link(m => $"/registry/merges/{m.Id}"))
        .Column("kept", "保留", m => m.KeptName, c => c.Wide())
        .Column("gone", "并入", m => m.GoneName, c => c.Wide())
        .Column("by", "办理人", m => m.MergedBy)
        .Column("reason", "原因", m => m.Reason, c => c.Wide())
        .Column("undone", "撤销时间", m => m.UndoneAt, c => c.NoWrap())
        .Search("单位名称", (rows, q) => rows.Where(m => m.KeptName.Contains(q) || m.GoneName.Contains(q)))
        .OrderBy("at", descending: true);

    public ListPage<EmployerMerge> List { get; private set; } = null!;

    public async Task OnGetAsync(ListRequest request, CancellationToken ct)
    {
        List = await Definition.LoadAsync(Rows, request, ct);
        List.EmptyText = "还没有合并过档案。";
    }

    public Task<IActionResult> OnGetExportAsync(ListRequest request, CancellationToken ct) => this.ExportAsync(Definition, Rows, request, ct);

    IQueryable<EmployerMerge> Rows => db.Set<EmployerMerge>().AsNoTracking();
}
