using Microsoft.EntityFrameworkCore;
using Zhijian.Data;

namespace Zhijian.Modules.Registry;

/// <summary>All that the file knows of an employer at one of its workplaces: what a form can be filled in with. The phone is personal.</summary>
public sealed record WorkplaceFile(
    Guid EmployerId, Guid WorkplaceId, string EmployerName, string? CreditCode, string? RegisteredAddress, string WorkplaceName, string WorkplaceAddress, string DivisionCode,
    string CountyCode, string IndustryCode, RegistrationType RegistrationType, OwnershipLevel OwnershipLevel, EmployerSize? Size, string? LegalRepresentative, string? Principal,
    string? Phone, string? Contact, string? ContactPhone, int? Workers, int? DispatchedWorkers, EmployerStatus Status, bool IsMain);

/// <summary>A known exposure with where it is known from.</summary>
public sealed record KnownExposure(string Workshop, int? WorkshopDistinct, string FactorCode, int? Persons, string Source);

/// <summary>The file of a workplace as forms read it; the workplace lies in the viewer's scope.</summary>
public sealed class WorkplaceFacts(ZhijianDb db)
{
    public async Task<WorkplaceFile?> FindAsync(Guid workplaceId, CancellationToken ct)
    {
        var place = await db.Set<Workplace>().AsNoTracking().SingleOrDefaultAsync(w => w.Id == workplaceId, ct);
        if (place is null) return null;
        // The employer may stand in another county; who sees the workplace sees whose it is.
        var e = await db.Set<Employer>().IgnoreQueryFilters([Conventions.ScopeFilter]).AsNoTracking().SingleAsync(x => x.Id == place.EmployerId, ct);
        return new(e.Id, place.Id, e.Name, e.CreditCode, e.RegisteredAddress, place.Name, place.Address, place.DivisionCode, place.CountyCode, e.IndustryCode, e.RegistrationType,
            e.OwnershipLevel, e.Size, e.LegalRepresentative, e.Principal, e.Phone, place.Contact, place.ContactPhone, place.Workers ?? (place.IsMain ? e.Workers : null),
            place.DispatchedWorkers ?? (place.IsMain ? e.DispatchedWorkers : null), place.Status == EmployerStatus.Operating ? e.Status : place.Status, place.IsMain);
    }

    public async Task<IReadOnlyList<KnownExposure>> ExposuresAsync(Guid workplaceId, CancellationToken ct) =>
        await (from exposure in db.Set<Exposure>().AsNoTracking()
               join workshop in db.Set<Workshop>() on exposure.WorkshopId equals workshop.Id
               where exposure.WorkplaceId == workplaceId
               orderby workshop.Name, exposure.FactorCode
               select new KnownExposure(workshop.Name, workshop.ExposedDistinct, exposure.FactorCode, exposure.Persons, exposure.Source)).ToListAsync(ct);
}
