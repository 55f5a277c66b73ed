namespace Zhijian.Rules.Cases;

/// <summary>Where a case stands. Defence, review, publication go beside it.</summary>
public enum CaseState
{
    /// <summary>线索.</summary>
    Clue,
    FilingRequested,

    /// <summary>已立案, under investigation.</summary>
    Filed,
    ReportDone,

    /// <summary>The notice is made and on its way to the party.</summary>
    NoticeIssued,
    NoticeServed,
    HearingRequested,
    HearingNotified,
    HearingHeld,
    Decided,

    /// <summary>已送达, to be performed.</summary>
    Served,
    CourtEnforcement,
    NotFiled,
    NoPenalty,
    Transferred,
    Terminated,
    Closed,
    Archived,
}

public enum CaseActKind
{
    RequestFiling,
    File,
    RefuseFiling,
    NotifyInquiry,
    CollectEvidence,

    /// <summary>委托鉴定, test or inspection by somebody with the knowledge; what comes back is evidence.</summary>
    EntrustAppraisal,

    /// <summary>Another act of the party comes to light; it is dealt with in the same case.</summary>
    AddCharge,
    PreserveEvidence,
    HandlePreserved,
    ApproveMeasure,
    TakeMeasure,
    ExtendMeasure,
    EndMeasure,
    FinishInvestigation,
    ServeNotice,

    /// <summary>Service of the notice, of the hearing notice or of a demand.</summary>
    Deliver,
    Defend,
    WaiveDefence,
    ReviewDefence,
    RequestHearing,
    WithdrawHearing,
    NotifyHearing,
    HoldHearing,
    LegalReview,
    Discuss,
    ExtendTerm,
    Decide,
    DecideOnSpot,
    DecideNoPenalty,
    Transfer,
    Terminate,
    ServeDecision,
    Pay,
    AskInstalments,
    GrantInstalments,
    SeekReview,
    SeekCourt,
    EndRemedy,
    Demand,
    ApplyToCourt,
    EndEnforcement,
    Close,
    Archive,
    Publish,
    WithdrawPublication,
}

/// <summary>Whose step it is.</summary>
public enum CaseActor
{
    /// <summary>办案人员.</summary>
    Investigator,

    /// <summary>负责人.</summary>
    Head,

    /// <summary>法制审核人员.</summary>
    LegalReviewer,

    /// <summary>听证主持人.</summary>
    Host,
    Party,
}

public static class CaseWords
{
    public static string Text(this CaseState state) => state switch
    {
        CaseState.Clue => "线索",
        CaseState.FilingRequested => "报请立案",
        CaseState.Filed => "调查取证",
        CaseState.ReportDone => "调查终结",
        CaseState.NoticeIssued => "告知书待送达",
        CaseState.NoticeServed => "已告知",
        CaseState.HearingRequested => "申请听证",
        CaseState.HearingNotified => "听证已通知",
        CaseState.HearingHeld => "已听证",
        CaseState.Decided => "已决定",
        CaseState.Served => "已送达待履行",
        CaseState.CourtEnforcement => "申请强制执行",
        CaseState.NotFiled => "不予立案",
        CaseState.NoPenalty => "不予处罚",
        CaseState.Transferred => "已移送",
        CaseState.Terminated => "已终止",
        CaseState.Closed => "已结案",
        _ => "已归档",
    };

    public static string Text(this CaseActKind kind) => kind switch
    {
        CaseActKind.RequestFiling => "报请立案",
        CaseActKind.File => "批准立案",
        CaseActKind.RefuseFiling => "不予立案",
        CaseActKind.NotifyInquiry => "通知询问",
        CaseActKind.CollectEvidence => "调查取证",
        CaseActKind.EntrustAppraisal => "委托鉴定",
        CaseActKind.AddCharge => "一并查处其他违法行为",
        CaseActKind.PreserveEvidence => "先行登记保存证据",
        CaseActKind.HandlePreserved => "处理先行登记保存的证据",
        CaseActKind.ApproveMeasure => "批准行政强制措施",
        CaseActKind.TakeMeasure => "实施行政强制措施",
        CaseActKind.ExtendMeasure => "延长行政强制措施",
        CaseActKind.EndMeasure => "处理、解除行政强制措施",
        CaseActKind.FinishInvestigation => "调查终结",
        CaseActKind.ServeNotice => "制发处罚告知书",
        CaseActKind.Deliver => "送达文书",
        CaseActKind.Defend => "陈述申辩",
        CaseActKind.WaiveDefence => "放弃陈述申辩",
        CaseActKind.ReviewDefence => "复核陈述申辩",
        CaseActKind.RequestHearing => "申请听证",
        CaseActKind.WithdrawHearing => "撤回听证申请",
        CaseActKind.NotifyHearing => "通知听证",
        CaseActKind.HoldHearing => "举行听证",
        CaseActKind.LegalReview => "法制审核",
        CaseActKind.Discuss => "集体讨论",
        CaseActKind.ExtendTerm => "延长办案期限",
        CaseActKind.Decide => "作出处罚决定",
        CaseActKind.DecideOnSpot => "当场处罚",
        CaseActKind.DecideNoPenalty => "不予处罚",
        CaseActKind.Transfer => "移送",
        CaseActKind.Terminate => "终止案件",
        CaseActKind.ServeDecision => "送达决定书",
        CaseActKind.Pay => "缴纳罚款",
        CaseActKind.AskInstalments => "申请延期（分期）缴纳",
        CaseActKind.GrantInstalments => "批准延期（分期）缴纳",
        CaseActKind.SeekReview => "申请行政复议",
        CaseActKind.SeekCourt => "提起行政诉讼",
        CaseActKind.EndRemedy => "复议、诉讼结束",
        CaseActKind.Demand => "催告",
        CaseActKind.ApplyToCourt => "申请法院强制执行",
        CaseActKind.EndEnforcement => "强制执行结束",
        CaseActKind.Close => "结案",
        CaseActKind.Archive => "归档",
        CaseActKind.Publish => "公开处罚决定",
        _ => "撤回公开信息",
    };

    public static string Text(this CaseActor actor) => actor switch
    {
        CaseActor.Investigator => "办案人员",
        CaseActor.Head => "负责人",
        CaseActor.LegalReviewer => "法制审核人员",
        CaseActor.Host => "听证主持人",
        _ => "当事人",
    };

    /// <summary>It goes no further, but for archive and publication.</summary>
    public static bool IsEnded(this CaseState state) => state >= CaseState.NotFiled;
}
