using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Monitoring.Institutions;
using Zhijian.Platform.Access;
using Zhijian.Platform.Organisations;
using Zhijian.Platform.Ui;
using Zhijian.Platform.Ui.Lists;
using Zhijian.Platform.Ui.Pieces;

namespace Zhijian.Modules.Monitoring.Pages;

/// <summary>An institution with its newest certificate.</summary>
public sealed class InstitutionLine
{
    public Guid Id { get; init; }
    public required string Name { get; init; }
    public required string CreditCode { get; init; }
    public required string DivisionCode { get; init; }
    public DateOnly? ValidTo { get; init; }

    public static IQueryable<InstitutionLine> Of(ZhijianDb db) => db.Set<Organisation>().AsNoTracking().Where(o => o.Kind == OrganisationKind.ServiceInstitution).Select(o => new InstitutionLine
    {
        Id = o.Id, Name = o.Name, CreditCode = o.CreditCode, DivisionCode = o.DivisionCode, ValidTo = db.Set<InstitutionCertificate>().Where(c => c.InstitutionId == o.Id).Max(c => (DateOnly?)c.ValidTo),
    });
}

public sealed class InstitutionList(DivisionDirectory divisions, TimeProvider clock)
{
    public ListDefinition<InstitutionLine> Definition { get; } = new ListDefinition<InstitutionLine>("institutions", "技术服务机构")
        .Key(o => o.Id)
        .Column("name", "机构名称", o => o.Name, c => c.Sortable().Wide().Link(o => $"/monitoring/institutions/{o.Id}"))
        .Column("code", "统一社会信用代码", o => o.CreditCode, c => c.NoWrap())
        .Computed("place", "所在区划", o => divisions.Name(o.DivisionCode))
        .Computed("valid", "资质有效期至", o => Display.Text(o.ValidTo), c => c.Cell(o => o.ValidTo is not { } to ? Badges.Status("未登记", Tone.Warning)
            : to < Display.Today(clock) ? Badges.Status($"{Display.Date(to)} 已过期", Tone.Danger) : Markup.Text(Display.Date(to))))
        .Search("机构名称、信用代码", (rows, q) => rows.Where(o => o.Name.Contains(q) || o.CreditCode == q))
        .OrderBy("name");
}

/// <summary>Institutions of the viewer's places.</summary>
[Requires(MonitoringModule.Supervise)]
public sealed class InstitutionsModel(ZhijianDb db, InstitutionList list, DivisionDirectory divisions) : PageModel
{
    public ListPage<InstitutionLine> List { get; private set; } = null!;

    public async Task OnGetAsync(ListRequest request, CancellationToken ct)
    {
        await divisions.LoadAsync(db, ct);
        List = await list.Definition.LoadAsync(InstitutionLine.Of(db), request, ct);
        List.EmptyText = "辖区内没有登记的技术服务机构。";
    }

    public async Task<IActionResult> OnGetExportAsync(ListRequest request, CancellationToken ct)
    {
        await divisions.LoadAsync(db, ct);
        return await this.ExportAsync(list.Definition, InstitutionLine.Of(db), request, ct);
    }
}
