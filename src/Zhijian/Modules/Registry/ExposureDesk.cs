using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Reference;

namespace Zhijian.Modules.Registry;

public sealed record ExposureFacts(
    string FactorCode, Guid? JobPostId = null, int? Persons = null, decimal? HoursPerDay = null, decimal? DaysPerWeek = null, string? Facilities = null, string? ProtectiveEquipment = null);

/// <summary>What is inside a workplace: workshops, their posts, and who is exposed to what.</summary>
public sealed class ExposureDesk(ZhijianDb db, WritePath write, ReferenceDirectory reference, HazardSummary summary)
{
    const string User = "user";
    const int NameLength = 100, ProtectionLength = 200;

    public Task<Guid> AddWorkshopAsync(Guid workplaceId, string? name, int? exposed, string? key, CancellationToken ct) => write.CommitAsync(new("registry.workshop-add", Key: key), async _ =>
    {
        var workplace = await db.Set<Workplace>().SingleOrDefaultAsync(w => w.Id == workplaceId, ct) ?? throw new NotFoundException();
        var made = new Workshop { EmployerId = workplace.EmployerId, WorkplaceId = workplaceId, DivisionCode = workplace.DivisionCode, Name = Name(name, "车间"), ExposedDistinct = Persons(exposed, "Exposed") };
        if (await db.Set<Workshop>().AnyAsync(w => w.WorkplaceId == workplaceId && w.Name == made.Name, ct)) throw new Refusal("该工作场所已有同名车间。", "Name");
        db.Add(made);
        return made.Id;
    }, ct);

    public Task EditWorkshopAsync(Guid id, long version, string? name, int? exposed, CancellationToken ct) => write.CommitAsync(new("registry.workshop-edit"), async _ =>
    {
        var workshop = await LoadAsync<Workshop>(id, version, ct);
        var clean = Name(name, "车间");
        if (await db.Set<Workshop>().AnyAsync(w => w.WorkplaceId == workshop.WorkplaceId && w.Name == clean && w.Id != id, ct)) throw new Refusal("该工作场所已有同名车间。", "Name");
        (workshop.Name, workshop.ExposedDistinct) = (clean, Persons(exposed, "Exposed"));
    }, ct);

    public Task RemoveWorkshopAsync(Guid id, long version, CancellationToken ct) => write.CommitAsync(new("registry.workshop-remove"), async change =>
    {
        var workshop = await LoadAsync<Workshop>(id, version, ct);
        db.RemoveRange(await db.Set<Exposure>().Where(e => e.WorkshopId == id).ToListAsync(ct));
        db.RemoveRange(await db.Set<JobPost>().Where(p => p.WorkshopId == id).ToListAsync(ct));
        db.Remove(workshop);
        change.Raise(new EmployerHappening(workshop.EmployerId, FileKeeper.Today(change), "registry.workshop-removed", $"删除车间：{workshop.Name}"));
        await summary.RefreshAsync(change, workshop.EmployerId, User, ct);
    }, ct);

    public Task<Guid> AddPostAsync(Guid workshopId, string? name, int? persons, string? key, CancellationToken ct) => write.CommitAsync(new("registry.post-add", Key: key), async _ =>
    {
        var workshop = await db.Set<Workshop>().SingleOrDefaultAsync(w => w.Id == workshopId, ct) ?? throw new NotFoundException();
        var made = new JobPost { EmployerId = workshop.EmployerId, WorkplaceId = workshop.WorkplaceId, WorkshopId = workshopId, DivisionCode = workshop.DivisionCode, Name = Name(name, "岗位"), Persons = Persons(persons, "Persons") };
        if (await db.Set<JobPost>().AnyAsync(p => p.WorkshopId == workshopId && p.Name == made.Name, ct)) throw new Refusal("该车间已有同名岗位。", "Name");
        db.Add(made);
        return made.Id;
    }, ct);

    public Task EditPostAsync(Guid id, long version, string? name, int? persons, CancellationToken ct) => write.CommitAsync(new("registry.post-edit"), async _ =>
    {
        var post = await LoadAsync<JobPost>(id, version, ct);
        var clean = Name(name, "岗位");
        if (await db.Set<JobPost>().AnyAsync(p => p.WorkshopId == post.WorkshopId && p.Name == clean && p.Id != id, ct)) throw new Refusal("该车间已有同名岗位。", "Name");
        (post.Name, post.Persons) = (clean, Persons(persons, "Persons"));
    }, ct);

    public Task RemovePostAsync(Guid id, long version, CancellationToken ct) => write.CommitAsync(new("registry.post-remove"), async change =>
    {
        var post = await LoadAsync<JobPost>(id, version, ct);
        db.RemoveRange(await db.Set<Exposure>().Where(e => e.JobPostId == id).ToListAsync(ct));
        db.Remove(post);
        await summary.RefreshAsync(change, post.EmployerId, User, ct);
    }, ct);

