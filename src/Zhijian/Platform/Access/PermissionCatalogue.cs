using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;

namespace Zhijian.Platform.Access;

/// <summary>Every permission that the rooms of the house declare, and which role holds which in this installation.</summary>
public sealed class PermissionCatalogue(IEnumerable<IModule> modules)
{
    FrozenDictionary<Role, FrozenSet<string>>? grants;

    public IReadOnlyList<Permission> All { get; } = [.. modules.SelectMany(m => m.Permissions).OrderBy(p => p.Key, StringComparer.Ordinal)];

    /// <summary>The same by duty, in the order of the rooms, as administrators read them.</summary>
    public IReadOnlyList<PermissionGroup> Groups { get; } = [.. modules.Where(m => m.Permissions.Count > 0)
        .GroupBy(m => m.Menu.FirstOrDefault(e => !e.IsPublic)?.Group ?? m.Menu.FirstOrDefault()?.Group ?? "其他")
        .Select(g => new PermissionGroup(g.Key, [.. g.SelectMany(m => m.Permissions).OrderBy(p => p.Key, StringComparer.Ordinal)]))];

    public async ValueTask<IReadOnlySet<string>> OfAsync(IEnumerable<Role> roles, ZhijianDb db, CancellationToken ct)
    {
        grants ??= (await db.Set<RoleGrant>().AsNoTracking().ToListAsync(ct))
            .GroupBy(g => g.Role).ToFrozenDictionary(g => g.Key, g => g.Select(x => x.Permission).ToFrozenSet());
        return roles.SelectMany(r => grants.TryGetValue(r, out var held) ? held : []).ToFrozenSet();
    }

    public void Forget() => grants = null;

    /// <summary>Grants what a new permission's module proposes; a permission once known keeps what was decided.</summary>
    public async Task GrantNewAsync(ZhijianDb db, CancellationToken ct)
    {
        var known = await db.Set<KnownPermission>().Select(p => p.Key).ToListAsync(ct);
        foreach (var permission in All.Where(p => !known.Contains(p.Key)))
        {
            db.Add(new KnownPermission { Key = permission.Key });
            db.AddRange(permission.Roles.Distinct().Select(r => new RoleGrant { Role = r, Permission = permission.Key }));
        }
    }
}

/// <summary>Permissions of one duty, under its heading in the menu.</summary>
public sealed record PermissionGroup(string Title, IReadOnlyList<Permission> Permissions);

/// <summary>A permission whose first grants were made; so that a withdrawn grant does not come back at the next start.</summary>
[NotAudited]
public sealed class KnownPermission
{
    public required string Key { get; init; }
}

sealed class KnownPermissionTable : IEntityTypeConfiguration<KnownPermission>
{
    public void Configure(Microsoft.EntityFrameworkCore.Metadata.Builders.EntityTypeBuilder<KnownPermission> table)
    {
        table.ToTable("known_permissions");
        table.HasKey(p => p.Key);
        table.Property(p => p.Key).HasMaxLength(80);
    }
}
