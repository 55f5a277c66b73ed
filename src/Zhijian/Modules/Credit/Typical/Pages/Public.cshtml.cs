using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Organisations;
using Zhijian.Platform.Ui.Lists;

namespace Zhijian.Modules.Credit.Typical.Pages;

/// <summary>Published typical cases, open to everybody.</summary>
[Public]
public sealed class PublicModel(ZhijianDb db) : PageModel
{
    static readonly ListDefinition<TypicalCase> Definition = new ListDefinition<TypicalCase>("typical-cases", "典型案例")
        .Key(t => t.Id)
        .Column("title", "标题", t => t.Title, c => c.Wide().Link(t => $"/typical-cases/{t.Id}"))
        .Column("result", "处理结果", t => t.Result, c => c.Wide())
        .Column("published", "发布日期", t => t.PublishedOn, c => c.Sortable().NoWrap())
        .Search("标题", (rows, q) => rows.Where(t => t.Title.Contains(q)))
        .OrderBy("published", descending: true)
        .NoExport();

    public ListPage<TypicalCase> List { get; private set; } = null!;

    public async Task OnGetAsync(ListRequest request, CancellationToken ct)
    {
        List = await Definition.LoadAsync(Published(db), request, ct);
        List.EmptyText = "还没有发布的典型案例。";
    }

    internal static IQueryable<TypicalCase> Published(ZhijianDb db) => db.Set<TypicalCase>().AsNoTracking().IgnoreQueryFilters([Conventions.ScopeFilter]).Where(t => t.State == TypicalState.Published);
}

[Public]
public sealed class PublicCaseModel(ZhijianDb db, DivisionDirectory divisions) : PageModel
{
    public TypicalCase Row { get; private set; } = null!;
    public string Authority => divisions.Name(Row.DivisionCode);

    public async Task OnGetAsync([FromRoute] Guid id, CancellationToken ct)
    {
        await divisions.LoadAsync(db, ct);
        Row = await PublicModel.Published(db).SingleOrDefaultAsync(t => t.Id == id, ct) ?? throw new NotFoundException();
    }
}
