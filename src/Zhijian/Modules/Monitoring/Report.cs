using Zhijian.Data;
using Zhijian.Rules.Exposure;
using Zhijian.Rules.Monitoring;

namespace Zhijian.Modules.Monitoring;

public enum ReportState { Draft, Sealed }

/// <summary>By which door a report came in.</summary>
public enum ReportDoor { Online, Workbook, System }

/// <summary>
/// 检测、评价报告, one revision of it. Sealed it never changes; a correction is the next revision, which takes its place. It stands
/// where the workplace stands and is the employer's own; an institution sees those that it filed, see <see cref="ReportAccess"/>.
/// </summary>
public sealed class MonitoringReport : Entity, IPlaced, IOwned
{
    /// <summary>Organisation that filed it: an institution, or the employer itself.</summary>
    public required Guid FilerId { get; init; }
    public required string FilerName { get; init; }
    public bool ByInstitution { get; init; }
    /// <summary>报告编号, unique for each filer.</summary>
    public required string Number { get; set; }
    public int Revision { get; init; } = 1;
    /// <summary>The revision that this one corrects.</summary>
    public Guid? PreviousId { get; init; }
    public string? CorrectionReason { get; set; }
    public ReportKind Kind { get; set; }
    public ReportState State { get; set; }
    /// <summary>Sealed and not taken the place of.</summary>
    public bool InForce { get; set; }
    public ReportDoor Door { get; init; }

    public required Guid EmployerId { get; set; }
    public Guid? OrganisationId { get => EmployerId; private set { _ = value; } }
    public required string EmployerName { get; set; }
    public required Guid WorkplaceId { get; set; }
    public required string WorkplaceName { get; set; }
    public required string DivisionCode { get; set; }
    public string ScopePath { get; internal set; } = "";
    public required string CountyCode { get; set; }

    public DateOnly? SampledFrom { get; set; }
    public DateOnly? SampledTo { get; set; }
    public DateOnly? IssuedOn { get; set; }
    public string? Samplers { get; set; }
    public string? Instruments { get; set; }
    /// <summary>The qualification of the institution covered the sampling days, the industry and the place.</summary>
    public bool Qualified { get; set; }

    /// <summary>The form of a draft as JSON; null once sealed.</summary>
    public string? Draft { get; set; }
    public DateTime CreatedAt { get; init; }
    public DateTime? SealedAt { get; set; }
    public string? SealedBy { get; set; }
    /// <summary>Digests over the canonical text of head and rows, see <see cref="Intake.ReportSeal"/>.</summary>
    public string? Sm3 { get; set; }
    public string? Sha256 { get; set; }
    /// <summary>Over the rows alone: the same rows under two numbers show.</summary>
    public string? RowsDigest { get; set; }
    /// <summary>By which anyone who holds the paper finds what was really filed.</summary>
    public string? PublicCode { get; set; }

    public int RowCount { get; set; }
    public int CompliantCount { get; set; }
    public int ActionCount { get; set; }
    public int ExceedsCount { get; set; }
    public int UndeterminedCount { get; set; }
    public int FindingCount { get; set; }
    /// <summary>Results just under and just over their limits, see <see cref="JustUnderLimit"/>.</summary>
    public int JustUnderCount { get; set; }
    public int JustOverCount { get; set; }
}

/// <summary>
/// 检测点: the same in every report on it. Told apart by workplace, workshop, post and name.
/// </summary>
public sealed class SamplingPoint : Entity, IPlaced, IOwned
{
    public required Guid EmployerId { get; init; }
    public Guid? OrganisationId { get => EmployerId; private set { _ = value; } }
    public required Guid WorkplaceId { get; init; }
    public required string DivisionCode { get; set; }
    public string ScopePath { get; internal set; } = "";
    public required string CountyCode { get; set; }
    public required string EmployerName { get; set; }
    /// <summary>车间; empty where none is told.</summary>
    public required string Workshop { get; init; }
    /// <summary>岗位; empty where none is told.</summary>
    public required string Post { get; init; }
    public required string Name { get; init; }

