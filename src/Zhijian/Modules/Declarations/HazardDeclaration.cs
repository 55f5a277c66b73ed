using Zhijian.Data;
using Zhijian.Rules.Declarations;

namespace Zhijian.Modules.Declarations;

/// <summary>
/// One version of the declaration of a workplace (职业病危害项目申报). Versions of a workplace form a chain; one may be worked on and
/// one may count at a time, which two filtered unique indexes see to. Its text is fixed when it is accepted: what changes later is
/// a further version.
/// </summary>
public sealed partial class HazardDeclaration : Entity, IPlaced, IOwned
{
    public Guid EmployerId { get; init; }
    public Guid? OrganisationId { get => EmployerId; private set { _ = value; } }
    public Guid WorkplaceId { get; init; }
    /// <summary>Place of the workplace: decides who sees it.</summary>
    public required string DivisionCode { get; set; }
    public string ScopePath { get; internal set; } = "";
    public required string CountyCode { get; set; }
    /// <summary>Whose authority has the matter (order 48 Art 4); a change or cancellation goes to the authority of the original (Art 8–9).</summary>
    public required string AuthorityCode { get; init; }

    public DeclarationKind Kind { get; init; }
    public DeclarationState State { get; private set; }
    public bool IsOpen { get; private set; } = true;
    public bool IsInForce { get; private set; }
    /// <summary>Code of the form edition, see <see cref="DeclarationBook"/>.</summary>
    public required string Edition { get; init; }
    /// <summary>1, 2, 3 … in the chain of the workplace.</summary>
    public int Number { get; init; }
    public Guid? PreviousId { get; init; }

    /// <summary>
    /// The form as the employer last left it, while it may still change; JSON, encrypted because half-filled fields may hold anything.
    /// Null when the columns hold what was filed.
    /// </summary>
    [Confidential]
    public string? Draft { get; set; }
    public DateTime StartedAt { get; init; }
    public DateTime SavedAt { get; set; }
    /// <summary>Filed on the short path for small employers.</summary>
    public bool Quick { get; set; }
    public int FieldsAsked { get; set; }
    public int FieldsPrefilled { get; set; }

    // Why it is filed, and by when it had to be.
    public DeclarationTrigger? Trigger { get; init; }
    public DateOnly? TriggeredOn { get; init; }
    public DateOnly? DueOn { get; init; }

    /// <summary>Officer or system that entered it for the employer; null when the employer filed it itself.</summary>
    public string? EnteredBy { get; init; }
    /// <summary>Account of whoever entered what it says now; null once the employer filed it itself.</summary>
    public Guid? EnteredById { get; set; }
    public DateTime? SubmittedAt { get; set; }
    /// <summary>First day of filing: what being on time is measured by, also when it was returned later.</summary>
    public DateOnly? FiledOn { get; set; }
    /// <summary>By when whoever has it now should act; the order of the to-do list.</summary>
    public DateOnly? DeadlineOn { get; set; }
    /// <summary>Odd values found when it was filed, see <see cref="ReviewFlags"/>; none: may be approved with others at once.</summary>
    public int FlagCount { get; set; }

    public string? ReturnReasons { get; set; }
    public DateTime? ReturnedAt { get; set; }
    public int TimesReturned { get; set; }

    public DateTime? ApprovedAt { get; set; }
    public string? ApprovedBy { get; set; }
    public DateOnly? PaperReceivedOn { get; set; }
    public DateOnly? ReceiptOn { get; set; }
    public string? ReceiptNumber { get; set; }
    public Guid? ReceiptPaperId { get; set; }
    /// <summary>From when the cycle of the yearly update runs.</summary>
    public DateOnly? CycleFrom { get; set; }
    /// <summary>Day on which it stopped to count.</summary>
    public DateOnly? EndedOn { get; set; }

    public string? VerificationReason { get; set; }
    public string? VerificationResult { get; set; }
    public DateOnly? VerifiedOn { get; set; }

    /// <summary>Filed after its last day.</summary>
    public bool IsLate => FiledOn is { } filed && DueOn is { } due && filed > due;

    /// <summary>Only after <see cref="DeclarationMachine"/> allowed it.</summary>
    internal void MoveTo(DeclarationState state)
    {
        State = state;
        IsOpen = DeclarationMachine.IsOpen(state);
        IsInForce = DeclarationMachine.IsInForce(state);
    }
}

/// <summary>A row of the distribution table: workshop × factor.</summary>
public sealed class DeclaredHazard : Entity, IPlaced, IOwned
{
    public Guid DeclarationId { get; init; }
    public Guid EmployerId { get; init; }
    public Guid? OrganisationId { get => EmployerId; private set { _ = value; } }
    public required string DivisionCode { get; init; }
    public string ScopePath { get; internal set; } = "";
    /// <summary>Order on the form, from 0; rows of a workshop follow each other.</summary>
    public int Ordinal { get; init; }
    public required string Workshop { get; init; }
    /// <summary>接触人数（不重复） of the workshop, the same in each of its rows.</summary>
    public int WorkshopDistinct { get; init; }
    public required string FactorCode { get; init; }
    public HazardClass Class { get; init; }
    public int Persons { get; init; }
}

/// <summary>A late, missing or false declaration, with what shows it.</summary>
public sealed class DeclarationOffence : Entity, IPlaced, IOwned
{
    public Guid EmployerId { get; init; }
    public Guid? OrganisationId { get => EmployerId; private set { _ = value; } }
    public Guid? WorkplaceId { get; init; }
    public Guid? DeclarationId { get; init; }
    public required string DivisionCode { get; init; }
    public string ScopePath { get; internal set; } = "";
    /// <summary>DECL-01 …, see reference/declaration-breaches.csv.</summary>
    public required string Code { get; init; }
    public required string Basis { get; init; }
    public required string Evidence { get; init; }
    public DateOnly FoundOn { get; init; }
    public required string FoundBy { get; init; }
    /// <summary>What it follows from; the same cause is recorded once.</summary>
    public required string Cause { get; init; }
}
