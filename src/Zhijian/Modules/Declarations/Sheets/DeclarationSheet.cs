using System.Collections.Frozen;
using Zhijian.Modules.Registry;
using Zhijian.Platform.Imports;
using Zhijian.Rules.Declarations;
using Zhijian.Rules.Identifiers;

namespace Zhijian.Modules.Declarations.Sheets;

/// <summary>
/// The columns of the declaration sheet, for one employer and for thousands. Names of properties are names of fields of the
/// form, so that a finding of a check finds its column.
/// </summary>
static class DeclarationSheet
{
    public const string Code = "统一社会信用代码", Workplace = "工作场所名称", Kind = "申报类别";
    const int Most = FormCheck.MostPersons;

    public static SheetDefinition<DeclarationRow> Definition { get; } = Define();

    static readonly FrozenDictionary<string, SheetColumn<DeclarationRow>> ByField = Definition.Columns.ToFrozenDictionary(c => FieldOf(c.Key));

    /// <summary>Columns that say something of the whole declaration: each says the same in all its rows, or nothing.</summary>
    public static IReadOnlyList<(string Field, SheetColumn<DeclarationRow> Column)> Whole { get; } =
        [.. Definition.Columns.Select(c => (FieldOf(c.Key), c)).Where(c => c.Item1 is not ("CreditCode" or nameof(DeclarationRow.Workplace) or nameof(DeclarationRow.Workshop) or nameof(DeclarationRow.Distinct) or nameof(DeclarationRow.FactorCode) or nameof(DeclarationRow.Persons)))];

    /// <summary>Heading of a field of the form; that of the code for what concerns no column.</summary>
    public static string TitleOf(string field) => ByField.TryGetValue(field, out var column) ? column.Title : Code;

    static string FieldOf(string key) => key.EndsWith("Word", StringComparison.Ordinal) ? key[..^4] : key;

