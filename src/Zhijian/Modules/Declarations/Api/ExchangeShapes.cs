using System.Text.Json.Serialization;
using Zhijian.Rules.Declarations;

namespace Zhijian.Modules.Declarations.Api;

/// <summary>A declaration to file. Fields that the platform knows of the employer need not be given.</summary>
/// <param name="CreditCode">统一社会信用代码.</param>
/// <param name="Workplace">Name of the workplace, where the employer has several.</param>
/// <param name="Submit">False: kept as a draft, which only the employer's own system may do.</param>
public sealed record FilingRequest(
    string? CreditCode, string? Workplace = null, [property: JsonConverter(typeof(JsonStringEnumConverter<DeclarationKind>))] DeclarationKind Kind = DeclarationKind.Initial,
    bool Submit = true, DeclarationForm? Form = null);

/// <param name="Version">Of the declaration as it was read: somebody else's later words are not overwritten.</param>
public sealed record SaveRequest(long? Version, DeclarationForm? Form);

public sealed record SubmitRequest(long? Version);

/// <summary>Where a declaration stands.</summary>
/// <param name="State">Draft, Submitted, Returned, OnlineApproved, PaperReceived, Effective, UnderVerification, FoundFalse, CancelRequested, Cancelled or Superseded.</param>
/// <param name="DeadlineOn">By when whoever has it now should act.</param>
/// <param name="ReturnReasons">What the authority asks to be corrected, field by field.</param>
public sealed record DeclarationStatus(
    Guid Id, long Version, string State, string StateName, string Kind, DateOnly? FiledOn, DateOnly? DueOn, bool Late, DateOnly? DeadlineOn, IReadOnlyList<ReturnReason> ReturnReasons,
    DateOnly? ReceiptOn, string? ReceiptNumber);

/// <summary>A line of the list.</summary>
public sealed record DeclarationItem(
    Guid Id, Guid EmployerId, string EmployerName, string? CreditCode, Guid WorkplaceId, string DivisionCode, string CountyCode, string AuthorityCode, string IndustryCode,
    string Kind, string State, int Number, DateOnly? FiledOn, DateOnly? DueOn, DateOnly? ReceiptOn, string? ReceiptNumber, int? TotalExposed, long Version);

public sealed record DeclarationPage(IReadOnlyList<DeclarationItem> Items, Guid? Next);

/// <param name="Edition">Code of the form edition.</param>
/// <param name="Form">As filed, or the draft. Phones are told to the employer's own system only.</param>
public sealed record DeclarationFull(DeclarationItem Declaration, DeclarationStatus Status, string Edition, DeclarationForm Form, IReadOnlyList<ClassTotal> Classes);

/// <summary>有无 and 接触人数 of a class of hazards, worked out from the rows.</summary>
public sealed record ClassTotal(string Class, string Name, bool Present, int Persons);
