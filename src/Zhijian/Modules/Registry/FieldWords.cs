using System.Globalization;
using Zhijian.Platform.Organisations;
using Zhijian.Rules.Credit;
using Zhijian.Rules.Risk;
using Zhijian.Rules.Text;

namespace Zhijian.Modules.Registry;

/// <summary>The fields of a file whose history is kept: how each is called, how it is stored in the lineage and shown.</summary>
public static class FieldWords
{
    public static readonly IReadOnlyDictionary<string, string> OfEmployer = new Dictionary<string, string>
    {
        [nameof(Employer.Name)] = "单位名称", [nameof(Employer.CreditCode)] = "统一社会信用代码", [nameof(Employer.RegistrationNumber)] = "注册号",
        [nameof(Employer.DivisionCode)] = "所在区划", [nameof(Employer.SupervisorCode)] = "监管机关", [nameof(Employer.RegisteredAddress)] = "注册地址",
        [nameof(Employer.IndustryCode)] = "行业", [nameof(Employer.RegistrationType)] = "注册类型", [nameof(Employer.OwnershipLevel)] = "隶属关系",
        [nameof(Employer.Size)] = "企业规模", [nameof(Employer.Revenue)] = "营业收入（万元）", [nameof(Employer.Assets)] = "资产总额（万元）",
        [nameof(Employer.LegalRepresentative)] = "法定代表人", [nameof(Employer.Principal)] = "主要负责人", [nameof(Employer.Phone)] = "联系电话",
        [nameof(Employer.EstablishedOn)] = "成立日期", [nameof(Employer.Status)] = "经营状态", [nameof(Employer.ClosedOn)] = "终止日期",
        [nameof(Employer.Workers)] = "劳动者总人数", [nameof(Employer.DispatchedWorkers)] = "劳务派遣人数", [nameof(Employer.ExposedWorkers)] = "接触职业病危害人数",
        [nameof(Employer.RiskClass)] = "职业病危害风险分类", [nameof(Employer.RiskGrade)] = "职业病危害风险分级", [nameof(Employer.ComprehensiveClass)] = "综合风险类别",
        [nameof(Employer.SelfCheckPercent)] = "职业卫生管理自查得分率（%）", [nameof(Employer.SelfCheckedOn)] = "职业卫生管理自查日期",
        [nameof(Employer.Credit)] = "信用名单", [nameof(Employer.DeclarationStanding)] = "申报情况", [nameof(Employer.DeclaredOn)] = "申报日期", [nameof(Employer.DeclarationDue)] = "年度更新期限",
    };

    public static readonly IReadOnlyDictionary<string, string> OfWorkplace = new Dictionary<string, string>
    {
        [nameof(Workplace.Name)] = "工作场所名称", [nameof(Workplace.Address)] = "工作场所地址", [nameof(Workplace.DivisionCode)] = "所在区划",
        [nameof(Workplace.SupervisorCode)] = "监管机关", [nameof(Workplace.IsMain)] = "主要工作场所", [nameof(Workplace.Longitude)] = "经度", [nameof(Workplace.Latitude)] = "纬度",
        [nameof(Workplace.Workers)] = "劳动者人数", [nameof(Workplace.DispatchedWorkers)] = "劳务派遣人数", [nameof(Workplace.ExposedWorkers)] = "接触职业病危害人数",
        [nameof(Workplace.Contact)] = "联系人", [nameof(Workplace.ContactPhone)] = "联系电话", [nameof(Workplace.Status)] = "状态",
    };

    public static string Title(FieldChange change) =>
        (change.WorkplaceId is null ? OfEmployer : OfWorkplace).GetValueOrDefault(change.Field, change.Field);

    /// <summary>The kept fields of a record as the lineage stores them.</summary>
    internal static Dictionary<string, string?> Read(object record)
    {
        var titles = record is Employer ? OfEmployer : OfWorkplace;
        return titles.Keys.ToDictionary(f => f, f => Store(f, record.GetType().GetProperty(f)!.GetValue(record)));
    }

    static string? Store(string field, object? value) => value switch
    {
        null => null,
        string phone when field is nameof(Employer.Phone) or nameof(Workplace.ContactPhone) => Mask.Phone(phone),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        bool yes => yes ? "是" : "否",
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };

    /// <summary>What is stored, as people read it.</summary>
    public static string Show(string field, string? stored, DivisionDirectory divisions) => stored is null ? "（空）" : field switch
    {
        nameof(Employer.DivisionCode) or nameof(Employer.SupervisorCode) => divisions.Name(stored),
        nameof(Employer.RegistrationType) when Enum.TryParse<RegistrationType>(stored, out var v) => v.ChineseName(),
        nameof(Employer.OwnershipLevel) when Enum.TryParse<OwnershipLevel>(stored, out var v) => v.ChineseName(),
        nameof(Employer.Size) when Enum.TryParse<EmployerSize>(stored, out var v) => v.ChineseName(),
        nameof(Employer.Status) when Enum.TryParse<EmployerStatus>(stored, out var v) => v.ChineseName(),
        nameof(Employer.RiskClass) when Enum.TryParse<HazardRiskClass>(stored, out var v) => v.Text(),
        nameof(Employer.ComprehensiveClass) when Enum.TryParse<RiskMark>(stored, out var v) => v.Text(),
        nameof(Employer.Credit) when Enum.TryParse<CreditMark>(stored, out var v) => v.Text(),
        nameof(Employer.RiskGrade) => stored switch { "1" => "Ⅰ级", "2" => "Ⅱ级", "3" => "Ⅲ级", _ => stored },
        nameof(Employer.DeclarationStanding) when Enum.TryParse<DeclarationStanding>(stored, out var v) => v.ChineseName(),
        _ => stored,
    };

    /// <summary>Where a fact comes from, in words: the key before the colon, then what identifies it there.</summary>
    public static string Source(string source)
    {
        var (key, rest) = source.Split(':', 2) is [var k, var r] ? (k, r) : (source, "");
        var word = key switch
        {
            "user" => "人工登记", "register" => "市场监管登记", "declaration" => "申报", "census" => "普查", "report" => "检测报告", "import" => "批量导入",
            "registration" => "单位注册", "employer" => "单位自行维护", "correction" => "更正申请", "demonstration" => "演示数据", "rule" => "规则计算", "evaluation" => "评价认定", "credit" => "信用名单", _ => key,
        };
        return rest.Length == 0 ? word : $"{word} {rest}";
    }
}
