using static Zhijian.Rules.Cases.CaseState;

namespace Zhijian.Rules.Cases;

/// <summary>Which act may be done in which state; what is not listed cannot be done.</summary>
public static class CaseTransitions
{
    private static readonly CaseState[] BeforeDecision = [Filed, ReportDone, NoticeIssued, NoticeServed, HearingRequested, HearingNotified, HearingHeld];
    private static readonly CaseState[] Told = [NoticeServed, HearingRequested, HearingNotified, HearingHeld];
    private static readonly CaseState[] Ripe = [NoticeServed, HearingHeld];
    private static readonly CaseState[] InForce = [Served, CourtEnforcement, Closed, Archived];

    private static readonly Dictionary<CaseActKind, CaseState[]> From = new()
    {
        [CaseActKind.RequestFiling] = [Clue],
        [CaseActKind.DecideOnSpot] = [Clue],
        [CaseActKind.File] = [FilingRequested],
        [CaseActKind.RefuseFiling] = [FilingRequested],
        [CaseActKind.NotifyInquiry] = [Filed],
        [CaseActKind.CollectEvidence] = [Filed],
        [CaseActKind.EntrustAppraisal] = [Filed],
        [CaseActKind.AddCharge] = [Filed],
        [CaseActKind.PreserveEvidence] = [Filed],
        [CaseActKind.HandlePreserved] = BeforeDecision,
        [CaseActKind.ApproveMeasure] = BeforeDecision,
        [CaseActKind.TakeMeasure] = BeforeDecision,
        [CaseActKind.ExtendMeasure] = [.. BeforeDecision, Decided, Served],
        // What was handed on with a transferred case is still to be dealt with (行政强制法 Art 21).
        [CaseActKind.EndMeasure] = [.. BeforeDecision, Decided, Served, CourtEnforcement, Transferred],
        [CaseActKind.FinishInvestigation] = [Filed],
        [CaseActKind.ServeNotice] = [ReportDone, NoticeIssued, NoticeServed, HearingHeld],
        [CaseActKind.Deliver] = [NoticeIssued, HearingNotified, Served],
        [CaseActKind.Defend] = Told,
        [CaseActKind.WaiveDefence] = Told,
        [CaseActKind.ReviewDefence] = Told,
        [CaseActKind.RequestHearing] = [NoticeServed],
        [CaseActKind.WithdrawHearing] = [HearingRequested, HearingNotified],
        [CaseActKind.NotifyHearing] = [HearingRequested, HearingNotified],
        [CaseActKind.HoldHearing] = [HearingNotified],
        [CaseActKind.LegalReview] = Ripe,
        [CaseActKind.Discuss] = Ripe,
        [CaseActKind.ExtendTerm] = BeforeDecision,
        [CaseActKind.Decide] = Ripe,
        [CaseActKind.DecideNoPenalty] = [ReportDone, NoticeIssued, .. Ripe],
        [CaseActKind.Transfer] = BeforeDecision,
        [CaseActKind.Terminate] = BeforeDecision,
        [CaseActKind.ServeDecision] = [Decided],
        [CaseActKind.Pay] = [Served, CourtEnforcement],
        [CaseActKind.AskInstalments] = [Served],
        [CaseActKind.GrantInstalments] = [Served],
        [CaseActKind.SeekReview] = InForce,
        [CaseActKind.SeekCourt] = InForce,
        [CaseActKind.EndRemedy] = InForce,
        [CaseActKind.Demand] = [Served],
        [CaseActKind.ApplyToCourt] = [Served],
        [CaseActKind.EndEnforcement] = [CourtEnforcement],
        [CaseActKind.Close] = [Served, CourtEnforcement, NoPenalty, Transferred, Terminated],
        [CaseActKind.Archive] = [Closed, NotFiled],
        [CaseActKind.Publish] = InForce,
        [CaseActKind.WithdrawPublication] = InForce,
    };

    public static bool May(CaseState state, CaseActKind kind) => From[kind].Contains(state);

    /// <summary>The acts that the state allows, before the guards are asked.</summary>
    public static IEnumerable<CaseActKind> Of(CaseState state) => From.Where(line => line.Value.Contains(state)).Select(line => line.Key);

    internal static CaseState To(CaseState from, CaseAct act) => act switch
    {
        RequestFiling => FilingRequested,
        ApproveFiling => Filed,
        RefuseFiling => NotFiled,
        FinishInvestigation => ReportDone,
        ServeNotice { Later: true } => NoticeIssued,
        ServeNotice or Deliver { Paper: CaseActKind.ServeNotice } or WithdrawHearing => NoticeServed,
        RequestHearing => HearingRequested,
        NotifyHearing => HearingNotified,
        HoldHearing => HearingHeld,
        // 补充调查: what the reviewer sends back begins again with the investigation.
        LegalReview { Agreed: false } => Filed,
        Decide or DecideOnSpot => Decided,
        DecideNoPenalty => NoPenalty,
        TransferCase => Transferred,
        TerminateCase => Terminated,
        ServeDecision => Served,
        ApplyToCourt => CourtEnforcement,
        CloseCase => Closed,
        ArchiveCase => Archived,
        _ => from,
    };
}
