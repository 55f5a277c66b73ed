using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform;
using Zhijian.Platform.Access;
using Zhijian.Rules.Dangers;

namespace Zhijian.Modules.Dangers;

/// <summary>Who keeps the certificates of officers tells their numbers to whoever issues a paper.</summary>
public interface IOfficerCertificates
{
    /// <returns>The numbers that are valid on a day, by officer.</returns>
    Task<IReadOnlyDictionary<Guid, string>> ValidAsync(IReadOnlyCollection<Guid> officers, DateOnly on, CancellationToken ct);
}

/// <summary>The enforcement officers of an authority, and from whom they keep away (回避).</summary>
public sealed class DangerOfficers(ZhijianDb db, WritePath write, Viewer viewer, DangerAccess access, TimeProvider clock, IOfficerCertificates certificates)
{
    static readonly Role[] Enforcing = [Role.CityAdmin, Role.CitySupervisor, Role.CityOfficer, Role.CountySupervisor, Role.CountyOfficer];

    public sealed record Face(Guid Id, string Name);

    /// <summary>Of the authority of a division, by name.</summary>
    public Task<List<Face>> OfAsync(string authorityCode, CancellationToken ct) => Officers(authorityCode).OrderBy(u => u.FullName).Select(u => new Face(u.Id, u.FullName)).ToListAsync(ct);

    IQueryable<User> Officers(string authorityCode) =>
        db.Users.AsNoTracking().Where(u => u.DivisionCode == authorityCode && u.OrganisationId == null && !u.Disabled && u.Roles.Any(r => Enforcing.Contains(r.Role)));

    /// <summary>Two officers with what stands against them at this employer; the rules judge the pair.</summary>
    public async Task<OfficerPair> PairAsync(string authorityCode, Guid employerId, Guid? first, Guid? second, CancellationToken ct)
    {
        if (first is null) throw new Refusal("请选择执法人员。", "FirstOfficer");
        if (second is null) throw new Refusal("请选择第二名执法人员，执法人员不得少于两人。", "SecondOfficer");
        var ids = new[] { first.Value, second.Value };
        var found = await Officers(authorityCode).Where(u => ids.Contains(u.Id)).Select(u => new Face(u.Id, u.FullName)).ToListAsync(ct);
        var recusals = await db.Set<OfficerRecusal>().AsNoTracking().Where(r => r.EmployerId == employerId && ids.Contains(r.UserId)).ToDictionaryAsync(r => r.UserId, r => r.Reason, ct);
        var numbers = await certificates.ValidAsync(ids, ChinaTime.DateOf(clock.GetUtcNow()), ct);
        Officer Of(Guid id, string field) => found.FirstOrDefault(f => f.Id == id) is { } face
            ? new(id.ToString(), face.Name, recusals.GetValueOrDefault(id), numbers.GetValueOrDefault(id)) : throw new Refusal("所选人员不是本机关的执法人员。", field);
        return new(Of(ids[0], "FirstOfficer"), Of(ids[1], "SecondOfficer"));
    }

    /// <summary>Who keeps away from an employer, and why.</summary>
    public Task<Dictionary<Guid, string>> RecusalsAsync(Guid employerId, CancellationToken ct) =>
        db.Set<OfficerRecusal>().AsNoTracking().Where(r => r.EmployerId == employerId).ToDictionaryAsync(r => r.UserId, r => r.Reason, ct);

    /// <summary>An officer declares that he keeps away, or the authority decides it; it holds for every danger of the employer.</summary>
    public Task RecuseAsync(Guid dangerId, Guid? userId, string? reason, string? key, CancellationToken ct) => write.CommitAsync(new("dangers.recuse", reason, key), async change =>
    {
        var danger = await db.Set<HiddenDanger>().SingleOrDefaultAsync(d => d.Id == dangerId, ct) ?? throw new NotFoundException();
        if (!access.IsCompetent(danger)) throw new Refusal("只有办理机关的人员可以登记回避。");
        await RecuseFromAsync(danger.EmployerId, danger.AuthorityCode, userId, reason, ct);
    }, ct);

    /// <summary>The same where no danger is at hand; whoever calls has made sure that the viewer is of the authority.</summary>
    public Task RecuseFromAsync(Guid employerId, string authorityCode, Guid? userId, string? reason, CancellationToken ct) => write.CommitAsync(new("dangers.recuse", reason), async change =>
    {
        var why = Texts.Needed(reason, DangerTables.Clause, "Reason", "回避理由");
        var officer = userId ?? throw new Refusal("请选择回避的执法人员。", "Officer");
        if (!await Officers(authorityCode).AnyAsync(u => u.Id == officer, ct)) throw new Refusal("所选人员不是本机关的执法人员。", "Officer");
        if (await db.Set<OfficerRecusal>().AnyAsync(r => r.UserId == officer && r.EmployerId == employerId, ct)) throw new Refusal("该人员对这家单位已登记回避。", "Officer");
        db.Add(new OfficerRecusal { UserId = officer, EmployerId = employerId, DivisionCode = authorityCode, Reason = why, By = viewer.Name, At = change.At });
    }, ct);
}
