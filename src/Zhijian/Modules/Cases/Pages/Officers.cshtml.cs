using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Access.Pages;
using Zhijian.Platform.Organisations;
using Zhijian.Platform.Ui;
using Zhijian.Platform.Ui.Forms;
using Zhijian.Platform.Ui.Lists;

namespace Zhijian.Modules.Cases.Pages;

/// <summary>A certificate with the name of its holder.</summary>
public sealed class CertificateRow
{
    public Guid Id { get; init; }
    public required string Name { get; init; }
    public required string Number { get; init; }
    public required string DivisionCode { get; init; }
    public DateOnly ValidTo { get; init; }
}

/// <summary>执法证件 of the officers in scope.</summary>
[Requires(CasesModule.View)]
public sealed class OfficersModel(ZhijianDb db, CaseDesk desk, DivisionDirectory divisions, Viewer viewer) : PageModel
{
    public ListPage<CertificateRow> List { get; private set; } = null!;
    public IReadOnlyList<Option> Staff { get; private set; } = [];
    [BindProperty] public CertificateForm Input { get; set; } = new();
    public bool MayCertify => viewer.May(CasesModule.Certify);

    ListDefinition<CertificateRow> Definition => new ListDefinition<CertificateRow>("officer-certificates", "执法证件")
        .Key(c => c.Id)
        .Column("name", "姓名", c => c.Name, c => c.Sortable())
        .Column("number", "执法证号", c => c.Number, c => c.NoWrap())
        .Column("valid", "有效期至", c => c.ValidTo, c => c.Sortable().NoWrap())
        .Computed("place", "机关所在地", c => divisions.Name(c.DivisionCode), c => c.NoWrap())
        .Search("姓名、证号", (rows, q) => rows.Where(c => c.Name.Contains(q) || c.Number == q))
        .OrderBy("name");

    public Task OnGetAsync(ListRequest request, CancellationToken ct) => LoadAsync(request, ct);

    public async Task<IActionResult> OnGetExportAsync(ListRequest request, CancellationToken ct)
    {
        await divisions.LoadAsync(db, ct);
        return await this.ExportAsync(Definition, Rows(), request, ct);
    }

    [Requires(CasesModule.Certify)]
    public async Task<IActionResult> OnPostAsync(ListRequest request, CancellationToken ct)
    {
        if (await this.TryAsync(() => desk.CertifyAsync(Input.Officer ?? throw new Refusal("请选择执法人员。", "Officer"), Input.Number, Input.ValidTo, this.Key(), ct)))
        {
            this.Flash("执法证件已保存。");
            return Redirect("/cases/officers");
        }
        await LoadAsync(request, ct);
        return Page();
    }

    async Task LoadAsync(ListRequest request, CancellationToken ct)
    {
        await divisions.LoadAsync(db, ct);
        List = await Definition.LoadAsync(Rows(), request, ct);
        List.EmptyText = "还没有登记执法证件。";
        var own = viewer.DivisionCode;
        if (MayCertify) Staff = [.. (await db.Users.AsNoTracking().Where(u => u.DivisionCode == own && u.OrganisationId == null && !u.Disabled).OrderBy(u => u.FullName).Select(u => new { u.Id, u.FullName }).ToListAsync(ct)).Select(u => new Option(u.Id.ToString(), u.FullName))];
    }

    IQueryable<CertificateRow> Rows() => db.Set<OfficerCertificate>().InScopeOf(viewer.Scope).AsNoTracking().Join(db.Users, c => c.UserId, u => u.Id, (c, u) => new CertificateRow { Id = c.Id, Name = u.FullName, Number = c.Number, DivisionCode = c.DivisionCode, ValidTo = c.ValidTo });
}

public sealed class CertificateForm
{
    [Display(Name = "执法人员")] public Guid? Officer { get; set; }
    [Display(Name = "执法证号"), StringLength(CaseTables.Short)] public string? Number { get; set; }
    [Display(Name = "有效期至")] public DateOnly? ValidTo { get; set; }
}
