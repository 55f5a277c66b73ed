using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Ui;
using Zhijian.Platform.Ui.Lists;
using Zhijian.Platform.Ui.Pieces;

namespace Zhijian.Modules.Inspections.Draws.Pages;

[Requires(InspectionsModule.View)]
public sealed class IndexModel(ZhijianDb db, Viewer viewer) : PageModel
{
    public ListPage<RandomDraw> List { get; private set; } = null!;
    public bool MayPlan => viewer.May(InspectionsModule.Plan);

    public async Task OnGetAsync(ListRequest request, CancellationToken ct)
    {
        List = await DrawLists.Of("/inspections/draws").LoadAsync(Rows(), request, ct);
        List.EmptyText = "还没有抽取。";
    }

    public Task<IActionResult> OnGetExportAsync(ListRequest request, CancellationToken ct) => this.ExportAsync(DrawLists.Of("/inspections/draws"), Rows(), request, ct);

    IQueryable<RandomDraw> Rows() => db.Set<RandomDraw>().AsNoTracking().InScopeOf(viewer.Scope);
}

/// <summary>The list of draws, for officers and for the public alike.</summary>
static class DrawLists
{
    public static ListDefinition<RandomDraw> Of(string page) => new ListDefinition<RandomDraw>("draws", "双随机抽取")
        .Key(d => d.Id)
        .Column("title", "名称", d => d.Title, c => c.Wide().Link(d => $"{page}/{d.Id}"))
        .Column("authority", "机关", d => d.Authority)
        .Computed("state", "状态", d => Text(d.State), c => c.Cell(d => Badge(d.State)))
        .Column("frozen", "冻结日期", d => d.FrozenOn, c => c.Sortable().NoWrap())
        .Column("numberOn", "公开号码日期", d => d.NumberOn, c => c.NoWrap())
        .Column("pool", "名录库", d => d.Employers, c => c.AlignEnd())
        .Column("count", "抽取", d => d.Count, c => c.AlignEnd())
        .Column("drawn", "抽取日期", d => d.DrawnOn, c => c.NoWrap())
        .Column("hash", "名录库哈希", d => d.PoolHash, c => c.Hidden())
        .Search("名称、机关", (rows, q) => rows.Where(d => d.Title.Contains(q) || d.Authority.Contains(q)))
        .OrderBy("frozen", descending: true);

    public static string Text(RandomDrawState state) => state switch { RandomDrawState.Frozen => "已冻结，待抽取", RandomDrawState.Drawn => "已抽取", _ => "已被重新抽取代替" };

    public static Microsoft.AspNetCore.Html.IHtmlContent Badge(RandomDrawState state) => Badges.Status(Text(state), state switch { RandomDrawState.Frozen => Tone.Warning, RandomDrawState.Drawn => Tone.Success, _ => Tone.Neutral });
}
