namespace Zhijian.Modules.Registry.Feeds;

/// <summary>What a partner's column can say of an employer.</summary>
public enum FeedFact
{
    Name, CreditCode, RegistrationNumber, FormerName, RegisteredAddress, WorkplaceAddress, Division, IndustryCode, IndustryName,
    LegalRepresentative, RegistrationType, Status, EstablishedOn, ClosedOn, Workers, Phone,
    ElectricityUse, PermitKind, InsuredWorkers, HazardNote, RecordKey,
}

/// <summary>Facts for which one source is trusted alike. Exposure comes by no feed; its order serves those who write it.</summary>
public enum FactGroup { Identity, Place, Industry, Status, Scale, Contact, Exposure }

/// <summary>危害线索: signs that an employer has hazards, for the search of the undeclared.</summary>
public enum HintKind { ElectricityUse, PermitKind, InsuredWorkers, HazardNote }

/// <param name="Title">What people read.</param>
/// <param name="Aliases">Headings by which departments know the fact; recognised when a sample is shown.</param>
public sealed record FactDefinition(FeedFact Fact, string Title, string Hint, params string[] Aliases)
{
    /// <summary>Name of the field in the API.</summary>
    public string JsonName { get; } = char.ToLowerInvariant(Fact.ToString()[0]) + Fact.ToString()[1..];
}

/// <summary>The facts in the order in which they are shown.</summary>
public static class FeedFacts
{
    public static IReadOnlyList<FactDefinition> All { get; } =
    [
        new(FeedFact.Name, "单位名称", "必填，与营业执照一致", "企业名称", "名称", "用人单位名称", "企业（机构）名称", "纳税人名称", "用户名称", "户名", "排污单位名称", "参保单位名称", "市场主体名称", "主体名称"),
        new(FeedFact.CreditCode, "统一社会信用代码", "18 位", "信用代码", "社会信用代码", "统一信用代码", "纳税人识别号", "社会信用代码（纳税人识别号）", "信用代码/组织机构代码", "USCC"),
        new(FeedFact.RegistrationNumber, "注册号", "旧营业执照号", "工商注册号", "营业执照注册号", "营业执照号", "登记注册号"),
        new(FeedFact.FormerName, "曾用名", "多个用顿号隔开", "原名称", "变更前名称", "原企业名称"),
        new(FeedFact.RegisteredAddress, "注册地址", "住所", "住所", "登记住所", "企业住所", "经营场所", "注册地", "住所（经营场所）", "主要经营场所"),
        new(FeedFact.WorkplaceAddress, "工作场所地址", "生产经营所在地，决定由哪里监管", "生产经营地址", "生产经营场所地址", "生产经营地", "用电地址", "经营地址", "实际经营地址", "厂址", "地址"),
        new(FeedFact.Division, "行政区划", "名称或代码", "区划代码", "行政区划代码", "所在区划", "所属区县", "区县", "所在县区", "县（市、区）", "属地", "登记机关所在区划"),
        new(FeedFact.IndustryCode, "行业代码", "GB/T 4754-2017", "国民经济行业代码", "行业门类代码", "所属行业代码", "行业编码"),
        new(FeedFact.IndustryName, "行业名称", "没有代码时按名称查", "国民经济行业", "行业", "所属行业", "行业类别", "行业分类"),
        new(FeedFact.LegalRepresentative, "法定代表人", "或负责人", "法人", "法人代表", "法定代表人（负责人）", "法定代表人姓名", "负责人", "经营者", "法定代表人或负责人"),
        new(FeedFact.RegistrationType, "注册类型", "按对照表换成标准类型", "企业类型", "市场主体类型", "登记注册类型", "主体类型", "公司类型", "类型"),
        new(FeedFact.Status, "经营状态", "按对照表换成标准状态", "登记状态", "企业状态", "状态", "纳税人状态", "用电状态", "存续状态", "主体状态"),
        new(FeedFact.EstablishedOn, "成立日期", "日期", "设立日期", "注册日期", "开业日期", "登记日期"),
        new(FeedFact.ClosedOn, "注销日期", "日期", "注吊销日期", "吊销日期", "注销（吊销）日期"),
        new(FeedFact.Workers, "从业人数", "整数", "从业人员数", "职工人数", "员工人数", "劳动者人数"),
        new(FeedFact.Phone, "联系电话", "加密保存", "电话", "联系方式", "手机", "手机号码"),
        new(FeedFact.ElectricityUse, "用电量", "危害线索，如“月均 12.5 万千瓦时”", "月均用电量", "年用电量", "用电量（千瓦时）", "运行容量"),
        new(FeedFact.PermitKind, "许可类别", "危害线索，如排污许可管理类别", "管理类别", "许可证类别", "排污许可类别", "许可事项", "排污许可管理类别"),
        new(FeedFact.InsuredWorkers, "参保人数", "危害线索", "工伤参保人数", "参保职工数"),
        new(FeedFact.HazardNote, "其他危害线索", "文字", "主要污染物", "危险化学品", "备注"),
        new(FeedFact.RecordKey, "对方记录编号", "同一批次中不重复", "记录编号", "主键", "序列号", "用户编号", "户号", "许可证编号"),
    ];

    static readonly Dictionary<FeedFact, FactDefinition> ByFact = All.ToDictionary(f => f.Fact);

    public static FactDefinition Of(FeedFact fact) => ByFact[fact];

    public static string ChineseName(this FactGroup group) => group switch
    {
        FactGroup.Identity => "名称、代码、注册地址、法定代表人", FactGroup.Place => "工作场所地址", FactGroup.Industry => "行业", FactGroup.Status => "经营状态",
        FactGroup.Scale => "人数", FactGroup.Contact => "联系方式", FactGroup.Exposure => "接触情况", _ => throw new ArgumentOutOfRangeException(nameof(group), group, null),
    };

    public static string ChineseName(this HintKind kind) => Of(Enum.Parse<FeedFact>(kind.ToString())).Title;
}
