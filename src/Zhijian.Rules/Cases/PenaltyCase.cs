using System.Diagnostics.CodeAnalysis;
using Zhijian.Rules.Penalties;

namespace Zhijian.Rules.Cases;

/// <summary>One step of the way; none is ever taken back.</summary>
/// <param name="LateSince">The last day it should have been done on, when it was done later.</param>
public sealed record CaseStep(DateOnly On, CaseActKind Kind, CaseState From, CaseState To, DateOnly? LateSince);

/// <summary>The case after an act, or the article that forbids it.</summary>
public readonly record struct CaseOutcome(PenaltyCase? Case, CaseRefusal? Refusal)
{
    [MemberNotNullWhen(true, nameof(Case)), MemberNotNullWhen(false, nameof(Refusal))]
    public bool Succeeded => Case is not null;
}

/// <summary>
/// A penalty case (行政处罚案件). It is what its acts made of it: <see cref="Apply"/> asks the law of the day and refuses with
/// its article; <see cref="Replay"/> brings it back from acts that were once allowed, whatever the law says today.
/// </summary>
public sealed record PenaltyCase
{
    private PenaltyCase()
    {
    }

    public static PenaltyCase New { get; } = new();

    public CaseState State { get; private init; }
    public CasePerson? Proposer { get; private init; }
    public bool PartyIsPerson { get; private init; }
    public DateOnly? FiledOn { get; private init; }
    public DateOnly? RequestedOn { get; private init; }

    /// <summary>Whoever investigated: none of them reviews, hosts, approves or decides.</summary>
    public IReadOnlyList<CasePerson> Investigators { get; private init; } = [];

    /// <summary>Whoever reviewed, hosted or decided: none of them investigates afterwards.</summary>
    public IReadOnlyList<CasePerson> Judges { get; private init; } = [];
    public int Evidence { get; private init; }

    /// <summary>Acts beside the one that the case was filed for.</summary>
    public IReadOnlyList<Charge> Charges { get; private init; } = [];

    /// <summary>Evidence registered for preservation and not dealt with yet.</summary>
    public DateOnly? PreservedOn { get; private init; }

    /// <summary>Approved and not taken yet.</summary>
    public DateOnly? MeasureApprovedOn { get; private init; }

    /// <summary>行政强制措施 that is in force; null: none.</summary>
    public DateOnly? MeasureOn { get; private init; }
    public DateOnly? MeasureUntil { get; private init; }
    public CoerciveMeasure? Measure { get; private init; }

    /// <summary>Taken in urgency; the approval is still to come.</summary>
    public bool MeasureUnapproved { get; private init; }
    public bool MeasureExtended { get; private init; }
    public DateOnly? ReportOn { get; private init; }
    public bool Complex { get; private init; }
    /// <summary>Served; terms begin with it.</summary>
    public DateOnly? NoticeOn { get; private init; }

    /// <summary>The party was told of a penalty before, by this notice or an earlier one.</summary>
    public bool Told { get; private init; }

    /// <summary>What the served notice told, where a later one is under way; else as <see cref="Noticed"/>.</summary>
    public IReadOnlyList<Sanction> ToldBefore { get; private init; } = [];
    public IReadOnlyList<Sanction> Noticed { get; private init; } = [];

    /// <summary>The party has the right to a hearing.</summary>
    public bool HearingRight { get; private init; }
    public DateOnly? DefendedOn { get; private init; }
    public bool DefenceWaived { get; private init; }
    public DateOnly? DefenceReviewedOn { get; private init; }
    public DateOnly? HearingRequestedOn { get; private init; }
    public bool HearingWithdrawn { get; private init; }
    public DateOnly? HearingOn { get; private init; }
    public CasePerson? Host { get; private init; }

    /// <summary>听证会通知书 served.</summary>
    public DateOnly? HearingNoticeOn { get; private init; }
    public DateOnly? HearingHeldOn { get; private init; }
    public DateOnly? LegalReviewOn { get; private init; }
    public DateOnly? DiscussedOn { get; private init; }
    public int Extensions { get; private init; }
    public DateOnly? DecidedOn { get; private init; }
    public bool Simple { get; private init; }
    public IReadOnlyList<Sanction> Sanctions { get; private init; } = [];

    /// <summary>As first decided, in yuan.</summary>
    public decimal DecidedFine { get; private init; }

    /// <summary>As it holds now, after review and litigation.</summary>
    public decimal Fine { get; private init; }
    public bool Annulled { get; private init; }
    public DateOnly? ServedOn { get; private init; }
    public IReadOnlyList<(DateOnly On, decimal Amount)> Payments { get; private init; } = [];
    public DateOnly? InstalmentsUntil { get; private init; }

