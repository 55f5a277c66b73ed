using Zhijian.Data;
using Zhijian.Platform;
using Zhijian.Platform.Documents;
using Zhijian.Platform.Numbering;
using Zhijian.Rules.Cases;
using Zhijian.Rules.Identifiers;
using Zhijian.Rules.Penalties;
using Zhijian.Rules.Service;
using static Zhijian.Platform.Documents.PaperField;

namespace Zhijian.Modules.Cases;

/// <summary>立案审批表, 行政处罚告知书, 行政处罚决定书 and the papers of the other steps; numbers come from the counters, never from a form, and the papers of a case share the serial of its filing.</summary>
public sealed class CasePapers(PaperDesk papers, CaseBook book)
{
    static readonly PaperField[] Parties =
    [
        Text("当事人", "某某市样张有限公司", required: true), Text("案由", "工作场所职业病危害因素浓度超过国家职业卫生标准", required: true),
        Text("执法人员一", "张样张", required: true), Text("证号一", "样-0001", required: true), Text("执法人员二", "李样张", required: true), Text("证号二", "样-0002", required: true),
    ];

    static readonly PaperField[] Penalties =
    [
        Text("违法事实", "破碎岗位矽尘超标，责令限期整改后逾期未改正", required: true), Text("处罚依据", "《职业病防治法》第七十二条第一项", required: true), Text("处罚内容", "警告，责令限期改正，罚款5万元", required: true),
    ];

    public static readonly PaperForm Filing = PaperTemplates.Form("case-filing", "立案审批表", [.. Parties, Text("线索情况", "责令限期整改后逾期未改正", required: true), Text("法律依据", "《行政处罚法》第五十四条第二款", required: true), Text("审批人", "王样张", required: true), Text("审批日期", "2026年6月1日", required: true)]);

    public static readonly PaperForm Notice = PaperTemplates.Form("case-notice", "行政处罚告知书", [.. Parties, .. Penalties, Text("陈述申辩期限", "5个工作日", required: true), Condition("听证", "告知听证权利"), Text("听证期限", "5个工作日")]);

    public static readonly PaperForm Decision = PaperTemplates.Form("case-decision", "行政处罚决定书", [.. Parties, .. Penalties, Text("证据", "现场检查记录", required: true), Text("告知和听取意见", "已告知，当事人没有陈述申辩", required: true), Text("决定人", "王样张", required: true),
        Condition("罚款", "处罚中有罚款"), Text("缴款期限", "15日", required: true), Text("加处罚款", "每日按罚款数额的3%", required: true), Text("复议期限", "60日", required: true), Text("诉讼期限", "6个月", required: true)]);

    /// <summary>Forms that are served on the party; the others stay in the file.</summary>
    static readonly HashSet<string> Served = [ "case-inquiry-notice", "case-notice", "case-decision", "case-hearing-notice", "case-preserve", "case-preserve-handling", "case-measure", "case-measure-extension", "case-measure-end", "case-no-penalty", "case-instalments", "case-demand" ];

    /// <summary>Whether such a step can bring forth a paper.</summary>
    public static bool Of(CaseActKind kind) => kind is CaseActKind.File or CaseActKind.CollectEvidence or CaseActKind.TakeMeasure or CaseActKind.ServeNotice or CaseActKind.Decide || StepPapers.Forms.ContainsKey(kind);

