using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Organisations;
using Zhijian.Platform.Ui.Lists;

namespace Zhijian.Modules.Monitoring.Pages;

/// <summary>Every point that was ever sampled, by employer.</summary>
[Requires(MonitoringModule.View)]
public sealed class PointsModel(ZhijianDb db, ReportAccess access, PointList list, DivisionDirectory divisions) : PageModel
{
    public ListPage<SamplingPoint> List { get; private set; } = null!;

    public async Task OnGetAsync(ListRequest request, CancellationToken ct)
    {
        await divisions.LoadAsync(db, ct);
        List = await list.Definition.LoadAsync(access.Points(), request, ct);
        List.EmptyText = "还没有检测点。报告中的检测点会自动登记。";
    }

    public async Task<IActionResult> OnGetExportAsync(ListRequest request, CancellationToken ct)
    {
        await divisions.LoadAsync(db, ct);
        return await this.ExportAsync(list.Definition, access.Points(), request, ct);
    }
}

public sealed class PointList(DivisionDirectory divisions)
{
    const int CountTo = 10_000;

    public ListDefinition<SamplingPoint> Definition { get; } = new ListDefinition<SamplingPoint>("points", "检测点")
        .Key(p => p.Id)
        .Column("employer", "用人单位", p => p.EmployerName, c => c.Sortable().Wide())
        .Column("workshop", "车间", p => p.Workshop)
        .Column("post", "岗位", p => p.Post)
        .Column("name", "检测点", p => p.Name, c => c.Wide().Link(p => $"/monitoring/points/{p.Id}"))
        .Computed("county", "所在区县", p => divisions.Name(p.CountyCode), c => c.NoWrap())
        .Search("用人单位、车间、检测点", (rows, q) => rows.Where(p => p.EmployerName.Contains(q) || p.Workshop.Contains(q) || p.Name.Contains(q)))
        .Pick("county", "所在区县", OwnDivisionPicker.Kind, (rows, code) => rows.Where(p => p.CountyCode == code))
        .OrderBy("employer")
        .CountUpTo(CountTo);
}
