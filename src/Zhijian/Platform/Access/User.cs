using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Zhijian.Data;

namespace Zhijian.Platform.Access;

/// <summary>
/// An account: of an authority's staff (place decides what he sees) or of an organisation (its own rows).
/// </summary>
public sealed class User : IdentityUser<Guid>, IVersioned, IPlaced, IOwned
{
    public User() => Id = Guid.CreateVersion7();

    public required string FullName { get; set; }
    public required string DivisionCode { get; set; }
    public string ScopePath { get; private set; } = "";
    public Guid? OrganisationId { get; set; }
    public Guid? AuthorityId { get; set; }
    public Guid? DepartmentId { get; set; }
    /// <summary>Disabled accounts keep their history and cannot sign in.</summary>
    public bool Disabled { get; set; }
    public bool MustChangePassword { get; set; }
    public DateTime? PasswordChangedAt { get; set; }
    public DateTime CreatedAt { get; init; }
    /// <summary>The 30-second step of the last accepted code: a code seen over the shoulder is worth nothing any more.</summary>
    public long SecondFactorStep { get; set; }
    public List<UserRole> Roles { get; } = [];
    /// <summary>Staff of an authority, also before any role is granted: strict passwords, second factor.</summary>
    public bool IsStaff => OrganisationId is null || Roles.Any(r => r.Role.IsStaff());
    public long Version { get; private set; }
}

/// <summary>A role that a user holds.</summary>
public sealed class UserRole
{
    public Guid UserId { get; init; }
    public Role Role { get; init; }
}

/// <summary>A permission that a role holds in this installation; begins with what the modules declare.</summary>
public sealed class RoleGrant
{
    public Role Role { get; init; }
    public required string Permission { get; init; }
}

/// <summary>One sign-in of one device. Ended or expired sessions are refused at the next request.</summary>
[NotAudited]
public sealed class UserSession
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid UserId { get; init; }
    public DateTime StartedAt { get; init; }
    public DateTime LastSeenAt { get; set; }
    /// <summary>Whatever happens, the session is over then.</summary>
    public DateTime EndsAt { get; init; }
    public DateTime? EndedAt { get; set; }
    public string? Address { get; init; }
    public string? Device { get; init; }
}

/// <summary>A password that was in use before; so that it does not come back too soon.</summary>
[NotAudited]
public sealed class FormerPassword
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid UserId { get; init; }
    public required string Hash { get; init; }
    public DateTime At { get; init; }
}

sealed class AccessTables : IEntityTypeConfiguration<User>, IEntityTypeConfiguration<FormerPassword>, IEntityTypeConfiguration<UserRole>,
    IEntityTypeConfiguration<RoleGrant>, IEntityTypeConfiguration<UserSession>
{
    public void Configure(EntityTypeBuilder<User> table)
    {
        table.Ignore(u => u.IsStaff);
        table.Property(u => u.FullName).HasMaxLength(60);
        table.Property(u => u.DivisionCode).HasMaxLength(12);
        table.Property(u => u.ScopePath).HasMaxLength(80);
        // Kept as UTC like every time: SQLite cannot compare times with an offset.
        table.Property(u => u.LockoutEnd).HasConversion(v => v!.Value.UtcDateTime, v => new DateTimeOffset(DateTime.SpecifyKind(v, DateTimeKind.Utc)));
        table.HasMany(u => u.Roles).WithOne().HasForeignKey(r => r.UserId);
        table.HasOne<Organisations.Organisation>().WithMany().HasForeignKey(u => u.OrganisationId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Organisations.Authority>().WithMany().HasForeignKey(u => u.AuthorityId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<Organisations.Department>().WithMany().HasForeignKey(u => u.DepartmentId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<FormerPassword> table)
    {
        table.ToTable("former_passwords");
        table.Property(p => p.Hash).HasMaxLength(200);
        table.HasOne<User>().WithMany().HasForeignKey(p => p.UserId);
    }

    public void Configure(EntityTypeBuilder<UserRole> table)
    {
        table.ToTable("user_roles");
        table.HasKey(r => new { r.UserId, r.Role });
    }

    public void Configure(EntityTypeBuilder<RoleGrant> table)
    {
        table.ToTable("role_grants");
        table.HasKey(g => new { g.Role, g.Permission });
        table.Property(g => g.Permission).HasMaxLength(80);
    }

    public void Configure(EntityTypeBuilder<UserSession> table)
    {
        table.ToTable("user_sessions");
        table.HasKey(s => s.Id);
        table.Property(s => s.Address).HasMaxLength(64);
        table.Property(s => s.Device).HasMaxLength(200);
        table.HasOne<User>().WithMany().HasForeignKey(s => s.UserId);
        table.HasIndex(s => new { s.UserId, s.EndedAt });
    }
}
