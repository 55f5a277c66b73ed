using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Registry.Feeds.Intake;
using Zhijian.Modules.Registry.Feeds.Sources;
using Zhijian.Platform.Access;
using Zhijian.Platform.Ui.Lists;

namespace Zhijian.Modules.Registry.Feeds.Pages;

/// <summary>The sources, and what came from them.</summary>
[Requires(FeedPermissions.Use)]
public sealed class FeedIndexModel(ZhijianDb db, Viewer viewer) : PageModel
{
    static readonly ListDefinition<FeedBatch> Definition = new ListDefinition<FeedBatch>("feed-batches", "数据批次")
        .Key(b => b.Id)
        .Column("received", "收到时间", b => b.ReceivedAt, c => c.Sortable().NoWrap().Link(b => $"/registry/feeds/batches/{b.Id}"))
        .Column("source", "来源", b => b.SourceTitle)
        .Computed("name", "文件或批次", b => b.FileName ?? b.Code, c => c.Wide())
        .Column("new", "新建", b => b.New, c => c.AlignEnd())
        .Column("changed", "变更", b => b.Changed, c => c.AlignEnd())
        .Column("unchanged", "无变化", b => b.Unchanged, c => c.AlignEnd())
        .Column("confirm", "待确认", b => b.ToConfirm, c => c.AlignEnd())
        .Column("rejected", "未采用", b => b.Rejected, c => c.AlignEnd())
        .Column("by", "报送人", b => b.SentBy)
        .Search("文件名、批次号", (rows, q) => rows.Where(b => b.Code.Contains(q) || b.FileName!.Contains(q)))
        .Text("source", "来源标识", (rows, key) => rows.Where(b => b.SourceKey == key))
        .OrderBy("received", descending: true);

    public IReadOnlyList<FeedSource> Sources { get; private set; } = [];
    public ListPage<FeedBatch> List { get; private set; } = null!;
    public bool MayManage => viewer.May(FeedPermissions.Manage);

    public async Task OnGetAsync(ListRequest request, CancellationToken ct)
    {
        Sources = await db.Set<FeedSource>().AsNoTracking().OrderBy(s => s.Key).ToListAsync(ct);
        List = await Definition.LoadAsync(Rows, request, ct);
        List.EmptyText = "还没有收到数据。选择上面的来源上传文件，或由对方系统通过接口报送。";
    }

    public Task<IActionResult> OnGetExportAsync(ListRequest request, CancellationToken ct) => this.ExportAsync(Definition, Rows, request, ct);

    IQueryable<FeedBatch> Rows => db.Set<FeedBatch>().AsNoTracking();
}
