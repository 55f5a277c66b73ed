using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Registry.Feeds.Intake;
using Zhijian.Modules.Registry.Feeds.Merging;
using Zhijian.Platform.Access;
using Zhijian.Platform.Access.Pages;
using Zhijian.Platform.Ui;
using Zhijian.Platform.Ui.Lists;
using Zhijian.Platform.Ui.Pieces;

namespace Zhijian.Modules.Registry.Feeds.Pages;

/// <summary>Members, not a constructor: the database orders and searches by them.</summary>
public sealed record DuplicateRow
{
    public required Guid Id { get; init; }
    public required Guid FirstId { get; init; }
    public required string FirstName { get; init; }
    public required string? FirstCode { get; init; }
    public required Guid SecondId { get; init; }
    public required string SecondName { get; init; }
    public required string? SecondCode { get; init; }
    public required int Score { get; init; }
    public required string Reasons { get; init; }
    public required DateTime FoundAt { get; init; }
}

/// <summary>Files that may be of one employer.</summary>
[Requires(FeedPermissions.Merge)]
public sealed class DuplicatesModel(ZhijianDb db, MergeDesk desk) : PageModel
{
    static readonly ListDefinition<DuplicateRow> Definition = new ListDefinition<DuplicateRow>("duplicates", "疑似重复档案")
        .Key(r => r.Id)
        .Column("first", "档案一", r => r.FirstName, c => c.Wide().Cell(r => Name(r.FirstName, r.FirstCode)).Link(r => $"/registry/merge?first={r.FirstId}&second={r.SecondId}&pair={r.Id}"))
        .Column("second", "档案二", r => r.SecondName, c => c.Wide().Cell(r => Name(r.SecondName, r.SecondCode)))
        .Column("score", "相似度", r => r.Score, c => c.Sortable().AlignEnd().Cell(r => Markup.Text(FeedTerms.Score(r.Score))))
        .Column("reasons", "线索", r => r.Reasons)
        .Column("found", "发现时间", r => r.FoundAt, c => c.NoWrap())
        .Search("单位名称、代码", (rows, q) => rows.Where(r => r.FirstName.Contains(q) || r.SecondName.Contains(q) || r.FirstCode == q || r.SecondCode == q))
        .OrderBy("score", descending: true)
        .CountUpTo(10_000)
        .Bulk(new("Part", "不是同一单位", "arrows-split", Confirm: "选中的各对都不是同一单位？以后不再提示。"));

    public ListPage<DuplicateRow> List { get; private set; } = null!;

    public async Task OnGetAsync(ListRequest request, CancellationToken ct)
    {
        List = await Definition.LoadAsync(Rows, request, ct);
        List.EmptyText = "没有发现疑似重复的档案。";
    }

    public Task<IActionResult> OnGetExportAsync(ListRequest request, CancellationToken ct) => this.ExportAsync(Definition, Rows, request, ct);

    public async Task<IActionResult> OnPostPartAsync(Guid[] ids, CancellationToken ct)
    {
        await this.TryFlashAsync(async () =>
        {
            foreach (var id in ids.Take(200)) await desk.PartAsync(id, null, ct);
            return $"已标记 {ids.Length} 对不是同一单位。";
        });
        return Redirect("/registry/duplicates");
    }

    public async Task<IActionResult> OnPostLookAsync(CancellationToken ct)
    {
        await this.TryFlashAsync(async () =>
        {
            await desk.LookAsync(this.Key(), ct);
            return "已开始比对新增和变更过的档案，完成后刷新本页查看。";
        });
        return Redirect("/registry/duplicates");
    }

    IQueryable<DuplicateRow> Rows =>
        from p in db.Set<DuplicatePair>().AsNoTracking()
        where p.State == PairState.Open
        join a in db.Set<Employer>() on p.FirstId equals a.Id
        join b in db.Set<Employer>() on p.SecondId equals b.Id
        where a.MergedIntoId == null && b.MergedIntoId == null
        select new DuplicateRow
        {
            Id = p.Id, FirstId = a.Id, FirstName = a.Name, FirstCode = a.CreditCode, SecondId = b.Id, SecondName = b.Name, SecondCode = b.CreditCode,
            Score = p.Score, Reasons = p.Reasons, FoundAt = p.FoundAt,
        };

    static Microsoft.AspNetCore.Html.IHtmlContent Name(string name, string? code) => Markup.Of($"{name}<br /><small>{code ?? "没有信用代码"}</small>");
}
