using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore;
using Zhijian.Modules.Cases;
using Zhijian.Modules.Credit;
using Zhijian.Modules.Dangers;
using Zhijian.Modules.Declarations;
using Zhijian.Modules.Monitoring;
using Zhijian.Modules.Registry;

namespace Zhijian.Modules.Exchange.Catalogue;

/// <summary>What this installation shares outward. What stands in no list here cannot be subscribed.</summary>
public static class SharedResources
{
    const string Text = "文字", Day = "日期", Whole = "整数", Number = "小数", Truth = "是否", Code = "代码";

    static readonly SharedResource<Employer> Employers = new SharedResource<Employer> { Code = "employers", Where = rows => rows.Where(e => e.MergedIntoId == null) }
        .With("name", "单位名称", Text, r => r.Row.Name).With("creditCode", "统一社会信用代码", Code, r => r.Row.CreditCode)
        .With("division", "行政区划代码", Code, r => r.Row.DivisionCode).With("address", "注册地址", Text, r => r.Row.RegisteredAddress)
        .With("industry", "行业代码（GB/T 4754-2017）", Code, r => r.Row.IndustryCode).With("registrationType", "登记注册类型", Code, r => r.Row.RegistrationType.ToString())
        .With("size", "企业规模", Code, r => r.Row.Size?.ToString()).With("status", "状态", Code, r => r.Row.Status.ToString())
        .With("legalRepresentative", "法定代表人", Text, r => r.Row.LegalRepresentative, FieldMask.Name).With("phone", "联系电话", Text, r => r.Row.Phone, FieldMask.Phone)
        .With("workers", "劳动者人数", Whole, r => r.Row.Workers).With("exposed", "接害人数", Whole, r => r.Row.ExposedWorkers)
        .With("hasDust", "粉尘", Truth, r => r.Row.HasDust).With("hasChemical", "化学因素", Truth, r => r.Row.HasChemical).With("hasPhysical", "物理因素", Truth, r => r.Row.HasPhysical)
        .With("hasRadiation", "放射性因素", Truth, r => r.Row.HasRadiation).With("hasBiological", "生物因素", Truth, r => r.Row.HasBiological)
        .With("riskClass", "危害风险分类", Code, r => r.Row.RiskClass?.ToString()).With("riskGrade", "危害风险分级", Whole, r => r.Row.RiskGrade)
        .With("declaredOn", "最近申报日期", Day, r => r.Row.DeclaredOn).With("credit", "信用标识", Code, r => r.Row.Credit?.ToString());

    static readonly SharedResource<HazardDeclaration> Declarations = new SharedResource<HazardDeclaration> { Code = "declarations", EmployerOf = d => d.EmployerId, Where = rows => rows.Where(d => d.ReceiptOn != null) }
        .With("employer", "单位名称", Text, r => r.Employer?.Name).With("creditCode", "统一社会信用代码", Code, r => r.Employer?.CreditCode).With("division", "工作场所区划代码", Code, r => r.Row.DivisionCode)
        .With("kind", "申报类型", Code, r => r.Row.Kind.ToString()).With("number", "版本号", Whole, r => r.Row.Number).With("filedOn", "提交日期", Day, r => r.Row.FiledOn)
        .With("receiptOn", "回执日期", Day, r => r.Row.ReceiptOn).With("inForce", "现行有效", Truth, r => r.Row.IsInForce);

    static readonly SharedResource<MonitoringReport> Reports = new SharedResource<MonitoringReport> { Code = "monitoring-reports", EmployerOf = r => r.EmployerId, Where = rows => rows.Where(r => r.State == ReportState.Sealed) }
        .With("number", "报告编号", Text, r => r.Row.Number).With("revision", "修订次数", Whole, r => r.Row.Revision).With("inForce", "现行有效", Truth, r => r.Row.InForce).With("kind", "类型", Code, r => r.Row.Kind.ToString())
        .With("filer", "出具单位", Text, r => r.Row.FilerName).With("employer", "用人单位", Text, r => r.Row.EmployerName).With("creditCode", "统一社会信用代码", Code, r => r.Employer?.CreditCode).With("division", "工作场所区划代码", Code, r => r.Row.DivisionCode)
        .With("sampledFrom", "采样开始", Day, r => r.Row.SampledFrom).With("sampledTo", "采样结束", Day, r => r.Row.SampledTo).With("issuedOn", "签发日期", Day, r => r.Row.IssuedOn)
        .With("rows", "结果数", Whole, r => r.Row.RowCount).With("exceeds", "超标数", Whole, r => r.Row.ExceedsCount).With("undetermined", "未判定数", Whole, r => r.Row.UndeterminedCount).With("sm3", "内容摘要（SM3）", Text, r => r.Row.Sm3);

