using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Registry.Feeds.Merging;
using Zhijian.Platform.Access;
using Zhijian.Platform.Access.Pages;

namespace Zhijian.Modules.Registry.Feeds.Pages;

[Requires(FeedPermissions.Merge)]
public sealed class MergeDetailModel(ZhijianDb db, MergeDesk desk) : PageModel
{
    public EmployerMerge Merge { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) => await LoadAsync(id, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostUndoAsync(Guid id, string? reason, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct)) return NotFound();
        await this.TryFlashAsync(async () =>
        {
            await desk.UndoAsync(id, PageActs.Reason(reason), this.Key(), ct);
            return "合并已撤销，两份档案恢复为合并前的样子。";
        });
        return Redirect($"/registry/merges/{id}");
    }

    async Task<bool> LoadAsync(Guid id, CancellationToken ct)
    {
        if (await db.Set<EmployerMerge>().AsNoTracking().SingleOrDefaultAsync(m => m.Id == id, ct) is not { } found) return false;
        Merge = found;
        return true;
    }
}
