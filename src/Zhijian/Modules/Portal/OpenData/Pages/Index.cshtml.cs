using Microsoft.AspNetCore.Mvc.RazorPages;
using Zhijian.Platform.Access;
using Zhijian.Platform.Ui.Security;

namespace Zhijian.Modules.Portal.OpenData.Pages;

/// <summary>What may be taken, by which licence, and what its columns mean.</summary>
[Public, PublicCache]
public sealed class IndexModel(OpenDataSets sets) : PageModel
{
    public IReadOnlyList<OpenDataSet> Sets { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct) => Sets = await sets.LoadAsync(ct);
}
