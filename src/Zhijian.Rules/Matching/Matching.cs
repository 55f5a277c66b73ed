namespace Zhijian.Rules.Matching;

/// <summary>What is known of an employer, or told of one, as far as it identifies him.</summary>
public sealed record MatchSubject(string Name)
{
    /// <summary>Well-formed, in normal spelling; whether its check holds is asked where it matters.</summary>
    public string? CreditCode { get; init; }
    public string? RegistrationNumber { get; init; }
    /// <summary>Registered address and address of the workplace; the better fit counts.</summary>
    public IReadOnlyList<string> Addresses { get; init; } = [];
    public string? LegalRepresentative { get; init; }
    /// <summary>Digits only, or a keyed hash of them: compared, never shown.</summary>
    public string? Phone { get; init; }
    public IReadOnlyList<string> FormerNames { get; init; } = [];
}

/// <summary>Where certainty begins and what counts how much; kept as data for each source.</summary>
public sealed record MatchPolicy
{
    /// <summary>From here on a name-and-address match is applied without asking.</summary>
    public double CertainAt { get; init; } = 0.95;
    /// <summary>From here on a person is asked; below, it is somebody else.</summary>
    public double LikelyAt { get; init; } = 0.7;
    public double NameWeight { get; init; } = 0.65;
    public double AddressWeight { get; init; } = 0.25;
    public double RepresentativeWeight { get; init; } = 0.1;
    public double PhoneWeight { get; init; } = 0.1;
    /// <summary>Two candidates that lie closer together than this are a question.</summary>
    public double Margin { get; init; } = 0.03;

    public static MatchPolicy Usual { get; } = new();
}

public enum MatchCertainty { None, Likely, Certain }

/// <summary>By what two were compared; the first that speaks decides (matching order of the exchange rules: code, number, organisation code, score).</summary>
public enum MatchBasis { CreditCode, RegistrationNumber, OrganisationCode, NameAndAddress }

/// <summary>
/// One line of the working: what was compared (in Chinese), how like it is (0–1; null where equality is all that counts), with
/// which share in the score (0 for what only explains), and what that says.
/// </summary>
public sealed record MatchEvidence(string Part, string? Incoming, string? Known, double? Likeness, double Weight, string Says);

/// <summary>A candidate, by his position in the list, with a score of 0–1 and the working.</summary>
public sealed record MatchComparison(int Candidate, MatchBasis Basis, MatchCertainty Certainty, double Score, IReadOnlyList<MatchEvidence> Evidence);

/// <summary>The answer: the best is the employer it is, null unless certain; ranked is all that is worth showing to a person, the best first.</summary>
public sealed record MatchVerdict(MatchCertainty Certainty, MatchComparison? Best, IReadOnlyList<MatchComparison> Ranked)
{
    public static MatchVerdict Nobody { get; } = new(MatchCertainty.None, null, []);
}
