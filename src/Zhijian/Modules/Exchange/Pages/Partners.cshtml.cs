using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Exchange.Partners;
using Zhijian.Platform.Access;
using Zhijian.Platform.Ui.Forms;
using Zhijian.Platform.Ui.Lists;
using Zhijian.Platform.Ui.Pieces;

namespace Zhijian.Modules.Exchange.Pages;

/// <summary>A partner with how it is doing.</summary>
public sealed class PartnerLine
{
    public Guid Id { get; init; }
    public required string Name { get; init; }
    public PartnerKind Kind { get; init; }
    public bool Disabled { get; init; }
    public int Holds { get; init; }
    public int Waiting { get; init; }
    public DateTime? LastAt { get; init; }
    public int Failures { get; init; }
}

[Requires(ExchangeModule.View)]
public sealed class PartnersModel(ZhijianDb db, Viewer viewer, TimeProvider clock) : PageModel
{
    static readonly ListDefinition<PartnerLine> Definition = new ListDefinition<PartnerLine>("partners", "共享对象")
        .Key(p => p.Id)
        .Column("name", "名称", p => p.Name, c => c.Sortable().Link(p => $"/exchange/partners/{p.Id}"))
        .Column("kind", "类别", p => p.Kind, c => c.Say(p => p.Kind.Text()))
        .Computed("state", "状态", p => p.Disabled ? "已停用" : "在用", c => c.Cell(p => p.Disabled ? Badges.Status("已停用", Tone.Neutral) : Badges.Status("在用", Tone.Success)))
        .Column("holds", "共享资源", p => p.Holds, c => c.AlignEnd())
        .Column("waiting", "待审批", p => p.Waiting, c => c.AlignEnd())
        .Column("last", "最近调用", p => p.LastAt, c => c.Sortable().NoWrap())
        .Computed("failures", "近 7 天异常", p => p.Failures, c => c.AlignEnd().Cell(p => p.Failures == 0 ? Badges.Status("无", Tone.Success) : Badges.Status($"{p.Failures} 次", Tone.Warning)))
        .Search("名称", (rows, q) => rows.Where(p => p.Name.Contains(q)))
        .Select("kind", "类别", [.. Enum.GetValues<PartnerKind>().Select(k => new Option(k.ToString(), k.Text()))], (rows, v) => Enum.TryParse<PartnerKind>(v, out var kind) ? rows.Where(p => p.Kind == kind) : rows)
        .Flag("failing", "只看有异常的", rows => rows.Where(p => p.Failures > 0))
        .OrderBy("name");

    public ListPage<PartnerLine> List { get; private set; } = null!;
    public bool MayManage => viewer.May(ExchangeModule.Manage);

    public async Task OnGetAsync(ListRequest request, CancellationToken ct)
    {
        List = await Definition.LoadAsync(Rows(), request, ct);
        List.EmptyText = "还没有登记共享对象。";
    }

    public Task<IActionResult> OnGetExportAsync(ListRequest request, CancellationToken ct) => this.ExportAsync(Definition, Rows(), request, ct);

    IQueryable<PartnerLine> Rows()
    {
        var week = clock.GetUtcNow().UtcDateTime.AddDays(-7);
        return db.Set<Partner>().AsNoTracking().InScopeOf(viewer.Scope).Select(p => new PartnerLine
        {
            Id = p.Id, Name = p.Name, Kind = p.Kind, Disabled = p.Disabled,
            Holds = db.Set<Subscription>().Count(s => s.PartnerId == p.Id && s.State == SubscriptionState.Approved), Waiting = db.Set<Subscription>().Count(s => s.PartnerId == p.Id && s.State == SubscriptionState.Applied),
            LastAt = db.Set<PartnerCall>().Where(c => c.PartnerId == p.Id).Max(c => (DateTime?)c.At), Failures = db.Set<PartnerCall>().Count(c => c.PartnerId == p.Id && !c.Good && c.At >= week),
        });
    }
}
