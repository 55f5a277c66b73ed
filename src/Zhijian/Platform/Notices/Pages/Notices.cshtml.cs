using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhijian.Platform.Access;
using Zhijian.Platform.Ui.Lists;
using Zhijian.Platform.Ui.Pieces;

namespace Zhijian.Platform.Notices.Pages;

[SignedIn]
public sealed class NoticesModel(NoticeDesk desk) : PageModel
{
    static readonly ListDefinition<Notice> Definition = new ListDefinition<Notice>("notices", "通知")
        .Key(n => n.Id)
        .Column("text", "内容", n => n.Text, c => c.Wide().Link(n => n.Link))
        .Column("at", "时间", n => n.CreatedAt, c => c.Sortable().NoWrap())
        .Column("read", "状态", n => n.ReadAt, c => c.Say(n => n.ReadAt is null ? "未读" : "已读").Cell(n => n.ReadAt is null ? Badges.Status("未读", Tone.Info) : Badges.Status("已读", Tone.Neutral)))
        .Flag("unread", "只看未读", rows => rows.Where(n => n.ReadAt == null))
        .OrderBy("at", descending: true);

    public ListPage<Notice> List { get; private set; } = null!;

    public async Task OnGetAsync(ListRequest request, CancellationToken ct)
    {
        List = await Definition.LoadAsync(desk.Mine().AsNoTracking(), request, ct);
        List.EmptyText = "没有通知。";
    }

    public Task<IActionResult> OnGetExportAsync(ListRequest request, CancellationToken ct) =>
        this.ExportAsync(Definition, desk.Mine().AsNoTracking(), request, ct);

    public async Task<IActionResult> OnPostReadAsync(CancellationToken ct)
    {
        await desk.ReadAllAsync(ct);
        return RedirectToPage();
    }
}
