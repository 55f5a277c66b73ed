using Zhijian.Rules.Declarations;

namespace Zhijian.Modules.Declarations.Intake;

/// <summary>What an authority enters for an employer: whose declaration of which kind, and what it says over what is known.</summary>
/// <param name="Key">Distinguishes it within its batch.</param>
/// <param name="Workplace">Name of the workplace; null where the employer has one.</param>
/// <param name="EmployerName">As written; must be the register's, so that a wrong code is noticed.</param>
sealed record FilingWish(int Key, string CreditCode, string? Workplace, string? EmployerName, DeclarationKind Kind, Func<DeclarationForm, DeclarationForm> Over);

/// <summary>A wish after all checks: either findings at fields, or what will be written.</summary>
sealed record JudgedFiling(FilingWish Wish, IReadOnlyList<CheckFinding> Findings, HazardDeclaration? Declaration, IReadOnlyList<DeclaredHazard> Rows, IReadOnlyList<OpenDue> Fulfils)
{
    public IEnumerable<CheckFinding> Errors => Findings.Where(f => f.Severity == CheckSeverity.Error);

    public static JudgedFiling Refused(FilingWish wish, string field, string message) => new(wish, [new("IN", CheckSeverity.Error, field, message)], null, [], []);
}
