using Zhijian.Rules.Exposure;
using Zhijian.Rules.Monitoring;

namespace Zhijian.Modules.Monitoring.Intake;

/// <summary>A report to be corrected by one that comes whole.</summary>
public sealed record Correction(MonitoringReport Of, string Reason);

/// <summary>A report that was read, checked and judged, ready to be written. Problems say why it is not.</summary>
public sealed class PreparedReport
{
    public required ReportForm Form { get; init; }
    public List<FormProblem> Problems { get; } = [];
    public KnownEmployer? Employer { get; set; }
    public EmployerPlace? Place { get; set; }
    public IReadOnlyList<JudgedResult> Rows { get; set; } = [];
    /// <summary>The book by which the rows were judged; their limits are numbers in it.</summary>
    public required LimitBook Limits { get; init; }
    /// <summary>The revision in force whose place this report takes; null for a first one.</summary>
    public MonitoringReport? Corrects { get; init; }
    public string? CorrectionReason { get; init; }
    public ReportFacts? Facts { get; set; }
    public List<ReportFinding> Findings { get; } = [];
    public bool IsGood => Problems.Count == 0;
}
