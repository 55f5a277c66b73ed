using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Access.Users;
using Zhijian.Platform.Notices;
using Zhijian.Platform.Organisations;
using Zhijian.Platform.Reference;
using Zhijian.Rules.Identifiers;
using Zhijian.Rules.Text;

namespace Zhijian.Modules.Registry.Registration;

public sealed record Application(string CreditCode, string Name, string DivisionCode, string Address, string IndustryCode, string Contact, string Mobile);

/// <summary>From the public form to an account: submit, verify, approve or refuse.</summary>
public sealed class RegistrationDesk(
    ZhijianDb db, WritePath write, Viewer viewer, DivisionDirectory divisions, ReferenceDirectory reference, EmployerDesk employers, UserDesk users, NoticeBoard notices)
{
    public const string Subject = nameof(EmployerRegistration);
    /// <summary>More waiting applications for one code are no help to anybody.</summary>
    const int MostWaiting = 3;
    const int CityLevel = 2;

    /// <summary>Answers everybody alike: whether the code is known here is for the officer to see, not for the applicant.</summary>
    /// <returns>The query code, shown once.</returns>
    public Task<string> SubmitAsync(Application a, CancellationToken ct) => write.CommitAsync(new("registration.submit"), async change =>
    {
        var code = QueryCode.New();
        // The public has no place of its own, and writes nothing but this.
        using var _ = viewer.ActAsPlatform();
        var made = await CheckAsync(a, QueryCode.Hash(code)!, change.At, ct);
        db.Add(made);
        Open(made);
        await db.SaveChangesAsync(ct);
        return code;
    }, ct);

    /// <summary>What an applicant learns with his code; null when there is no such code.</summary>
    public async Task<EmployerRegistration?> StateAsync(string? code, CancellationToken ct) => QueryCode.Hash(code) is not { } hash ? null
        // The code is the right to see it.
        : await db.Set<EmployerRegistration>().IgnoreQueryFilters([Conventions.ScopeFilter]).AsNoTracking().SingleOrDefaultAsync(r => r.QueryHash == hash, ct);

    /// <summary>Creates file, organisation and account, or attaches the account to the file that has the code already.</summary>
    public Task<MadeUser> ApproveAsync(Guid id, long version, CancellationToken ct) => write.CommitAsync(new("registration.approve"), async change =>
    {
        var registration = await LoadAsync(id, version, ct);
        var employerId = await FileAsync(change, registration, ct);
        var made = await users.CreateAsync(new(await LoginAsync(registration.CreditCode, ct), registration.Contact, null, employerId), ct);
        db.Add(new UserRole { UserId = made.Id, Role = Role.EmployerUser });
        await DecideAsync(change, registration, RegistrationState.Approved, null, ct);
        (registration.EmployerId, registration.UserId) = (employerId, made.Id);
        change.Raise(new EmployerHappening(employerId, FileKeeper.Today(change), "registry.registered", "单位注册通过审核", $"联系人 {Mask.Name(registration.Contact)}"));
        return made;
    }, ct);

    public Task RefuseAsync(Guid id, long version, string reason, CancellationToken ct) => write.CommitAsync(new("registration.refuse", reason), async change =>
        await DecideAsync(change, await LoadAsync(id, version, ct), RegistrationState.Refused, reason, ct), ct);

    /// <summary>To the place where the file with this code lies, whose authority knows it.</summary>
    public Task TransferAsync(Guid id, long version, CancellationToken ct) => write.CommitAsync(new("registration.transfer"), async change =>
    {
        var registration = await LoadAsync(id, version, ct);
        using var _ = viewer.ActAsPlatform();
        var place = await db.Set<Employer>().Where(e => e.CreditCode == registration.CreditCode && e.MergedIntoId == null).Select(e => e.DivisionCode).SingleOrDefaultAsync(ct);
        if (place is null || place == registration.DivisionCode) throw new Refusal("其他地区没有该代码的档案，请在本地审核。");
        registration.DivisionCode = place;
        await notices.CloseAsync(change, Subject, id.ToString(), ct);
        Open(registration);
        await db.SaveChangesAsync(ct);
    }, ct);

    async Task<Guid> FileAsync(Change change, EmployerRegistration r, CancellationToken ct)
    {
        var file = await db.Set<Employer>().IgnoreQueryFilters([Conventions.ScopeFilter]).SingleOrDefaultAsync(e => e.CreditCode == r.CreditCode && e.MergedIntoId == null, ct);
        if (file is not null && !viewer.Scope.Covers(file.ScopePath)) throw new Refusal("该代码的档案在其他地区，请转送当地审核。");
        var organisation = await db.Set<Organisation>().IgnoreQueryFilters([Conventions.ScopeFilter]).SingleOrDefaultAsync(o => o.Kind == OrganisationKind.Employer && o.CreditCode == r.CreditCode, ct);
        if (file is not null && organisation is not null && organisation.Id != file.Id) throw new Refusal("该代码的单位账号与档案不是同一个，请联系系统管理员核对后再审核。");
        if (organisation is not null && !viewer.Scope.Covers(organisation.ScopePath)) throw new Refusal("该代码的单位在其他地区，请由当地审核。");
        var id = file?.Id ?? await employers.OpenFileAsync(change, new(r.Name, r.CreditCode, r.IndustryCode), r.DivisionCode, r.Address, "registration", organisation?.Id, ct);
        if (organisation is null)
            db.Add(new Organisation { Id = id, Kind = OrganisationKind.Employer, Name = file?.Name ?? r.Name, CreditCode = r.CreditCode, DivisionCode = file?.DivisionCode ?? r.DivisionCode });
        await db.SaveChangesAsync(ct);
        return id;
    }

    /// <summary>The credit code; a second account of the employer gets a number.</summary>
    async Task<string> LoginAsync(string code, CancellationToken ct)
    {
        var taken = await db.Users.IgnoreQueryFilters([Conventions.ScopeFilter]).Where(u => u.NormalizedUserName!.StartsWith(code)).Select(u => u.NormalizedUserName!).ToListAsync(ct);
        return taken.Count == 0 ? code : Enumerable.Range(2, taken.Count + 1).Select(n => $"{code}-{n}").First(name => !taken.Contains(name));
    }

    async Task DecideAsync(Change change, EmployerRegistration r, RegistrationState state, string? reason, CancellationToken ct)
    {
        (r.State, r.Reason, r.DecidedAt, r.DecidedBy) = (state, reason, change.At, viewer.Name);
        await notices.CloseAsync(change, Subject, r.Id.ToString(), ct);
    }

    async Task<EmployerRegistration> LoadAsync(Guid id, long version, CancellationToken ct)
    {
        var found = await db.Set<EmployerRegistration>().SingleOrDefaultAsync(r => r.Id == id, ct) ?? throw new NotFoundException();
        if (found.State != RegistrationState.Pending) throw new Refusal($"该申请{found.State.ChineseName()}，不能重复审核。");
        return found.Version == version ? found : throw new DbUpdateConcurrencyException();
    }

    void Open(EmployerRegistration r) => notices.Open(new()
    {
        Title = $"审核单位注册：{r.Name}", Link = $"/registry/registrations/{r.Id}", Permission = RegistryModule.Verify, DivisionCode = r.DivisionCode,
        SubjectKind = Subject, SubjectId = r.Id.ToString(), CreatedAt = r.SubmittedAt,
    });

    async Task<EmployerRegistration> CheckAsync(Application a, string hash, DateTime at, CancellationToken ct)
    {
        var code = UnifiedSocialCreditCode.Check(a.CreditCode);
        if (!code.IsValid) throw new Refusal(code.Message + "。", nameof(a.CreditCode));
        var name = FactCheck.Text(a.Name, RegistryTables.NameLength, nameof(a.Name), "单位名称");
        if (name is null or { Length: < 2 }) throw new Refusal("请填写单位名称。", nameof(a.Name));
        await divisions.LoadAsync(db, ct);
        if (divisions.Find(a.DivisionCode) is not { Level: > CityLevel } place) throw new Refusal("请选择工作场所所在的县（市、区）或乡镇（街道）。", nameof(a.DivisionCode));
        if (!IndustryCode.TryParse(a.IndustryCode, out var industry) || industry.Level == IndustryLevel.Section || !(await reference.IndustryNamesAsync(ct)).ContainsKey(industry.Value))
            throw new Refusal("请从行业分类中选择，至少到大类。", nameof(a.IndustryCode));
        var mobile = MobileNumber.Check(a.Mobile);
        if (!mobile.IsValid) throw new Refusal(mobile.Message + "。", nameof(a.Mobile));
        var contact = FactCheck.Text(a.Contact, RegistryTables.PersonLength, nameof(a.Contact), "联系人") ?? throw new Refusal("请填写联系人。", nameof(a.Contact));
        var value = code.Value.Value;
        if (await db.Set<EmployerRegistration>().CountAsync(r => r.CreditCode == value && r.State == RegistrationState.Pending, ct) >= MostWaiting)
            throw new Refusal("该代码的申请过多，请等待审核结果后再提交。", nameof(a.CreditCode));
        return new()
        {
            Name = name, CreditCode = value, DivisionCode = place.Code, Address = EmployerDesk.Address(a.Address), IndustryCode = industry.Value,
            Contact = contact, Mobile = mobile.Value.Value, QueryHash = hash, SubmittedAt = at,
        };
    }
}
