using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Exchange.Catalogue;
using Zhijian.Modules.Exchange.In;
using Zhijian.Modules.Exchange.Partners;
using Zhijian.Platform.Access;
using Zhijian.Platform.Ui.Lists;

namespace Zhijian.Modules.Exchange.Pages;

/// <summary>One delivery of a partner, with every row that was not taken and why.</summary>
[Requires(ExchangeModule.View)]
public sealed class BatchModel(ZhijianDb db, CatalogueBook book) : PageModel
{
    static readonly ListDefinition<InboxRejection> Definition = new ListDefinition<InboxRejection>("inbox-rejections", "拒收的记录")
        .Key(r => r.Id)
        .Column("row", "行", r => r.RowNumber, c => c.Sortable().AlignEnd())
        .Column("key", "记录", r => r.RecordKey)
        .Column("rules", "规则", r => r.Rules)
        .Column("message", "原因", r => r.Message, c => c.Wide())
        .Search("记录或原因", (rows, q) => rows.Where(r => r.RecordKey.Contains(q) || r.Message.Contains(q)))
        .OrderBy("row");

    public Partner Owner { get; private set; } = null!;
    public InboxBatch Row { get; private set; } = null!;
    public string Title => book.Title(Row.Resource);
    public ListPage<InboxRejection> List { get; private set; } = null!;

    public async Task OnGetAsync(Guid id, ListRequest request, CancellationToken ct)
    {
        await LoadAsync(id, ct);
        List = await Definition.LoadAsync(Rows(), request, ct);
        List.EmptyText = "这一批全部接收，没有拒收的记录。";
    }

    public async Task<IActionResult> OnGetExportAsync(Guid id, ListRequest request, CancellationToken ct)
    {
        await LoadAsync(id, ct);
        return await this.ExportAsync(Definition, Rows(), request, ct);
    }

    IQueryable<InboxRejection> Rows() => db.Set<InboxRejection>().AsNoTracking().Where(r => r.BatchId == Row.Id);

    async Task LoadAsync(Guid id, CancellationToken ct)
    {
        Row = await db.Set<InboxBatch>().AsNoTracking().SingleOrDefaultAsync(b => b.Id == id, ct) ?? throw new NotFoundException();
        Owner = await db.Set<Partner>().AsNoTracking().IgnoreQueryFilters([Conventions.ScopeFilter]).SingleAsync(p => p.Id == Row.PartnerId, ct);
    }
}
