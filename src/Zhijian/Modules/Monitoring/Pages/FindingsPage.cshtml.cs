using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Organisations;
using Zhijian.Platform.Ui.Forms;
using Zhijian.Platform.Ui.Lists;
using Zhijian.Rules.Monitoring;

namespace Zhijian.Modules.Monitoring.Pages;

public sealed class FindingList(DivisionDirectory divisions)
{
    const int CountTo = 10_000;

    public ListDefinition<Finding> Definition { get; } = new ListDefinition<Finding>("findings", "报告疑点")
        .Key(f => f.Id)
        .Column("found", "发现日期", f => f.FoundOn, c => c.Sortable().NoWrap())
        .Computed("code", "疑点", f => f.Code.Text(), c => c.NoWrap())
        .Column("message", "说明", f => f.Message, c => c.Wide())
        .Column("report", "报告编号", f => f.ReportNumber, c => c.NoWrap().Link(f => $"/monitoring/{f.ReportId}"))
        .Column("employer", "用人单位", f => f.EmployerName, c => c.Wide())
        .Column("filer", "出具单位", f => f.FilerName)
        .Computed("place", "所在区划", f => divisions.Name(f.DivisionCode), c => c.NoWrap())
        .Search("用人单位、报告编号", (rows, q) => rows.Where(f => f.EmployerName.Contains(q) || f.ReportNumber == q))
        .Select("code", "疑点", [.. Enum.GetValues<FindingCode>().Select(c => new Option(c.ToString(), c.Text()))],
            (rows, value) => Enum.TryParse<FindingCode>(value, out var code) ? rows.Where(f => f.Code == code) : rows)
        .Text("filer", "出具单位", (rows, name) => rows.Where(f => f.FilerName.Contains(name)))
        .Dates("found", "发现日期", f => f.FoundOn)
        .OrderBy("found", descending: true)
        .CountUpTo(CountTo);
}

/// <summary>What is odd about reports of the viewer's places.</summary>
[Requires(MonitoringModule.Supervise)]
public sealed class FindingsPageModel(ZhijianDb db, FindingList list, DivisionDirectory divisions) : PageModel
{
    public ListPage<Finding> List { get; private set; } = null!;

    public async Task OnGetAsync(ListRequest request, CancellationToken ct)
    {
        await divisions.LoadAsync(db, ct);
        List = await list.Definition.LoadAsync(db.Set<Finding>().AsNoTracking(), request, ct);
        List.EmptyText = "没有发现疑点。";
    }

    public async Task<IActionResult> OnGetExportAsync(ListRequest request, CancellationToken ct)
    {
        await divisions.LoadAsync(db, ct);
        return await this.ExportAsync(list.Definition, db.Set<Finding>().AsNoTracking(), request, ct);
    }
}
