using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Declarations.Pages;
using Zhijian.Platform.Access;
using Zhijian.Platform.Documents;
using Zhijian.Platform.Files;
using Zhijian.Rules.Declarations;
using static Zhijian.Platform.Documents.PaperField;

namespace Zhijian.Modules.Declarations;

/// <summary>
/// The form as a Word file with all fields of the form of 2012, to be sealed and signed (order 48 Art 6), and the receipt for the
/// employer, who has no list of papers.
/// </summary>
static class DeclarationDocs
{
    static readonly string[] Keys =
    [
        nameof(DeclarationForm.EmployerName), nameof(DeclarationForm.CreditCode), nameof(DeclarationForm.RegisteredAddress), nameof(DeclarationForm.WorkplaceAddress), nameof(DeclarationForm.Size),
        nameof(DeclarationForm.IndustryCode), nameof(DeclarationForm.RegistrationType), nameof(DeclarationForm.LegalRepresentative), nameof(DeclarationForm.Phone), nameof(DeclarationForm.PrincipalPerson),
        nameof(DeclarationForm.Reporter), nameof(DeclarationForm.ReporterPhone), nameof(DeclarationForm.ChangeReason), nameof(DeclarationForm.HasManagementUnit), nameof(DeclarationForm.FullTimeManagers),
        nameof(DeclarationForm.PartTimeManagers), nameof(DeclarationForm.TotalWorkers), nameof(DeclarationForm.DispatchedWorkers), nameof(DeclarationForm.CumulativeCases), nameof(DeclarationForm.TotalExposed),
    ];

    /// <summary>Names used by the template: the titles of the form of 2012; two phones and classes have names of their own.</summary>
    public static readonly PaperForm Form = new("declaration-form-2012", "职业病危害项目申报表（2012年版）",
    [
        Text("申报类别", "初次申报", required: true), Text("申报日期", "2018年9月1日"), Text("受理编号", "/"),
        .. Titles().Select(t => Text(t, "样张", required: true)),
        Text("变更原因", "/"),
        .. ClassNames.SelectMany(c => new[] { Text($"{c}有无", "有", required: true), Text($"{c}人数", "10", required: true) }),
        Text("合计可重复", "20", required: true), Text("合计不重复", "15", required: true),
        Rows("分布", Text("作业场所名称", "破碎车间", required: true), Text("危害因素名称", "矽尘", required: true), Text("可重复人数", "10", required: true), Text("不重复人数", "10", required: true)),
    ]);

    static IEnumerable<string> ClassNames => new[] { HazardClass.Dust, HazardClass.Chemical, HazardClass.Physical, HazardClass.Radiation, HazardClass.Other }.Select(c => c.ChineseName());

    static IEnumerable<string> Titles() =>
    [
        "单位名称", "统一社会信用代码", "单位注册地址", "工作场所地址", "企业规模", "行业分类", "注册类型", "法定代表人", "法定代表人电话", "主要负责人",
        "填报人", "填报人电话", "职业卫生管理机构", "专职管理人员", "兼职管理人员", "劳动者总人数", "劳务派遣人数", "职业病累计人数", "接触总人数",
    ];

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/my/declarations/{id:guid}/form.docx", FormAsync).Requires(DeclarationsModule.Own).ExcludeFromDescription();
        foreach (var kind in (FileKind[])[FileKind.Docx, FileKind.Pdf])
            routes.MapGet($"/my/declarations/{{id:guid}}/receipt/{kind.ToString().ToLowerInvariant()}",
                (Guid id, DeclarationAccess access, ZhijianDb db, FileStore files, CancellationToken ct) => ReceiptAsync(id, kind, access, db, files, ct)).Requires(DeclarationsModule.Own).ExcludeFromDescription();
    }

    static async Task<IResult> FormAsync(Guid id, DeclarationAccess access, FactorCatalogue catalogue, CancellationToken ct)
    {
        var declaration = await access.ReadAsync(id, ct);
        var file = Fill(declaration, await access.FormAsync(declaration, ct), await catalogue.LoadAsync(ct));
        return Results.File(file, FileKind.Docx.MediaType(), $"{Form.Title} {declaration.EmployerName}.docx");
    }

    internal static byte[] Fill(HazardDeclaration declaration, DeclarationForm form, Func<string, FactorFact?> factorOf)
    {
        var sums = FormSums.Of(form, code => factorOf(code)?.Class);
        var data = new PaperData { { "申报类别", declaration.Kind.ChineseName() }, { "申报日期", declaration.FiledOn is { } day ? PaperText.Date(day) : "　　年　月　日" }, { "受理编号", declaration.ReceiptNumber ?? "/" } };
        var values = Keys.Where(k => k != nameof(DeclarationForm.ChangeReason)).Select(k => FiledForm.Words(form, k)).ToList();
        foreach (var (title, value) in Titles().Zip(values)) data.Add(title, value == Platform.Ui.Display.Nothing ? "/" : value);
        data.Add("变更原因", form.ChangeReason?.ChineseName() ?? "/");
        foreach (var line in sums.AsOf2012())
        {
            data.Add($"{line.Class.ChineseName()}有无", line.Present ? "有" : "无");
            data.Add($"{line.Class.ChineseName()}人数", line.Persons);
        }
        data.Add("合计可重复", sums.Persons);
        data.Add("合计不重复", sums.Distinct);
        data.Add("分布", form.Workshops.SelectMany(w => w.Hazards.Select((h, i) => new PaperData
        {
            { "作业场所名称", i == 0 ? w.Name ?? "/" : "同上" }, { "危害因素名称", (h.FactorCode is null ? null : factorOf(h.FactorCode)?.Name) ?? "/" },
            { "可重复人数", h.Persons ?? 0 }, { "不重复人数", i == 0 ? (w.Distinct ?? 0).ToString(System.Globalization.CultureInfo.InvariantCulture) : "同上" },
        })));
        return PaperTemplates.Load(Form).Fill(data, Form.Title);
    }

    static async Task<IResult> ReceiptAsync(Guid id, FileKind kind, DeclarationAccess access, ZhijianDb db, FileStore files, CancellationToken ct)
    {
        var declaration = await access.ReadAsync(id, ct);
        // The paper stands in the place of its authority; whoever sees the declaration may have its receipt.
        var paper = declaration.ReceiptPaperId is { } paperId
            ? await db.Set<Paper>().AsNoTracking().IgnoreQueryFilters([Conventions.ScopeFilter]).SingleOrDefaultAsync(p => p.Id == paperId, ct) : null;
        if (paper is null) throw new NotFoundException();
        if (kind == FileKind.Pdf && paper.PdfHash is null)
            return Results.Text("PDF 尚未生成或本系统没有启用 PDF，请下载 Word 版打印。", "text/plain; charset=utf-8", statusCode: StatusCodes.Status404NotFound);
        return Results.File(files.OpenRead(kind == FileKind.Pdf ? paper.PdfHash! : paper.DocxHash), kind.MediaType(), $"{paper.Title} {paper.Number}{kind.Extensions()[0]}");
    }
}
