using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Ui.Lists;
using Zhijian.Rules.Dangers;

namespace Zhijian.Modules.Dangers.Pages;

/// <summary>The employer's own dangers: what waits for it first.</summary>
[Requires(DangersModule.Own)]
public sealed class MineModel(ZhijianDb db, Viewer viewer) : PageModel
{
    const int Size = 20;

    [BindProperty(SupportsGet = true)] public string? Tab { get; set; }
    public IReadOnlyList<HiddenDanger> Dangers { get; private set; } = [];
    public int Open { get; private set; }
    public int Mine { get; private set; }
    public int Closed { get; private set; }
    public int Number { get; private set; }
    public bool HasNext { get; private set; }

    public async Task OnGetAsync(ListRequest request, CancellationToken ct)
    {
        var own = viewer.OrganisationId;
        var all = db.Set<HiddenDanger>().AsNoTracking().Where(d => d.EmployerId == own);
        var counts = await all.GroupBy(d => new { d.IsOpen, d.Turn }).Select(g => new { g.Key.IsOpen, g.Key.Turn, Count = g.Count() }).ToListAsync(ct);
        (Open, Mine, Closed) = (counts.Where(c => c.IsOpen).Sum(c => c.Count), counts.Where(c => c.IsOpen && c.Turn == DangerTurn.Employer).Sum(c => c.Count), counts.Where(c => !c.IsOpen).Sum(c => c.Count));
        Number = Math.Min(request.Page, 10_000);
        var shown = Tab == "closed" ? all.Where(d => !d.IsOpen).OrderByDescending(d => d.ClosedOn).ThenBy(d => d.Id)
            : all.Where(d => d.IsOpen).OrderBy(d => d.Turn == DangerTurn.Employer || d.State == DangerState.Overdue ? 0 : 1).ThenBy(d => d.Deadline == null).ThenBy(d => d.Deadline).ThenBy(d => d.Id);
        var rows = await shown.Skip((Number - 1) * Size).Take(Size + 1).ToListAsync(ct);
        (Dangers, HasNext) = ([.. rows.Take(Size)], rows.Count > Size);
    }

    /// <summary>What the employer is to do now, in one word; null: nothing.</summary>
    public static string? Todo(HiddenDanger danger) => danger.State switch
    {
        DangerState.Ordered => "选择治理措施", DangerState.Rectifying => "治理、复测、申请复查", DangerState.Overdue or DangerState.CaseCandidate or DangerState.CaseFiled => "立即整改并申请复查", _ => null,
    };
}
