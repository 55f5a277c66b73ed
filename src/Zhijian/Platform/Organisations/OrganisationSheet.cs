using Zhijian.Platform.Imports;
using Zhijian.Rules.Identifiers;

namespace Zhijian.Platform.Organisations;

/// <summary>One line of the list of organisations, as it is imported.</summary>
public sealed class OrganisationRow
{
    public OrganisationKind? Kind { get; set; }
    public string Name { get; set; } = "";
    public string CreditCode { get; set; } = "";
    /// <summary>Code or name of the division, as written.</summary>
    public string Place { get; set; } = "";
    /// <summary>The division that was meant; found by the check.</summary>
    internal DivisionDirectory.DivisionEntry? Division { get; set; }
}

/// <summary>The columns of 单位名录.</summary>
static class OrganisationSheet
{
    public const string Code = "统一社会信用代码", Place = "行政区划";

    public static SheetDefinition<OrganisationRow> Definition { get; } = Define();

    static SheetDefinition<OrganisationRow> Define()
    {
        var sheet = new SheetDefinition<OrganisationRow>("单位名录");
        sheet.Choice("单位类别", r => r.Kind,
                ("用人单位", OrganisationKind.Employer), ("建设单位", OrganisationKind.ProjectOwner),
                ("职业卫生技术服务机构", OrganisationKind.ServiceInstitution), ("职业健康检查机构", OrganisationKind.ExamInstitution),
                ("联席会议成员单位", OrganisationKind.MemberDepartment), ("工会", OrganisationKind.TradeUnion), ("专家库", OrganisationKind.ExpertPool))
            .Required().Alias("类别").WithExample("用人单位").WithWidth(22);
        sheet.Text("单位名称", r => r.Name).Required().WithMaxLength(200).Alias("企业名称", "用人单位名称", "机构名称")
            .WithExample("巩义市示例机械有限公司").WithHint("与营业执照一致").WithWidth(36);
        sheet.Code(Code, r => r.CreditCode, ReadCode).Required().Alias("信用代码", "社会信用代码")
            .WithExample(UnifiedSocialCreditCode.Create('9', '1', "410181", OrganisationCode.Create("MA999001")).Value)
            .WithHint("18 位，在营业执照右上角").WithLaw("GB 32100-2015").WithWidth(24);
        sheet.Text(Place, r => r.Place).Required().WithMaxLength(60).Alias("行政区划代码", "行政区划代码或名称", "行政区划名称", "所在地区", "所属区县")
            .WithExample("巩义市").WithHint("作业场所所在的县（市、区）或乡镇（街道），写名称或代码").WithWidth(20);
        return sheet.Unique(Code, "单位类别");
    }

    static Parsed<string> ReadCode(string text) =>
        UnifiedSocialCreditCode.Check(text) is { IsValid: true } read ? Parsed.Of(read.Value.Value) : Parsed.Bad<string>(UnifiedSocialCreditCode.Check(text).Message!);
}
