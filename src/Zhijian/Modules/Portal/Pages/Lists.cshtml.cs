using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Zhijian.Data;
using Zhijian.Modules.Credit;
using Zhijian.Modules.Portal.OpenData;
using Zhijian.Platform.Access;
using Zhijian.Platform.Organisations;
using Zhijian.Platform.Ui;
using Zhijian.Platform.Ui.Lists;
using Zhijian.Platform.Ui.Security;

namespace Zhijian.Modules.Portal.Pages;

/// <summary>Institutions whose certificate holds today, with the scope of their qualification.</summary>
[Public, PublicCache]
public sealed class InstitutionsModel(ZhijianDb db, DivisionDirectory divisions, TimeProvider clock) : PageModel
{
    public ListPage<InstitutionRow> List { get; private set; } = null!;

    ListDefinition<InstitutionRow> Definition => new ListDefinition<InstitutionRow>("public-institutions", "职业卫生技术服务机构")
        .Key(r => r.Id)
        .Column("name", "机构", r => r.Name, c => c.Wide().Sortable())
        .Column("grade", "等级", r => r.Grade, c => c.NoWrap())
        .Column("scopes", "业务范围", r => r.Scopes, c => c.Wide())
        .Computed("area", "服务区域", r => r.Area.Length == 0 ? "全国" : divisions.Name(r.Area.PadRight(6, '0')))
        .Column("number", "证书编号", r => r.Number)
        .Column("to", "有效期至", r => r.ValidTo, c => c.NoWrap())
        .Column("code", "统一社会信用代码", r => r.CreditCode, c => c.Hidden())
        .Search("机构名称、业务范围", (rows, q) => rows.Where(r => r.Name.Contains(q) || r.Scopes.Contains(q)))
        .OrderBy("name");

    public async Task OnGetAsync(ListRequest request, CancellationToken ct)
    {
        await divisions.LoadAsync(db, ct);
        List = await Definition.LoadAsync(Rows(), request, ct);
        List.EmptyText = "没有找到资质在有效期内的机构。";
    }

    public async Task<IActionResult> OnGetExportAsync(ListRequest request, CancellationToken ct)
    {
        await divisions.LoadAsync(db, ct);
        return await this.ExportAsync(Definition, Rows(), request, ct);
    }

    IQueryable<InstitutionRow> Rows() => OpenDataSets.Institutions(db, Display.Today(clock));
}

/// <summary>The good-faith list.</summary>
[Public, PublicCache]
public sealed class GoodFaithModel(ZhijianDb db, TimeProvider clock) : PageModel
{
    static readonly ListDefinition<GoodFaithEntry> Definition = new ListDefinition<GoodFaithEntry>("public-good-faith", "守信名单公示")
        .Key(g => g.Id)
        .Column("employer", "单位名称", g => g.EmployerName, c => c.Wide())
        .Column("code", "统一社会信用代码", g => g.CreditCode, c => c.NoWrap())
        .Column("reason", "守信事实", g => g.Reason, c => c.Wide())
        .Column("approved", "列入日期", g => g.ApprovedOn, c => c.Sortable().NoWrap())
        .Column("until", "期限至", g => g.Until, c => c.NoWrap())
        .Search("单位、信用代码", (rows, q) => rows.Where(g => g.EmployerName.Contains(q) || g.CreditCode == q))
        .OrderBy("approved", descending: true);

    public ListPage<GoodFaithEntry> List { get; private set; } = null!;

    public async Task OnGetAsync(ListRequest request, CancellationToken ct)
    {
        List = await Definition.LoadAsync(Rows(), request, ct);
        List.EmptyText = "现在没有公示的守信单位。";
    }

    public Task<IActionResult> OnGetExportAsync(ListRequest request, CancellationToken ct) => this.ExportAsync(Definition, Rows(), request, ct);

    IQueryable<GoodFaithEntry> Rows() => OpenDataSets.GoodFaith(db, Display.Today(clock));
}
