namespace Zhijian.Platform.Reference;

/// <summary>A version waits for a second person.</summary>
public sealed record ReferenceVersionProposed(Guid VersionId, string TableKey, string Title, string ProposerName);

/// <summary>A version holds from its day on; before that day nothing changes.</summary>
public sealed record ReferenceVersionApproved(Guid VersionId, string TableKey, string Title, DateOnly From, Guid? ReplacedId, string ApproverName, string Reason);

/// <summary>The proposer took it back before it was decided.</summary>
public sealed record ReferenceVersionWithdrawn(Guid VersionId);

public sealed record ReferenceVersionRejected(Guid VersionId, string TableKey, string Title, string RejectorName, string Reason);
