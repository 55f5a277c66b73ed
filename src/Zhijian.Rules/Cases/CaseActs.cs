using Zhijian.Rules.Penalties;
using Zhijian.Rules.Service;

namespace Zhijian.Rules.Cases;

/// <summary>Somebody of the authority who does a step.</summary>
/// <param name="Certificate">Number of the enforcement certificate; null: none.</param>
/// <param name="RecusalReason">Why he keeps away from this case; null: nothing stands against him.</param>
public sealed record CasePerson(string Id, string Name, string? Certificate = null, string? RecusalReason = null);

public enum RemedyOutcome
{
    Upheld,

    /// <summary>The fine is lowered.</summary>
    Changed,
    Annulled,
}

/// <summary>Something done in a case on a day.</summary>
public abstract record CaseAct(DateOnly On, CaseActKind Kind);

/// <summary>报请立案.</summary>
/// <param name="ActEndedOn">Last day of the act; null: it goes on.</param>
/// <param name="FoundOn">When the authority found it.</param>
/// <param name="Harm">Touches life, health or financial safety and had harmful effects.</param>
/// <param name="PartyIsPerson">A citizen, not a unit: other thresholds.</param>
public sealed record RequestFiling(DateOnly On, CasePerson Proposer, DateOnly? ActEndedOn, DateOnly FoundOn, bool Harm = false, bool PartyIsPerson = false) : CaseAct(On, CaseActKind.RequestFiling);

/// <summary>批准立案, with the two who investigate.</summary>
public sealed record ApproveFiling(DateOnly On, CasePerson Approver, CasePerson First, CasePerson Second) : CaseAct(On, CaseActKind.File);

public sealed record RefuseFiling(DateOnly On, CasePerson Approver, string Reason) : CaseAct(On, CaseActKind.RefuseFiling);

/// <summary>调查取证: inquiry, inspection, sampling, documents.</summary>
public sealed record CollectEvidence(DateOnly On, CasePerson First, CasePerson Second, string What) : CaseAct(On, CaseActKind.CollectEvidence);

/// <summary>One of several acts that are punished together: each judged by itself, the fines added up.</summary>
/// <param name="Key">Which happening; see <see cref="Sanction.ActKey"/>.</param>
/// <param name="Code">Of the catalogue.</param>
/// <param name="Title">The act in the words of the catalogue.</param>
/// <param name="EndedOn">Last day of the act; null: it goes on.</param>
/// <param name="OrderDeadline">End of the order to correct; null: there was none.</param>
public sealed record Charge(string Key, string Code, string Title, DateOnly FoundOn, DateOnly? EndedOn = null, DateOnly? OrderDeadline = null, string? OrderNumber = null);

/// <summary>一并查处: another act of the same party is added to the case (分别裁量，合并处罚).</summary>
/// <param name="Facts">When, where, what; from which clue.</param>
/// <param name="Harm">As of <see cref="RequestFiling"/>.</param>
public sealed record AddCharge(DateOnly On, CasePerson First, CasePerson Second, Charge Charge, string Facts, bool Harm = false) : CaseAct(On, CaseActKind.AddCharge);

/// <summary>鉴定委托书.</summary>
/// <param name="To">Institution.</param>
/// <param name="What">Things handed over, questions, until when.</param>
public sealed record EntrustAppraisal(DateOnly On, CasePerson First, CasePerson Second, string To, string What) : CaseAct(On, CaseActKind.EntrustAppraisal);

/// <summary>询问通知书: who is asked to come, when and where.</summary>
public sealed record NotifyInquiry(DateOnly On, CasePerson First, CasePerson Second, string Who) : CaseAct(On, CaseActKind.NotifyInquiry);

/// <summary>先行登记保存证据.</summary>
/// <param name="What">The things, each in a line; null in files of before they were listed.</param>
public sealed record PreserveEvidence(DateOnly On, CasePerson Approver, CasePerson First, CasePerson Second, string? What = null) : CaseAct(On, CaseActKind.PreserveEvidence);

public sealed record HandlePreserved(DateOnly On, string Decision) : CaseAct(On, CaseActKind.HandlePreserved);

/// <summary>批准行政强制措施, before it is taken or within a day after one that was urgent.</summary>
public sealed record ApproveMeasure(DateOnly On, CasePerson Approver, string Opinion) : CaseAct(On, CaseActKind.ApproveMeasure);

/// <summary>查封、扣押、封存 and the like, carried out on the spot.</summary>
/// <param name="What">Things or places, in a line.</param>
/// <param name="Days">Term, counted from the day after.</param>
/// <param name="Urgent">Taken before it was approved (行政强制法 Art 19).</param>
public sealed record TakeMeasure(DateOnly On, CasePerson First, CasePerson Second, CoerciveMeasure Measure, string What, int Days, bool Urgent = false) : CaseAct(On, CaseActKind.TakeMeasure);

public sealed record ExtendMeasure(DateOnly On, CasePerson Approver, DateOnly Until, string Reason) : CaseAct(On, CaseActKind.ExtendMeasure);

/// <summary>Lifted, or the things confiscated, destroyed, handed on.</summary>
public sealed record EndMeasure(DateOnly On, CasePerson Approver, string Decision) : CaseAct(On, CaseActKind.EndMeasure);

/// <summary>调查终结报告.</summary>
/// <param name="Complex">疑难复杂, 重大公共利益: needs review and discussion.</param>
public sealed record FinishInvestigation(DateOnly On, CasePerson First, CasePerson Second, string Facts, bool Complex = false) : CaseAct(On, CaseActKind.FinishInvestigation);

