using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Registry.Feeds.Confirming;
using Zhijian.Modules.Registry.Feeds.Intake;
using Zhijian.Platform.Access;
using Zhijian.Platform.Access.Pages;
using Zhijian.Platform.Organisations;
using Zhijian.Platform.Ui;
using Zhijian.Platform.Ui.Lists;

namespace Zhijian.Modules.Registry.Feeds.Pages;

/// <summary>Records of partners that the rules would not decide.</summary>
[Requires(FeedPermissions.Use)]
public sealed class MatchesModel(IServiceProvider services, ZhijianDb db, DivisionDirectory divisions) : PageModel
{
    static readonly ListDefinition<FeedItem> Definition = new ListDefinition<FeedItem>("matches", "待确认匹配")
        .Key(i => i.Id)
        .Column("name", "记录中的名称", i => i.Name, c => c.Wide().Link(i => $"/registry/matches/{i.Id}"))
        .Column("score", "最高得分", i => i.Score, c => c.Sortable().AlignEnd().Cell(i => Zhijian.Platform.Ui.Pieces.Markup.Text(FeedTerms.Score(i.Score))))
        .Column("why", "为什么要问", i => i.Message, c => c.Wide())
        .Column("later", "搁置", i => i.Deferred)
        .Search("单位名称", (rows, q) => rows.Where(i => i.Name.Contains(q)))
        .Flag("fresh", "不含搁置的", rows => rows.Where(i => !i.Deferred))
        .OrderBy("score", descending: true)
        .CountUpTo(10_000)
        .Bulk(new("Accept", "确认为得分最高的在册单位", "check", Confirm: "确认选中的记录就是得分最高的在册单位？相近的有两家的会留下。"));

    public ListPage<FeedItem> List { get; private set; } = null!;

    public async Task OnGetAsync(ListRequest request, CancellationToken ct)
    {
        await divisions.LoadAsync(db, ct);
        List = await Definition.LoadAsync(Rows, request, ct);
        List.EmptyText = "没有需要确认的记录。";
    }

    public Task<IActionResult> OnGetExportAsync(ListRequest request, CancellationToken ct) => this.ExportAsync(Definition, Rows, request, ct);

    public Task<IActionResult> OnPostAcceptAsync(Guid[] ids, CancellationToken ct) => AcceptAsync(500, ids.Take(MatchDesk.MostAtOnce).ToArray(), ct);

    public Task<IActionResult> OnPostAboveAsync(decimal score, CancellationToken ct) => AcceptAsync((int)(score * 1000), null, ct);

    async Task<IActionResult> AcceptAsync(int score, Guid[]? ids, CancellationToken ct)
    {
        await this.TryFlashAsync(async () =>
        {
            var (accepted, left) = await services.GetRequiredService<MatchDesk>().AcceptAboveAsync(score, ids, ct);
            return $"已确认 {accepted} 条{(left > 0 ? $"，{left} 条有相近的另一家或不能确认，请逐条处理" : "")}。{(accepted == MatchDesk.MostAtOnce ? "一次最多处理 200 条，还有的请再按一次。" : "")}";
        });
        return Redirect("/registry/matches");
    }

    IQueryable<FeedItem> Rows => db.Set<FeedItem>().AsNoTracking().Where(i => i.Outcome == FeedOutcome.ToConfirm && i.Decision == FeedDecision.None);
}
