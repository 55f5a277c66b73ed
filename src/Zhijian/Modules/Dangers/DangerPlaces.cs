using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Registry;
using Zhijian.Platform.Access;
using Zhijian.Platform.Events;

namespace Zhijian.Modules.Dangers;

/// <summary>Where a danger lies: the workplace where one is named, else the employer's own place.</summary>
public sealed record DangerPlace(Guid EmployerId, Guid? WorkplaceId, string EmployerName, string IndustryCode, string DivisionCode, string ScopePath, string CountyCode, string AuthorityCode);

static class DangerPlaces
{
    /// <exception cref="NotFoundException">No such employer, or the workplace is another's.</exception>
    public static async Task<DangerPlace> OfAsync(ZhijianDb db, Guid employerId, Guid? workplaceId, CancellationToken ct)
    {
        var employers = db.Set<Employer>().Where(e => e.Id == employerId);
        var found = workplaceId is { } place
            ? await (from e in employers
                     join w in db.Set<Workplace>() on e.Id equals w.EmployerId
                     where w.Id == place
                     select new DangerPlace(e.Id, w.Id, e.Name, e.IndustryCode, w.DivisionCode, w.ScopePath, w.CountyCode, w.SupervisorCode)).SingleOrDefaultAsync(ct)
            : await employers.Select(e => new DangerPlace(e.Id, null, e.Name, e.IndustryCode, e.DivisionCode, e.ScopePath, e.CountyCode, e.SupervisorCode)).SingleOrDefaultAsync(ct);
        return found ?? throw new NotFoundException();
    }
}

/// <summary>Lists show and find by the employer's name of today.</summary>
sealed class NameKeeper(ZhijianDb db, Viewer viewer) : IHandleNow<EmployerChanged>
{
    public async Task HandleAsync(EmployerChanged changed, Change change, CancellationToken ct)
    {
        if (!changed.Fields.Contains(nameof(Employer.Name))) return;
        using var all = viewer.ActAsPlatform();
        var name = await db.Set<Employer>().Where(e => e.Id == changed.EmployerId).Select(e => e.Name).SingleAsync(ct);
        foreach (var danger in await db.Set<HiddenDanger>().Where(d => d.EmployerId == changed.EmployerId).ToListAsync(ct)) danger.EmployerName = name;
    }
}
