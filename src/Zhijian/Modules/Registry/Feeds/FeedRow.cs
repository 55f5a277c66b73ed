using Zhijian.Platform.Organisations;

namespace Zhijian.Modules.Registry.Feeds;

/// <summary>One record of a partner, read by the mapping of his source. Also what is kept of a record that waits for a person.</summary>
public sealed class FeedRow
{
    public string Name { get; set; } = "";
    public string? CreditCode { get; set; }
    public string? RegistrationNumber { get; set; }
    public string? FormerName { get; set; }
    public string? RegisteredAddress { get; set; }
    public string? WorkplaceAddress { get; set; }
    /// <summary>As written.</summary>
    public string? Division { get; set; }
    public string? IndustryCode { get; set; }
    public string? IndustryName { get; set; }
    public string? LegalRepresentative { get; set; }
    public RegistrationType? RegistrationType { get; set; }
    public EmployerStatus? Status { get; set; }
    public DateOnly? EstablishedOn { get; set; }
    public DateOnly? ClosedOn { get; set; }
    public int? Workers { get; set; }
    public string? Phone { get; set; }
    public string? ElectricityUse { get; set; }
    public string? PermitKind { get; set; }
    public int? InsuredWorkers { get; set; }
    public string? HazardNote { get; set; }
    public string? RecordKey { get; set; }

    public IReadOnlyList<string> FormerNames =>
        FormerName?.Split(['、', ';', '；', '|'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    public IEnumerable<(HintKind Kind, string Value)> Hints()
    {
        if (ElectricityUse is { } power) yield return (HintKind.ElectricityUse, power);
        if (PermitKind is { } permit) yield return (HintKind.PermitKind, permit);
        if (InsuredWorkers is { } insured) yield return (HintKind.InsuredWorkers, insured.ToString());
        if (HazardNote is { } note) yield return (HintKind.HazardNote, note);
    }

    /// <summary>What was made of the record: found by <see cref="Intake.FeedPlanner"/>, lives as long as its chunk.</summary>
    internal Intake.FeedPlan? Plan { get; set; }
}

/// <summary>Why a record is not taken, with a stable code for systems.</summary>
/// <param name="Fact">What is to blame.</param>
public sealed record FeedProblem(FeedFact Fact, string Rule, string Message)
{
    public const string Format = "FORMAT", Place = "PLACE", Scope = "SCOPE", Industry = "INDUSTRY", Incomplete = "INCOMPLETE", Elsewhere = "ELSEWHERE", Duplicate = "DUPLICATE";
}