    /// <summary>Review or litigation is pending.</summary>
    public DateOnly? RemedySince { get; private init; }
    public bool RemedyIsCourt { get; private init; }
    public DateOnly? ReviewEndedOn { get; private init; }
    public DateOnly? CourtEndedOn { get; private init; }

    /// <summary>Review and litigation that are over, both days included.</summary>
    public IReadOnlyList<(DateOnly From, DateOnly To)> Pauses { get; private init; } = [];

    /// <summary>Changed or annulled after it was published.</summary>
    public DateOnly? CorrectedOn { get; private init; }
    /// <summary>Served.</summary>
    public DateOnly? DemandOn { get; private init; }

    /// <summary>The step whose paper is made and not served yet; null: none.</summary>
    public CaseActKind? Undelivered { get; private init; }

    /// <summary>Until when the party asks to pay later; null: it does not ask.</summary>
    public DateOnly? AskedUntil { get; private init; }
    public DateOnly? CourtOn { get; private init; }
    public DateOnly? EnforcementEndedOn { get; private init; }
    public DateOnly? PublishedOn { get; private init; }
    public DateOnly? WithdrawnOn { get; private init; }

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<CaseStep> History { get; private init; } = [];

    public DateOnly? LastDay => History.Count == 0 ? null : History[^1].On;

    public bool IsPublished => PublishedOn is not null && WithdrawnOn is null;

    public static PenaltyCase Replay(IEnumerable<(CaseAct Act, DateOnly? LateSince)> acts) => acts.Aggregate(New, (file, step) => file.Take(step.Act).Step(step.Act, step.LateSince));

    /// <summary>The case after the act, or why the law of that day forbids it.</summary>
    public CaseOutcome Apply(CaseAct act, CaseLaw law)
    {
        if (CaseGuards.Refusal(this, act, law) is { } refusal) return new(null, refusal);
        var due = CaseDues.Of(this, law).Where(d => d.Kind == act.Kind).Select(d => (DateOnly?)d.On).Min();
        return new(Take(act).Step(act, due < act.On ? due : null), null);
    }

    private PenaltyCase Step(CaseAct act, DateOnly? lateSince)
    {
        var to = CaseTransitions.To(State, act);
        return this with { State = to, History = [.. History, new(act.On, act.Kind, State, to, lateSince)] };
    }

