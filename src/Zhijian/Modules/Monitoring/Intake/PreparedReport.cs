using Zhijian.Rules.Monitoring;

namespace Zhijian.Modules.Monitoring.Intake;

/// <summary>A report that was read, checked and judged, ready to be written. Problems say why it is not.</summary>
public sealed class PreparedReport
{
    public required ReportForm Form { get; init; }
    public List<FormProblem> Problems { get; } = [];
    public KnownEmployer? Employer { get; set; }
    public EmployerPlace? Place { get; set; }
    public IReadOnlyList<JudgedResult> Rows { get; set; } = [];
    public ReportFacts? Facts { get; set; }
    public List<ReportFinding> Findings { get; } = [];
    public bool IsGood => Problems.Count == 0;
}
