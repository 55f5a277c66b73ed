namespace Zhijian.Platform.Documents;

/// <summary>On whom a paper is to be served.</summary>
/// <param name="By">Last day for it; null: the law sets none.</param>
/// <param name="IsTold">Whoever issues it tells the officers himself that it is to be served.</param>
public sealed record Addressee(Guid EmployerId, string Name, DateOnly? By = null, bool IsTold = false);
