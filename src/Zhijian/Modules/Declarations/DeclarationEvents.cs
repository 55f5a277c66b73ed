using Zhijian.Rules.Declarations;

namespace Zhijian.Modules.Declarations;

// What other modules tell this one.

/// <summary>
/// Something calls for a declaration: an accepted project, a new factor in a report, a process that changed. Opens the duty with the
/// term of the law. Without a workplace it concerns all that have declared.
/// </summary>
/// <param name="On">The day from which the term runs.</param>
public sealed record DeclarationCalledFor(Guid EmployerId, Guid? WorkplaceId, DeclarationTrigger Trigger, DateOnly On, string Cause, string? Link = null);

// What this module tells others.

/// <summary>A version was accepted and counts from now on.</summary>
public sealed record DeclarationTookEffect(Guid DeclarationId, Guid EmployerId, Guid WorkplaceId, DeclarationKind Kind, DateOnly On, string ReceiptNumber);

public sealed record DeclarationWasCancelled(Guid DeclarationId, Guid EmployerId, Guid WorkplaceId, DateOnly On);
