using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Exchange.Catalogue;
using Zhijian.Modules.Exchange.In;
using Zhijian.Modules.Exchange.Partners;
using Zhijian.Modules.Registry;
using Zhijian.Platform.Access;
using Zhijian.Platform.Access.Pages;
using Zhijian.Platform.Organisations;
using Zhijian.Platform.Ui;
using Zhijian.Platform.Ui.Forms;
using Zhijian.Platform.Ui.Lists;
using Zhijian.Platform.Ui.Pieces;

namespace Zhijian.Modules.Exchange.Pages;

/// <summary>A received record beside what the platform itself knows of the employer.</summary>
public sealed class RecordLine : IPlaced
{
    public Guid Id { get; init; }
    public required string ScopePath { get; init; }
    public required string Resource { get; init; }
    public required string CreditCode { get; init; }
    public Guid? EmployerId { get; init; }
    public string? Employer { get; init; }
    public required string DivisionCode { get; init; }
    public DeclarationStanding? Standing { get; init; }
    public required string Partner { get; init; }
    public required string RecordKey { get; init; }
    public DateTime ReceivedAt { get; init; }
}

/// <summary>部门共享信息: everything that was received in the viewer's region; who declared elsewhere but not here, who has no file.</summary>
[Requires(ExchangeModule.View)]
public sealed class RecordsModel(ZhijianDb db, CatalogueBook book, DivisionDirectory divisions, Viewer viewer, InboxUnfiled unfiled) : PageModel
{
    const string National = "national-declarations", Unfiled = "unfiled", Undeclared = "undeclared";

    public ListPage<RecordLine> List { get; private set; } = null!;

    ListDefinition<RecordLine> Definition => new ListDefinition<RecordLine>("inbox-records", "部门共享信息")
        .Key(r => r.Id)
        .Column("employer", "用人单位", r => r.Employer, c => c.Wide().Link(r => r.EmployerId is { } id ? $"/registry/{id}?tab={InboxTab.TabKey}" : null).Say(r => r.Employer ?? "（未建档）"))
        .Column("code", "统一社会信用代码", r => r.CreditCode, c => c.NoWrap())
        .Column("resource", "资源", r => r.Resource, c => c.Say(r => book.Title(r.Resource)))
        .Computed("county", "所在区划", r => divisions.Name(r.DivisionCode), c => c.NoWrap())
        .Computed("standing", "本平台申报", r => r.Standing?.ChineseName() ?? Display.Nothing, c => c.Cell(r => r.Standing is { } s ? Badges.Status(s.ChineseName(), s == DeclarationStanding.Valid ? Tone.Success : Tone.Warning) : Markup.Text(Display.Nothing)))
        .Column("partner", "提供方", r => r.Partner)
        .Column("key", "记录编号", r => r.RecordKey, c => c.Hidden())
        .Column("received", "收到", r => r.ReceivedAt, c => c.Sortable().NoWrap())
        .Search("信用代码、单位名称", (rows, q) => OfCode(rows, q.ToUpperInvariant(), q))
        .Select("resource", "资源", [.. InSchemas.All.Keys.Order(StringComparer.Ordinal).Select(code => new Option(code, book.Title(code)))], (rows, code) => rows.Where(r => r.Resource == code))
        .Select("gap", "差异", [new(Undeclared, "国家系统已申报、本平台无有效申报"), new(Unfiled, "本平台没有档案")], (rows, value) => value == Unfiled ? rows.Where(r => r.EmployerId == null)
            : rows.Where(r => r.Resource == National && r.EmployerId != null && r.Standing != DeclarationStanding.Valid && r.Standing != DeclarationStanding.ChangeDue))
        .Pick("county", "所在区划", "own-division", (rows, code) => divisions.Find(code) is { } place ? rows.Under(place.Path) : rows.Where(_ => false))
        .OrderBy("received", descending: true)
        .Bulk(new("Seen", "已核查（没有档案的）", "checks", ExchangeModule.Answer, "所选信息已经核查，不需要建档或者将另行建档，办结待办？"))
        .CountUpTo(10_000);

    static IQueryable<RecordLine> OfCode(IQueryable<RecordLine> rows, string code, string name) => rows.Where(r => r.CreditCode == code || r.Employer!.Contains(name));

    public async Task OnGetAsync(ListRequest request, CancellationToken ct)
    {
        await divisions.LoadAsync(db, ct);
        List = await Definition.LoadAsync(Rows(), request, ct);
        List.EmptyText = "没有符合条件的信息。";
    }

    public async Task<IActionResult> OnGetExportAsync(ListRequest request, CancellationToken ct)
    {
        await divisions.LoadAsync(db, ct);
        return await this.ExportAsync(Definition, Rows(), request, ct);
    }

    [Requires(ExchangeModule.Answer)]
    public async Task<IActionResult> OnPostSeenAsync(Guid[]? ids, ListRequest request, CancellationToken ct)
    {
        var waited = 0;
        if (!await this.TryAsync(async () => waited = await unfiled.SeenAsync(ids ?? [], this.Key(), ct), ""))
        {
            await OnGetAsync(request, ct);
            return Page();
        }
        this.Flash($"已核查 {waited} 条，待办随之办结。");
        return Redirect("/exchange/records" + (request.With(("handler", null)) is { Length: > 1 } query ? query : ""));
    }

    IQueryable<RecordLine> Rows() =>
        from r in db.Set<InboxRecord>().AsNoTracking().InScopeOf(viewer.Scope)
        join p in db.Set<Partner>().IgnoreQueryFilters([Conventions.ScopeFilter]) on r.PartnerId equals p.Id
        join e in db.Set<Employer>() on r.EmployerId equals e.Id into files
        from e in files.DefaultIfEmpty()
        select new RecordLine
        {
            Id = r.Id, ScopePath = r.ScopePath, Resource = r.Resource, CreditCode = r.CreditCode, EmployerId = r.EmployerId, Employer = e.Name, DivisionCode = r.DivisionCode,
            Standing = e == null ? null : e.DeclarationStanding, Partner = p.Name, RecordKey = r.RecordKey, ReceivedAt = r.ReceivedAt,
        };
}
