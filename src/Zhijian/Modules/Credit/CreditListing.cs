using Zhijian.Data;
using Zhijian.Rules.Cases;
using Zhijian.Rules.Credit;

namespace Zhijian.Modules.Credit;

/// <summary>
/// 失信联合惩戒名单: one employer by one trigger. Its state is what <see cref="Dishonesty"/> says and is written only by
/// <see cref="Take"/>. The employer sees it from the day of the notice on: before that it has no owner.
/// </summary>
public sealed class CreditListing : Entity, IPlaced, IOwned
{
    public Guid EmployerId { get; init; }
    public Guid? OrganisationId { get => NoticedOn is null ? null : EmployerId; private set { _ = value; } }
    /// <summary>Of today, for lists; the papers hold the name of their day.</summary>
    public required string EmployerName { get; set; }
    public string? CreditCode { get; set; }
    public required string DivisionCode { get; set; }
    public string ScopePath { get; internal set; } = "";
    public required string CountyCode { get; set; }
    public required string AuthorityCode { get; set; }

    public required string TriggerCode { get; init; }
    public required string Trigger { get; init; }
    public required string Article { get; init; }

    public CreditState State { get; private set; }
    /// <summary>Neither removed nor dropped.</summary>
    public bool IsOpen { get; private set; } = true;
    public bool IsListed { get; private set; }
    public DateOnly FoundOn { get; init; }
    public string? ProposerId { get; private set; }
    public string? ProposerName { get; private set; }
    public DateOnly LastOn { get; private set; }
    public DateOnly? NoticedOn { get; private set; }
    /// <summary>Last day for an objection.</summary>
    public DateOnly? ObjectionUntil { get; private set; }
    public DateOnly? PublishedOn { get; private set; }
    /// <summary>Last day on the list.</summary>
    public DateOnly? Until { get; private set; }
    /// <summary>By when the next step is due.</summary>
    public DateOnly? NextOn { get; private set; }

    /// <summary>When the authority was asked to decide before the term ends.</summary>
    public DateOnly? EndingAskedOn { get; set; }

    /// <summary>惩戒措施, codes of the table.</summary>
    public string? Measures { get; set; }
    public string? NoticeNumber { get; set; }
    public Guid? NoticePaperId { get; set; }
    public string? DecisionNumber { get; set; }
    public Guid? DecisionPaperId { get; set; }
    public string? RemovalNumber { get; set; }
    public Guid? RemovalPaperId { get; set; }
    /// <summary>Number of lines in its history.</summary>
    public int Lines { get; internal set; }

    public Dishonesty ToDishonesty() => Dishonesty.Restore(State, FoundOn, ProposerId is null ? null : new(ProposerId, ProposerName!), LastOn, NoticedOn, PublishedOn, Until);

    internal void Take(Dishonesty listing, CaseLaw law)
    {
        if (Until != listing.Until) EndingAskedOn = null;
        (State, LastOn, NoticedOn, PublishedOn, Until, IsListed) = (listing.State, listing.LastOn, listing.NoticedOn, listing.PublishedOn, listing.Until, listing.IsListed);
        (ProposerId, ProposerName) = (listing.Proposer?.Id, listing.Proposer?.Name);
        IsOpen = State is not (CreditState.Removed or CreditState.Dropped);
        if (Until != listing.Until) EndingAskedOn = null;
        ObjectionUntil = NoticedOn is { } noticed ? law.End("objection", noticed) : null;
        NextOn = State switch
        {
            CreditState.Noticed => ObjectionUntil,
            CreditState.Objected => law.Due("verify", LastOn),
            CreditState.Approved => law.Due("publish", LastOn),
            CreditState.Active or CreditState.RemovalRequested => Until,
            _ => null,
        };
    }
}

/// <summary>A fact that speaks for the listing, quoted as it stood when it was found. Each is taken once, whatever became of the listing.</summary>
[NotAudited]
public sealed class CreditFact
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid ListingId { get; init; }
    /// <summary>The danger or the case; null: entered by hand.</summary>
    public Guid? SubjectId { get; init; }
    public required string Text { get; init; }
    public DateOnly On { get; init; }
    public string? Link { get; init; }
}

/// <summary>A step with what was written into it. Never changed.</summary>
[NotAudited]
public sealed class CreditLine
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid ListingId { get; init; }
    /// <summary>Counted from 1; the table takes each number once.</summary>
    public int Number { get; init; }
    public DateOnly On { get; init; }
    public DateTime At { get; init; }
    public CreditActKind? Act { get; init; }
    public required string Title { get; init; }
    public string? Note { get; init; }
    public required string By { get; init; }
    public Guid? PaperId { get; set; }
    public string? PaperNumber { get; set; }
}

public enum GoodFaithState { Proposed, Approved, Refused, Ended }

/// <summary>守信名单.</summary>
public sealed class GoodFaithEntry : Entity, IPlaced
{
    public Guid EmployerId { get; init; }
    public required string EmployerName { get; set; }
    public string? CreditCode { get; set; }
    public required string DivisionCode { get; set; }
    public string ScopePath { get; internal set; } = "";
    public required string CountyCode { get; set; }
    public required string AuthorityCode { get; set; }
    public required string Reason { get; init; }
    public GoodFaithState State { get; set; }
    public DateOnly ProposedOn { get; init; }
    public Guid? ProposerId { get; init; }
    public required string ProposerName { get; init; }
    public DateOnly? ApprovedOn { get; set; }
    public string? ApproverName { get; set; }
    /// <summary>Last day.</summary>
    public DateOnly? Until { get; set; }
    public DateOnly? EndedOn { get; set; }
    /// <summary>Why it was refused or ended.</summary>
    public string? EndReason { get; set; }
}
