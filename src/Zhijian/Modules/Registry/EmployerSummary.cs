using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Registry.Dues;
using Zhijian.Modules.Registry.Tabs;
using Zhijian.Platform;
using Zhijian.Platform.Access;
using Zhijian.Platform.Documents;
using Zhijian.Platform.Documents.Pdf;
using Zhijian.Platform.Files;
using Zhijian.Platform.Organisations;
using Zhijian.Platform.Reference;
using Zhijian.Platform.Ui;
using Zhijian.Rules.Risk;
using static Zhijian.Platform.Documents.PaperField;

namespace Zhijian.Modules.Registry;

/// <summary>The file on one page, to take along. Not an official paper: it has no number and no seal.</summary>
public sealed class EmployerSummary(ZhijianDb db, EmployerFiles files, WorkplaceTrees trees, DivisionDirectory divisions, ReferenceDirectory reference, Viewer viewer, TimeProvider clock)
{
    const string Nothing = "—";

    public static readonly PaperForm Form = new("employer-file", "用人单位档案摘要",
    [
        Text("单位名称", "某某示例有限公司", required: true), Text("统一社会信用代码", "91410100MA4000001N"), Text("经营状态", "正常生产"), Text("所在区划", "巩义市"), Text("监管机关", "巩义市"),
        Text("行业", "3089 耐火陶瓷制品及其他耐火材料制造"), Text("规模", "中型"), Text("注册类型", "有限责任公司"), Text("隶属关系", "其他"), Text("法定代表人", "张样张"), Text("主要负责人", "李样张"),
        Text("劳动者人数", "120"), Text("派遣人数", "8"), Text("接触人数", "86"), Text("危害类别", "粉尘、物理因素"), Text("风险", "严重"), Text("申报情况", "已申报，2026-03-01"), Text("曾用名", "无"),
        Rows("工作场所", Text("名称", "主要工作场所"), Text("地址", "某镇某村"), Text("状态", "正常生产"), Text("人数", "120")),
        Rows("接触", Text("场所", "主要工作场所"), Text("车间岗位", "破碎车间 破碎工"), Text("因素", "矽尘"), Text("人数", "12"), Text("防护", "布袋除尘；KN95 口罩")),
        Rows("到期", Text("事项", "年度更新"), Text("期限", "2027-03-01"), Text("依据", "申报办法")),
        Condition("还有场所", "工作场所没有印全"), Text("其余场所", "另有 3 个工作场所，见平台档案。"), Condition("还有接触", "接触情况没有印全"), Text("其余接触", "另有 12 行，见平台档案。"),
        Condition("还有到期", "到期事项没有印全"), Text("其余到期", "另有 2 项，见平台档案。"),
        Condition("有到期", "有未办结的到期事项"), Text("打印日期", "2026年6月10日", required: true), Text("打印人", "王样张", required: true),
    ]);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/registry/{id:guid}/summary.docx", async (Guid id, EmployerSummary summary, CancellationToken ct) =>
            await summary.MakeAsync(id, ct) is { } made ? Results.File(made.Docx, FileKind.Docx.MediaType(), $"{made.Name} 档案摘要.docx") : await summary.MovedAsync(id, "docx", ct))
            .Requires(RegistryModule.View).ExcludeFromDescription();
        routes.MapGet("/registry/{id:guid}/summary.pdf", async (Guid id, EmployerSummary summary, IPdfConverter pdf, CancellationToken ct) =>
            await summary.MakeAsync(id, ct) is not { } made ? await summary.MovedAsync(id, "pdf", ct)
            : pdf.Available ? Results.File(await pdf.ConvertAsync(made.Docx, ct), FileKind.Pdf.MediaType(), $"{made.Name} 档案摘要.pdf")
            // Without the converter the .docx is all there is.
            : Results.File(made.Docx, FileKind.Docx.MediaType(), $"{made.Name} 档案摘要.docx"))
            .Requires(RegistryModule.View).ExcludeFromDescription();
    }

    async Task<IResult> MovedAsync(Guid id, string kind, CancellationToken ct) =>
        await files.MovedAsync(id, ct) is { } moved ? Results.Redirect($"/registry/{moved.Id}/summary.{kind}") : Results.NotFound();

    public async Task<(string Name, byte[] Docx)?> MakeAsync(Guid id, CancellationToken ct)
    {
        if (await files.RecordAsync(id, ct) is not { } e) return null;
        await divisions.LoadAsync(db, ct);
        var industries = await reference.IndustryNamesAsync(ct);
        var former = await db.Set<FormerName>().AsNoTracking().Where(n => n.EmployerId == id).OrderByDescending(n => n.Until).Select(n => n.Name).Take(5).ToListAsync(ct);
        var dues = await db.Set<Due>().AsNoTracking().Where(d => d.EmployerId == id && d.SettledOn == null).OrderBy(d => d.DueOn).Take(10).ToListAsync(ct);
        var places = await trees.LoadAsync(db.Set<Workplace>().Where(w => w.EmployerId == id), ct);
        var page = SummaryPage.Of(
            [.. places.Select(p => (string[])[p.Workplace.Name, p.Workplace.Address.Contains(p.Place, StringComparison.Ordinal) ? p.Workplace.Address : $"{p.Place} {p.Workplace.Address}", p.Workplace.Status.ChineseName(), Count(p.Workplace.Workers)])], [.. Exposures(places)],
            [.. dues.Select(d => (string[])[d.Title, Display.Date(d.DueOn), d.Basis])]);
        var more = await db.Set<Due>().CountAsync(d => d.EmployerId == id && d.SettledOn == null, ct) - page.Dues.Count;
        var data = new PaperData
        {
            { "单位名称", e.Name }, { "统一社会信用代码", e.CreditCode is null ? Nothing : e.CodeStanding == CodeStanding.CheckFailed ? $"{e.CreditCode}（{e.CodeStanding.ChineseName()}）" : e.CreditCode },
            { "经营状态", e.Status.ChineseName() }, { "所在区划", divisions.Name(e.DivisionCode) }, { "监管机关", divisions.Name(e.SupervisorCode) },
            { "行业", $"{e.IndustryCode} {industries.GetValueOrDefault(e.IndustryCode)}" }, { "规模", e.Size?.ChineseName() ?? Nothing },
            { "注册类型", e.RegistrationType.ChineseName() }, { "隶属关系", e.OwnershipLevel.ChineseName() }, { "法定代表人", e.LegalRepresentative ?? Nothing }, { "主要负责人", e.Principal ?? Nothing },
            { "劳动者人数", Count(e.Workers) }, { "派遣人数", Count(e.DispatchedWorkers) }, { "接触人数", Count(e.ExposedWorkers) },
            { "危害类别", string.Join("、", HazardClasses.Of(e)) is { Length: > 0 } hazards ? hazards : Nothing },
            { "风险", Risk(e) }, { "申报情况", e.DeclarationStanding.ChineseName() + (e.DeclaredOn is { } on ? $"，{Display.Date(on)}" : "") }, { "曾用名", former.Count == 0 ? "无" : string.Join("、", former) },
            { "工作场所", page.Workplaces.Select(p => new PaperData { { "名称", p[0] }, { "地址", p[1] }, { "状态", p[2] }, { "人数", p[3] } }) },
            { "还有场所", page.MoreWorkplaces > 0 }, { "其余场所", $"另有 {page.MoreWorkplaces} 个工作场所，见平台档案。" },
            { "接触", page.Exposures.Select(x => new PaperData { { "场所", x[0] }, { "车间岗位", x[1] }, { "因素", x[2] }, { "人数", x[3] }, { "防护", x[4] } }) },
            { "还有接触", page.MoreExposures > 0 }, { "其余接触", $"另有 {page.MoreExposures} 行，见平台档案。" },
            { "到期", page.Dues.Select(d => new PaperData { { "事项", d[0] }, { "期限", d[1] }, { "依据", d[2] } }) },
            { "还有到期", more > 0 }, { "其余到期", $"另有 {more} 项，见平台档案。" },
            { "有到期", dues.Count > 0 }, { "打印日期", ChinaTime.DateOf(clock.GetUtcNow()) }, { "打印人", viewer.Name },
        };
        return (e.Name, PaperTemplates.Load(Form).Fill(data, $"{e.Name} 档案摘要"));
    }

    static IEnumerable<string[]> Exposures(IReadOnlyList<WorkplaceTree> places) =>
        from place in places
        from shop in place.Workshops
        from line in shop.Exposures.Select(x => (x, Post: "")).Concat(shop.Posts.SelectMany(p => p.Exposures.Select(x => (x, Post: p.Post.Name))))
        select (string[])
        [
            place.Workplace.Name, $"{shop.Workshop.Name} {line.Post}".Trim(), line.x.Factor, Count(line.x.Exposure.Persons),
            string.Join("；", new[] { line.x.Exposure.Facilities, line.x.Exposure.ProtectiveEquipment }.OfType<string>()) is { Length: > 0 } text ? text : Nothing,
        ];

    static string Risk(Employer e) => string.Join("，", new[] { e.RiskClass is { } risk ? $"{risk.Text()}（{(e.RiskCatalogueYear is { } year ? $"{year}年目录" : "按评价结论认定")}）" : null, EmployerList.Grade(e.RiskGrade), e.ComprehensiveClass is { } c ? $"综合风险{c.Text()}（{RegistryTerms.SchemeName(e.RiskScheme)}）" : null }.OfType<string>()) is { Length: > 0 } text ? text : Nothing;
    static string Count(int? number) => number is { } n ? Display.Count(n) : Nothing;
}