    public string Place => string.Join(" / ", new[] { Workshop, Post, Name }.Where(p => p.Length > 0));
}

/// <summary>One judged row of a sealed report. Its facts never change; its report's seal covers them.</summary>
[NotAudited]
public sealed class MonitoringResult : IPlaced, IOwned
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid ReportId { get; init; }
    public required int Ordinal { get; init; }
    public required Guid PointId { get; init; }
    public required Guid EmployerId { get; set; }
    public Guid? OrganisationId { get => EmployerId; private set { _ = value; } }
    public required Guid WorkplaceId { get; init; }
    public required string DivisionCode { get; set; }
    public string ScopePath { get; internal set; } = "";
    public required string CountyCode { get; set; }
    /// <summary>Its report is in force: what a correction replaced counts nowhere.</summary>
    public bool InForce { get; set; }

    /// <summary>Code of the hazard catalogue, or of the limit where the catalogue has none.</summary>
    public required string FactorCode { get; init; }
    public required string FactorName { get; init; }
    public ExposureIndex Index { get; init; }
    public DustFraction Fraction { get; init; }
    /// <summary>As reported; with <see cref="BelowDetection"/> the limit of detection.</summary>
    public decimal Value { get; init; }
    public bool BelowDetection { get; init; }
    public required string Unit { get; init; }
    public DateOnly SampledOn { get; init; }
    public TimeOnly? StartedAt { get; init; }
    public int? Minutes { get; init; }
    public decimal? HoursPerDay { get; init; }
    public decimal? DaysPerWeek { get; init; }
    public decimal? FreeSilicaPercent { get; init; }
    public WorkIntensity Intensity { get; init; }
    public decimal? ExposureRatePercent { get; init; }
    public int? ImpulsesPerDay { get; init; }
    /// <summary>接触人数 at the point.</summary>
    public int? Persons { get; init; }

    public Verdict Verdict { get; init; }
    public Reason Reason { get; init; }
    public ExposureBand Band { get; init; }
    /// <summary>That applied, after any reduction; null where none was found.</summary>
    public decimal? Limit { get; init; }
    /// <summary>Value in the unit of the limit, as it was compared.</summary>
    public decimal? Compared { get; init; }
    public decimal? ActionLevel { get; init; }
    public string? LimitUnit { get; init; }
    public double? Ratio { get; init; }
    /// <summary>Key of the edition, GBZ2.1-2019-A1.</summary>
    public string? Edition { get; init; }
    public string? Clause { get; init; }
    public required string Working { get; init; }
}

/// <summary>When a person sampled somewhere: to see who was at two places at once.</summary>
[NotAudited]
public sealed class SamplingVisit
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid ReportId { get; init; }
    public required Guid FilerId { get; init; }
    public required string Sampler { get; init; }
    public required DateOnly Day { get; init; }
    public required TimeOnly From { get; init; }
    public required TimeOnly To { get; init; }
    public required Guid WorkplaceId { get; init; }
}

/// <summary>Fingerprint of all results of a factor and index in a report: to see curves that were copied.</summary>
[NotAudited]
public sealed class ResultCurve
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid ReportId { get; init; }
    public required Guid WorkplaceId { get; init; }
    public required string FactorCode { get; init; }
    public ExposureIndex Index { get; init; }
    public required int Count { get; init; }
    public required string Fingerprint { get; init; }
}

/// <summary>Something about a sealed report that supervision should look at.</summary>
public sealed class Finding : Entity, IPlaced
{
    public required Guid ReportId { get; init; }
    public required Guid FilerId { get; init; }
    public required string FilerName { get; init; }
    public required string ReportNumber { get; init; }
    public required string EmployerName { get; init; }
    public required string DivisionCode { get; set; }
    public string ScopePath { get; internal set; } = "";
    public FindingCode Code { get; init; }
    public required string Message { get; init; }
    /// <summary>The report that it was compared with.</summary>
    public Guid? OtherReportId { get; init; }
    public DateOnly FoundOn { get; init; }
}
