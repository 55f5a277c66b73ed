using Zhijian.Modules.Registry;
using Zhijian.Rules.Declarations;

namespace Zhijian.Modules.Declarations;

/// <summary>Fills a form with all that is known: the register, the last version, known exposures. What is known is never asked.</summary>
public sealed class DeclarationPrefill(WorkplaceFacts facts, KnownHazards hazards, FactorCatalogue catalogue)
{
    /// <param name="last">The version that counts, or the last of a cancelled chain.</param>
    public async Task<DeclarationForm> FormAsync(WorkplaceFile file, DeclarationForm? last, CancellationToken ct)
    {
        var form = Known(file, last);
        if (form.Workshops.Count == 0) form = form with { Workshops = await WorkshopsAsync(file.WorkplaceId, ct) };
        return await hazards.ReportAsync(file.WorkplaceId, ct) is { } report ? Tested(form, report) : form;
    }

    /// <summary>What the form asks of the last test.</summary>
    public static DeclarationForm Tested(DeclarationForm form, MeasuredReport report) => form.TestedOn > report.SampledOn ? form : form with
    {
        TestedOn = report.SampledOn, TestInstitution = report.Institution, TestedPoints = report.Points, ExceededPoints = report.ExceededPoints,
    };

    /// <summary>Adds what the newest report found and the form does not have; what was typed stays.</summary>
    /// <returns>Null when there is no report.</returns>
    public async Task<DeclarationForm?> WithReportAsync(Guid workplaceId, DeclarationForm form, CancellationToken ct)
    {
        if (await hazards.ReportAsync(workplaceId, ct) is not { } report) return null;
        var factorOf = await catalogue.LoadAsync(ct);
        var workshops = form.Workshops.ToList();
        foreach (var found in report.Factors.Where(f => factorOf(f.FactorCode) is not null).GroupBy(f => f.Workshop.Length == 0 ? NoWorkshop : f.Workshop))
        {
            var at = workshops.FindIndex(w => w.Name?.Trim() == found.Key);
            var own = at < 0 ? new FormWorkshop { Name = found.Key } : workshops[at];
            var missing = found.Where(f => own.Hazards.All(h => h.FactorCode is null || factorOf(h.FactorCode)?.Code != factorOf(f.FactorCode)!.Code))
                .Select(f => new FormHazard { FactorCode = factorOf(f.FactorCode)!.Code, Persons = f.Persons }).ToList();
            if (missing.Count == 0) continue;
            own = own with { Hazards = [.. own.Hazards, .. missing] };
            if (at < 0) workshops.Add(own);
            else workshops[at] = own;
        }
        return Tested(form, report) with { Workshops = workshops };
    }

    const string NoWorkshop = "未注明车间";

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
