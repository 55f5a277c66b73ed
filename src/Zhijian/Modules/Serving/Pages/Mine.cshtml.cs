using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhijian.Platform.Access;
using Zhijian.Platform.Documents;
using Zhijian.Platform.Ui.Lists;

namespace Zhijian.Modules.Serving.Pages;

/// <summary>Papers that were served on the employer, the newest first.</summary>
[Requires(ServingModule.Own)]
public sealed class MineModel(PartyPapers papers, ServingDesk serving, Viewer viewer) : PageModel
{
    const int Size = 20;

    public IReadOnlyList<Paper> Papers { get; private set; } = [];
    public bool HasAddress { get; private set; }
    public int Number { get; private set; }
    public bool HasNext { get; private set; }

    public async Task OnGetAsync(ListRequest request, CancellationToken ct)
    {
        Number = Math.Min(request.Page, 10_000);
        var rows = await papers.Mine().OrderByDescending(p => p.ServedOn).ThenByDescending(p => p.Id).Skip((Number - 1) * Size).Take(Size + 1).ToListAsync(ct);
        (Papers, HasNext) = ([.. rows.Take(Size)], rows.Count > Size);
        HasAddress = await serving.AddressOfAsync(viewer.OrganisationId, ct) is not null;
    }
}
