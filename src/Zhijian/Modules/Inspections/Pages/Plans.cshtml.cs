using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Organisations;
using Zhijian.Platform.Ui;
using Zhijian.Platform.Ui.Forms;
using Zhijian.Platform.Ui.Lists;
using Zhijian.Platform.Ui.Pieces;

namespace Zhijian.Modules.Inspections.Pages;

[Requires(InspectionsModule.View)]
public sealed class PlansModel(ZhijianDb db, DivisionDirectory divisions, Viewer viewer) : PageModel
{
    public ListPage<InspectionPlan> List { get; private set; } = null!;
    public bool MayPlan => viewer.May(InspectionsModule.Plan);

    public async Task OnGetAsync(ListRequest request, CancellationToken ct)
    {
        await divisions.LoadAsync(db, ct);
        List = await Definition().LoadAsync(Rows(), request, ct);
        List.EmptyText = "还没有年度计划。";
    }

    public async Task<IActionResult> OnGetExportAsync(ListRequest request, CancellationToken ct)
    {
        await divisions.LoadAsync(db, ct);
        return await this.ExportAsync(Definition(), Rows(), request, ct);
    }

    IQueryable<InspectionPlan> Rows() => db.Set<InspectionPlan>().AsNoTracking().Include(p => p.Shares).InScopeOf(viewer.Scope);

    ListDefinition<InspectionPlan> Definition() => new ListDefinition<InspectionPlan>("inspection-plans", "年度监督检查计划")
        .Key(p => p.Id)
        .Column("title", "计划", p => p.Title, c => c.Wide().Link(p => $"/inspections/plans/{p.Id}"))
        .Column("year", "年度", p => p.Year, c => c.Sortable())
        .Computed("place", "机关所在地", p => divisions.Name(p.DivisionCode), c => c.NoWrap())
        .Computed("state", "状态", p => PlanWords.Text(p.State), c => c.Cell(p => PlanWords.Badge(p.State)))
        .Computed("target", "计划检查", p => p.Shares.Sum(s => s.Target), c => c.AlignEnd())
        .Computed("pool", "监管单位", p => p.Shares.Sum(s => s.Pool), c => c.AlignEnd())
        .Column("planner", "编制人", p => p.PlannerName)
        .Column("approver", "批准人", p => p.ApproverName)
        .Select("state", "状态", [.. Enum.GetValues<PlanState>().Select(s => new Option(s.ToString(), PlanWords.Text(s)))], (rows, value) => Enum.TryParse<PlanState>(value, out var state) ? rows.Where(p => p.State == state) : rows)
        .OrderBy("year", descending: true);
}

static class PlanWords
{
    public static string Text(PlanState state) => state switch { PlanState.Draft => "编制中", PlanState.Submitted => "待批准", _ => "已批准" };
    public static Microsoft.AspNetCore.Html.IHtmlContent Badge(PlanState state) => Badges.Status(Text(state), state switch { PlanState.Draft => Tone.Neutral, PlanState.Submitted => Tone.Warning, _ => Tone.Success });
}
