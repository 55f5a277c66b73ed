namespace Zhijian.Modules.Cases;

// What this module tells others.

/// <summary>A penalty was decided.</summary>
public sealed record CaseDecided(Guid CaseId, Guid EmployerId);
