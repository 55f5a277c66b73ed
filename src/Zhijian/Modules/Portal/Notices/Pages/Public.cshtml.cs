using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Organisations;
using Zhijian.Platform.Ui.Lists;
using Zhijian.Platform.Ui.Security;

namespace Zhijian.Modules.Portal.Notices.Pages;

/// <summary>What the authorities tell everybody.</summary>
[Public, PublicCache]
public sealed class PublicModel(ZhijianDb db) : PageModel
{
    static readonly ListDefinition<PublicNotice> Definition = new ListDefinition<PublicNotice>("public-notices", "通知公告")
        .Key(n => n.Id)
        .Column("title", "标题", n => n.Title, c => c.Wide().Link(n => $"/portal/notices/{n.Id}"))
        .Column("published", "发布日期", n => n.PublishedOn, c => c.Sortable().NoWrap())
        .Search("标题", (rows, q) => rows.Where(n => n.Title.Contains(q)))
        .OrderBy("published", descending: true)
        .NoExport();

    public ListPage<PublicNotice> List { get; private set; } = null!;

    public async Task OnGetAsync(ListRequest request, CancellationToken ct)
    {
        List = await Definition.LoadAsync(PublicNoticeDesk.Published(db), request, ct);
        List.EmptyText = "还没有发布的公告。";
    }
}

[Public, PublicCache]
public sealed class PublicNoticeModel(ZhijianDb db, DivisionDirectory divisions) : PageModel
{
    public PublicNotice Row { get; private set; } = null!;
    public string Authority => divisions.Name(Row.DivisionCode);

    public async Task OnGetAsync([FromRoute] Guid id, CancellationToken ct)
    {
        await divisions.LoadAsync(db, ct);
        Row = await PublicNoticeDesk.Published(db).SingleOrDefaultAsync(n => n.Id == id, ct) ?? throw new NotFoundException();
    }
}
