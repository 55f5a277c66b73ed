using Zhijian.Modules.Registry.Risk;
using Zhijian.Modules.Registry.Supervision;
using Zhijian.Platform.Organisations;
using Zhijian.Platform.Reference;
using Zhijian.Rules.Identifiers;
using Zhijian.Rules.Jurisdiction;

namespace Zhijian.Modules.Registry;

/// <summary>The facts with which a file begins; checked by who brings them.</summary>
public sealed record EmployerDraft(string Name, string? CreditCode, DivisionDirectory.DivisionEntry Place, string Address, string IndustryCode, string Source)
{
    public string? RegistrationNumber { get; init; }
    public string? RegisteredAddress { get; init; }
    public RegistrationType RegistrationType { get; init; }
    public OwnershipLevel OwnershipLevel { get; init; }
    public string? LegalRepresentative { get; init; }
    public string? Principal { get; init; }
    public string? Phone { get; init; }
    public DateOnly? EstablishedOn { get; init; }
    public EmployerStatus Status { get; init; }
    public int? Workers { get; init; }
    public int? DispatchedWorkers { get; init; }
    public decimal? Revenue { get; init; }
    public decimal? Assets { get; init; }
}

/// <summary>Makes a file with its main workplace and everything that follows from the facts: county, supervisor, search words.</summary>
public sealed class EmployerMaker(SearchTexts texts, SizeTable sizes)
{
    public const string MainName = "主要工作场所";

    /// <param name="id">That of the organisation, where the employer has accounts already.</param>
    /// <param name="risk">Gives the class of the industry at once, for bulk loads; without it the class follows from the word that the file was opened.</param>
    public (Employer Employer, Workplace Main) Make(EmployerDraft draft, IReadOnlyList<JurisdictionRule> rules, DateTime at, DateOnly today, Guid? id = null, Guid? workplaceId = null, RiskBook? risk = null)
    {
        var county = Jurisdiction.CountyOf(draft.Place);
        var supervisor = Jurisdiction.SupervisorOf(rules, Matters.Supervision, draft.OwnershipLevel, draft.Place, today);
        var employer = new Employer
        {
            Id = id ?? Guid.CreateVersion7(at), Name = draft.Name, CreditCode = draft.CreditCode, CodeStanding = StandingOf(draft.CreditCode),
            RegistrationNumber = draft.RegistrationNumber, DivisionCode = draft.Place.Code, ScopePath = draft.Place.Path, CountyCode = county, SupervisorCode = supervisor,
            RegisteredAddress = draft.RegisteredAddress, IndustryCode = draft.IndustryCode, RegistrationType = draft.RegistrationType, OwnershipLevel = draft.OwnershipLevel,
            LegalRepresentative = draft.LegalRepresentative, Principal = draft.Principal, Phone = draft.Phone, EstablishedOn = draft.EstablishedOn, Status = draft.Status,
            Workers = draft.Workers, DispatchedWorkers = draft.DispatchedWorkers, Revenue = draft.Revenue, Assets = draft.Assets, Source = draft.Source, CreatedAt = at,
            Size = sizes.Of(draft.IndustryCode, draft.Workers, draft.Revenue, draft.Assets, today),
            SearchText = Search(draft.Name, draft.CreditCode, draft.RegistrationNumber),
        };
        if (risk?.ClassOf(draft.IndustryCode) is { Class: { } hazard, Edition: { } edition }) (employer.RiskClass, employer.RiskCatalogueYear) = (hazard, edition.Year);
        var main = new Workplace
        {
            Id = workplaceId ?? Guid.CreateVersion7(at), EmployerId = employer.Id, Name = MainName, Address = draft.Address, DivisionCode = draft.Place.Code, ScopePath = draft.Place.Path,
            CountyCode = county, SupervisorCode = supervisor, IsMain = true, Workers = draft.Workers, DispatchedWorkers = draft.DispatchedWorkers, Status = draft.Status,
        };
        return (employer, main);
    }

    public string Search(string name, params string?[] others) => texts.Of(name, others);

    public static CodeStanding StandingOf(string? code) =>
        code is null ? CodeStanding.Missing : UnifiedSocialCreditCode.Check(code).IsValid ? CodeStanding.Valid : CodeStanding.CheckFailed;
}
