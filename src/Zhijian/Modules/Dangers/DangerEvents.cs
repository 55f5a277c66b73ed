using Zhijian.Rules.Dangers;

namespace Zhijian.Modules.Dangers;

// What other modules tell this one.

/// <summary>Something is wrong that no measurement shows: from an inspection, a complaint, a self-check. The same source makes one danger.</summary>
public sealed record DangerReported(Guid EmployerId, Guid? WorkplaceId, DangerSource Source, string SourceKey, string Finding, string Article, DateOnly FoundOn);

/// <summary>A case was filed on a danger that was proposed for one.</summary>
public sealed record DangerCaseFiled(Guid DangerId, string CaseNumber, DateOnly On);

// What this module tells others.

/// <summary>Dangers were found; each is in the list already.</summary>
/// <param name="Cause">Report number, inspection, candidate.</param>
public sealed record DangersFound(Guid EmployerId, IReadOnlyList<Guid> DangerIds, DangerSource Source, string Cause);

/// <summary>A danger was put right and taken off the list (销号).</summary>
public sealed record DangerClosed(Guid DangerId, Guid EmployerId, Guid? PointId, string? FactorCode, DateOnly On);

/// <summary>One order for dangers of an employer was issued.</summary>
public sealed record DangersOrdered(Guid EmployerId, IReadOnlyList<Guid> DangerIds, string PaperNumber, DateOnly Deadline, DateOnly On);

/// <summary>Two officers rechecked dangers of an employer.</summary>
/// <param name="Removed">Those that the recheck lets be closed.</param>
public sealed record DangersRechecked(Guid EmployerId, IReadOnlyList<Guid> DangerIds, IReadOnlyList<Guid> Removed, Guid FirstOfficer, Guid SecondOfficer, string PaperNumber, DateOnly On);

/// <summary>The deadline passed.</summary>
public sealed record DangerBecameOverdue(Guid DangerId, Guid EmployerId, DateOnly Deadline);

/// <summary>Officers propose a case: the candidate with ground, article and evidence.</summary>
public sealed record DangerCaseProposed(Guid DangerId, Guid EmployerId, Guid? WorkplaceId, CaseGround Ground, string Article, string Evidence, DateOnly On);
