using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Registry.Supervision;
using Zhijian.Platform.Access;
using Zhijian.Platform.Organisations;

namespace Zhijian.Modules.Registry;

public sealed record WorkplaceDraft(string Name, string Address, string DivisionCode)
{
    public double? Longitude { get; init; }
    public double? Latitude { get; init; }
    public int? Workers { get; init; }
    public int? DispatchedWorkers { get; init; }
    public string? Contact { get; init; }
    public string? ContactPhone { get; init; }
}

/// <summary>The workplaces of an employer: each with a place of its own, which decides who supervises it.</summary>
public sealed class WorkplaceDesk(ZhijianDb db, WritePath write, Viewer viewer, DivisionDirectory divisions, Jurisdiction jurisdiction, FileKeeper keeper)
{
    const string User = "user";

    public Task<Guid> AddAsync(Guid employerId, WorkplaceDraft facts, string? key, CancellationToken ct) => write.CommitAsync(new("registry.workplace-add", Key: key), async change =>
    {
        var employer = await EmployerAsync(employerId, ct);
        var clean = await CheckAsync(facts, employerId, null, ct);
        var place = divisions.Find(clean.DivisionCode)!;
        var made = new Workplace
        {
            EmployerId = employerId, Name = clean.Name, Address = clean.Address, DivisionCode = place.Code, CountyCode = Jurisdiction.CountyOf(place),
            SupervisorCode = Jurisdiction.SupervisorOf(await jurisdiction.RulesAsync(ct), Matters.Supervision, employer.OwnershipLevel, place, FileKeeper.Today(change)),
        };
        Apply(clean, made);
        db.Add(made);
        change.Raise(new EmployerHappening(employerId, FileKeeper.Today(change), "registry.workplace-added", $"增加工作场所：{made.Name}", $"{divisions.Name(place.Code)} {made.Address}"));
        change.Raise(new EmployerChanged(employerId, [nameof(Workplace)], User, FileKeeper.Today(change)));
        return made.Id;
    }, ct);

    /// <summary>Where the main workplace moves, the employer and its accounts move with it.</summary>
    public Task EditAsync(Guid id, long version, WorkplaceDraft facts, CancellationToken ct) => write.CommitAsync(new("registry.workplace-edit"), async change =>
    {
        var workplace = await LoadAsync(id, version, ct);
        var clean = await CheckAsync(facts, workplace.EmployerId, workplace, ct);
        var employer = await EmployerAsync(workplace.EmployerId, ct);
        var moves = workplace.DivisionCode != clean.DivisionCode;
        await keeper.ChangeAsync(change, workplace, employer.OwnershipLevel, User, moves ? "工作场所搬迁" : "变更工作场所", () => Apply(clean, workplace), ct);
        if (moves && workplace.IsMain) await keeper.ChangeAsync(change, employer, User, "迁移", () => employer.DivisionCode = clean.DivisionCode, ct);
    }, ct);

    public Task SetMainAsync(Guid id, long version, string? reason, CancellationToken ct) => write.CommitAsync(new("registry.workplace-main", reason), async change =>
    {
        var workplace = await LoadAsync(id, version, ct);
        if (workplace.IsMain) throw new Refusal("该工作场所已是主要工作场所。");
        if (EmployerDesk.IsEnded(workplace.Status)) throw new Refusal("已关闭的工作场所不能作为主要工作场所。");
        var employer = await EmployerAsync(workplace.EmployerId, ct);
        var former = await db.Set<Workplace>().SingleAsync(w => w.EmployerId == employer.Id && w.IsMain, ct);
        await keeper.ChangeAsync(change, former, employer.OwnershipLevel, User, null, () => former.IsMain = false, ct);
        // The old one first: the index allows one main workplace at a time.
        await db.SaveChangesAsync(ct);
        await keeper.ChangeAsync(change, workplace, employer.OwnershipLevel, User, "设为主要工作场所", () => workplace.IsMain = true, ct);
        await keeper.ChangeAsync(change, employer, User, "迁移", () => employer.DivisionCode = workplace.DivisionCode, ct);
    }, ct);

