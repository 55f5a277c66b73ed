using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;

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
        return Of(place, e);
    }

    /// <summary>The workplaces in a scope of the employers with these codes, in one query.</summary>
    public async Task<ILookup<string, WorkplaceFile>> ByCreditCodeAsync(IReadOnlyCollection<string> codes, Scope scope, CancellationToken ct)
    {
        string[] wanted = [.. codes];
        var employers = db.Set<Employer>().Where(e => EF.Parameter(wanted).Contains(e.CreditCode) && e.MergedIntoId == null);
        // Only the columns of the record: thousands of files are read for every import.
        return (await db.Set<Workplace>().AsNoTracking().InScopeOf(scope).Join(employers, w => w.EmployerId, e => e.Id, Shape).ToListAsync(ct))
            .OrderByDescending(f => f.IsMain).ThenBy(f => f.WorkplaceId).ToLookup(f => f.CreditCode!);
    }

    /// <summary>What is known of many workplaces, in one query.</summary>
    public async Task<ILookup<Guid, KnownExposure>> ExposuresAsync(IReadOnlyCollection<Guid> workplaceIds, Scope scope, CancellationToken ct)
    {
        Guid[] wanted = [.. workplaceIds];
        return (await (from exposure in db.Set<Exposure>().AsNoTracking().InScopeOf(scope)
                       join workshop in db.Set<Workshop>() on exposure.WorkshopId equals workshop.Id
                       where EF.Parameter(wanted).Contains(exposure.WorkplaceId)
                       select new { exposure.WorkplaceId, Known = new KnownExposure(workshop.Name, workshop.ExposedDistinct, exposure.FactorCode, exposure.Persons, exposure.Source) })
            .ToListAsync(ct)).ToLookup(x => x.WorkplaceId, x => x.Known);
    }

    static readonly Expression<Func<Workplace, Employer, WorkplaceFile>> Shape = (place, e) =>
        new(e.Id, place.Id, e.Name, e.CreditCode, e.RegisteredAddress, place.Name, place.Address, place.DivisionCode, place.CountyCode, e.IndustryCode, e.RegistrationType,
            e.OwnershipLevel, e.Size, e.LegalRepresentative, e.Principal, e.Phone, place.Contact, place.ContactPhone, place.Workers ?? (place.IsMain ? e.Workers : null),
            place.DispatchedWorkers ?? (place.IsMain ? e.DispatchedWorkers : null), place.Status == EmployerStatus.Operating ? e.Status : place.Status, place.IsMain);
    static readonly Func<Workplace, Employer, WorkplaceFile> Of = Shape.Compile();

    public async Task<IReadOnlyList<KnownExposure>> ExposuresAsync(Guid workplaceId, CancellationToken ct) =>
        await (from exposure in db.Set<Exposure>().AsNoTracking()
               join workshop in db.Set<Workshop>() on exposure.WorkshopId equals workshop.Id
               where exposure.WorkplaceId == workplaceId
               orderby workshop.Name, exposure.FactorCode
               select new KnownExposure(workshop.Name, workshop.ExposedDistinct, exposure.FactorCode, exposure.Persons, exposure.Source)).ToListAsync(ct);
}