    public Task<Guid> AddExposureAsync(Guid workshopId, ExposureFacts facts, string? key, CancellationToken ct) => write.CommitAsync(new("registry.exposure-add", Key: key), async change =>
    {
        var workshop = await db.Set<Workshop>().SingleOrDefaultAsync(w => w.Id == workshopId, ct) ?? throw new NotFoundException();
        var workplace = await db.Set<Workplace>().SingleAsync(w => w.Id == workshop.WorkplaceId, ct);
        if (await reference.FactorAsync(facts.FactorCode, ct) is not { } factor) throw new Refusal("请从职业病危害因素目录中选择。", nameof(facts.FactorCode));
        if (facts.JobPostId is { } post && !await db.Set<JobPost>().AnyAsync(p => p.Id == post && p.WorkshopId == workshopId, ct)) throw new Refusal("请选择本车间的岗位。", nameof(facts.JobPostId));
        if (await db.Set<Exposure>().AnyAsync(e => e.WorkshopId == workshopId && e.JobPostId == facts.JobPostId && e.FactorCode == factor.Code, ct))
            throw new Refusal($"已登记“{factor.Name}”。", nameof(facts.FactorCode));
        var made = new Exposure
        {
            EmployerId = workshop.EmployerId, WorkplaceId = workshop.WorkplaceId, WorkshopId = workshopId, JobPostId = facts.JobPostId, FactorCode = factor.Code,
            DivisionCode = workshop.DivisionCode, CountyCode = workplace.CountyCode, Source = User,
        };
        Apply(facts, made);
        db.Add(made);
        change.Raise(new EmployerHappening(workshop.EmployerId, FileKeeper.Today(change), "registry.exposure-added", $"登记接触因素：{factor.Name}", $"{workplace.Name} {workshop.Name}"));
        await summary.RefreshAsync(change, workshop.EmployerId, User, ct);
        return made.Id;
    }, ct);

    public Task EditExposureAsync(Guid id, long version, ExposureFacts facts, CancellationToken ct) => write.CommitAsync(new("registry.exposure-edit"), async change =>
    {
        var exposure = await LoadAsync<Exposure>(id, version, ct);
        Apply(facts, exposure);
        exposure.Source = User;
        await summary.RefreshAsync(change, exposure.EmployerId, User, ct);
    }, ct);

    public Task RemoveExposureAsync(Guid id, long version, CancellationToken ct) => write.CommitAsync(new("registry.exposure-remove"), async change =>
    {
        var exposure = await LoadAsync<Exposure>(id, version, ct);
        db.Remove(exposure);
        var factor = await reference.FactorAsync(exposure.FactorCode, ct);
        change.Raise(new EmployerHappening(exposure.EmployerId, FileKeeper.Today(change), "registry.exposure-removed", $"删除接触因素：{factor?.Name ?? exposure.FactorCode}"));
        await summary.RefreshAsync(change, exposure.EmployerId, User, ct);
    }, ct);

    async Task<T> LoadAsync<T>(Guid id, long version, CancellationToken ct) where T : WorkplacePart
    {
        var found = await db.Set<T>().SingleOrDefaultAsync(p => p.Id == id, ct) ?? throw new NotFoundException();
        return found.Version == version ? found : throw new DbUpdateConcurrencyException();
    }

    static void Apply(ExposureFacts f, Exposure e)
    {
        if (f.HoursPerDay is <= 0 or > 24) throw new Refusal("每日接触时间应大于 0、不超过 24 小时。", nameof(f.HoursPerDay));
        if (f.DaysPerWeek is <= 0 or > 7) throw new Refusal("每周接触天数应大于 0、不超过 7 天。", nameof(f.DaysPerWeek));
        (e.Persons, e.HoursPerDay, e.DaysPerWeek) = (Persons(f.Persons, nameof(f.Persons)), f.HoursPerDay, f.DaysPerWeek);
        e.Facilities = FactCheck.Text(f.Facilities, ProtectionLength, nameof(f.Facilities), "防护设施");
        e.ProtectiveEquipment = FactCheck.Text(f.ProtectiveEquipment, ProtectionLength, nameof(f.ProtectiveEquipment), "个体防护用品");
    }

    static string Name(string? name, string what) => FactCheck.Text(name, NameLength, "Name", what + "名称") ?? throw new Refusal($"请填写{what}名称。", "Name");

    static int? Persons(int? persons, string field)
    {
        FactCheck.Count(persons, field, "人数");
        return persons;
    }
}
