using Zhijian.Platform.Documents;
using Zhijian.Rules.Cases;
using static Zhijian.Platform.Documents.PaperField;

namespace Zhijian.Modules.Cases;

/// <summary>
/// Papers of the steps around filing, notice and decision: what was done, by whom, under which article. One form each, alike in
/// their fields, so that an authority can edit the template of each.
/// </summary>
public static class StepPapers
{
    static readonly PaperField[] Fields =
    [
        Text("案件编号", "（样）卫职立〔2018〕1号", required: true), Text("当事人", "某某市样张有限公司", required: true), Text("案由", "工作场所职业病危害因素浓度超过国家职业卫生标准", required: true),
        Text("立案日期", "2018年6月1日", required: true), Text("日期", "2018年7月1日", required: true), Rows("内容", Text("项目", "事实和理由", required: true), Text("说明", "责令限期整改后逾期未改正", required: true)),
        Text("依据", "《行政处罚法》第五十四条第二款", required: true), Text("执法人员一", "张样张", required: true), Text("证号一", "样-0001", required: true), Text("执法人员二", "李样张", required: true), Text("证号二", "样-0002", required: true),
    ];

    /// <summary>By the step that brings it forth. Steps that are not here have a paper of their own or none.</summary>
    public static readonly IReadOnlyDictionary<CaseActKind, PaperForm> Forms = new Dictionary<CaseActKind, PaperForm>
    {
        [CaseActKind.NotifyInquiry] = Form("case-inquiry-notice", "询问通知书"),
        [CaseActKind.EntrustAppraisal] = Form("case-appraisal", "鉴定委托书"),
        [CaseActKind.PreserveEvidence] = Form("case-preserve", "先行登记保存证据通知书"),
        [CaseActKind.HandlePreserved] = Form("case-preserve-handling", "先行登记保存证据处理决定书"),
        [CaseActKind.ApproveMeasure] = Form("case-measure-approval", "行政强制措施审批表"),
        [CaseActKind.ExtendMeasure] = Form("case-measure-extension", "行政强制措施延长通知书"),
        [CaseActKind.EndMeasure] = Form("case-measure-end", "行政强制措施处理决定书"),
        [CaseActKind.FinishInvestigation] = Form("case-investigation", "案件调查报告"),
        [CaseActKind.Defend] = Form("case-defence", "当事人陈述申辩笔录"),
        [CaseActKind.ReviewDefence] = Form("case-defence-review", "陈述申辩复核意见书"),
        [CaseActKind.NotifyHearing] = Form("case-hearing-notice", "听证会通知书"),
        [CaseActKind.HoldHearing] = Form("case-hearing-report", "听证会报告书"),
        [CaseActKind.LegalReview] = Form("case-legal-review", "行政处罚法制审核意见书"),
        [CaseActKind.Discuss] = Form("case-discussion", "重大案件集体讨论记录"),
        [CaseActKind.ExtendTerm] = Form("case-extension", "案件延期审批表"),
        [CaseActKind.DecideNoPenalty] = Form("case-no-penalty", "不予行政处罚决定书"),
        [CaseActKind.Transfer] = Form("case-transfer", "案件移送书"),
        [CaseActKind.Terminate] = Form("case-termination", "案件终止审批表"),
        [CaseActKind.GrantInstalments] = Form("case-instalments", "延期（分期）缴纳罚款批准书"),
        [CaseActKind.Demand] = Form("case-demand", "行政强制执行事先催告书"),
        [CaseActKind.ApplyToCourt] = Form("case-court", "强制执行申请书"),
        [CaseActKind.Close] = Form("case-closing", "结案审批表"),
    };

    static PaperForm Form(string code, string title) => PaperTemplates.Form(code, title, Fields);

