using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Registry.Supervision;
using Zhijian.Platform;
using Zhijian.Platform.Access;
using Zhijian.Platform.Organisations;

namespace Zhijian.Modules.Registry;

/// <summary>The file of an employer as its supervisors keep it.</summary>
public sealed class EmployerDesk(ZhijianDb db, WritePath write, Viewer viewer, DivisionDirectory divisions, Jurisdiction jurisdiction, EmployerMaker maker, FileKeeper keeper, FactCheck check)
{
    const string User = "user";

    public Task<Guid> CreateAsync(EmployerFacts facts, string divisionCode, string address, string? key, CancellationToken ct) =>
        write.CommitAsync(new("registry.create", Key: key), change => OpenFileAsync(change, facts, divisionCode, address, User, null, ct), ct);

    /// <summary>Opens a file inside somebody's change, for instance when a registration is approved.</summary>
    /// <param name="id">That of the organisation, where there is one.</param>
    internal async Task<Guid> OpenFileAsync(Change change, EmployerFacts facts, string divisionCode, string address, string source, Guid? id, CancellationToken ct)
    {
        var today = FileKeeper.Today(change);
        var clean = await check.CheckAsync(facts, null, today, ct);
        await divisions.LoadAsync(db, ct);
        var place = Place(divisionCode);
        var (employer, main) = maker.Make(new(clean.Name, clean.CreditCode, place, Address(address), clean.IndustryCode, source)
        {
            RegistrationNumber = clean.RegistrationNumber, RegisteredAddress = clean.RegisteredAddress, RegistrationType = clean.RegistrationType,
            OwnershipLevel = clean.OwnershipLevel, LegalRepresentative = clean.LegalRepresentative, Principal = clean.Principal, Phone = clean.Phone,
            EstablishedOn = clean.EstablishedOn, Workers = clean.Workers, DispatchedWorkers = clean.DispatchedWorkers, Revenue = clean.Revenue, Assets = clean.Assets,
        }, await jurisdiction.RulesAsync(ct), change.At, today, id);
        db.Add(employer);
        db.Add(main);
        change.Raise(new EmployerHappening(employer.Id, today, "registry.created", "建立档案", $"来源：{FieldWords.Source(source)}"));
        change.Raise(new EmployerChanged(employer.Id, [.. FieldWords.OfEmployer.Keys], source, today));
        return employer.Id;
    }

    public Task EditAsync(Guid id, long version, EmployerFacts facts, CancellationToken ct) => write.CommitAsync(new("registry.edit"), async change =>
    {
        var employer = await LoadAsync(id, version, ct);
        var clean = await check.CheckAsync(facts, employer, FileKeeper.Today(change), ct);
        await keeper.ChangeAsync(change, employer, User, "变更基本信息", () => Apply(clean, employer), ct);
    }, ct);

    /// <summary>Facts changed for a reason that has a record of its own.</summary>
    internal async Task CorrectAsync(Change change, Employer employer, EmployerFacts facts, string source, CancellationToken ct)
    {
        var clean = await check.CheckAsync(facts, employer, FileKeeper.Today(change), ct);
        await keeper.ChangeAsync(change, employer, source, "更正基本信息", () => Apply(clean, employer), ct);
    }

    static void Apply(EmployerFacts f, Employer e)
    {
        (e.Name, e.CreditCode, e.RegistrationNumber, e.RegisteredAddress, e.IndustryCode) = (f.Name, f.CreditCode, f.RegistrationNumber, f.RegisteredAddress, f.IndustryCode);
        (e.RegistrationType, e.OwnershipLevel, e.LegalRepresentative, e.Principal, e.Phone) = (f.RegistrationType, f.OwnershipLevel, f.LegalRepresentative, f.Principal, f.Phone);
        (e.EstablishedOn, e.Workers, e.DispatchedWorkers, e.Revenue, e.Assets) = (f.EstablishedOn, f.Workers, f.DispatchedWorkers, f.Revenue, f.Assets);
    }

    /// <summary>停产, 关闭, 注销 … or producing again. What is closed for good has a day; its workplaces close with it.</summary>
    public Task SetStatusAsync(Guid id, long version, EmployerStatus status, DateOnly? on, string? reason, CancellationToken ct) =>
        write.CommitAsync(new("registry.status", reason), async change =>
        {
            var employer = await LoadAsync(id, version, ct);
            if (employer.Status == status) throw new Refusal($"该单位已是“{status.ChineseName()}”。", "Status");
            if (on > FileKeeper.Today(change)) throw new Refusal("日期不能晚于今天。", "On");
            var ended = IsEnded(status);
            if (ended && on is null) throw new Refusal("请填写日期。", "On");
            await keeper.ChangeAsync(change, employer, User, $"经营状态变更为{status.ChineseName()}", () => (employer.Status, employer.ClosedOn) = (status, ended ? on : null), ct);
            foreach (var place in await db.Set<Workplace>().Where(w => w.EmployerId == id && (w.IsMain || ended)).ToListAsync(ct))
                await keeper.ChangeAsync(change, place, employer.OwnershipLevel, User, null, () => place.Status = status, ct);
        }, ct);

    public static bool IsEnded(EmployerStatus status) => status is EmployerStatus.Closed or EmployerStatus.Cancelled or EmployerStatus.Revoked;

    /// <summary>The employer's own users keep whom to reach; everything else they ask for.</summary>
    public Task EditContactAsync(long version, string? principal, string? phone, CancellationToken ct) => write.CommitAsync(new("registry.contact"), async change =>
    {
        var employer = await LoadAsync(viewer.OrganisationId ?? throw new NotFoundException(), version, ct);
        var (name, number) = (FactCheck.Text(principal, RegistryTables.PersonLength, "Principal", "主要负责人"), FactCheck.Phone(phone, "Phone"));
        await keeper.ChangeAsync(change, employer, "employer", "单位更新联系方式", () => (employer.Principal, employer.Phone) = (name, number), ct);
    }, ct);

    async Task<Employer> LoadAsync(Guid id, long version, CancellationToken ct)
    {
        var employer = await db.Set<Employer>().SingleOrDefaultAsync(e => e.Id == id && e.MergedIntoId == null, ct) ?? throw new NotFoundException();
        return employer.Version == version ? employer : throw new DbUpdateConcurrencyException();
    }

    DivisionDirectory.DivisionEntry Place(string code) =>
        divisions.Find(code) is { Level: >= 2 } place && viewer.Scope.Covers(place.Path) ? place : throw new Refusal("请选择您管辖范围内的行政区划。", "DivisionCode");

    internal static string Address(string? address) =>
        FactCheck.Text(address, RegistryTables.AddressLength, "Address", "工作场所地址") ?? throw new Refusal("请填写工作场所地址。", "Address");
}