    static SheetDefinition<DeclarationRow> Define()
    {
        var sheet = new SheetDefinition<DeclarationRow>("职业病危害项目申报");
        sheet.Code(Code, r => r.CreditCode, ReadCode).Required().Alias("信用代码", "社会信用代码").WithLaw("GB 32100-2015").WithHint("同一份申报的每一行都要填写，各行放在一起").WithWidth(24)
            .WithExample(UnifiedSocialCreditCode.Create('9', '1', "410181", OrganisationCode.Create("MA999001")).Value);
        sheet.Text(Workplace, r => r.Workplace).WithMaxLength(200).WithHint("有几个工作场所的单位必填，与档案一致；只有一个的可以不填").WithWidth(20);
        sheet.Text("单位名称", r => r.EmployerName).WithMaxLength(200).Alias("企业名称", "用人单位名称").WithHint("与档案核对；整份申报的内容填在第一行，其余行可以不填").WithExample("巩义市示例耐火材料有限公司").WithWidth(30);
        sheet.Choice(Kind, r => r.Kind, Words([DeclarationKind.Initial, DeclarationKind.Change, DeclarationKind.Yearly], k => k.ChineseName())).WithHint("不填为初次申报").WithExample("初次申报");
        sheet.Choice("变更原因", r => r.ChangeReason, Words([DeclarationTrigger.ProjectAccepted, DeclarationTrigger.ProcessChanged, DeclarationTrigger.RegisteredFactChanged, DeclarationTrigger.TestDiffers], t => t.ChineseName()))
            .WithHint("变更申报必填").WithLaw("职业病危害项目申报办法第八条");
        sheet.Date("变化日期", r => r.ChangedOn).WithHint("变更申报必填");
        sheet.Text("变化情况说明", r => r.ChangeNote).WithMaxLength(FormCheck.TextLength);
        sheet.Text("单位注册地址", r => r.RegisteredAddress).WithMaxLength(FormCheck.TextLength).WithHint("不填按档案").WithWidth(24);
        sheet.Text("工作场所地址", r => r.WorkplaceAddress).WithMaxLength(FormCheck.TextLength).WithHint("不填按档案").WithWidth(24);
        sheet.Choice("企业规模", r => r.SizeWord, Words(Enum.GetValues<EmployerSize>(), s => s.ChineseName())).WithHint("不填按档案");
        sheet.Code("行业代码", r => r.IndustryCode).WithMaxLength(4).Alias("行业分类").WithHint("GB/T 4754，不填按档案");
        sheet.Choice("注册类型", r => r.RegistrationTypeWord, Words(Enum.GetValues<RegistrationType>().Where(t => t != RegistrationType.Unknown), t => t.ChineseName())).WithHint("不填按档案");
        sheet.Text("法定代表人", r => r.LegalRepresentative).WithMaxLength(FormCheck.TextLength).WithHint("不填按档案");
        sheet.Code("联系电话", r => r.Phone).WithMaxLength(30).WithHint("不填按档案");
        sheet.Text("主要负责人", r => r.PrincipalPerson).WithMaxLength(FormCheck.TextLength).WithHint("不填按档案");
        sheet.Text("填报人", r => r.Reporter).WithMaxLength(FormCheck.TextLength).WithExample("李示例");
        sheet.Code("填报人联系电话", r => r.ReporterPhone).WithMaxLength(30).WithExample("13800000000");
        sheet.Choice("职业卫生管理机构", r => r.HasManagementUnit, ("有", true), ("无", false)).WithExample("有");
        sheet.Integer("专职管理人员", r => r.FullTimeManagers, 0, Most).WithExample("1");
        sheet.Integer("兼职管理人员", r => r.PartTimeManagers, 0, Most).WithExample("0");
        sheet.Integer("劳动者总人数", r => r.TotalWorkers, 0, Most).WithHint("在册人数，不含劳务派遣").WithExample("60");
        sheet.Integer("劳务派遣人数", r => r.DispatchedWorkers, 0, Most).WithExample("0");
        sheet.Integer("职业病累计人数", r => r.CumulativeCases, 0, Most).WithExample("0");
        sheet.Integer("接触职业病危害总人数", r => r.TotalExposed, 0, Most).WithHint("一人接触多种因素只计一次").WithExample("20");
        sheet.YesNo("主要负责人培训", r => r.PrincipalTrained).WithHint("年度更新必填");
        sheet.YesNo("管理人员培训", r => r.ManagersTrained).WithHint("年度更新必填");
        sheet.Integer("接受培训人数", r => r.WorkersTrained, 0, Most).WithHint("年度更新必填");
        sheet.Date("最近一次检测日期", r => r.TestedOn);
        sheet.Text("检测机构", r => r.TestInstitution).WithMaxLength(FormCheck.TextLength);
        sheet.Integer("检测点数", r => r.TestedPoints, 0, Most);
        sheet.Integer("超标点数", r => r.ExceededPoints, 0, Most);
        sheet.Date("最近一次职业健康检查日期", r => r.ExaminedOn);
        sheet.Text("体检机构", r => r.ExamInstitution).WithMaxLength(FormCheck.TextLength);
        sheet.Integer("检查人数", r => r.WorkersExamined, 0, Most);
        sheet.Text("作业场所名称", r => r.Workshop).Required().WithMaxLength(200).Alias("车间").WithExample("破碎车间").WithWidth(18);
        sheet.Integer("接触人数（不重复）", r => r.Distinct, 0, Most).WithHint("该作业场所接触任何一种因素的人，每人只计一次；填在该场所的第一行").WithExample("20");
        sheet.Text("职业病危害因素名称", r => r.FactorCode).Required().WithMaxLength(200).Alias("危害因素", "因素名称").WithHint("目录中的名称、代码或 CAS 号").WithExample("矽尘").WithWidth(20);
        sheet.Integer("接触人数（可重复）", r => r.Persons, 0, Most).Required().Alias("接触人数").WithHint("接触这一种因素的人数").WithExample("20");
        return sheet;
    }

    static (string, T)[] Words<T>(IEnumerable<T> values, Func<T, string> name) => [.. values.Select(v => (name(v), v))];

    /// <summary>Registered codes with a failing check character exist: they are found in the register or not.</summary>
    static Parsed<string> ReadCode(string text) =>
        UnifiedSocialCreditCode.Check(text) is { IsWellFormed: true } read ? Parsed.Of(read.Value.Value) : Parsed.Bad<string>(UnifiedSocialCreditCode.Check(text).Message!);
}
