using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Organisations;
using Zhijian.Platform.Ui.Pieces;

namespace Zhijian.Modules.Registry.Dues.Pages;

[Requires(DuesSetup.View)]
public sealed class FiguresModel(ZhijianDb db, DueFigures figures, DivisionDirectory divisions, IEnumerable<DueKind> kinds) : PageModel
{
    [BindProperty(SupportsGet = true)] public string? Kind { get; set; }
    public IReadOnlyList<DueKind> Kinds { get; } = [.. kinds];
    public IReadOnlyList<(string Name, DueFigure Figure)> Counties { get; private set; } = [];
    public Chart Chart { get; private set; } = null!;
    public IReadOnlyList<MapValue> Overdue { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        await divisions.LoadAsync(db, ct);
        if (Kinds.All(k => k.Key != Kind)) Kind = null;
        var rows = await figures.ByCountyAsync(Kind, ct);
        Counties = [.. rows.OrderByDescending(r => r.Overdue).ThenBy(r => r.CountyCode).Select(r => (divisions.Name(r.CountyCode), r))];
        Chart = new("未办结到期事项", ChartKind.StackedBar, "项", [.. Counties.Select(c => c.Name)],
            new ChartSeries("逾期超过一个月", [.. Counties.Select(c => (decimal?)c.Figure.OverdueLong)], Tone.Danger),
            new ChartSeries("逾期一个月内", [.. Counties.Select(c => (decimal?)(c.Figure.Overdue - c.Figure.OverdueLong))], Tone.Warning),
            new ChartSeries("一个月内到期", [.. Counties.Select(c => (decimal?)c.Figure.Soon)], Tone.Info));
        Overdue = [.. rows.Select(r => new MapValue(r.CountyCode, divisions.Name(r.CountyCode), r.Overdue, $"/registry/dues?state=overdue&division={r.CountyCode}"))];
    }
}
