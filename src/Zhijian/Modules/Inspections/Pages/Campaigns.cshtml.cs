using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Organisations;
using Zhijian.Platform.Ui;
using Zhijian.Platform.Ui.Lists;
using Zhijian.Rules.Risk;

namespace Zhijian.Modules.Inspections.Pages;

[Requires(InspectionsModule.View)]
public sealed class CampaignsModel(ZhijianDb db, DivisionDirectory divisions, Viewer viewer, TimeProvider clock) : PageModel
{
    public ListPage<InspectionCampaign> List { get; private set; } = null!;
    public bool MayPlan => viewer.May(InspectionsModule.Plan);

    public async Task OnGetAsync(ListRequest request, CancellationToken ct)
    {
        await divisions.LoadAsync(db, ct);
        List = await Definition().LoadAsync(Rows(), request, ct);
        List.EmptyText = "还没有专项行动。";
    }

    public async Task<IActionResult> OnGetExportAsync(ListRequest request, CancellationToken ct)
    {
        await divisions.LoadAsync(db, ct);
        return await this.ExportAsync(Definition(), Rows(), request, ct);
    }

    IQueryable<InspectionCampaign> Rows() => db.Set<InspectionCampaign>().AsNoTracking().InScopeOf(viewer.Scope);

    ListDefinition<InspectionCampaign> Definition()
    {
        var today = Display.Today(clock);
        return new ListDefinition<InspectionCampaign>("inspection-campaigns", "专项行动")
            .Key(c => c.Id)
            .Column("title", "名称", c => c.Title, c => c.Wide().Link(c => $"/inspections/campaigns/{c.Id}"))
            .Column("code", "代码", c => c.Code, c => c.NoWrap())
            .Computed("place", "机关所在地", c => divisions.Name(c.DivisionCode), c => c.NoWrap())
            .Column("from", "开始", c => c.From, c => c.NoWrap())
            .Column("to", "结束", c => c.To, c => c.Sortable().NoWrap())
            .Column("industries", "行业", c => c.Industries)
            .Computed("risk", "职业病危害风险", c => c.Risk?.Text())
            .Column("goal", "目标户数", c => c.Goal, c => c.AlignEnd())
            .Search("名称、代码", (rows, q) => rows.Where(c => c.Title.Contains(q) || c.Code == q))
            .Flag("running", "正在进行", rows => rows.Where(c => c.From <= today && c.To >= today))
            .OrderBy("to", descending: true);
    }
}
