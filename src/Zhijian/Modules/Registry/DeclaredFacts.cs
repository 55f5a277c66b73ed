using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Events;
using Zhijian.Platform.Reference;

namespace Zhijian.Modules.Registry;

/// <summary>
/// Keeps the file by what is declared. Whoever approved had the right to; the file itself may stand in another county, so
/// it is written as the platform.
/// </summary>
sealed class DeclaredFacts(ZhijianDb db, Viewer viewer, FileKeeper keeper, ReferenceDirectory reference, HazardSummary summary)
    : IHandleNow<ExposuresDeclared>, IHandleNow<DeclarationStood>, IHandleNow<CreditStood>
{
    const string Declaration = "declaration:";

    public async Task HandleAsync(DeclarationStood stood, Change change, CancellationToken ct)
    {
        using var _ = viewer.ActAsPlatform();
        var employer = await db.Set<Employer>().SingleAsync(e => e.Id == stood.EmployerId, ct);
        await keeper.ChangeAsync(change, employer, "declaration", null, () =>
            (employer.DeclarationStanding, employer.DeclaredOn, employer.DeclarationDue) = (stood.Standing, stood.DeclaredOn, stood.Due), ct);
        await db.SaveChangesAsync(ct);
    }

    public async Task HandleAsync(CreditStood stood, Change change, CancellationToken ct)
    {
        using var _ = viewer.ActAsPlatform();
        var employer = await db.Set<Employer>().SingleAsync(e => e.Id == stood.EmployerId, ct);
        await keeper.ChangeAsync(change, employer, stood.Source, null, () => employer.Credit = stood.Mark, ct);
        await db.SaveChangesAsync(ct);
    }

    public async Task HandleAsync(ExposuresDeclared declared, Change change, CancellationToken ct)
    {
        using var _ = viewer.ActAsPlatform();
        var employer = await db.Set<Employer>().SingleAsync(e => e.Id == declared.EmployerId, ct);
        var workplace = await db.Set<Workplace>().SingleAsync(w => w.Id == declared.WorkplaceId && w.EmployerId == employer.Id, ct);
        await keeper.ChangeAsync(change, workplace, employer.OwnershipLevel, declared.Source, null, () =>
            (workplace.Workers, workplace.DispatchedWorkers, workplace.ExposedWorkers) = (declared.Workers, declared.DispatchedWorkers, declared.ExposedWorkers), ct);
        await ReplaceAsync(declared, workplace, ct);
        await db.SaveChangesAsync(ct);
        await TotalAsync(change, employer, declared.Source, ct);
        await summary.RefreshAsync(change, employer.Id, declared.Source, ct);
    }

    /// <summary>
    /// Exposures of earlier declarations that are not repeated go; those known from elsewhere stay, or are taken over when
    /// the declaration tells of the same workshop, post and factor.
    /// </summary>
    async Task ReplaceAsync(ExposuresDeclared declared, Workplace workplace, CancellationToken ct)
    {
        var workshops = (await db.Set<Workshop>().Where(w => w.WorkplaceId == workplace.Id).ToListAsync(ct)).ToDictionary(w => w.Name);
        var posts = (await db.Set<JobPost>().Where(p => p.WorkplaceId == workplace.Id).ToListAsync(ct)).ToDictionary(p => (p.WorkshopId, p.Name));
        var held = await db.Set<Exposure>().Where(e => e.WorkplaceId == workplace.Id).ToListAsync(ct);
        var known = held.DistinctBy(e => (e.WorkshopId, e.JobPostId, e.FactorCode)).ToDictionary(e => (e.WorkshopId, e.JobPostId, e.FactorCode));
        var told = new HashSet<Exposure>();

        foreach (var area in declared.Workshops)
        {
            if (!workshops.TryGetValue(area.Name, out var workshop))
                db.Add(workshops[area.Name] = workshop = new() { EmployerId = workplace.EmployerId, WorkplaceId = workplace.Id, DivisionCode = workplace.DivisionCode, Name = area.Name });
            workshop.ExposedDistinct = area.ExposedDistinct;
            foreach (var said in area.Exposures)
            {
                var code = (await reference.FactorAsync(said.FactorCode, ct))?.Code ?? throw new Refusal($"危害因素代码 {said.FactorCode} 不在目录中。");
                var post = said.Post is null ? null : Post(posts, workshop, said.Post);
                if (!known.TryGetValue((workshop.Id, post?.Id, code), out var exposure))
                {
                    exposure = new()
                    {
                        EmployerId = workplace.EmployerId, WorkplaceId = workplace.Id, WorkshopId = workshop.Id, JobPostId = post?.Id, FactorCode = code,
                        DivisionCode = workplace.DivisionCode, CountyCode = workplace.CountyCode, Source = declared.Source,
                    };
                    db.Add(known[(workshop.Id, post?.Id, code)] = exposure);
                }
                told.Add(exposure);
                (exposure.Persons, exposure.Source) = (said.Persons, declared.Source);
                // What the form does not ask is kept as it was known.
                (exposure.HoursPerDay, exposure.DaysPerWeek) = (said.HoursPerDay ?? exposure.HoursPerDay, said.DaysPerWeek ?? exposure.DaysPerWeek);
                (exposure.Facilities, exposure.ProtectiveEquipment) = (said.Facilities ?? exposure.Facilities, said.ProtectiveEquipment ?? exposure.ProtectiveEquipment);
            }
        }

        var gone = held.Where(e => e.Source.StartsWith(Declaration, StringComparison.Ordinal) && !told.Contains(e)).ToList();
        db.RemoveRange(gone);
        var left = held.Except(gone).Concat(told).Select(e => e.WorkshopId).Concat(posts.Keys.Select(k => k.WorkshopId)).ToHashSet();
        db.RemoveRange(workshops.Values.Where(w => gone.Any(g => g.WorkshopId == w.Id) && !left.Contains(w.Id)));
    }

    JobPost Post(Dictionary<(Guid, string), JobPost> posts, Workshop workshop, string name)
    {
        if (posts.TryGetValue((workshop.Id, name), out var post)) return post;
        db.Add(post = new() { EmployerId = workshop.EmployerId, WorkplaceId = workshop.WorkplaceId, WorkshopId = workshop.Id, DivisionCode = workshop.DivisionCode, Name = name });
        return posts[(workshop.Id, name)] = post;
    }

    /// <summary>The employer's figures are the sums over its workplaces; one that has told nothing yet counts as nothing.</summary>
    async Task TotalAsync(Change change, Employer employer, string source, CancellationToken ct)
    {
        var places = await db.Set<Workplace>().Where(w => w.EmployerId == employer.Id).ToListAsync(ct);
        await keeper.ChangeAsync(change, employer, source, null, () =>
            (employer.Workers, employer.DispatchedWorkers, employer.ExposedWorkers) = (places.Sum(p => p.Workers ?? 0), places.Sum(p => p.DispatchedWorkers ?? 0), places.Sum(p => p.ExposedWorkers ?? 0)), ct);
    }
}
