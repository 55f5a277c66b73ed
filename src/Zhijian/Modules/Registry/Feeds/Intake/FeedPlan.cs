using Zhijian.Platform.Organisations;
using Zhijian.Rules.Matching;

namespace Zhijian.Modules.Registry.Feeds.Intake;

/// <summary>An employer on file, as far as he may be meant by a record.</summary>
public sealed record KnownEmployer(
    Guid Id, string Name, string? CreditCode, string? RegistrationNumber, string? RegisteredAddress, string? WorkplaceAddress, string? LegalRepresentative,
    string? PhoneHash, string DivisionCode, string ScopePath, IReadOnlyList<string> FormerNames)
{
    public MatchSubject Subject { get; } = new(Name)
    {
        CreditCode = CreditCode, RegistrationNumber = RegistrationNumber, LegalRepresentative = LegalRepresentative, Phone = PhoneHash, FormerNames = FormerNames,
        Addresses = [.. new[] { WorkplaceAddress, RegisteredAddress }.OfType<string>().Distinct()],
    };
}

/// <summary>What is to be made of a record: exactly one of a problem, a target, a question to a person, or a new file.</summary>
/// <param name="Place">Where the record says, or lets conclude, that the employer is.</param>
/// <param name="Industry">Code of the catalogue in force.</param>
/// <param name="Verdict">Its candidates stand in <paramref name="Candidates"/>.</param>
/// <param name="Question">Why a person is asked; null when nobody is.</param>
sealed record FeedPlan(
    DivisionDirectory.DivisionEntry? Place, string? Industry, MatchVerdict Verdict, IReadOnlyList<KnownEmployer> Candidates, KnownEmployer? Target = null,
    string? Question = null, FeedProblem? Problem = null);

/// <summary>A record with its number and key in the batch.</summary>
/// <param name="Key">Unique in the batch.</param>
sealed record FeedRecord(int Number, string Key, FeedRow Row)
{
    public FeedPlan Plan => Row.Plan ?? throw new InvalidOperationException("The record was not planned.");
}

/// <summary>A candidate as it is kept for the person who is asked.</summary>
public sealed record KeptCandidate(Guid EmployerId, double Score, MatchBasis Basis, IReadOnlyList<MatchEvidence> Evidence);