    /// <summary>The paper that a step brings forth; null: none.</summary>
    /// <param name="form">What only the paper says; null: the step comes without a form.</param>
    public Task<Paper>? For(Change change, CaseFolder folder, CaseAct act, CaseLaw law, CaseStepForm? form, CancellationToken ct) => act switch
    {
        TakeMeasure a => IssueAsync(change, CoercivePapers.Form, folder, data => CoercivePapers.Fill(data, folder, a, form!.Measure, law), ct, serveBy: a.On),
        CollectEvidence a => form?.Record is { } record && InvestigationPapers.FormOf(record) is { } written ? IssueAsync(change, written, folder, data =>
        {
            data.Add("案件编号", folder.Row.Number);
            data.Add("日期", a.On);
            InvestigationPapers.Fill(data, record);
        }, ct) : null,
        ApproveFiling a => IssueAsync(change, Filing, folder, data =>
        {
            data.Add("线索情况", folder.Row.Facts);
            data.Add("法律依据", law.Article("filing", a.On));
            data.Add("审批人", a.Approver.Name);
            data.Add("审批日期", a.On);
        }, ct),
        ServeNotice a => IssueAsync(change, Notice, folder, data =>
        {
            Penalty(data, folder, a.Sanctions);
            data.Add("陈述申辩期限", law.Rule("defence", a.On).Length);
            data.Add("听证", a.HearingOffered);
            if (a.HearingOffered) data.Add("听证期限", law.Rule("hearing-request", a.On).Length);
        }, ct, told: true),
        Decide a => IssueAsync(change, Decision, folder, data =>
        {
            Penalty(data, folder, a.Sanctions);
            data.Add("证据", StepPapers.Evidence(folder));
            data.Add("告知和听取意见", Heard(folder.File));
            data.Add("决定人", a.Decider.Name);
            data.Add("罚款", a.Sanctions.Any(s => s.Fine > 0));
            data.Add("缴款期限", law.Rule("pay", a.On).Length);
            data.Add("加处罚款", $"每日按罚款数额的{law.Rule("surcharge", a.On).Count / 10m:0.##}%");
            data.Add("复议期限", law.Rule("review", a.On).Length);
            data.Add("诉讼期限", law.Rule("litigation", a.On).Length);
        }, ct, law.Due("serve", a.On), told: true),
        _ => StepPapers.Forms.TryGetValue(act.Kind, out var plain) ? IssueAsync(change, plain, folder, data =>
        {
            data.Add("案件编号", folder.Row.Number);
            data.Add("立案日期", folder.File.FiledOn!.Value);
            data.Add("日期", act.On);
            data.Add("内容", StepPapers.Content(folder, act, law).Select(c => new PaperData { { "项目", c.Item }, { "说明", c.Text } }));
            data.Add("依据", CaseArticles.Article(act.Kind, law, act.On));
        }, ct, told: act.Kind is CaseActKind.NotifyHearing or CaseActKind.Demand) : null,
    };

    /// <summary>The filing draws the serial; a second paper of one kind in one case is numbered 1-2.</summary>
    async Task<Paper> IssueAsync(Change change, PaperForm form, CaseFolder folder, Action<PaperData> own, CancellationToken ct, DateOnly? serveBy = null, bool told = false)
    {
        var to = Served.Contains(form.Code) ? new Addressee(folder.Row.EmployerId, folder.Row.PartyName, serveBy, told) : null;
        var (row, code, subject) = (folder.Row, book.PaperCode(form.Code, ChinaTime.DateOf(change.At)), (nameof(CaseRecord), folder.Row.Id.ToString()));
        void Fill(PaperData data)
        {
            var pair = folder.File.Investigators;
            data.Add("当事人", folder.Row.PartyName);
            data.Add("案由", folder.Row.Cause);
            data.Add("执法人员一", pair[0].Name);
            data.Add("证号一", pair[0].Certificate);
            data.Add("执法人员二", pair[1].Name);
            data.Add("证号二", pair[1].Certificate);
            own(data);
        }
        // Cases from before serials were shared go on with the counter of each kind.
        if (form != Filing) return row is { SerialYear: { } year, Serial: { } serial }
            ? await papers.IssueAsync(change, form, code, new SharedSerial(year, serial, 1 + folder.Lines.Count(l => l.PaperKind == form.Code)), row.AuthorityCode, subject, Fill, ct, to)
            : await papers.IssueAsync(change, form, code, row.AuthorityCode, subject, Fill, ct, to);
        var paper = await papers.IssueAsync(change, form, code, row.AuthorityCode, subject, Fill, ct);
        var number = DocumentNumber.Parse(paper.Number);
        (row.SerialYear, row.Serial) = (number.Year, number.Serial);
        return paper;
    }

    static void Penalty(PaperData data, CaseFolder folder, IReadOnlyList<Sanction> sanctions)
    {
        data.Add("违法事实", StepPapers.Facts(folder));
        data.Add("处罚依据", string.Join("、", sanctions.Select(s => s.Act.Article).Distinct()));
        data.Add("处罚内容", CaseTexts.Of(sanctions));
    }

