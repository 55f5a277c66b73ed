using Microsoft.AspNetCore.Mvc.RazorPages;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Organisations;
using Zhijian.Platform.Ui.Pieces;

namespace Zhijian.Modules.Registry.Undeclared.Pages;

[Requires(UndeclaredSetup.View)]
public sealed class FiguresModel(ZhijianDb db, UndeclaredFigures figures, DivisionDirectory divisions) : PageModel
{
    public IReadOnlyList<(string Name, UndeclaredFigure Figure)> Counties { get; private set; } = [];
    public Chart Chart { get; private set; } = null!;
    public IReadOnlyList<MapValue> Open { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        await divisions.LoadAsync(db, ct);
        Counties = [.. (await figures.ByCountyAsync(ct)).Select(f => (divisions.Name(f.CountyCode), f))];
        Chart = new("应报未报核查进度", ChartKind.StackedBar, "家", [.. Counties.Select(c => c.Name)],
            new ChartSeries("已申报", [.. Counties.Select(c => (decimal?)c.Figure.Declared)], Tone.Success),
            new ChartSeries("无危害、关闭或查无", [.. Counties.Select(c => (decimal?)(c.Figure.Answered - c.Figure.HasHazard))], Tone.Neutral),
            new ChartSeries("有危害待申报", [.. Counties.Select(c => (decimal?)c.Figure.HasHazard)], Tone.Danger),
            new ChartSeries("未核查", [.. Counties.Select(c => (decimal?)(c.Figure.Found - c.Figure.Answered - c.Figure.Declared))], Tone.Warning));
        Open = [.. Counties.Select(c => new MapValue(c.Figure.CountyCode, c.Name, c.Figure.Found - c.Figure.Answered - c.Figure.Declared, $"/registry/undeclared?state=open&division={c.Figure.CountyCode}"))];
    }
}
