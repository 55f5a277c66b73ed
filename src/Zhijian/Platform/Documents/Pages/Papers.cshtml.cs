using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Exports;
using Zhijian.Platform.Ui;
using Zhijian.Platform.Ui.Forms;
using Zhijian.Platform.Ui.Lists;
using Zhijian.Platform.Ui.Pieces;
using Zhijian.Rules.Service;

namespace Zhijian.Platform.Documents.Pages;

/// <summary>Register of issued papers in the viewer's scope.</summary>
[Requires(PapersRoom.View)]
public sealed class PapersModel(ZhijianDb db) : PageModel
{
    static readonly ListDefinition<Paper> Definition = new ListDefinition<Paper>("papers", "文书登记")
        .Key(p => p.Id)
        .Column("number", "文书编号", p => p.Number, c => c.Sortable().NoWrap().Link(p => $"/papers/{p.Id}"))
        .Column("title", "文书名称", p => p.Title, c => c.Sortable().Wide())
        .Column("authority", "出具机关", p => p.Authority)
        .Column("addressee", "受送达人", p => p.Addressee, c => c.Wide())
        .Column("issued", "签发日期", p => p.IssuedOn, c => c.Sortable().NoWrap())
        .Column("by", "承办人", p => p.IssuedBy)
        .Column("state", "状态", p => p.VoidedAt, c => c.Say(p => p.VoidedAt is null ? "有效" : "已作废").Cell(p => p.VoidedAt is null ? Badges.Status("有效", Tone.Success) : Badges.Status("已作废", Tone.Danger)))
        .Column("served", "送达", p => p.ServedOn, c => c.NoWrap().Say(p => Served(p)).Cell(p => p.Addressee is null || p.VoidedAt is not null ? Markup.Text(Display.Nothing) : p.ServedOn is null ? Badges.Status("待送达", Tone.Warning) : Markup.Text(Served(p)!)))
        .Search("编号、名称、受送达人", (rows, q) => rows.Where(p => p.Number.Contains(q) || p.Title.Contains(q) || p.Addressee!.Contains(q)))
        .Select("state", "状态", [new Option("valid", "有效"), new Option("void", "已作废")], (rows, v) => rows.Where(p => (p.VoidedAt == null) == (v == "valid")))
        .Select("service", "送达", [new Option("open", "待送达"), new Option("served", "已送达")], (rows, v) => rows.Where(p => p.Addressee != null && p.VoidedAt == null && (p.ServedOn != null) == (v == "served")))
        .Dates("issued", "签发日期", p => p.IssuedOn)
        .OrderBy("issued", descending: true);

    static string? Served(Paper paper) => paper is { ServedOn: { } on, ServedHow: { } how } ? $"{Display.Date(on)} {how.Text()}" : paper is { Addressee: not null, VoidedAt: null } ? "待送达" : null;

    public ListPage<Paper> List { get; private set; } = null!;

    public async Task OnGetAsync(ListRequest request, CancellationToken ct)
    {
        List = await Definition.LoadAsync(db.Set<Paper>().AsNoTracking(), request, ct);
        List.EmptyText = "还没有出具过文书。";
    }

    public Task<IActionResult> OnGetExportAsync(ListRequest request, CancellationToken ct) =>
        this.ExportAsync(Definition, db.Set<Paper>().AsNoTracking(), request, ct);
}