    static string Heard(PenaltyCase file) => file switch
    {
        { HearingHeldOn: { } held } => $"已告知；{PaperText.Date(held)}举行听证",
        { DefendedOn: { } defended } => $"已告知；当事人{PaperText.Date(defended)}陈述申辩，已复核",
        { DefenceWaived: true } => "已告知；当事人书面放弃陈述申辩",
        _ => "已告知；当事人在期限内没有陈述申辩",
    };
}

/// <summary>Sanctions and acts in words.</summary>
public static class CaseTexts
{
    public static string Of(Sanction s) => string.Join("，", new[]
    {
        s.Ordered ? "责令改正" : null, s.Warned ? "警告" : null, s.Fine is { } fine ? $"罚款{Money.Text(fine)}" : null, s.Severe ? s.Act.SevereAction : null,
    }.OfType<string>());

    /// <summary>分别裁量，合并处罚: several acts are named, each with what it gets, and the sum.</summary>
    public static string Of(IReadOnlyList<Sanction> sanctions) => sanctions is [var only] ? Of(only)
        : string.Join("；", sanctions.Select(s => $"对{s.Act.Act}：{Of(s)}")) + (sanctions.Count(s => s.Fine > 0) > 1 ? $"；合并罚款{Money.Text(sanctions.Sum(s => s.Fine ?? 0))}" : "");

    public static string? Note(CaseAct act) => act switch
    {
        ApproveFiling a => $"批准人{a.Approver.Name}，办案人员{a.First.Name}、{a.Second.Name}",
        RefuseFiling a => a.Reason,
        CollectEvidence a => a.What,
        EntrustAppraisal a => $"{a.To}：{a.What}",
        AddCharge a => $"{a.Charge.Title}：{a.Facts}",
        PreserveEvidence a => a.What?.Replace('\n', '；'),
        ApproveMeasure a => $"{a.Approver.Name}：{a.Opinion}",
        TakeMeasure a => $"{a.Measure.Title}：{a.What}，至{a.On.AddDays(a.Days):yyyy-MM-dd}{(a.Urgent ? "（情况紧急，当场实施）" : "")}",
        ExtendMeasure a => $"延长至{a.Until:yyyy-MM-dd}：{a.Reason}",
        EndMeasure a => a.Decision,
        HandlePreserved a => a.Decision,
        FinishInvestigation a => a.Facts,
        ServeNotice a => Of(a.Sanctions) + (a.HearingOffered ? "，已告知听证权利" : "") + (a.NewFacts is { } facts ? $"，新的事实：{facts}" : ""),
        Deliver a => $"{a.Paper.Text()}：{a.Method.Text()}",
        Defend a => a.Statement,
        ReviewDefence a => $"{a.Reviewer.Name}：{(a.Accepted ? "采纳" : "不采纳")}，{a.Opinion}",
        NotifyInquiry a => a.Who,
        NotifyHearing a => $"定于{a.HearingOn:yyyy-MM-dd}举行，主持人{a.Host.Name}",
        HoldHearing a => $"主持人{a.Host.Name}：{a.Opinion}",
        LegalReview a => $"{a.Reviewer.Name}：{(a.Agreed ? "同意" : "退回补充调查")}，{a.Opinion}",
        Discuss a => $"{string.Join("、", a.Present.Select(p => p.Name))}：{a.Opinion}",
        ExtendTerm a => a.Reason,
        Decide a => Of(a.Sanctions),
        DecideNoPenalty a => a.Reason,
        TransferCase a => $"移送{a.To}：{a.Reason}",
        TerminateCase a => a.Reason,
        ServeDecision a => a.Method.Text(),
        Pay a => Money.Text(a.Amount),
        AskInstalments a => $"申请延至{a.Until:yyyy-MM-dd}：{a.Reason}",
        GrantInstalments a => $"至{a.Until:yyyy-MM-dd}：{a.Reason}",
        EndRemedy a => a.Outcome switch { RemedyOutcome.Upheld => "维持", RemedyOutcome.Annulled => "撤销", _ => $"变更为罚款{Money.Text(a.Fine ?? 0)}" },
        EndEnforcement a => a.Result,
        ArchiveCase a => a.Number,
        WithdrawPublication a => a.Reason,
        _ => null,
    };
}