    public Task SetStatusAsync(Guid id, long version, EmployerStatus status, string? reason, CancellationToken ct) => write.CommitAsync(new("registry.workplace-status", reason), async change =>
    {
        var workplace = await LoadAsync(id, version, ct);
        if (workplace.IsMain && EmployerDesk.IsEnded(status)) throw new Refusal("主要工作场所不能单独关闭：请先另设主要工作场所，或变更单位的经营状态。", "Status");
        var employer = await EmployerAsync(workplace.EmployerId, ct);
        await keeper.ChangeAsync(change, workplace, employer.OwnershipLevel, User, $"工作场所{status.ChineseName()}", () => workplace.Status = status, ct);
    }, ct);

    async Task<Workplace> LoadAsync(Guid id, long version, CancellationToken ct)
    {
        var workplace = await db.Set<Workplace>().SingleOrDefaultAsync(w => w.Id == id, ct) ?? throw new NotFoundException();
        return workplace.Version == version ? workplace : throw new DbUpdateConcurrencyException();
    }

    /// <summary>Also one that stands in another county: whose workplace lies here is known here.</summary>
    async Task<Employer> EmployerAsync(Guid id, CancellationToken ct) =>
        await db.Set<Employer>().SingleOrDefaultAsync(e => e.Id == id && e.MergedIntoId == null, ct)
        ?? (await db.Set<Workplace>().AnyAsync(w => w.EmployerId == id, ct)
            ? await db.Set<Employer>().IgnoreQueryFilters([Conventions.ScopeFilter]).SingleOrDefaultAsync(e => e.Id == id && e.MergedIntoId == null, ct) : null)
        ?? throw new NotFoundException();

    async Task<WorkplaceDraft> CheckAsync(WorkplaceDraft facts, Guid employerId, Workplace? present, CancellationToken ct)
    {
        var name = FactCheck.Text(facts.Name, RegistryTables.NameLength, nameof(facts.Name), "工作场所名称") ?? throw new Refusal("请填写工作场所名称。", nameof(facts.Name));
        var own = present?.Id ?? Guid.Empty;
        if (await db.Set<Workplace>().IgnoreQueryFilters([Conventions.ScopeFilter]).AnyAsync(w => w.EmployerId == employerId && w.Name == name && w.Id != own, ct))
            throw new Refusal("该单位已有同名的工作场所。", nameof(facts.Name));
        await divisions.LoadAsync(db, ct);
        if (divisions.Find(facts.DivisionCode) is not { Level: >= 2 } place) throw new Refusal("请选择行政区划。", nameof(facts.DivisionCode));
        if (!viewer.Scope.Covers(place.Path))
            throw new Refusal(present is null ? "请选择您管辖范围内的行政区划。" : "迁往其他县（市、区）的，由上级办理。", nameof(facts.DivisionCode));
        if (facts.Longitude is null != facts.Latitude is null) throw new Refusal("经度和纬度须同时填写。", nameof(facts.Longitude));
        if (facts.Longitude is < 73 or > 136) throw new Refusal("经度应在 73 至 136 之间。", nameof(facts.Longitude));
        if (facts.Latitude is < 3 or > 54) throw new Refusal("纬度应在 3 至 54 之间。", nameof(facts.Latitude));
        FactCheck.Count(facts.Workers, nameof(facts.Workers), "劳动者人数");
        FactCheck.Count(facts.DispatchedWorkers, nameof(facts.DispatchedWorkers), "劳务派遣人数");
        return facts with
        {
            Name = name, Address = EmployerDesk.Address(facts.Address), DivisionCode = place.Code,
            Contact = FactCheck.Text(facts.Contact, RegistryTables.PersonLength, nameof(facts.Contact), "联系人"), ContactPhone = FactCheck.Phone(facts.ContactPhone, nameof(facts.ContactPhone)),
        };
    }

    static void Apply(WorkplaceDraft f, Workplace w)
    {
        (w.Name, w.Address, w.DivisionCode, w.Longitude, w.Latitude) = (f.Name, f.Address, f.DivisionCode, f.Longitude, f.Latitude);
        (w.Workers, w.DispatchedWorkers, w.Contact, w.ContactPhone) = (f.Workers, f.DispatchedWorkers, f.Contact, f.ContactPhone);
    }
}
