using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Organisations;
using Zhijian.Platform.Reference;

namespace Zhijian.Modules.Registry.Tabs;

/// <summary>A workplace with everything inside it, as a tree.</summary>
public sealed record WorkplaceTree(Workplace Workplace, string Place, IReadOnlyList<WorkshopNode> Workshops)
{
    /// <summary>Whether to offer changes.</summary>
    public bool MayEdit { get; init; }
    /// <summary>The node that is open for editing: workshop:id, post:id, exposure:id, new-workshop, new-post:id, new-exposure:id.</summary>
    public string? Open { get; init; }
    public string? Error { get; init; }
    /// <summary>What was typed when it was refused.</summary>
    public TreeForm Form { get; init; } = new();
}

public sealed record WorkshopNode(Workshop Workshop, IReadOnlyList<PostNode> Posts, IReadOnlyList<ExposureNode> Exposures);
public sealed record PostNode(JobPost Post, IReadOnlyList<ExposureNode> Exposures);
public sealed record ExposureNode(Exposure Exposure, string Factor, string? Class);

/// <summary>Everything that a node of the tree can be asked.</summary>
public sealed class TreeForm
{
    public string? Name { get; set; }
    public int? Persons { get; set; }
    public string? FactorCode { get; set; }
    public Guid? JobPostId { get; set; }
    public decimal? HoursPerDay { get; set; }
    public decimal? DaysPerWeek { get; set; }
    public string? Facilities { get; set; }
    public string? ProtectiveEquipment { get; set; }
    public long Version { get; set; }
}

/// <summary>Reads the trees: four queries, however many workplaces.</summary>
public sealed class WorkplaceTrees(ZhijianDb db, DivisionDirectory divisions, ReferenceDirectory reference)
{
    /// <summary>A file with more workplaces shows the first ones; the list of workplaces has them all.</summary>
    public const int Most = 50;

    public async Task<IReadOnlyList<WorkplaceTree>> LoadAsync(IQueryable<Workplace> which, CancellationToken ct)
    {
        await divisions.LoadAsync(db, ct);
        var places = await which.AsNoTracking().OrderByDescending(w => w.IsMain).ThenBy(w => w.Name).Take(Most).ToListAsync(ct);
        Guid[] ids = [.. places.Select(p => p.Id)];
        var workshops = await db.Set<Workshop>().AsNoTracking().Where(p => EF.Parameter(ids).Contains(p.WorkplaceId)).OrderBy(p => p.Name).ToListAsync(ct);
        var posts = (await db.Set<JobPost>().AsNoTracking().Where(p => EF.Parameter(ids).Contains(p.WorkplaceId)).OrderBy(p => p.Name).ToListAsync(ct)).ToLookup(p => p.WorkshopId);
        var exposures = new List<ExposureNode>();
        foreach (var exposure in await db.Set<Exposure>().AsNoTracking().Where(p => EF.Parameter(ids).Contains(p.WorkplaceId)).OrderBy(p => p.FactorCode).ToListAsync(ct))
        {
            var factor = await reference.FactorAsync(exposure.FactorCode, ct);
            exposures.Add(new(exposure, factor?.Name ?? exposure.FactorCode, factor?.ClassName));
        }
        var ofPost = exposures.Where(e => e.Exposure.JobPostId is not null).ToLookup(e => e.Exposure.JobPostId!.Value);
        var ofWorkshop = exposures.Where(e => e.Exposure.JobPostId is null).ToLookup(e => e.Exposure.WorkshopId);
        return [.. places.Select(place => new WorkplaceTree(place, divisions.Name(place.DivisionCode),
            [.. workshops.Where(w => w.WorkplaceId == place.Id).Select(w => new WorkshopNode(w, [.. posts[w.Id].Select(p => new PostNode(p, [.. ofPost[p.Id]]))], [.. ofWorkshop[w.Id]]))]))];
    }
}

/// <summary>工作场所与岗位 of the sites that the viewer sees.</summary>
sealed class PlacesTab(ZhijianDb db, WorkplaceTrees trees) : IEmployerTab
{
    public string Key => "places";
    public string Title => "工作场所与岗位";
    public int Order => 30;
    public string View => "/Modules/Registry/Tabs/_Places.cshtml";

    public sealed record Model(IReadOnlyList<WorkplaceTree> Trees, EmployerTabContext Context);

    public async Task<int?> CountAsync(Guid employerId, CancellationToken ct) => await db.Set<Workplace>().CountAsync(w => w.EmployerId == employerId, ct);

    public async Task<object> ModelAsync(EmployerTabContext context, CancellationToken ct)
    {
        var id = context.Employer.Id;
        var found = await trees.LoadAsync(db.Set<Workplace>().Where(w => w.EmployerId == id), ct);
        return new Model([.. found.Select(t => t with { MayEdit = context.MayEdit })], context);
    }
}
