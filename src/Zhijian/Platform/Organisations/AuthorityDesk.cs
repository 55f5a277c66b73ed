using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Rules.Identifiers;

namespace Zhijian.Platform.Organisations;

public sealed record AuthorityNameDraft(
    string Name, string ShortName, string DocumentPrefix, string SealText, string? Hotline, DateOnly ValidFrom, DateOnly? ValidTo, string Basis, string? CreditCode = null);

/// <summary>Supervising authorities with their dated names, prefixes and seals, and their departments.</summary>
public sealed class AuthorityDesk(ZhijianDb db, WritePath write, Viewer viewer, DivisionDirectory divisions)
{
    public Task<Guid> CreateAsync(string divisionCode, string placeShortName, AuthorityNameDraft first, string? key, CancellationToken ct) =>
        write.CommitAsync(new("authorities.create", Key: key), async _ =>
        {
            await divisions.LoadAsync(db, ct);
            if (divisions.Find(divisionCode) is not { } division || !viewer.Scope.Covers(division.Path)) throw new Refusal("请选择您管辖范围内的行政区划。", "DivisionCode");
            if (await db.Set<Authority>().AnyAsync(a => a.DivisionCode == divisionCode, ct)) throw new Refusal("该行政区划已有监管机构。机构改名请在其名称沿革中增加一条。", "DivisionCode");
            var authority = new Authority { DivisionCode = divisionCode, PlaceShortName = Place(placeShortName) };
            Check(first, []);
            authority.Names.Add(Make(authority.Id, first));
            db.Add(authority);
            return authority.Id;
        }, ct);

    public Task EditAsync(Guid id, long version, string placeShortName, CancellationToken ct) => write.CommitAsync(new("authorities.edit"), async _ =>
    {
        var authority = await LoadAsync(id, ct);
        if (authority.Version != version) throw new DbUpdateConcurrencyException();
        authority.PlaceShortName = Place(placeShortName);
    }, ct);

    /// <summary>A new name from a day on. The name before, if still open, ends the day before.</summary>
    public Task AddNameAsync(Guid id, AuthorityNameDraft draft, string? key, CancellationToken ct) => write.CommitAsync(new("authorities.add-name", Key: key), async _ =>
    {
        var authority = await LoadAsync(id, ct);
        if (authority.Names.SingleOrDefault(n => n.ValidTo is null && n.ValidFrom < draft.ValidFrom) is { } open) open.ValidTo = draft.ValidFrom.AddDays(-1);
        Check(draft, authority.Names);
        db.Add(Make(id, draft));
        return true;
    }, ct);

    public Task EditNameAsync(Guid id, Guid nameId, AuthorityNameDraft draft, CancellationToken ct) => write.CommitAsync(new("authorities.edit-name"), async _ =>
    {
        var authority = await LoadAsync(id, ct);
        var name = authority.Names.SingleOrDefault(n => n.Id == nameId) ?? throw new NotFoundException();
        Check(draft, authority.Names.Where(n => n.Id != nameId));
        (name.Name, name.ShortName, name.DocumentPrefix, name.SealText) = (draft.Name, draft.ShortName, draft.DocumentPrefix, draft.SealText);
        (name.Hotline, name.ValidFrom, name.ValidTo, name.Basis, name.CreditCode) = (draft.Hotline, draft.ValidFrom, draft.ValidTo, draft.Basis, Code(draft.CreditCode));
    }, ct);

    public Task AddDepartmentAsync(Guid id, string name, CancellationToken ct) => write.CommitAsync(new("authorities.add-department"), async _ =>
    {
        var authority = await LoadAsync(id, ct);
        if (name.Trim() is not { Length: > 0 and <= 100 } trimmed) throw new Refusal("请填写科室名称。", "Department");
        if (await db.Set<Department>().AnyAsync(d => d.AuthorityId == id && d.Name == trimmed, ct)) throw new Refusal("已有同名科室。", "Department");
        db.Add(new Department { AuthorityId = authority.Id, Name = trimmed });
    }, ct);

    async Task<Authority> LoadAsync(Guid id, CancellationToken ct)
    {
        // Two names added at the same moment must see each other.
        if (db.IsPostgres) await db.Database.ExecuteSqlAsync($"SELECT 1 FROM authorities WHERE id = {id} FOR UPDATE", ct);
        return await db.Set<Authority>().Include(a => a.Names).SingleOrDefaultAsync(a => a.Id == id, ct) ?? throw new NotFoundException();
    }

    static string Place(string name) => name.Trim() is { Length: > 0 and <= 10 } place ? place : throw new Refusal("请填写文号中的地名简称，不超过 10 个字。", "PlaceShortName");

    static AuthorityName Make(Guid authorityId, AuthorityNameDraft d) => new()
    {
        AuthorityId = authorityId, Name = d.Name, ShortName = d.ShortName, DocumentPrefix = d.DocumentPrefix, SealText = d.SealText,
        Hotline = d.Hotline, ValidFrom = d.ValidFrom, ValidTo = d.ValidTo, Basis = d.Basis, CreditCode = Code(d.CreditCode),
    };

    static string? Code(string? typed)
    {
        if (string.IsNullOrWhiteSpace(typed)) return null;
        var code = UnifiedSocialCreditCode.Check(typed);
        return code.IsValid ? code.Value.Value : throw new Refusal($"统一社会信用代码：{code.Message}", nameof(AuthorityNameDraft.CreditCode));
    }

    static void Check(AuthorityNameDraft draft, IEnumerable<AuthorityName> others)
    {
        if (draft.ValidTo < draft.ValidFrom) throw new Refusal("终止日期不能早于起始日期。", nameof(draft.ValidTo));
        var to = draft.ValidTo ?? DateOnly.MaxValue;
        if (others.FirstOrDefault(o => o.ValidFrom <= to && draft.ValidFrom <= (o.ValidTo ?? DateOnly.MaxValue)) is { } other)
            throw new Refusal($"与“{other.Name}”的使用期间（{other.ValidFrom:yyyy-MM-dd} 起）重叠。", nameof(draft.ValidFrom));
    }
}