    static readonly SharedResource<HiddenDanger> Dangers = new SharedResource<HiddenDanger> { Code = "dangers", EmployerOf = d => d.EmployerId }
        .With("employer", "单位名称", Text, r => r.Row.EmployerName).With("creditCode", "统一社会信用代码", Code, r => r.Employer?.CreditCode).With("division", "行政区划代码", Code, r => r.Row.DivisionCode)
        .With("source", "来源", Code, r => r.Row.Source.ToString()).With("finding", "问题", Text, r => r.Row.Finding).With("article", "违反的规定", Text, r => r.Row.Article).With("grade", "等级", Code, r => r.Row.Grade.ToString())
        .With("point", "检测点", Text, r => r.Row.PointName).With("factor", "危害因素", Text, r => r.Row.FactorName).With("value", "结果", Text, r => r.Row.Value).With("limit", "限值", Text, r => r.Row.Limit).With("ratio", "超标倍数", Number, r => r.Row.Ratio)
        .With("state", "状态", Code, r => r.Row.State.ToString()).With("foundOn", "发现日期", Day, r => r.Row.FoundOn).With("deadline", "整改期限", Day, r => r.Row.Deadline).With("closedOn", "销号日期", Day, r => r.Row.ClosedOn).With("order", "指令书文号", Text, r => r.Row.OrderNumber);

    static readonly SharedResource<CaseRecord> Penalties = new SharedResource<CaseRecord> { Code = "penalties", EmployerOf = c => c.EmployerId, Where = rows => rows.Where(c => c.PublishedOn != null) }
        .With("party", "行政相对人名称", Text, r => r.Row.PartyName).With("creditCode", "统一社会信用代码", Code, r => r.Employer?.CreditCode).With("legalRepresentative", "法定代表人", Text, r => r.Employer?.LegalRepresentative, FieldMask.Name)
        .With("decision", "行政处罚决定书文号", Text, r => r.Row.DecisionNumber).With("cause", "违法行为类型", Text, r => r.Row.Cause).With("facts", "违法事实", Text, r => r.Row.Facts).With("decidedOn", "处罚决定日期", Day, r => r.Row.DecidedOn)
        .With("decidedFine", "决定罚款（元）", Number, r => r.Row.DecidedFine).With("fine", "现行罚款（元）", Number, r => r.Row.Fine).With("outcome", "复议、诉讼结果", Text, r => r.Row.Outcome()).With("publishedOn", "公示日期", Day, r => r.Row.PublishedOn)
        .With("division", "处罚机关区划代码", Code, r => r.Row.AuthorityCode);

    static readonly SharedResource<CreditListing> Listings = new SharedResource<CreditListing> { Code = "dishonesty", Where = rows => rows.Where(l => l.PublishedOn != null) }
        .With("employer", "单位名称", Text, r => r.Row.EmployerName).With("creditCode", "统一社会信用代码", Code, r => r.Row.CreditCode).With("trigger", "列入情形", Text, r => r.Row.Trigger).With("article", "依据", Text, r => r.Row.Article)
        .With("decision", "决定书文号", Text, r => r.Row.DecisionNumber).With("publishedOn", "公布日期", Day, r => r.Row.PublishedOn).With("until", "期限至", Day, r => r.Row.Until).With("listed", "在列", Truth, r => r.Row.IsListed).With("division", "决定机关区划代码", Code, r => r.Row.AuthorityCode);

    public static readonly IReadOnlyList<SharedResource> All = [Employers, Declarations, Reports, Dangers, Penalties, Listings];

    static readonly FrozenDictionary<string, SharedResource> ByCode = All.ToFrozenDictionary(r => r.Code);
    static readonly FrozenDictionary<Type, SharedResource> ByType = All.ToFrozenDictionary(r => r.RowType);

    public static SharedResource? Find(string? code) => code is null ? null : ByCode.GetValueOrDefault(code);
    public static SharedResource? OfRow(Type type) => ByType.GetValueOrDefault(type);
}
