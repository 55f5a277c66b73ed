using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Organisations;
using Zhijian.Platform.Ui;
using Zhijian.Platform.Ui.Lists;

namespace Zhijian.Modules.Oversight.Pages;

/// <summary>The employers behind a figure, with its sum.</summary>
[Requires(OversightModule.View)]
public sealed class EmployersModel(ZhijianDb db, MemberList list, DivisionDirectory divisions) : PageModel
{
    public ListPage<FigureMember> List { get; private set; } = null!;
    public string Sum { get; private set; } = "每家单位计入指标的数；本月的指标是这些数的合计";

    public async Task OnGetAsync(ListRequest request, CancellationToken ct)
    {
        await divisions.LoadAsync(db, ct);
        List = await list.Definition.LoadAsync(list.Rows, request, ct);
        List.EmptyText = "没有计入这项指标的单位。";
        if (MemberList.MeasureOf(request["measure"]) is { } measure)
            Sum = $"{measure.Text()}合计 {Display.Count(await list.Definition.Where(list.Rows, request).SumAsync(m => EF.Property<long>(m, measure.ToString()), ct))} {measure.Unit()}";
    }

    public async Task<IActionResult> OnGetExportAsync(ListRequest request, CancellationToken ct)
    {
        await divisions.LoadAsync(db, ct);
        return await this.ExportAsync(list.Definition, list.Rows, request, ct);
    }
}
