using Zhijian.Rules.Exposure;

namespace Zhijian.Modules.Monitoring;

/// <summary>
/// A report was sealed and every row of it judged. Handled in the same transaction: what exceeds becomes a hidden danger,
/// what complies may close one.
/// </summary>
/// <param name="Qualified">Filed by an institution whose qualification covered the sampling days; only such a report is a retest.</param>
/// <param name="Results">Each point and factor once, by its worst index.</param>
public sealed record ReportJudged(
    Guid ReportId, string ReportNumber, Guid EmployerId, Guid WorkplaceId, Guid? InstitutionId, string? InstitutionName, bool Qualified, IReadOnlyList<PointResult> Results);

/// <summary>What a report found at one sampling point for one factor.</summary>
/// <param name="PointId">The sampling point, the same in every report on it.</param>
/// <param name="Index">C_TWA, C_STE, LEX8H …: the index that decided.</param>
/// <param name="Value">As reported, with unit.</param>
/// <param name="Limit">That applied, with unit; empty where none was found.</param>
/// <param name="Ratio">Of the value to the limit; null for levels and where undetermined.</param>
/// <param name="Working">One Chinese line: how the verdict came about.</param>
public sealed record PointResult(
    Guid ResultId, Guid PointId, string PointName, string FactorCode, string FactorName, string Index, DateOnly SampledOn, Verdict Verdict,
    string Value, string Limit, double? Ratio, string Edition, string Clause, string Working, int? Persons);
