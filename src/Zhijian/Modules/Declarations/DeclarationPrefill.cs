using Zhijian.Modules.Registry;
using Zhijian.Rules.Declarations;

namespace Zhijian.Modules.Declarations;

/// <summary>Fills a form with all that is known: the register, the last version, known exposures. What is known is never asked.</summary>
public sealed class DeclarationPrefill(WorkplaceFacts facts, FactorCatalogue catalogue)
{
    /// <param name="last">The version that counts, or the last of a cancelled chain.</param>
    public async Task<DeclarationForm> FormAsync(WorkplaceFile file, DeclarationForm? last, CancellationToken ct)
    {
        var form = Known(file, last);
        return form.Workshops.Count > 0 ? form : form with { Workshops = await WorkshopsAsync(file.WorkplaceId, ct) };
    }

    /// <summary>What the register and the last version say.</summary>
    public static DeclarationForm Known(WorkplaceFile file, DeclarationForm? last) => (last ?? new DeclarationForm()) with
    {
        EmployerName = file.EmployerName, CreditCode = file.CreditCode ?? last?.CreditCode, WorkplaceAddress = file.WorkplaceAddress, IndustryCode = file.IndustryCode,
        RegisteredAddress = file.RegisteredAddress ?? last?.RegisteredAddress, Size = file.Size?.ToString() ?? last?.Size,
        RegistrationType = file.RegistrationType == RegistrationType.Unknown ? last?.RegistrationType : file.RegistrationType.ToString(),
        LegalRepresentative = file.LegalRepresentative ?? last?.LegalRepresentative, PrincipalPerson = file.Principal ?? last?.PrincipalPerson, Phone = file.Phone ?? last?.Phone,
        Reporter = last?.Reporter ?? file.Contact, ReporterPhone = last?.ReporterPhone ?? file.ContactPhone,
        TotalWorkers = file.Workers ?? last?.TotalWorkers, DispatchedWorkers = file.DispatchedWorkers ?? last?.DispatchedWorkers,
        // Reasons and days belong to one filing.
        ChangeReason = null, ChangedOn = null, ChangeNote = null,
    };

    /// <summary>Workshops and factors known from the register, the census or monitoring.</summary>
    public async Task<IReadOnlyList<FormWorkshop>> WorkshopsAsync(Guid workplaceId, CancellationToken ct)
    {
        var factorOf = await catalogue.LoadAsync(ct);
        var known = await facts.ExposuresAsync(workplaceId, ct);
        return
        [
            .. known.GroupBy(k => k.Workshop).Select(g => new FormWorkshop
            {
                Name = g.Key, Distinct = g.First().WorkshopDistinct,
                // Several posts of a workshop may know the same factor: the form has one row for it.
                Hazards = [.. g.Where(k => factorOf(k.FactorCode) is not null).GroupBy(k => factorOf(k.FactorCode)!.Code)
                    .Select(f => new FormHazard { FactorCode = f.Key, Persons = f.All(x => x.Persons is null) ? null : f.Sum(x => x.Persons ?? 0) })],
            }),
        ];
    }
}
