namespace Zhijian.Modules.Registry;

/// <summary>The newest report on a workplace, as far as other forms take over from it.</summary>
/// <param name="Points">Sampling points.</param>
/// <param name="ExceededPoints">Those of them where something exceeded its limit.</param>
/// <param name="Factors">What was found; measured and never detected is not among it.</param>
public sealed record MeasuredReport(Guid WorkplaceId, string Number, string Institution, DateOnly SampledOn, int Points, int ExceededPoints, IReadOnlyList<ReportedFactor> Factors);

/// <param name="Workshop">Empty where the report names none.</param>
/// <param name="Persons">Exposed at the points of the workshop; null where the report does not say.</param>
public sealed record ReportedFactor(string Workshop, string FactorCode, int? Persons);

/// <summary>What reports say of workplaces. The module that keeps reports brings it; those before it in the flow of data read it.</summary>
public interface IMeasurements
{
    /// <summary>At most one for each workplace, of those that the viewer sees; a handful of queries whatever their number.</summary>
    Task<IReadOnlyDictionary<Guid, MeasuredReport>> NewestAsync(IReadOnlyCollection<Guid> workplaces, CancellationToken ct);
}
