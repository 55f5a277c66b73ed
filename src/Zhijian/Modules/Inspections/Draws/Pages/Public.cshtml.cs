using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Ui.Lists;

namespace Zhijian.Modules.Inspections.Draws.Pages;

/// <summary>一公开: all draws of the city, open to everybody.</summary>
[Public]
public sealed class PublicModel(ZhijianDb db) : PageModel
{
    public ListPage<RandomDraw> List { get; private set; } = null!;

    public async Task OnGetAsync(ListRequest request, CancellationToken ct)
    {
        List = await DrawLists.Of("/draws").LoadAsync(Rows(), request, ct);
        List.EmptyText = "还没有公示的抽取。";
    }

    public Task<IActionResult> OnGetExportAsync(ListRequest request, CancellationToken ct) => this.ExportAsync(DrawLists.Of("/draws"), Rows(), request, ct);

    IQueryable<RandomDraw> Rows() => db.Set<RandomDraw>().AsNoTracking().IgnoreQueryFilters([Conventions.ScopeFilter]);
}

/// <summary>One draw, open to everybody: hash and commitment before the number, secret and result after it.</summary>
[Public]
public sealed class PublicDrawModel(ZhijianDb db) : PageModel
{
    public DrawView View { get; private set; } = null!;

    public async Task OnGetAsync([FromRoute] Guid id, [FromQuery] int? page, CancellationToken ct) =>
        View = await DrawView.LoadAsync(db, db.Set<RandomDraw>().IgnoreQueryFilters([Conventions.ScopeFilter]), id, page ?? 1, ct);
}
