using Zhijian.Rules.Exposure;

namespace Zhijian.Rules.Monitoring;

/// <summary>Head of a report as it is checked.</summary>
public sealed record ReportFacts
{
    public required ReportKind Kind { get; init; }
    public required DateOnly SampledFrom { get; init; }
    public required DateOnly SampledTo { get; init; }
    public DateOnly? IssuedOn { get; init; }

    /// <summary>Of the employer; null when not known.</summary>
    public DateOnly? EstablishedOn { get; init; }
    public required string IndustryCode { get; init; }

    /// <summary>Division of the workplace.</summary>
    public required string DivisionCode { get; init; }
    public IReadOnlyCollection<string> Samplers { get; init; } = [];
    public IReadOnlyCollection<string> Instruments { get; init; } = [];
    public required IReadOnlyList<SampledRow> Rows { get; init; }
}

/// <summary>How one sample was taken.</summary>
/// <param name="Number">Of the row, from 1.</param>
/// <param name="Day">Of the sampling.</param>
/// <param name="Index">What was measured.</param>
/// <param name="Minutes">Length of the sampling; null when not told.</param>
/// <param name="StartsAt">Time of day; null when not told.</param>
public readonly record struct SampledRow(int Number, DateOnly Day, ExposureIndex Index, int? Minutes, TimeOnly? StartsAt);

/// <summary>A certificate of an institution.</summary>
/// <param name="CertificateNumber">资质证书编号.</param>
/// <param name="From">First day.</param>
/// <param name="Until">Last day.</param>
/// <param name="Scopes">Business scopes on the certificate; see <see cref="ScopeRow"/>.</param>
/// <param name="Area">Leading digits of the divisions in which it may work; empty: the whole country.</param>
public sealed record Qualification(string CertificateNumber, DateOnly From, DateOnly Until, IReadOnlyCollection<string> Scopes, string Area)
{
    public bool Covers(DateOnly from, DateOnly to) => From <= from && to <= Until;
}

/// <summary>A business scope of certificates and an industry in it.</summary>
/// <param name="Scope">业务范围.</param>
/// <param name="Prefix">Code of GB/T 4754; empty: every industry that no other row names.</param>
public sealed record ScopeRow(string Scope, string Prefix);

/// <summary>A sampler with the last day of his certificate.</summary>
public sealed record StaffMember(string Name, DateOnly? ValidUntil);

/// <summary>An instrument with its last calibration.</summary>
public sealed record Instrument(string Number, DateOnly? CalibratedOn, DateOnly? CalibrationDue);

/// <summary>What is on record of the institution.</summary>
public sealed record InstitutionFacts(IReadOnlyList<Qualification> Qualifications, IReadOnlyList<StaffMember> Staff, IReadOnlyList<Instrument> Instruments);

/// <summary>Numbers of GBZ 159 and our own thresholds; data, because they are recalled.</summary>
/// <param name="ShortTermMinutes">Length of a sample for C_STE.</param>
/// <param name="CeilingMinutes">Longest sample for C_ME.</param>
/// <param name="EvaluationDays">Consecutive working days of an evaluation.</param>
/// <param name="Clause">Where they stand.</param>
public sealed record SamplingRules(int ShortTermMinutes, int CeilingMinutes, int EvaluationDays, string Clause);
