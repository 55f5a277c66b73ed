using Microsoft.EntityFrameworkCore;
using Zhijian.Data;

namespace Zhijian.Platform.Access.Users;

/// <summary>The three separated administrators (三员分立): one person is one of them, and no area loses its last one.</summary>
public sealed class Administrators(ZhijianDb db, Viewer viewer)
{
    public static readonly Role[] Kinds = [Role.SystemAdministrator, Role.SecurityAdministrator, Role.Auditor];

    /// <summary>Refuses to take away or disable the last active administrator of a kind who covers the area of this one.</summary>
    public async Task RefuseLastAsync(User user, IEnumerable<Role> lost, CancellationToken ct)
    {
        var kinds = lost.Intersect(Kinds).ToList();
        if (kinds.Count == 0 || user.Disabled) return;
        // Two last ones must not be disabled at the same moment by two hands.
        if (db.IsPostgres) await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtextextended('administrators', 0))", ct);
        using var _ = viewer.ActAsPlatform();
        var others = await db.Users.AsNoTracking().Where(u => u.Id != user.Id && !u.Disabled && u.Roles.Any(r => kinds.Contains(r.Role)))
            .Select(u => new { u.ScopePath, Roles = u.Roles.Select(r => r.Role).ToList() }).ToListAsync(ct);
        foreach (var kind in kinds)
            if (!others.Any(o => o.Roles.Contains(kind) && user.ScopePath.StartsWith(o.ScopePath, StringComparison.Ordinal)))
                throw new Refusal($"这是该管辖范围内最后一名在用的{kind.ChineseName()}，不能停用或收回角色。");
    }
}