    /// <summary>What the step's paper says, line by line.</summary>
    internal static IEnumerable<(string Item, string Text)> Content(CaseFolder folder, CaseAct act, CaseLaw law)
    {
        var sanctions = folder.Lines.LastOrDefault(l => l.Kind == CaseActKind.Decide)?.Note ?? CaseTexts.Of(folder.File.Noticed);
        return act switch
        {
            NotifyInquiry a => [("被询问人、时间和地点", a.Who), ("告知", "请携带身份证件按时到场；对询问应当如实回答，有权申请执法人员回避")],
            EntrustAppraisal a => [("受委托机构", a.To), .. a.What.Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0).Select((l, n) => ($"鉴定事项和送检材料{n + 1}", l)), ("要求", "请依法客观、独立鉴定，出具鉴定意见，由鉴定人签名并加盖鉴定机构印章")],
            PreserveEvidence a => [("批准人", a.Approver.Name), .. (a.What ?? folder.Row.Facts).Split('\n').Select((thing, n) => ($"保存证据{n + 1}", thing)), ("保存期间", "任何人不得销毁或者转移证据"), ("处理期限", $"{PaperText.Date(law.Due("preserve", a.On))}前作出处理决定")],
            HandlePreserved a => [("处理决定", a.Decision)],
            ApproveMeasure a => [("批准人", a.Approver.Name), ("批准的措施和理由", a.Opinion), ("实施情况", folder.File.Measure is { } taken ? $"情况紧急，{PaperText.Date(folder.File.MeasureOn!.Value)}当场{taken.Title}，现补办批准手续" : "批准后实施")],
            ExtendMeasure a => [("原措施", Measure(folder)), ("延长至", PaperText.Date(a.Until)), ("理由", a.Reason), ("批准人", a.Approver.Name)],
            EndMeasure a => [("原措施", Measure(folder)), ("处理决定", a.Decision), ("批准人", a.Approver.Name)],
            FinishInvestigation a => [("违法事实", a.Facts), ("证据", Evidence(folder)), ("是否疑难复杂", a.Complex ? "是，须经法制审核和集体讨论" : "否")],
            Defend a => [("陈述申辩内容", a.Statement)],
            ReviewDefence a => [("复核人", a.Reviewer.Name), ("复核结论", a.Accepted ? "采纳" : "不采纳"), ("复核意见", a.Opinion)],
            NotifyHearing a => [("听证日期", PaperText.Date(a.HearingOn)), ("听证主持人", a.Host.Name), ("当事人权利", "可以亲自参加，也可以委托一至二人代理；有权申请主持人回避。无正当理由不出席的，视为放弃听证权利")],
            HoldHearing a => [("听证主持人", a.Host.Name), ("听证意见", a.Opinion)],
            LegalReview a => [("审核人员", a.Reviewer.Name), ("审核结论", a.Agreed ? "同意" : "退回补充调查"), ("审核意见", a.Opinion), ("拟处罚内容", Some(sanctions))],
            Discuss a => [("出席人员", string.Join("、", a.Present.Select(p => p.Name))), ("讨论意见", a.Opinion), ("拟处罚内容", Some(sanctions))],
            ExtendTerm a => [("批准人", a.Approver.Name), ("延期理由", a.Reason)],
            DecideNoPenalty a => [("违法事实", Facts(folder)), ("决定", "不予行政处罚"), ("理由", a.Reason), ("决定人", a.Decider.Name)],
            TransferCase a => [("移送机关", a.To), ("移送理由", a.Reason), ("批准人", a.Approver.Name)],
            TerminateCase a => [("终止理由", a.Reason), ("批准人", a.Approver.Name)],
            GrantInstalments a => [("批准人", a.Approver.Name), ("缴纳期限", PaperText.Date(a.Until)), ("理由", a.Reason)],
            Demand a => [("行政决定", $"行政处罚决定书 {folder.Row.DecisionNumber}"), ("未履行的义务", sanctions), ("催告", $"自收到之日起{law.Rule("demand", a.On).Length}内履行义务；逾期仍不履行的，本机关将依法申请人民法院强制执行。对催告有权陈述、申辩")],
            ApplyToCourt a => [("行政决定", $"行政处罚决定书 {folder.Row.DecisionNumber}"), ("催告情况", Last(folder, CaseActKind.Demand) is { } on ? $"{PaperText.Date(on)}催告，期满仍未履行" : "—"), ("申请执行内容", sanctions)],
            CloseCase a => [("处理结果", Some(folder.Row.Annulled ? "原处罚决定已被撤销" : sanctions)), ("执行情况", $"罚款{Rules.Penalties.Money.Text(folder.Row.Fine)}，已缴{Rules.Penalties.Money.Text(folder.Row.Paid)}"), ("批准人", a.Approver.Name)],
            _ => [("内容", CaseTexts.Note(act) ?? act.Kind.Text())],
        };
    }

    static string Measure(CaseFolder folder) => Some(folder.Lines.LastOrDefault(l => l.Kind == CaseActKind.TakeMeasure) is { } taken ? $"{taken.PaperNumber}　{taken.Note}" : "");

    internal static string Evidence(CaseFolder folder) => Some(string.Join("；", folder.Lines.Where(l => l.Kind == CaseActKind.CollectEvidence).Select(l => l.Note)));

    internal static string Facts(CaseFolder folder) => folder.Lines.LastOrDefault(l => l.Kind == CaseActKind.FinishInvestigation)?.Note ?? folder.Row.Facts;

    static DateOnly? Last(CaseFolder folder, CaseActKind kind) => folder.Lines.LastOrDefault(l => l.Kind == kind)?.On;

    static string Some(string text) => text.Length == 0 ? "—" : text;
}
