using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Oversight;
using Zhijian.Platform.Access;
using Zhijian.Platform.Hosting;
using Zhijian.Platform.Organisations;
using Zhijian.Platform.Ui.Security;

namespace Zhijian.Modules.Portal.Pages;

/// <summary>The indicators of the present month by county, as supervision sees them.</summary>
[Public, PublicCache]
public sealed class FiguresModel(ZhijianDb db, DivisionDirectory divisions, IndicatorBook book, ServerSettings settings) : PageModel
{
    public DateOnly? Period { get; private set; }
    public IReadOnlyList<Indicator> Indicators => book.All;
    public IReadOnlyList<(string Name, Func<Measure, long> Of)> Areas { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        await divisions.LoadAsync(db, ct);
        Period = await RollUps.PeriodAsync(db, ct);
        if (Period is not { } period) return;
        string[] codes = [settings.HomeDivision, .. divisions.Children(settings.HomeDivision).Select(d => d.Code)];
        var cells = (await db.Set<FigureCell>().AsNoTracking().IgnoreQueryFilters([Conventions.ScopeFilter]).Where(c => c.Period == period && c.Dimension == FigureDimension.All && EF.Parameter(codes).Contains(c.DivisionCode))
            .Select(c => new { c.DivisionCode, c.Measure, c.Amount }).ToListAsync(ct)).ToLookup(c => c.DivisionCode);
        Areas = [.. codes.Where(c => cells[c].Any()).Select(c => (divisions.Name(c), Of(cells[c].ToDictionary(x => x.Measure, x => x.Amount))))];
    }

    static Func<Measure, long> Of(Dictionary<Measure, long> sums) => m => sums.GetValueOrDefault(m);
}
