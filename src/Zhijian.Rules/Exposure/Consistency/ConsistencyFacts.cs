using Zhijian.Rules.Risk;

namespace Zhijian.Rules.Exposure.Consistency;

/// <summary>A factor of the declaration in force.</summary>
/// <param name="Code">Of the hazard catalogue.</param>
/// <param name="Name">In Chinese.</param>
/// <param name="Measurable">False where no method of measurement or no limit exists, as for work postures.</param>
public sealed record DeclaredFactor(string Code, string Name, bool Measurable = true);

/// <summary>What all reports say of one factor.</summary>
/// <param name="Code">Of the hazard catalogue.</param>
/// <param name="Name">In Chinese.</param>
/// <param name="Results">How many.</param>
/// <param name="Detected">How many of them above detection.</param>
/// <param name="LastSampled">Last day of sampling.</param>
public sealed record MeasuredFactor(string Code, string Name, int Results, int Detected, DateOnly LastSampled);

/// <summary>Staff of the employer and what it declared of them.</summary>
public readonly record struct StaffFacts(int Staff, int Dispatched, int Exposed);

/// <summary>The class of an employer in one version of its declaration.</summary>
public sealed record ClassVersion
{
    public required int Version { get; init; }
    public required DateOnly On { get; init; }
    public required HazardRiskClass Class { get; init; }

    /// <summary>Which catalogue gave the class: another one is a reason of its own.</summary>
    public required int CatalogueYear { get; init; }
    public required string IndustryCode { get; init; }

    /// <summary>Severe factors declared, code and name.</summary>
    public required IReadOnlyCollection<DeclaredFactor> SevereFactors { get; init; }
}

/// <summary>A report that shows a factor within its limits.</summary>
public sealed record CompliantEvidence(string FactorCode, string ReportNumber, DateOnly SampledOn);
