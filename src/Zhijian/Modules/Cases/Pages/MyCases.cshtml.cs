using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhijian.Platform.Access;
using Zhijian.Platform.Ui.Lists;

namespace Zhijian.Modules.Cases.Pages;

/// <summary>Cases against the employer that it was told of: the open ones first.</summary>
[Requires(CasesModule.Own)]
public sealed class MyCasesModel(PartyCaseDesk desk) : PageModel
{
    const int Size = 20;

    public IReadOnlyList<CaseRecord> Cases { get; private set; } = [];
    public int Number { get; private set; }
    public bool HasNext { get; private set; }

    public async Task OnGetAsync(ListRequest request, CancellationToken ct)
    {
        Number = Math.Min(request.Page, 10_000);
        var rows = await desk.Mine().AsNoTracking().OrderByDescending(c => c.IsOpen).ThenByDescending(c => c.PartySince).ThenBy(c => c.Id).Skip((Number - 1) * Size).Take(Size + 1).ToListAsync(ct);
        (Cases, HasNext) = ([.. rows.Take(Size)], rows.Count > Size);
    }
}
