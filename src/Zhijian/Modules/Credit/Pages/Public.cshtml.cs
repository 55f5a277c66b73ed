using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Ui.Lists;

namespace Zhijian.Modules.Credit.Pages;

/// <summary>Who stands on the dishonesty list today, open to everybody.</summary>
[Public]
public sealed class PublicModel(ZhijianDb db, CreditLists lists) : PageModel
{
    public ListPage<CreditListing> List { get; private set; } = null!;

    public async Task OnGetAsync(ListRequest request, CancellationToken ct)
    {
        List = await lists.Public.LoadAsync(Rows(), request, ct);
        List.EmptyText = "现在没有公示的失信单位。";
    }

    public Task<IActionResult> OnGetExportAsync(ListRequest request, CancellationToken ct) => this.ExportAsync(lists.Public, Rows(), request, ct);

    IQueryable<CreditListing> Rows() => db.Set<CreditListing>().AsNoTracking().IgnoreQueryFilters([Conventions.ScopeFilter]).Where(l => l.IsListed);
}
