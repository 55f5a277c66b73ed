using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform;
using Zhijian.Platform.Access;
using Zhijian.Platform.Events;
using Zhijian.Platform.Notices;
using Zhijian.Rules.Dues;

namespace Zhijian.Modules.Registry.Dues;

/// <summary>Where a duty lies and who supervises there.</summary>
sealed record DuePlace(string DivisionCode, string CountyCode, string SupervisorCode, string EmployerName);

static class DuePlaces
{
    /// <summary>Of the workplace where one is named, else of the employer.</summary>
    public static async Task<DuePlace> OfAsync(ZhijianDb db, Guid employerId, Guid? workplaceId, CancellationToken ct)
    {
        var employer = await db.Set<Employer>().Where(e => e.Id == employerId)
            .Select(e => new DuePlace(e.DivisionCode, e.CountyCode, e.SupervisorCode, e.Name)).SingleAsync(ct);
        return workplaceId is not { } id ? employer : await db.Set<Workplace>().Where(w => w.Id == id && w.EmployerId == employerId)
            .Select(w => new DuePlace(w.DivisionCode, w.CountyCode, w.SupervisorCode, employer.EmployerName)).SingleAsync(ct);
    }
}

/// <summary>Writes what modules raise: one open duty for each employer, workplace and kind. The place may be another county's, so it works as the platform.</summary>
sealed class DueKeeper(ZhijianDb db, Viewer viewer, NoticeBoard notices) : IHandleNow<DueArose>, IHandleNow<DueSettled>, IHandleNow<DuesSettled>, IHandleNow<EmployerChanged>
{
    public async Task HandleAsync(DuesSettled settled, Change change, CancellationToken ct)
    {
        using var all = viewer.ActAsPlatform();
        Guid[] employers = [.. settled.Duties.Select(d => d.EmployerId).Distinct()];
        var wanted = settled.Duties.Select(d => (d.EmployerId, d.WorkplaceId, d.Kind)).ToHashSet();
        var open = await db.Set<Due>().Where(d => EF.Parameter(employers).Contains(d.EmployerId) && d.SettledOn == null).ToListAsync(ct);
        var ended = open.Where(d => wanted.Contains((d.EmployerId, d.WorkplaceId, d.Kind))).ToList();
        foreach (var due in ended)
        {
            (due.SettledOn, due.SettledBy, due.NextStepOn) = (settled.On, settled.By, null);
            change.Raise(new SuspicionLapsed(due.EmployerId, due.Source, $"已办结：{settled.By}"));
        }
        await notices.CloseManyAsync(change, Due.Subject, [.. ended.Select(d => d.Id.ToString())], ct);
        await db.SaveChangesAsync(ct);
    }

    public async Task HandleAsync(DueArose arose, Change change, CancellationToken ct)
    {
        using var all = viewer.ActAsPlatform();
        var due = await Open(arose.EmployerId, arose.WorkplaceId, arose.Kind).SingleOrDefaultAsync(ct);
        if (due is null)
        {
            var place = await DuePlaces.OfAsync(db, arose.EmployerId, arose.WorkplaceId, ct);
            due = new()
            {
                EmployerId = arose.EmployerId, WorkplaceId = arose.WorkplaceId, EmployerName = place.EmployerName, DivisionCode = place.DivisionCode, CountyCode = place.CountyCode,
                SupervisorCode = place.SupervisorCode, Kind = arose.Kind, Title = arose.Title, Cause = arose.Cause, Basis = arose.Basis, TriggeredOn = arose.TriggeredOn,
                DueOn = arose.DueOn, Link = arose.Link,
            };
            db.Add(due);
        }
        else if (arose.DueOn < due.DueOn) due.DueOn = arose.DueOn;
        else return;

        var steps = await db.Set<LadderRow>().AsNoTracking().ToListAsync(ct);
        due.NextStepOn = DueLadder.NextOn(DueLadder.StepsOf(steps.Select(s => s.ToStep()), due.Kind, ChinaTime.DateOf(change.At)), due.Step, due.DueOn);
        // Another event of this transaction may concern the same duty.
        await db.SaveChangesAsync(ct);
    }

    public async Task HandleAsync(DueSettled settled, Change change, CancellationToken ct)
    {
        using var all = viewer.ActAsPlatform();
        if (await Open(settled.EmployerId, settled.WorkplaceId, settled.Kind).SingleOrDefaultAsync(ct) is not { } due) return;
        (due.SettledOn, due.SettledBy, due.NextStepOn) = (settled.On, settled.By, null);
        await notices.CloseAsync(change, Due.Subject, due.Id.ToString(), ct);
        change.Raise(new SuspicionLapsed(due.EmployerId, due.Source, $"已办结：{settled.By}"));
        await db.SaveChangesAsync(ct);
    }

    /// <summary>The list shows and finds by the employer's name of today.</summary>
    public async Task HandleAsync(EmployerChanged changed, Change change, CancellationToken ct)
    {
        if (!changed.Fields.Contains(nameof(Employer.Name))) return;
        using var all = viewer.ActAsPlatform();
        var name = await db.Set<Employer>().Where(e => e.Id == changed.EmployerId).Select(e => e.Name).SingleAsync(ct);
        foreach (var due in await db.Set<Due>().Where(d => d.EmployerId == changed.EmployerId).ToListAsync(ct)) due.EmployerName = name;
    }

    IQueryable<Due> Open(Guid employerId, Guid? workplaceId, string kind) =>
        db.Set<Due>().Where(d => d.EmployerId == employerId && d.WorkplaceId == workplaceId && d.Kind == kind && d.SettledOn == null);
}