/// <summary>行政处罚告知书.</summary>
/// <param name="HearingOffered">It tells of the right to a hearing.</param>
/// <param name="NewFacts">What came to light since an earlier notice; needed for a heavier one.</param>
/// <param name="Later">Only made; terms begin when it is delivered. False in files of before service was put on record: handed over that day.</param>
public sealed record ServeNotice(DateOnly On, IReadOnlyList<Sanction> Sanctions, bool HearingOffered, string? NewFacts = null, bool Later = false) : CaseAct(On, CaseActKind.ServeNotice);

/// <summary>送达 of a paper whose terms begin with it.</summary>
/// <param name="Paper">The step that made it.</param>
public sealed record Deliver(DateOnly On, CaseActKind Paper, ServiceMethod Method) : CaseAct(On, CaseActKind.Deliver);

public sealed record Defend(DateOnly On, string Statement) : CaseAct(On, CaseActKind.Defend);

/// <summary>放弃陈述申辩, in writing.</summary>
public sealed record WaiveDefence(DateOnly On) : CaseAct(On, CaseActKind.WaiveDefence);

public sealed record ReviewDefence(DateOnly On, CasePerson Reviewer, bool Accepted, string Opinion) : CaseAct(On, CaseActKind.ReviewDefence);

public sealed record RequestHearing(DateOnly On) : CaseAct(On, CaseActKind.RequestHearing);

public sealed record WithdrawHearing(DateOnly On) : CaseAct(On, CaseActKind.WithdrawHearing);

/// <param name="Later">As of a notice.</param>
public sealed record NotifyHearing(DateOnly On, DateOnly HearingOn, CasePerson Host, bool Later = false) : CaseAct(On, CaseActKind.NotifyHearing);

public sealed record HoldHearing(DateOnly On, CasePerson Host, string Opinion) : CaseAct(On, CaseActKind.HoldHearing);

public sealed record LegalReview(DateOnly On, CasePerson Reviewer, bool Agreed, string Opinion) : CaseAct(On, CaseActKind.LegalReview);

/// <summary>集体讨论.</summary>
public sealed record Discuss(DateOnly On, IReadOnlyList<CasePerson> Present, string Opinion) : CaseAct(On, CaseActKind.Discuss);

/// <summary>延长办案期限.</summary>
public sealed record ExtendTerm(DateOnly On, CasePerson Approver, string Reason) : CaseAct(On, CaseActKind.ExtendTerm);

/// <param name="FinedBefore">Acts of the party that were fined in other cases.</param>
public sealed record Decide(DateOnly On, CasePerson Decider, IReadOnlyList<Sanction> Sanctions, IReadOnlyCollection<string> FinedBefore) : CaseAct(On, CaseActKind.Decide);

/// <summary>当场处罚, the simple procedure.</summary>
public sealed record DecideOnSpot(DateOnly On, CasePerson First, CasePerson Second, bool PartyIsPerson, decimal? Fine, bool PartyHeard) : CaseAct(On, CaseActKind.DecideOnSpot);

public sealed record DecideNoPenalty(DateOnly On, CasePerson Decider, string Reason) : CaseAct(On, CaseActKind.DecideNoPenalty);

public sealed record TransferCase(DateOnly On, CasePerson Approver, string To, string Reason) : CaseAct(On, CaseActKind.Transfer);

/// <summary>终止、撤销案件.</summary>
public sealed record TerminateCase(DateOnly On, CasePerson Approver, string Reason) : CaseAct(On, CaseActKind.Terminate);

/// <param name="Consent">The party agreed in writing to electronic service.</param>
public sealed record ServeDecision(DateOnly On, ServiceMethod Method, bool Consent = false) : CaseAct(On, CaseActKind.ServeDecision);

public sealed record Pay(DateOnly On, decimal Amount) : CaseAct(On, CaseActKind.Pay);

/// <summary>申请延期、分期缴纳, by the party.</summary>
public sealed record AskInstalments(DateOnly On, DateOnly Until, string Reason) : CaseAct(On, CaseActKind.AskInstalments);

/// <summary>延期、分期缴纳 until a day.</summary>
public sealed record GrantInstalments(DateOnly On, CasePerson Approver, DateOnly Until, string Reason) : CaseAct(On, CaseActKind.GrantInstalments);

public sealed record SeekReview(DateOnly On) : CaseAct(On, CaseActKind.SeekReview);

public sealed record SeekCourt(DateOnly On) : CaseAct(On, CaseActKind.SeekCourt);

/// <param name="Fine">As it stands after a change.</param>
public sealed record EndRemedy(DateOnly On, RemedyOutcome Outcome, decimal? Fine = null) : CaseAct(On, CaseActKind.EndRemedy);

/// <summary>催告书.</summary>
/// <param name="Later">As of a notice.</param>
public sealed record Demand(DateOnly On, bool Later = false) : CaseAct(On, CaseActKind.Demand);

public sealed record ApplyToCourt(DateOnly On) : CaseAct(On, CaseActKind.ApplyToCourt);

/// <summary>The court ended its enforcement: carried out, or nothing more to be had.</summary>
public sealed record EndEnforcement(DateOnly On, string Result) : CaseAct(On, CaseActKind.EndEnforcement);

public sealed record CloseCase(DateOnly On, CasePerson Approver) : CaseAct(On, CaseActKind.Close);

public sealed record ArchiveCase(DateOnly On, string Number) : CaseAct(On, CaseActKind.Archive);

public sealed record PublishDecision(DateOnly On) : CaseAct(On, CaseActKind.Publish);

public sealed record WithdrawPublication(DateOnly On, string Reason) : CaseAct(On, CaseActKind.WithdrawPublication);
