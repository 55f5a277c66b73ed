using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Organisations;

namespace Zhijian.Platform.Access.Users;

/// <summary>Who holds which role, and what a role may do: the security administrator's desk.</summary>
public sealed class RoleDesk(
    ZhijianDb db, WritePath write, Viewer viewer, PermissionCatalogue catalogue, DivisionDirectory divisions, ViewerDirectory directory, Administrators administrators)
{
    const int CityLevel = 2;

    public Task GrantAsync(Guid userId, IReadOnlyCollection<Role> wanted, string reason, CancellationToken ct) => write.CommitAsync(new("roles.grant", reason), async change =>
    {
        if (userId == viewer.UserId) throw new Refusal("不能修改自己的角色。");
        var user = await db.Users.Include(u => u.Roles).SingleOrDefaultAsync(u => u.Id == userId, ct) ?? throw new NotFoundException();
        if (wanted.Intersect(Administrators.Kinds).Count() > 1) throw new Refusal("系统管理员、安全管理员、审计管理员须由不同的人担任。", "Roles");
        await divisions.LoadAsync(db, ct);
        var kind = user.OrganisationId is { } id ? await db.Set<Organisation>().Where(o => o.Id == id).Select(o => (OrganisationKind?)o.Kind).SingleAsync(ct) : null;
        var level = divisions.Find(user.DivisionCode)?.Level ?? 0;
        foreach (var role in wanted)
            if (!RoleFit.Fits(role, level, kind)) throw new Refusal($"“{role.ChineseName()}”不适合该用户所属的层级或单位。", "Roles");

        var lost = user.Roles.Where(r => !wanted.Contains(r.Role)).ToList();
        await administrators.RefuseLastAsync(user, lost.Select(r => r.Role), ct);
        foreach (var gone in lost) user.Roles.Remove(gone);
        foreach (var role in wanted.Where(w => user.Roles.All(r => r.Role != w))) user.Roles.Add(new() { UserId = user.Id, Role = role });
        change.AfterCommit(directory.Forget);
    }, ct);

    /// <summary>Replaces what roles may do in this whole installation.</summary>
    public Task SetPermissionsAsync(Role role, IReadOnlySet<string> wanted, string reason, CancellationToken ct) => write.CommitAsync(new("roles.permissions", reason), async change =>
    {
        await divisions.LoadAsync(db, ct);
        // What a role may do holds everywhere, so a county's administrator cannot decide it.
        if (!viewer.Scope.All && !divisions.All.Any(d => d.Path == viewer.Scope.Path && d.Level <= CityLevel)) throw new Refusal("角色的权限由市级安全管理员统一设置。");
        var before = await db.Set<RoleGrant>().Where(g => g.Role == role).ToListAsync(ct);
        var added = wanted.Except(before.Select(g => g.Permission)).ToList();
        if (viewer.Roles.Contains(role) && added.Count > 0) throw new Refusal("不能给自己担任的角色增加权限。");
        foreach (var key in added)
        {
            var permission = catalogue.All.SingleOrDefault(p => p.Key == key) ?? throw new Refusal($"没有“{key}”这项权限。");
            if (IsSeparated(permission) && !permission.Roles.Contains(role))
                throw new Refusal($"“{permission.Name}”属于三员分立的权限，不能授予{role.ChineseName()}。");
            db.Add(new RoleGrant { Role = role, Permission = key });
        }
        db.RemoveRange(before.Where(g => !wanted.Contains(g.Permission)));
        change.AfterCommit(catalogue.Forget);
        change.AfterCommit(directory.Forget);
    }, ct);

    /// <summary>Declared for the three administrators alone: stays with the one it was made for.</summary>
    public static bool IsSeparated(Permission permission) => permission.Roles.Length > 0 && permission.Roles.All(Administrators.Kinds.Contains);
}

/// <summary>Which role can be held at which level of government, or in which kind of organisation.</summary>
static class RoleFit
{
    public static bool Fits(Role role, int divisionLevel, OrganisationKind? organisation) => role switch
    {
        Role.EmployerUser => organisation is OrganisationKind.Employer,
        Role.ProjectOwnerUser => organisation is OrganisationKind.ProjectOwner or OrganisationKind.Employer,
        Role.InstitutionUser => organisation is OrganisationKind.ServiceInstitution,
        Role.ExamInstitutionUser => organisation is OrganisationKind.ExamInstitution,
        Role.Expert => organisation is OrganisationKind.ExpertPool,
        Role.ConferenceMember => organisation is OrganisationKind.MemberDepartment,
        Role.UnionObserver => organisation is OrganisationKind.TradeUnion,
        _ when organisation is not null => false,
        Role.CityAdmin or Role.CityLeader or Role.CitySupervisor or Role.CityOfficer => divisionLevel <= 2,
        Role.CountySupervisor or Role.CountyOfficer => divisionLevel == 3,
        Role.TownshipClerk => divisionLevel == 4,
        _ => true,
    };
}
