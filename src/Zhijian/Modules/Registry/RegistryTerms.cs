namespace Zhijian.Modules.Registry;

/// <summary>Whether a credit code passes its own check. Registered codes with a failing check exist: flagged, not refused.</summary>
public enum CodeStanding { Valid, CheckFailed, Missing }

/// <summary>登记注册类型, groups of 国统字〔2011〕86号 as on the declaration form of 2012.</summary>
public enum RegistrationType
{
    Unknown, StateOwned, Collective, JointStockCooperative, JointOperation, LimitedLiability, JointStock, Private,
    HongKongMacaoTaiwan, Foreign, Other,
}

/// <summary>隶属: decides whether the city or the county supervises (order 48 Art 4).</summary>
public enum OwnershipLevel { Other, Central, Provincial, Municipal, County }

/// <summary>企业规模, 国统字〔2011〕75号 and its edition of 2017.</summary>
public enum EmployerSize { Micro, Small, Medium, Large }

/// <summary>经营状态.</summary>
public enum EmployerStatus { Operating, Suspended, Closed, Cancelled, Revoked, NotFound }

/// <summary>申报情况 of the employer as a whole.</summary>
public enum DeclarationStanding { None, Valid, ChangeDue, Overdue, Cancelled, FoundFalse }

public static class RegistryTerms
{
    /// <summary>Which matrix the comprehensive risk was read from; the one that comes with the program is weakly sourced, and says so.</summary>
    public static string SchemeName(string? scheme) => scheme is null ? "未登记" : scheme == Rules.Risk.ComprehensiveMatrix.Default.Id ? "默认方案，待核实" : scheme;

    public static string ChineseName(this CodeStanding v) => v switch
    {
        CodeStanding.Valid => "校验通过", CodeStanding.CheckFailed => "校验码不符", CodeStanding.Missing => "未登记", _ => Unknown(v),
    };

    public static string ChineseName(this RegistrationType v) => v switch
    {
        RegistrationType.Unknown => "未登记", RegistrationType.StateOwned => "国有企业", RegistrationType.Collective => "集体企业",
        RegistrationType.JointStockCooperative => "股份合作企业", RegistrationType.JointOperation => "联营企业",
        RegistrationType.LimitedLiability => "有限责任公司", RegistrationType.JointStock => "股份有限公司",
        RegistrationType.Private => "私营企业", RegistrationType.HongKongMacaoTaiwan => "港、澳、台商投资企业",
        RegistrationType.Foreign => "外商投资企业", RegistrationType.Other => "其他", _ => Unknown(v),
    };

    public static string ChineseName(this OwnershipLevel v) => v switch
    {
        OwnershipLevel.Other => "其他", OwnershipLevel.Central => "中央企业", OwnershipLevel.Provincial => "省属企业",
        OwnershipLevel.Municipal => "市属企业", OwnershipLevel.County => "县（区）属企业", _ => Unknown(v),
    };

    public static string ChineseName(this EmployerSize v) => v switch
    {
        EmployerSize.Micro => "微型", EmployerSize.Small => "小型", EmployerSize.Medium => "中型", EmployerSize.Large => "大型", _ => Unknown(v),
    };

    public static string ChineseName(this EmployerStatus v) => v switch
    {
        EmployerStatus.Operating => "正常生产", EmployerStatus.Suspended => "停产", EmployerStatus.Closed => "关闭",
        EmployerStatus.Cancelled => "注销", EmployerStatus.Revoked => "吊销", EmployerStatus.NotFound => "查无下落", _ => Unknown(v),
    };

    public static string ChineseName(this DeclarationStanding v) => v switch
    {
        DeclarationStanding.None => "未申报", DeclarationStanding.Valid => "已申报", DeclarationStanding.ChangeDue => "应变更",
        DeclarationStanding.Overdue => "逾期", DeclarationStanding.Cancelled => "已注销", DeclarationStanding.FoundFalse => "申报不实", _ => Unknown(v),
    };

    static string Unknown<T>(T value) where T : Enum => throw new ArgumentOutOfRangeException(nameof(value), value, null);
}