    private PenaltyCase Take(CaseAct act) => act switch
    {
        RequestFiling a => this with { Proposer = a.Proposer, PartyIsPerson = a.PartyIsPerson, RequestedOn = a.On },
        ApproveFiling a => Investigated(a.First, a.Second).Judged(a.Approver) with { FiledOn = a.On },
        RefuseFiling a => Judged(a.Approver),
        NotifyInquiry a => Investigated(a.First, a.Second),
        CollectEvidence a => Investigated(a.First, a.Second) with { Evidence = Evidence + 1 },
        EntrustAppraisal a => Investigated(a.First, a.Second),
        AddCharge a => Investigated(a.First, a.Second) with { Charges = [.. Charges, a.Charge] },
        PreserveEvidence a => Investigated(a.First, a.Second) with { PreservedOn = a.On },
        HandlePreserved => this with { PreservedOn = null },
        ApproveMeasure a => Judged(a.Approver) with { MeasureApprovedOn = MeasureOn is null ? a.On : null, MeasureUnapproved = false },
        TakeMeasure a => Investigated(a.First, a.Second) with { MeasureOn = a.On, MeasureUntil = a.On.AddDays(a.Days), Measure = a.Measure, MeasureUnapproved = MeasureApprovedOn is null, MeasureApprovedOn = null, MeasureExtended = false },
        ExtendMeasure a => Judged(a.Approver) with { MeasureUntil = a.Until, MeasureExtended = true },
        EndMeasure a => Judged(a.Approver) with { MeasureOn = null, MeasureUntil = null, Measure = null, MeasureUnapproved = false, MeasureExtended = false },
        FinishInvestigation a => Investigated(a.First, a.Second) with { ReportOn = a.On, Complex = a.Complex },
        ServeNotice a => this with
        {
            NoticeOn = a.Later ? null : a.On, Told = Told || !a.Later, ToldBefore = NoticeOn is null ? ToldBefore : Noticed, Undelivered = a.Later ? CaseActKind.ServeNotice : null, Noticed = a.Sanctions, HearingRight = a.HearingOffered, DefendedOn = null, DefenceWaived = false, DefenceReviewedOn = null,
            HearingRequestedOn = null, HearingWithdrawn = false, HearingOn = null, Host = null, HearingNoticeOn = null, HearingHeldOn = null, LegalReviewOn = null, DiscussedOn = null,
        },
        Deliver { Paper: CaseActKind.ServeNotice } a => this with { NoticeOn = a.On, Told = true, Undelivered = null },
        Deliver { Paper: CaseActKind.NotifyHearing } a => this with { HearingNoticeOn = a.On, Undelivered = null },
        Deliver a => this with { DemandOn = a.On, Undelivered = null },
        Defend a => this with { DefendedOn = a.On, DefenceReviewedOn = null, LegalReviewOn = null, DiscussedOn = null },
        WaiveDefence => this with { DefenceWaived = true },
        ReviewDefence a => this with { DefenceReviewedOn = a.On },
        RequestHearing a => this with { HearingRequestedOn = a.On, LegalReviewOn = null, DiscussedOn = null },
        WithdrawHearing => this with { HearingWithdrawn = true, HearingOn = null, Host = null, HearingNoticeOn = null, Undelivered = null },
        NotifyHearing a => this with { HearingOn = a.HearingOn, Host = a.Host, HearingNoticeOn = a.Later ? null : a.On, Undelivered = a.Later ? CaseActKind.NotifyHearing : null },
        HoldHearing a => Judged(a.Host) with { HearingHeldOn = a.On },
        LegalReview { Agreed: false } a => Judged(a.Reviewer) with { ReportOn = null, NoticeOn = null, Told = false, ToldBefore = [], LegalReviewOn = null, DiscussedOn = null },
        LegalReview a => Judged(a.Reviewer) with { LegalReviewOn = a.On },
        Discuss a => this with { DiscussedOn = a.On },
        ExtendTerm => this with { Extensions = Extensions + 1 },
        Decide a => Judged(a.Decider) with { DecidedOn = a.On, Sanctions = a.Sanctions, DecidedFine = a.Sanctions.Sum(s => s.Fine ?? 0), Fine = a.Sanctions.Sum(s => s.Fine ?? 0) },
        DecideOnSpot a => Investigated(a.First, a.Second) with { DecidedOn = a.On, Simple = true, PartyIsPerson = a.PartyIsPerson, DecidedFine = a.Fine ?? 0, Fine = a.Fine ?? 0 },
        ServeDecision a => this with { ServedOn = a.On },
        Pay a => this with { Payments = [.. Payments, (a.On, a.Amount)] },
        AskInstalments a => this with { AskedUntil = a.Until },
        GrantInstalments a => this with { InstalmentsUntil = a.Until, AskedUntil = null },
        SeekReview a => this with { RemedySince = a.On, RemedyIsCourt = false },
        SeekCourt a => this with { RemedySince = a.On, RemedyIsCourt = true },
        EndRemedy a => Remedied(a),
        Demand a => this with { DemandOn = a.Later ? null : a.On, Undelivered = a.Later ? CaseActKind.Demand : null },
        ApplyToCourt a => this with { CourtOn = a.On, Undelivered = null },
        EndEnforcement a => this with { EnforcementEndedOn = a.On },
        PublishDecision a => this with { PublishedOn = a.On, WithdrawnOn = null, CorrectedOn = null },
        WithdrawPublication a => this with { WithdrawnOn = a.On },
        _ => this,
    };

    private PenaltyCase Remedied(EndRemedy end)
    {
        var changed = end.Outcome != RemedyOutcome.Upheld;
        return this with
        {
            Pauses = [.. Pauses, (RemedySince!.Value, end.On)],
            RemedySince = null,
            ReviewEndedOn = RemedyIsCourt ? ReviewEndedOn : end.On,
            CourtEndedOn = RemedyIsCourt ? end.On : CourtEndedOn,
            Fine = end.Outcome switch { RemedyOutcome.Annulled => 0, RemedyOutcome.Changed => end.Fine ?? Fine, _ => Fine },
            Annulled = Annulled || end.Outcome == RemedyOutcome.Annulled,
            CorrectedOn = changed && IsPublished ? end.On : CorrectedOn,
        };
    }

    private PenaltyCase Investigated(params IEnumerable<CasePerson> persons) => this with { Investigators = [.. Investigators.Concat(persons).DistinctBy(p => p.Id)] };

    private PenaltyCase Judged(CasePerson person) => this with { Judges = [.. Judges.Append(person).DistinctBy(p => p.Id)] };
}
